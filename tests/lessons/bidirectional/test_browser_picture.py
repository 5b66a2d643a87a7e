"""Both histories, in Chromium: fronts, tags that wait, sides at zero, words that are looked at, a phone, core's numbers."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.ui.numbers import signed
from tests.browser.test_visits import faults
from tests.browser.visits import no_overflow
from tests.browser.waiting import after, attribute_of, box_of, quiet, result_of, text_of, until
from tests.lessons.bidirectional.samples import WORDS, both_ways

FOUND = both_ways()


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("bidirectional", **address))
        expect(status(quiet(quiet_page))).not_to_be_empty()
        return quiet(quiet_page)

    return open_it


def status(page: Page) -> Locator:
    return page.locator(".both-ways .status")


def stage(page: Page) -> Locator:
    return page.locator(".both-ways .stage")


def part(page: Page, hit: str) -> Locator:
    return page.locator(f'.both-ways .stage [data-hit="{hit}"]')


def numbers(page: Page) -> str:
    return text_of(page.locator(".both-ways .numbers"))


def told(page: Page, said: str) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {said}", exact=True)).to_be_visible()


def test_keys_move_both_fronts_and_the_page_is_told(picture):
    page = picture()
    expect(status(page)).to_have_text("step 4 of 4: 4 tagged")
    stage(page).press("ArrowLeft")
    expect(status(page)).to_have_text("step 3 of 4: 2 tagged")
    told(page, "3 0 none")
    stage(page).press("ArrowDown")
    told(page, "3 1 none")
    stage(page).press("ArrowUp")
    stage(page).press("ArrowUp")
    told(page, "3 0 none")
    stage(page).press("Home")
    told(page, "0 0 none")
    expect(page.locator(".both-ways [data-hit^=cell]")).to_have_count(0)
    stage(page).press("ArrowRight")
    told(page, "1 0 none")
    stage(page).press("End")
    told(page, "4 0 none")


def test_a_column_stands_where_a_side_has_read(picture):
    page = picture(step=1)
    expect(part(page, "cell left 0 0")).to_have_count(1)
    expect(part(page, "cell right 3 2")).to_have_count(1)
    for unread in ("cell left 1 0", "cell right 2 0", "cell right 0 0"):
        expect(part(page, unread)).to_have_count(0)
    expect(page.locator(".both-ways [data-hit^=cell]")).to_have_count(6)


def test_tags_wait_for_both_sides_and_the_left_alone_does_not(picture):
    page = picture(step=3)
    for t in (1, 2):
        expect(part(page, f"tag {t}")).to_have_count(1)
    for t in (0, 3):
        expect(part(page, f"tag {t}")).to_have_count(0)
        expect(part(page, f"wait {t}")).to_have_count(2)  # its place, and when it will be ready
    for t in range(3):
        expect(part(page, f"forward {t}")).to_have_count(1)
    expect(part(page, "waitleft 3")).to_have_count(1)
    part(page, "wait 0").first.hover()
    expect(page.locator(".both-ways .tip")).to_contain_text("a← has not got here yet; both sides have at step 4.")
    part(page, "wait 3").first.hover()
    expect(page.locator(".both-ways .tip")).to_contain_text("a→ has not got here yet")


def large(value: float) -> str:
    """A power of e as the picture writes it."""
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


@pytest.mark.parametrize("zero", ["none", "left", "right"])
@pytest.mark.parametrize("word", [0, 1, 3])
def test_the_numbers_are_cores(picture, zero, word):
    page = picture(zero=zero, word=word)
    z, p, tags = FOUND.logits(zero)[word], FOUND.chances(zero)[word], FOUND.both.labels
    shown = numbers(page)
    k = int(FOUND.both.probabilities[word].argmax())
    left, right = (
        "0" if zero == side else signed(value, 2)
        for side, value in (("left", FOUND.both.from_left[word, k]), ("right", FOUND.both.from_right[word, k]))
    )
    added = f"− {right[1:]}" if right[0] == "−" else f"+ {right}"
    assert f"{tags[k].ljust(6)} {left} {added} + {FOUND.both.bias[k]:.2f} = {signed(z[k], 2)}" in shown
    assert f"e^z: {large(np.exp(z[k]))} / {large(np.exp(z).sum())} = {p[k]:.3f}" in shown
    for side, said in (("none", "both sides"), ("right", "without a←"), ("left", "without a→")):
        top = FOUND.chances(side)[word]
        assert f"{said}: {tags[int(top.argmax())]} {top.max():.3f}" in shown


def test_a_side_at_zero_frames_what_it_changes(picture):
    page = picture()
    assert FOUND.tags() == ("B-PER", "I-PER", "O", "O") and FOUND.tags("right") == ("O", "I-PER", "O", "O")
    frame = attribute_of(part(page, "tag 0"), "stroke")
    after(page, page.get_by_role("button", name="zero a←").click)
    told(page, "4 0 right")
    assert attribute_of(part(page, "tag 0"), "stroke") != frame
    assert attribute_of(part(page, "tag 0"), "stroke-width") == "2"
    assert attribute_of(part(page, "tag 1"), "stroke-width") == "1"
    expect(page.get_by_role("button", name="zero a←")).to_have_attribute("aria-pressed", "true")
    after(page, page.get_by_role("button", name="both", exact=True).click)
    told(page, "4 0 none")
    assert attribute_of(part(page, "tag 0"), "stroke") == frame


def test_a_click_looks_at_a_word_and_pointing_only_shows_it(picture):
    page = picture()
    part(page, "word 2").hover()
    expect(page.locator(".both-ways .caption").last).to_contain_text("Word 3, “\u2068met\u2069”")
    expect(page.locator(".both-ways .tip")).to_contain_text(f"both ways: O {FOUND.both.probabilities[2, 0]:.3f}")
    part(page, "word 1").click()
    told(page, "4 1 none")
    expect(page.locator(".both-ways .tip")).to_be_hidden()
    part(page, "word 1").hover()
    expect(page.locator(".both-ways .tip")).to_contain_text("no vector for this word")


def test_a_cell_tells_its_product_and_marks_its_side(picture):
    page = picture(word=0)
    part(page, "cell right 0 1").hover()
    value, weight = FOUND.right[0, 2], FOUND.W_y[1, 6]
    expect(page.locator(".both-ways .tip")).to_contain_text(f"a←⟨1⟩[2] = {signed(value, 2)}")
    expect(page.locator(".both-ways .tip")).to_contain_text(f"B-PER: {signed(weight, 2)} · {signed(value, 2)}")
    expect(page.locator(".both-ways .term[data-term=right].marked")).to_have_count(1)


def test_a_term_says_its_numbers(picture):
    page = picture(word=1)
    for term, said in (
        ("tag", f"I-PER {FOUND.both.probabilities[1].max():.3f}, of 9 tags"),
        ("left", "a→⟨2⟩: 4 numbers; units 0, 1, 3"),
        ("from_right", "I-PER: 1.00"),
        ("bias", "I-PER: 0.00"),
        ("logit", "I-PER: 4.00"),
    ):
        page.locator(f".both-ways .term[data-term={term}]").first.hover()
        expect(page.locator(".both-ways .caption .read").first).to_have_text(
            said if term != "left" else result_said(page)
        )
        assert said in result_said(page)


def result_said(page: Page) -> str:
    return text_of(page.locator(".both-ways .caption .read").first)


def test_the_same_word_elsewhere_has_the_same_left(picture):
    page = picture()
    panel = page.locator(".both-ways .panel")
    expect(panel).to_contain_text("The same word, another sentence")
    expect(panel).to_contain_text("… sat")
    after(page, lambda: part(page, "word 2").click())
    expect(panel).to_contain_text("The same word, nothing after it")
    ended = FOUND.both.from_left[2] + FOUND.from_alone[2] + FOUND.both.bias
    expect(panel).to_contain_text(f"{np.exp(ended[ended.argmax()]) / np.exp(ended).sum():.3f}")


def test_the_same_word_elsewhere_waits_for_both_sides_and_is_of_another_sentence(picture):
    page = picture(step=2)
    panel = page.locator(".both-ways .panel")
    expect(panel).to_contain_text("a← has not got here yet")
    expect(panel).to_contain_text("?")
    expect(panel).not_to_contain_text("The same word")
    stage(page).press("End")
    after(page, page.get_by_role("button", name="zero a←").click)
    expect(panel).to_contain_text("The same word, another sentence (both sides)")


def test_before_both_are_there_the_tags_are_those_of_what_is(picture):
    page = picture(step=2, word=0)
    shown = numbers(page)
    assert FOUND.both.tags[0] == "B-PER" and shown.startswith("O ") and "?" in shown  # the left alone has O on top


def test_with_nothing_after_the_last_word_the_right_is_the_same_too(picture):
    page = picture(alone=1, word=3)
    expect(page.locator(".both-ways .panel")).to_contain_text("a←, too")


def test_two_sentences_that_are_the_same_are_not_held_beside_one_another(picture):
    page = picture(same=1)
    expect(page.locator(".both-ways .panel")).to_contain_text("The same word, nothing after it")


def test_a_cell_of_a_side_at_zero_says_so(picture):
    page = picture(zero="left")
    part(page, "cell left 0 1").hover()
    expect(page.locator(".both-ways .tip")).to_contain_text("set to zero")


def test_play_reads_to_the_end(picture):
    page = picture(step=2)
    page.get_by_role("button", name="Play").click()
    expect(status(page)).to_contain_text("step 4 of 4")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    told(page, "4 0 none")


def test_a_front_is_on_its_way_before_it_is_there(quiet_page: Page, harness: Callable[..., str]):
    quiet_page.emulate_media(reduced_motion="no-preference")
    quiet_page.goto(harness("bidirectional", step=1))
    expect(status(quiet(quiet_page))).to_contain_text("step 1")
    script = """stage => {
      window.frames = [];
      const take = () => {
        window.frames.push(stage.querySelectorAll("[data-hit^=cell]").length);
        if (window.frames.length < 40) requestAnimationFrame(take);
      };
      stage.addEventListener("keydown", () => requestAnimationFrame(take), { capture: true, once: true });
    }"""
    result_of(stage(quiet_page), script)
    stage(quiet_page).press("ArrowRight")
    told(quiet_page, "2 0 none")
    until(quiet_page, "() => window.frames.length >= 40")
    seen = result_of(quiet_page, "window.frames")
    assert seen[-1] == 12 and any(6 < count < 12 for count in seen)


def test_the_table_says_the_same(picture):
    page = picture()
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".both-ways .tables tbody tr")
    expect(rows).to_have_count(4)
    p, forward = FOUND.both.probabilities, FOUND.forward.probabilities
    assert text_of(rows.nth(0)) == f"1AnnB-PER {p[0, 1]:.3f}1.003.000.00O {forward[0, 0]:.3f}4"
    after(page, page.get_by_role("button", name="zero a→").click)
    expect(page.locator(".both-ways .tables thead")).to_contain_text("a→ at 0")


@pytest.mark.parametrize("words", [1, 2, 12, 40])
def test_sentences_of_any_length_keep_their_place(picture, words):
    page = picture(words=words, word=words - 1)
    no_overflow(page)
    expect(page.locator(".both-ways [data-hit^=tag]")).to_have_count(words)
    last, frame = box_of(part(page, f"word {words - 1}")), box_of(stage(page))
    assert frame["x"] - 1 <= last["x"] and last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


def test_on_a_phone_the_words_run_downward(picture):
    picture().set_viewport_size({"width": 390, "height": 844})
    page = picture(step=3)
    no_overflow(page)
    boxes = [box_of(part(page, f"word {t}")) for t in range(len(WORDS))]
    assert all(a["y"] < b["y"] and a["x"] == b["x"] for a, b in zip(boxes, boxes[1:], strict=False))
    part(page, "word 2").click()
    told(page, "3 2 none")
    expect(part(page, "tag 0")).to_have_count(0)
    expect(part(page, "tag 1")).to_have_count(1)


def test_axe_and_present(picture):
    page = picture(present=1)
    assert not faults(page)
    assert WORDS[0] in text_of(stage(page))
