"""A sentence over a picture in Chromium: tints, best places and sums by numpy, by mouse, keys and touch; both themes, axe."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from core.captions.results import Aligned
from tests.browser.test_visits import PHONE, faults
from tests.browser.waiting import after, box_of, quiet, result_of, result_of_all
from tests.conftest import record
from tests.lessons.captioning import sketched

WORDS = tuple(sketched.SENTENCES[0].split())
STRONGEST = 0.78  # opacity of the strongest tint
ONE = {"negative": "#f0a04b", "positive": "#2fe0cf"}


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(harness("regions", **query))
        return drawn(quiet_page)

    return open_page


def drawn(page: Page) -> Page:
    expect(quiet(page).locator(".aligned .word").first).to_be_visible()
    return quiet(page)


def shown(value: float, digits: int = 2) -> str:
    """A number as pictures write it."""
    text = f"{abs(value):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text


def word(page: Page, number: int) -> Locator:
    return page.locator(f".aligned .word[data-word='{number}']")


def is_chosen(page: Page, number: int) -> None:
    """Its button is pressed, and its scores are on the picture."""
    expect(page.locator(".aligned .word[aria-pressed=true]")).to_have_count(1)
    expect(word(page, number)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".photo")).to_have_attribute("data-word", str(number))


def is_tinted(page: Page, found: Aligned, number: int) -> None:
    """All 49 places have the tint of this word's scores, by one scale for all words, and the best is in the frame."""
    expect(page.locator(".photo")).to_have_attribute("data-word", str(number))
    marks = "all => all.map(e => [e.getAttribute('fill'), Number(e.getAttribute('fill-opacity'))])"
    tints, scores = result_of_all(page.locator(".photo [data-place]"), marks), found.scores[number]
    assert [colour for colour, _ in tints] == [ONE["negative" if score < 0 else "positive"] for score in scores]
    expected = STRONGEST * np.abs(scores) / np.abs(found.scores).max()
    np.testing.assert_allclose([opacity for _, opacity in tints], expected, atol=1e-4)
    expect(page.locator(".photo [data-best]")).to_have_attribute("data-best", str(scores.argmax()))
    expect(page.locator(".photo text").first).to_have_text(shown(scores.max()))


def bars_are(page: Page, values: np.ndarray) -> None:
    """The number over each word, and its bar: from the line of 0 up or down, all by one scale."""
    expect(page.locator(".aligned .number")).to_have_text([shown(value) for value in values])
    sides = "all => all.map(e => [e.offsetTop, e.offsetHeight])"
    bars, zeros = (np.array(result_of_all(page.locator(f".plot .{name}"), sides)) for name in ("bar", "zero"))
    heights = np.where(values < 0, -bars[:, 1], bars[:, 1])
    per = heights[np.abs(values).argmax()] / values[np.abs(values).argmax()]
    np.testing.assert_allclose(heights, values * per, atol=1.6)
    ends = np.where(values < 0, bars[:, 0], bars[:, 0] + bars[:, 1])
    np.testing.assert_allclose(ends, zeros[:, 0], atol=1.6, err_msg="bars begin at the line of 0")


def point(page: Page, place: int, act: str = "hover") -> None:
    """Point at, or press, the middle of a place."""
    box = box_of(page.locator(".photo svg"))
    at = {"x": box["width"] * (place % 7 + 0.5) / 7, "y": box["height"] * (place // 7 + 0.5) / 7}
    getattr(page.locator(".photo"), act)(position=at)


def test_words_bars_and_the_sum(opened):
    page, found = opened(), sketched.aligned(WORDS)
    expect(page.locator(".aligned .word bdi")).to_have_text(list(WORDS))
    bars_are(page, found.scores.max(1))
    terms = " + ".join(shown(value) for value in found.scores.max(1))
    assert found.scores.max(1).min() > 0
    expect(page.locator(".sentence .numbers")).to_have_text(f"S = {terms} = {shown(found.scores.max(1).sum())}")
    best = int(found.scores.max(1).argmax())
    is_chosen(page, best)
    is_tinted(page, found, best)
    expect(page.locator(".numbers .marked")).to_have_attribute("data-term", str(best))
    limit = np.abs(found.scores).max()
    expect(page.locator(".legend")).to_contain_text(shown(-limit, 1))


def test_a_sum_may_go_down(opened):
    """A word whose best place is below 0 is taken away."""
    page, found = opened(words="none ball none"), sketched.aligned(("none", "ball", "none"))
    first, second, third = best = found.scores.max(1)
    assert first < 0 < second and third < 0
    terms = f"−{-first:.2f} + {second:.2f} − {-third:.2f}"
    expect(page.locator(".sentence .numbers")).to_have_text(f"S = {terms} = {shown(best.sum())}")
    bars_are(page, best)
    word(page, 0).click()
    is_tinted(page, found, 0)


def test_pointing_shows_and_pressing_keeps(opened):
    page, found = opened(), sketched.aligned(WORDS)
    ball, grass = WORDS.index("ball"), WORDS.index("grass")
    word(page, ball).hover()
    is_tinted(page, found, ball)
    word(page, grass).click()
    is_chosen(page, grass)
    page.locator(".sentence .caption").last.hover()
    is_tinted(page, found, grass)
    place = 40
    point(page, place)
    bars_are(page, found.scores[:, place])
    answering = int(found.scores[:, place].argmax())
    expect(page.locator(".word[data-answers]")).to_have_attribute("data-word", str(answering))
    expect(page.locator(".sentence .caption").first).to_contain_text("row 6, column 6")
    expect(page.locator(".photo [data-chosen]")).to_have_attribute("data-chosen", str(place))
    page.locator(".sentence .caption").last.hover()
    bars_are(page, found.scores.max(1))
    point(page, place, "click")
    page.locator(".sentence .caption").last.hover()
    bars_are(page, found.scores[:, place])
    point(page, place, "click")
    page.locator(".sentence .caption").last.hover()
    bars_are(page, found.scores.max(1))
    expect(page.locator(".word[data-answers]")).to_have_count(0)


def test_keys_go_from_word_to_word(opened):
    page, found = opened(), sketched.aligned(WORDS)
    first = int(found.scores.max(1).argmax())
    expect(page.locator(".aligned .word[tabindex='0']")).to_have_count(1)
    word(page, first).press("ArrowRight")
    is_chosen(page, first + 1)
    expect(word(page, first + 1)).to_be_focused()
    for key, now in (("Home", 0), ("ArrowLeft", 0), ("End", len(WORDS) - 1), ("ArrowRight", len(WORDS) - 1)):
        page.locator(".aligned .word:focus").press(key)
        is_chosen(page, now)
    is_tinted(page, found, len(WORDS) - 1)
    best = int(found.scores[-1].argmax())
    said = f"{WORDS[-1]}: best in row {best // 7 + 1}, column {best % 7 + 1}, with {shown(found.scores[-1].max())}"
    expect(page.locator(".aligned [aria-live]")).to_have_text(said)
    expect(word(page, len(WORDS) - 1)).to_have_attribute("aria-label", said)


def test_keys_go_from_place_to_place(opened):
    page, found = opened(), sketched.aligned(WORDS)
    chosen = int(found.scores.max(1).argmax())
    place = int(found.scores[chosen].argmax())
    page.locator(".photo").press("ArrowUp")
    bars_are(page, found.scores[:, place])
    moves = {"ArrowUp": -7, "ArrowLeft": -1, "ArrowDown": 7, "ArrowRight": 1}
    for key, by in moves.items():
        page.locator(".photo").press(key)
        place += by
        bars_are(page, found.scores[:, place])
    for _ in range(8):
        page.locator(".photo").press("ArrowRight")
    place += 6 - place % 7
    bars_are(page, found.scores[:, place])
    answering = int(found.scores[:, place].argmax())
    expect(page.locator(".aligned [aria-live]")).to_have_text(
        f"Row {place // 7 + 1}, column 7: “{WORDS[answering]}” answers most, "
        f"with {shown(found.scores[answering, place])}; “{WORDS[chosen]}” has {shown(found.scores[chosen, place])}."
    )
    page.locator(".photo").press("Escape")
    bars_are(page, found.scores.max(1))


def test_as_a_table(opened):
    page, found = opened(), sketched.aligned(WORDS)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".table-box tbody tr")
    expect(rows).to_have_count(len(WORDS) + 1)
    places = found.scores.argmax(1)
    for number, (name, place) in enumerate(zip(WORDS, places, strict=True)):
        value = shown(found.scores[number].max())
        expect(rows.nth(number)).to_have_text(f"{name}{value}{place // 7 + 1}, {place % 7 + 1}")
    expect(rows.last).to_contain_text(shown(found.scores.max(1).sum()))
    point(page, 30, "click")
    expect(page.locator(".table-box tbody tr td:last-child").first).to_have_text(shown(found.scores[0, 30]))


def test_what_is_chosen_stays_until_other_words_come(opened):
    page = opened()
    word(page, 2).click()
    point(page, 10, "click")
    after(page, page.get_by_role("button", name="Again").click)
    is_chosen(page, 2)
    expect(page.locator(".photo [data-chosen]")).to_have_attribute("data-chosen", "10")
    after(page, page.get_by_role("button", name="Second").click)
    other = sketched.aligned(("ball", "<b>dog</b>"))
    expect(page.locator(".aligned .word bdi")).to_have_text(["ball", "<b>dog</b>"])
    is_chosen(page, int(other.scores.max(1).argmax()))
    expect(page.locator(".photo [data-chosen]")).to_have_count(0)
    bars_are(page, other.scores.max(1))


@pytest.mark.parametrize("shape", ["640x160", "200x600"])
def test_places_have_the_shape_of_the_picture(opened, shape):
    page = opened(shape=shape)
    wide, high = (int(side) for side in shape.split("x"))
    box = box_of(page.locator(".photo svg"))
    assert box["width"] / box["height"] == pytest.approx(wide / high, rel=0.03)
    last = box_of(page.locator(".photo [data-place='48']"))
    assert last["x"] + last["width"] == pytest.approx(box["x"] + box["width"], abs=1)
    assert last["y"] + last["height"] == pytest.approx(box["y"] + box["height"], abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_and_axe(opened, quiet_page, scheme):
    quiet_page.emulate_media(color_scheme=scheme)
    page = opened()
    point(page, 40, "click")
    page.get_by_role("button", name="as table").click()
    colour = result_of(page.locator(".plot .bar:not(.negative)").first, "e => getComputedStyle(e).backgroundColor")
    assert colour == {"light": "rgb(1, 102, 94)", "dark": "rgb(76, 190, 180)"}[scheme]
    assert faults(page) == set()


def test_on_a_phone_thirty_words_lie_beneath_the_picture(browser: Browser, harness):
    words = (*WORDS, *WORDS, *WORDS)[:30]
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        recorder = record(page)
        page.goto(harness("regions", words=" ".join(words)))
        drawn(page)
        photo, last = box_of(page.locator(".photo svg")), box_of(word(page, 29))
        assert last["y"] > photo["y"] + photo["height"]
        assert result_of(page, "document.documentElement.scrollWidth") <= PHONE["width"]
        rights = result_of_all(page.locator(".aligned .word"), "all => all.map(e => e.getBoundingClientRect().right)")
        assert len(rights) == 30 and max(rights) <= PHONE["width"]
        point(page, 24, "tap")
        bars_are(page, sketched.aligned(words).scores[:, 24])
        word(page, 29).tap()
        is_chosen(page, 29)
        assert faults(page) == set()
        recorder.assert_quiet()
