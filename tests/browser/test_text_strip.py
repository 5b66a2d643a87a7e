"""The text strip in Chromium: selecting by mouse, touch and keys, what it says, how it looks, and odd tokens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.components.text_strip import ENGLISH
from tests.browser.conftest import record

HARNESS = Path(__file__).parent / "harness" / "text_strips.py"
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


@pytest.fixture
def page_of_strips(serve: Callable, quiet_page: Page, settled: Callable) -> Page:
    opened(quiet_page, serve(HARNESS), settled)
    return quiet_page


def opened(page: Page, url: str, settled: Callable) -> None:
    page.goto(url)
    settled(page)
    expect(page.locator(".strip")).to_have_count(6)


def strip(page: Page, at: int = 0) -> Locator:
    return page.locator(".strip").nth(at)


def tokens(page: Page, at: int = 0) -> Locator:
    return strip(page, at).locator(".tok")


def middle(page: Page, token: int) -> tuple[float, float]:
    box = tokens(page).nth(token).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: int, end: int) -> None:
    page.mouse.move(*middle(page, start))
    page.mouse.down()
    page.mouse.move(*middle(page, end), steps=4)
    page.mouse.up()


def selected(page: Page, at: int = 0) -> list[int]:
    return tokens(page, at).evaluate_all("all => all.flatMap((b, i) => b.classList.contains('selected') ? [i] : [])")


def said(page: Page) -> Locator:
    return page.get_by_text("kept").first


def test_dragging_selects_and_python_hears_once(page_of_strips: Page):
    drag(page_of_strips, 9, 60)
    expect(said(page_of_strips)).to_have_text("kept (9, 61) came (9, 61) calls 1")
    assert selected(page_of_strips) == list(range(9, 61))
    drag(page_of_strips, 20, 4)  # backwards
    expect(said(page_of_strips)).to_have_text("kept (4, 21) came (4, 21) calls 2")


def test_a_click_selects_one_and_clears_it(page_of_strips: Page):
    page_of_strips.mouse.click(*middle(page_of_strips, 5))
    expect(said(page_of_strips)).to_have_text("kept (5, 6) came (5, 6) calls 1")
    page_of_strips.mouse.click(*middle(page_of_strips, 5))
    expect(said(page_of_strips)).to_have_text("kept None came None calls 2")


def test_pointing_reads_a_value_in_a_fixed_place(page_of_strips: Page):
    reading = strip(page_of_strips).locator(".reading")
    expect(reading).to_have_text("Point at a letter; drag to select a phrase.")
    place = reading.bounding_box()
    page_of_strips.mouse.move(*middle(page_of_strips, 2))
    expect(reading).to_have_text("step 3 “e” 0.39")
    page_of_strips.mouse.move(*middle(page_of_strips, 3))
    expect(reading).to_have_text("step 4 “·” 0.56 · not in the vocabulary")
    page_of_strips.mouse.move(*middle(page_of_strips, 20))
    expect(reading).to_contain_text("\u2212")
    assert reading.bounding_box() == place
    page_of_strips.mouse.move(5, 5)
    expect(reading).to_have_text("Point at a letter; drag to select a phrase.")


def test_keys(page_of_strips: Page):
    page, text, live = (
        page_of_strips,
        strip(page_of_strips).locator(".text"),
        strip(page_of_strips).locator("[aria-live]"),
    )
    page.locator("body").press("Tab")
    while not text.evaluate("box => box.getRootNode().activeElement === box"):
        page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(strip(page).locator(".reading")).to_have_text("step 5 “c” 0.72")
    expect(live).to_have_text("step 5 “c” 0.72")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    expect(said(page)).to_contain_text("kept (4, 7) came (4, 7)")
    expect(live).to_have_text("Steps 5 to 7 selected: cat")
    page.keyboard.press("ArrowRight")
    assert selected(page) == [4, 5, 6]  # moving on leaves it
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("kept (7, 8)")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(live).to_have_text("Step 9 selected: space")
    page.keyboard.press("Escape")
    expect(said(page)).to_contain_text("kept None came None")
    expect(live).to_have_text("Nothing selected")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    assert 30 < len(selected(page)) < 60  # a line
    page.keyboard.press("Shift+End")
    expect(said(page)).to_contain_text("kept (0, 200)")


def test_touch_selects_sideways(serve: Callable, browser: Browser, settled: Callable):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    recorder = record(page)
    opened(page, serve(HARNESS), settled)
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
    expect(strip(page).locator(".reading")).to_contain_text("step 8 “,”")
    expect(said(page)).to_contain_text("kept (7, 8)")
    recorder.assert_quiet()
    context.close()


def test_a_pages_order_moves_the_frame(page_of_strips: Page):
    page = page_of_strips
    drag(page, 9, 12)
    expect(said(page)).to_contain_text("kept (9, 13)")
    page.get_by_role("button", name="Order 4 to 7").click()
    expect(said(page)).to_have_text("kept (4, 7) came (4, 7) calls 1")
    assert selected(page) == [4, 5, 6]
    page.get_by_role("button", name="Order none").click()
    expect(said(page)).to_have_text("kept None came None calls 1")
    assert selected(page) == []
    drag(page, 9, 12)
    expect(said(page)).to_have_text("kept (9, 13) came (9, 13) calls 2")
    page.get_by_text("Other text").click()
    expect(tokens(page).first).to_have_text("A")
    assert selected(page) == list(range(9, 13))  # the page has kept it


def test_a_page_that_keeps_nothing_still_hears(page_of_strips: Page, settled: Callable):
    tokens(page_of_strips, 1).nth(4).click()
    expect(page_of_strips.get_by_text("odd (4, 5)")).to_be_visible()
    drag(page_of_strips, 1, 3)
    expect(said(page_of_strips)).to_contain_text("kept (1, 4)")
    expect(page_of_strips.get_by_text("odd (4, 5)")).to_be_visible()
    assert selected(page_of_strips, 1) == [4]


def test_selection_and_marks_are_more_than_colour(page_of_strips: Page):
    for at, sides in ((1, "first"), (2, "last")):
        style = (
            tokens(page_of_strips, 2)
            .nth(at)
            .evaluate("b => [getComputedStyle(b).textDecorationLine, getComputedStyle(b).boxShadow]")
        )
        assert style[0] == "underline" and style[1] != "none", sides
    marks = tokens(page_of_strips).evaluate_all(
        "all => all.flatMap((b, i) => getComputedStyle(b, '::after').content === 'none' ? [] : [i])"
    )
    assert marks == [3, 60]


def test_odd_tokens_are_text_each_in_its_own_box(page_of_strips: Page):
    assert strip(page_of_strips, 1).locator("img, b").count() == 0
    shown = tokens(page_of_strips, 1).all_text_contents()
    assert shown[0] == "<b>bold</b>" and shown[1] == "·" and shown[12:16] == ["◌", "◌", "◌\u0301", "↵"]
    assert set(tokens(page_of_strips, 1).evaluate_all("all => all.map(b => getComputedStyle(b).unicodeBidi)")) == {
        "isolate"
    }
    lefts = [box["x"] for box in (tokens(page_of_strips, 1).nth(i).bounding_box() for i in (8, 9, 10, 11))]
    assert lefts == sorted(lefts)  # steps run to the right, whatever the letters do
    tokens(page_of_strips, 1).nth(18).hover()
    expect(strip(page_of_strips, 1).locator(".reading")).to_have_text("step 19 “{token}” 0.50")


def test_values(page_of_strips: Page):
    words = tokens(page_of_strips, 2).evaluate_all("all => all.map(b => b.style.background)")
    assert words[0] == words[3] == "" and words[5] == "rgb(1, 102, 94)" and words[6] == "rgb(140, 81, 10)"
    assert strip(page_of_strips, 2).locator(".ramp").count() == 1
    assert strip(page_of_strips, 3).locator(".ramp").count() == 0  # no values, no legend
    assert strip(page_of_strips, 5).locator(".tok").count() == 0


def test_every_value_can_be_read_in_both_themes_without_loading_anew(page_of_strips: Page):
    for scheme in ("light", "dark"):
        page_of_strips.emulate_media(color_scheme=scheme)
        if scheme == "dark":
            expect(tokens(page_of_strips, 3).first).to_have_css("color", DARK_INK)
            expect(tokens(page_of_strips, 4).nth(40)).to_have_css("background-color", "rgb(76, 190, 180)")
        assert min(tokens(page_of_strips, 4).evaluate_all(CONTRASTS)) >= 4.5, scheme


def test_named_for_screen_readers(page_of_strips: Page):
    group = page_of_strips.get_by_role("group", name="Plain")
    expect(group).to_have_count(1)
    expect(group.get_by_role("application")).to_have_accessible_name(f"Plain. {ENGLISH['keys']}")
    expect(group.locator("p")).to_contain_text("The cat, which already ate")


def test_a_phone_needs_no_scrolling_sideways(page_of_strips: Page):
    page_of_strips.set_viewport_size({"width": 390, "height": 844})
    assert page_of_strips.evaluate("document.documentElement.scrollWidth") <= 390
    for at in range(6):
        text = strip(page_of_strips, at).locator(".text")
        room = text.bounding_box()
        ends = tokens(page_of_strips, at).evaluate_all("all => all.map(b => b.getBoundingClientRect().right)")
        assert room["x"] + room["width"] <= 390 and max(ends, default=0) <= room["x"] + room["width"]


def test_200_tokens_are_smooth(page_of_strips: Page):
    milliseconds = strip(page_of_strips).evaluate(
        """root => {
          const text = root.querySelector('.text'), boxes = [...root.querySelectorAll('.tok')];
          const send = (type, i) => {
            const r = boxes[i].getBoundingClientRect();
            const at = { clientX: r.left + 3, clientY: r.top + 8, isPrimary: true, pointerType: 'mouse' };
            text.dispatchEvent(new PointerEvent(type, at));
          };
          const began = performance.now();
          for (let round = 0; round < 100; round++) send('pointermove', (round * 37) % boxes.length);
          return (performance.now() - began) / 100;
        }"""
    )
    assert milliseconds < 16
