"""The text strip in Chromium: selecting by mouse, touch and keys, what it says, how it looks, and odd tokens."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.app.strings import english
from tests.browser.waiting import after, box_of, holds, quiet, result_of, result_of_all, texts_of, until
from tests.conftest import record

DARK_INK = "rgb(232, 234, 237)"
CONTRASTS = """boxes => boxes.map(box => {
  const style = getComputedStyle(box);
  const light = text => {
    const linear = c => (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    const [r, g, b] = text.match(/\\d+/g).map(c => linear(c / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const [low, high] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
})"""
FITS = """(strip, width) => {
  const room = strip.querySelector(".text").getBoundingClientRect();
  const ends = [...strip.querySelectorAll(".tok")].map((box) => box.getBoundingClientRect().right);
  return room.right <= width && Math.max(0, ...ends) <= room.right;
}"""
HINT = "Point at a letter; drag to select a phrase."


@pytest.fixture
def strips(harness: Callable[..., str], quiet_page: Page) -> Page:
    """The page of strips, newly opened."""
    return opened(quiet_page, harness("text_strips"))


@pytest.fixture(scope="module")
def seen(harness: Callable[..., str], warm_context: BrowserContext) -> Iterator[Page]:
    """The same, opened once for the tests that only look at it and point."""
    page = warm_context.new_page()
    recorder = record(page)
    yield opened(page, harness("text_strips"))
    recorder.assert_quiet()
    page.close()


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(quiet(page).locator(".strip")).to_have_count(6)
    return quiet(page)


def strip(page: Page, at: int = 0) -> Locator:
    return page.locator(".strip").nth(at)


def tokens(page: Page, at: int = 0) -> Locator:
    return strip(page, at).locator(".tok")


def middle(page: Page, token: int) -> tuple[float, float]:
    box = box_of(tokens(page).nth(token))
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: int, end: int) -> None:
    begin, goal = middle(page, start), middle(page, end)
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*goal, steps=4)
    page.mouse.up()


def selected(page: Page, at: int = 0) -> list[int]:
    return result_of_all(tokens(page, at), "all => all.flatMap((b, i) => b.classList.contains('selected') ? [i] : [])")


def said(page: Page) -> Locator:
    return page.get_by_text("kept").first


def live(page: Page) -> Locator:
    return strip(page).locator("[aria-live]")


def reading(page: Page, at: int = 0) -> Locator:
    return strip(page, at).locator(".reading")


def test_the_mouse_selects_and_python_hears_once(strips: Page):
    start, pause, end = (middle(strips, token) for token in (9, 30, 60))
    strips.mouse.move(*start)
    strips.mouse.down()
    strips.mouse.move(*pause, steps=4)
    expect(live(strips)).to_contain_text("Steps 10 to 31 selected")  # by now Python would know, had one let go
    strips.mouse.move(*end, steps=4)
    strips.mouse.up()
    expect(said(strips)).to_have_text("kept (9, 61) came (9, 61) calls 1")
    assert selected(strips) == list(range(9, 61))
    drag(strips, 20, 4)  # backwards
    expect(said(strips)).to_have_text("kept (4, 21) came (4, 21) calls 2")
    strips.mouse.click(*middle(strips, 5))
    expect(said(strips)).to_have_text("kept (5, 6) came (5, 6) calls 3")
    strips.mouse.click(*middle(strips, 5))
    expect(said(strips)).to_have_text("kept None came None calls 4")


def test_pointing_reads_a_value_in_a_fixed_place(seen: Page):
    seen.mouse.move(5, 5)
    expect(reading(seen)).to_have_text(HINT)
    place = box_of(reading(seen))
    seen.mouse.move(*middle(seen, 2))
    expect(reading(seen)).to_have_text("step 3 “e” 0.39")
    seen.mouse.move(*middle(seen, 3))
    expect(reading(seen)).to_have_text("step 4 “·” 0.56 · not in the vocabulary")
    seen.mouse.move(*middle(seen, 20))
    expect(reading(seen)).to_contain_text("\u2212")
    assert box_of(reading(seen)) == place
    seen.mouse.move(5, 5)
    expect(reading(seen)).to_have_text(HINT)


def test_keys(strips: Page):
    page, text = strips, strip(strips).locator(".text")
    page.get_by_role("switch", name="Other text").press("Tab")
    expect(text).to_be_focused()
    for _ in range(4):
        text.press("ArrowRight")
    expect(reading(page)).to_have_text("step 5 “c” 0.72")
    expect(live(page)).to_have_text("step 5 “c” 0.72")
    for _ in range(3):
        text.press("Shift+ArrowRight")
    text.press("Shift+ArrowLeft")
    expect(said(page)).to_contain_text("kept (4, 7) came (4, 7)")
    expect(live(page)).to_have_text("Steps 5 to 7 selected: cat")
    text.press("ArrowRight")
    expect(reading(page)).to_contain_text("step 8")
    assert selected(page) == [4, 5, 6]  # moving on leaves it
    text.press("Enter")
    expect(said(page)).to_contain_text("kept (7, 8)")
    text.press("ArrowRight")
    text.press("Enter")
    expect(live(page)).to_have_text("Step 9 selected: space")
    text.press("Escape")
    expect(said(page)).to_contain_text("kept None came None")
    expect(live(page)).to_have_text("Nothing selected")
    text.press("Home")
    text.press("ArrowUp")
    text.press("Shift+ArrowDown")
    assert 30 < len(selected(page)) < 60  # a line
    text.press("Shift+End")
    expect(said(page)).to_contain_text("kept (0, 200)")


def test_touch_selects_sideways(harness: Callable[..., str], browser: Browser):
    with browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        recorder = record(page)
        opened(page, harness("text_strips"))
        strip(page).scroll_into_view_if_needed()
        touch = context.new_cdp_session(page)

        def send(kind: str, *points: tuple[float, float]) -> None:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

        (x, y), (to_x, to_y) = middle(page, 2), middle(page, 12)
        send("touchStart", (x, y))
        for step in range(1, 9):
            send("touchMove", (x + (to_x - x) * step / 8, y + (to_y - y) * step / 8))
        send("touchEnd")
        expect(said(page)).to_contain_text("kept (2, 13)")
        page.touchscreen.tap(*middle(page, 7))
        expect(reading(page)).to_contain_text("step 8 “,”")
        expect(said(page)).to_contain_text("kept (7, 8)")
        recorder.assert_quiet()


def test_a_pages_order_moves_the_frame(strips: Page):
    drag(strips, 9, 12)
    expect(said(strips)).to_contain_text("kept (9, 13)")
    strips.get_by_role("button", name="Order 4 to 7").click()
    expect(said(strips)).to_have_text("kept (4, 7) came (4, 7) calls 1")
    assert selected(strips) == [4, 5, 6]
    strips.get_by_role("button", name="Order none").click()
    expect(said(strips)).to_have_text("kept None came None calls 1")
    assert selected(strips) == []
    drag(strips, 9, 12)
    expect(said(strips)).to_have_text("kept (9, 13) came (9, 13) calls 2")
    after(strips, strips.get_by_text("Other text").click)
    expect(tokens(strips).first).to_have_text("A")
    assert selected(strips) == list(range(9, 13))  # the page has kept it


def test_a_page_that_keeps_nothing_still_hears(strips: Page):
    after(strips, tokens(strips, 1).nth(4).click)
    expect(strips.get_by_text("odd (4, 5)")).to_be_visible()
    drag(strips, 1, 3)
    expect(said(strips)).to_contain_text("kept (1, 4)")
    expect(strips.get_by_text("odd (4, 5)")).to_be_visible()
    assert selected(strips, 1) == [4]


def test_selection_and_marks_are_more_than_colour(seen: Page):
    line_and_frame = "b => [getComputedStyle(b).textDecorationLine, getComputedStyle(b).boxShadow]"
    for at, side in ((1, "first"), (2, "last")):
        line, frame = result_of(tokens(seen, 2).nth(at), line_and_frame)
        assert line == "underline" and frame != "none", side
    after_it = "all => all.flatMap((b, i) => getComputedStyle(b, '::after').content === 'none' ? [] : [i])"
    assert result_of_all(tokens(seen), after_it) == [3, 60]


def test_odd_tokens_are_text_each_in_its_own_box(seen: Page):
    shown = texts_of(tokens(seen, 1))
    assert shown[0] == "<b>bold</b>" and shown[1] == "·" and shown[12:16] == ["◌", "◌", "◌\u0301", "↵"]
    expect(strip(seen, 1).locator("img, b")).to_have_count(0)
    assert set(result_of_all(tokens(seen, 1), "all => all.map(b => getComputedStyle(b).unicodeBidi)")) == {"isolate"}
    lefts = result_of_all(tokens(seen, 1), "all => all.slice(8, 12).map(b => b.getBoundingClientRect().left)")
    assert lefts == sorted(lefts)  # steps run to the right, whatever the letters do
    tokens(seen, 1).nth(18).hover()
    expect(reading(seen, 1)).to_have_text("step 19 “{token}” 0.50")


def test_values(seen: Page):
    words = result_of_all(tokens(seen, 2), "all => all.map(b => b.style.background)")
    assert words[0] == words[3] == "" and words[5] == "rgb(1, 102, 94)" and words[6] == "rgb(140, 81, 10)"
    expect(strip(seen, 2).locator(".ramp")).to_have_count(1)
    expect(strip(seen, 3).locator(".ramp")).to_have_count(0)  # no values, no legend
    expect(strip(seen, 5).locator(".tok")).to_have_count(0)


def test_named_for_screen_readers(seen: Page):
    group = seen.get_by_role("group", name="Plain")
    expect(group).to_have_count(1)
    expect(group.get_by_role("application")).to_have_accessible_name(f"Plain. {english('strip.')['keys']}")
    expect(group.locator("p")).to_contain_text("The cat, which already ate")


def test_both_themes_can_be_read_without_loading_anew_and_a_phone_needs_no_scrolling_sideways(strips: Page):
    assert min(result_of_all(tokens(strips, 4), CONTRASTS)) >= 4.5
    strips.emulate_media(color_scheme="dark")
    expect(tokens(strips, 3).first).to_have_css("color", DARK_INK)
    expect(tokens(strips, 4).nth(40)).to_have_css("background-color", "rgb(76, 190, 180)")
    assert min(result_of_all(tokens(strips, 4), CONTRASTS)) >= 4.5
    strips.set_viewport_size({"width": 390, "height": 844})
    until(strips, "() => document.documentElement.scrollWidth <= 390")
    for at in range(6):
        holds(strip(strips, at), FITS, 390)
