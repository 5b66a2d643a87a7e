"""What a visitor does in the picture of captioning, in Chromium: places, holding the light, another word, sentences, playing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.captioning.picture import Rest
from tests.browser.waiting import after, holds, quiet
from tests.lessons.captioning import sketched
from tests.lessons.captioning.picturing import (
    LABELS,
    alone,
    asked,
    every,
    middle_of,
    named,
    photo,
    shows,
    stage,
    told,
    within,
    word,
)  # fmt: skip


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def bars_are(page: Page, place: int, step: int) -> None:
    """Over each word written, how much it looked at the place; full from α = 0.15 on."""
    alpha = sketched.beam()[0][0].alpha[: step + 1, place]
    bars = every(page, "[data-looked]")
    assert [int(bar["looked"]) for bar in bars] == list(range(step + 1))
    assert [float(bar["alpha"]) for bar in bars] == pytest.approx(alpha.tolist(), rel=1e-6)
    for bar, value in zip(bars, alpha, strict=True):
        assert bar["height"] == pytest.approx(max(1, 12 * min(1, value / 0.15)), abs=0.11)


def test_a_place_is_pointed_at_pinned_and_let_go(picture):
    page = picture(step=4)
    expect(within(page, "[data-looked]")).to_have_count(0)
    photo(page).hover(position=middle_of(page, 17))
    bars_are(page, 17, 4)
    expect(within(page, "[data-pointed]")).to_have_count(1)
    after(page, lambda: photo(page).click(position=middle_of(page, 17)))
    told(page, Rest(4, 17))
    stage(page).press("ArrowRight")
    told(page, Rest(5, 17))
    bars_are(page, 17, 5)
    within(page, ".status").hover()
    shows(page, Rest(5, 17))
    photo(page).click(position=middle_of(page, 17))
    told(page, Rest(5))


def test_arrow_keys_on_the_picture_move_the_place_from_the_brightest(picture):
    page = picture(step=2)
    start = int(sketched.beam()[0][0].alpha[2].argmax())
    place = start
    for key, by in (
        ("ArrowUp", 0),
        ("ArrowUp", -7),
        ("ArrowLeft", -1),
        ("ArrowDown", 7),
        ("ArrowDown", 7),
        ("ArrowRight", 1),
    ):
        photo(page).press(key)
        place += by
        told(page, Rest(2, place))
    for _ in range(9):
        photo(page).press("ArrowLeft")
    told(page, Rest(2, place - place % 7))
    bars_are(page, place - place % 7, 2)
    photo(page).press("Escape")
    told(page, Rest(2))


def test_the_light_is_held_and_what_was_asked_for_is_taken_back(picture):
    page = picture(step=4)
    expect(within(page, ".hold-button")).to_be_hidden()
    expect(named(page, LABELS["undo"])).to_be_hidden()
    photo(page).click(position=middle_of(page, 30))
    told(page, Rest(4, 30))
    name = LABELS["hold"].format(word=word(sketched.beam()[0][0], 4))
    named(page, name).click()
    asked(page, "hold 4 30 0")
    within(page, ".status").hover()
    one = shows(page, Rest(4, 30), hold=(4, 30))
    assert [int(mark["held"]) for mark in every(page, "[data-held]")] == [4]
    assert [int(mark["put"]) for mark in every(page, "[data-put]")] == [0, 1, 2, 3]
    expect(within(page, ".hold-button")).to_be_hidden()
    expect(within(page, ".photo-marks")).to_contain_text(f"{LABELS['held']} · α = 1.00")
    assert one.pinned[4] == 30
    named(page, LABELS["undo"]).click()
    asked(page, "undo")
    shows(page, Rest(4, 30))
    expect(within(page, "[data-put], [data-held]")).to_have_count(0)


def test_enter_holds_the_light_too(picture):
    page = picture(step=3)
    photo(page).press("Enter")
    place = int(sketched.beam()[0][0].alpha[3].argmax())
    told(page, Rest(3, place))
    photo(page).press("Enter")
    asked(page, f"hold 3 {place} 0")


def test_another_word_is_written(picture):
    page = picture(step=4)
    within(page, ".beam-row").nth(1).click()
    told(page, Rest(4, None, 1))
    named(page, LABELS["type"]).click()
    field = within(page, "input.word-field")
    expect(field).to_be_focused()
    expect(within(page, "datalist option")).to_have_count(len(sketched.WRITABLE))
    field.fill("<b>qwerty</b>")
    field.press("Enter")
    expect(within(page, ".field-said")).to_contain_text("is not one of the")
    expect(within(page, ".field-said b")).to_have_count(0)
    field.fill(" Frisbee ")
    expect(within(page, ".field-said")).to_have_text(LABELS["type_how"])
    field.press("Enter")
    asked(page, "word 4 frisbee 1")
    expect(field).to_be_hidden()


def test_a_field_that_is_left_writes_nothing(picture):
    page = picture(step=4)
    pencil = named(page, LABELS["type"])
    pencil.click()
    field = within(page, "input.word-field")
    field.fill("cat")
    field.press("Escape")
    expect(field).to_be_hidden()
    expect(pencil).to_be_focused()
    pencil.click()
    expect(field).to_have_value("")
    stage(page).press("ArrowRight")
    expect(field).to_be_hidden()
    told(page, Rest(5))
    asked(page, "")


def test_a_word_of_the_strip_and_a_sentence_of_the_beam_are_gone_to(picture):
    page = picture(step=6)
    within(page, ".cell").nth(1).click()
    told(page, Rest(1))
    shows(page, Rest(1))
    within(page, ".beam-row").nth(2).press("Enter")
    told(page, Rest(1, None, 2))
    one = shows(page, Rest(1, branch=2))
    within(page, ".slide").fill(str(len(one.tokens)))
    shows(page, Rest(len(one.tokens) - 1, branch=2))
    within(page, ".beam-row").nth(0).click()
    first = sketched.beam()[0][0]
    told(page, Rest(len(first.tokens) - 1))


def test_it_plays_to_the_end_and_begins_anew(picture):
    page, one = picture(step=0), sketched.beam()[0][0]
    last = len(one.tokens) - 1
    within(page, ".cell").nth(last - 1).click()
    named(page, LABELS["play"]).click()
    shows(page, Rest(last))
    expect(named(page, LABELS["play"])).to_be_visible()
    stage(page).press(" ")
    expect(stage(page)).to_have_attribute("data-step", "0")
    expect(stage(page)).to_have_attribute("data-step", "1")
    named(page, LABELS["pause"]).click()
    quiet(page)
    expect(named(page, LABELS["play"])).to_be_visible()


def test_what_the_page_sets_is_shown(picture):
    page = picture(step=6)
    after(page, named(page, "Second").click)
    shows(page, Rest(2, 10, 1))
    told(page, Rest(2, 10, 1))
    stage(page).press("ArrowRight")
    told(page, Rest(3, 10, 1))


def test_the_light_fades_over_unless_nothing_shall_move(picture):
    """On the way it is neither the light before nor the one after; where it ends is where it stands without motion."""
    page = picture(step=1)
    watch = """photo => {
      window.veils = new Set();
      const veil = photo.querySelector("[data-veil]"), keep = () => window.veils.add(veil.getAttribute("href"));
      new MutationObserver(keep).observe(veil, { attributes: true });
    }"""
    holds(photo(page), f"(photo) => {{ ({watch})(photo); return true; }}")
    stage(page).press("ArrowRight")
    told(page, Rest(2))
    holds(photo(page), "() => window.veils.size === 1")
    page.emulate_media(reduced_motion="no-preference")
    stage(page).press("ArrowRight")
    told(page, Rest(3))
    holds(photo(page), "() => window.veils.size > 2")
    shows(page, Rest(3))


def test_what_is_read_aloud(picture):
    page = picture(step=1)
    stage(page).press("ArrowRight")
    one = sketched.beam()[0][0]
    row, column = divmod(int(one.alpha[2].argmax()), 7)
    wanted = LABELS["announce"].format(
        number=3, count=len(one.tokens), word=one.words[2], p=f"{one.probability(2):.2f}"
    )
    light = LABELS["announce_light"].format(row=row + 1, column=column + 1, alpha=f"{one.alpha[2].max():.3f}")
    expect(within(page, "[aria-live=polite].hidden-text")).to_have_text(f"{wanted} {light}")
