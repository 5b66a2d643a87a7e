"""The page on attention in Chromium: stepping, pinning, dragging, links, table, saved picture, odd words."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from core.translate.translator import Translator
from tests.browser.visits import is_drawn_twice_as_large, no_overflow, number, wait_for_address
from tests.browser.waiting import after, box_of, each, quiet, result_of, text_of, texts_of

FOLD = 800  # pixels of a small screen
TEXT = "The journalist asked the mayor a difficult question."
INSIDE = """svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter(text => {
    const at = text.getBoundingClientRect();
    return at.right < box.left || at.left > box.right || at.top > box.bottom || at.bottom < box.top;
  }).length;
}"""


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/attention?{urlencode(query)}")
    expect(quiet(page).locator(".attention .stage svg path").first).to_be_attached()
    return quiet(page)


def stage(page: Page) -> Locator:
    return page.locator(".attention .stage")


def status(page: Page) -> Locator:
    return page.locator(".attention .status")


def test_steps_pins_and_the_address_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=1)
    found = Translator.load("en-fr").decoding(TEXT)
    expect(status(page)).to_contain_text(f"2 of {len(found.target)}")
    stage(page).press("ArrowRight")
    stage(page).press("ArrowDown")
    wait_for_address(page, step="2", position="0")
    expect(status(page)).to_contain_text(f"3 of {len(found.target)}")
    expect(page.locator(".attention .numbers")).to_contain_text(f"{found.energies[2, 0]:.2f}".replace("-", "−"))
    stage(page).press("Escape")
    stage(page).press("End")
    wait_for_address(page, step=str(len(found.target) - 1))


def test_sums_table_and_saved_picture_are_those_of_core(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=3)
    found = Translator.load("en-fr").decoding(TEXT)
    strip, said = page.locator(".attention .strip"), page.locator(".attention .strip-text")
    width = box_of(strip)["width"]
    for k in (0, found.contexts.shape[1] // 2):
        strip.hover(position={"x": (k + 0.5) * width / found.contexts.shape[1], "y": 5})
        expect(said).to_contain_text(f"component {k + 1} of c")
        assert number(text_of(said).rsplit("=", 1)[1].strip()) == pytest.approx(found.contexts[3, k], abs=0.006)

    after(page, lambda: stage(page).press("ArrowRight"))
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".attention .table-box tbody tr")
    expect(rows).to_have_count(5)
    for row in each(rows):
        values = [float(cell) for cell in texts_of(row.locator("td"))[1:]]
        assert sum(values) == pytest.approx(1, abs=0.01)
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawing = saved.value.path().read_text("utf-8")
    for word in texts_of(rows.locator("th")):
        assert word in drawing
    assert "viewBox" in drawing and "var(" not in drawing
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG", exact=True).click()
    assert saved.value.suggested_filename == "attention.png"
    is_drawn_twice_as_large(saved.value.path(), drawing)


def test_weights_are_dragged_and_the_decoder_goes_on(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=2, position=4)
    page.locator(".attention .hold input").check()
    page.get_by_role("button", name="All on this word").click()
    wait_for_address(page, drags="2:4:1:1")
    weight, undo = page.locator(".attention .weight-value"), page.get_by_role("button", name="Undo changes")
    expect(weight).to_have_text("1.00")
    after(page, lambda: stage(page).press("End"))
    after(page, undo.click)
    expect(undo).to_be_hidden()

    stage(page).press("Home")
    stage(page).press("ArrowRight")
    after(page, lambda: stage(page).press("ArrowRight"))
    page.locator(".attention .hold input").uncheck()
    assert box_of(stage(page).locator("svg"))["width"] > 500
    name = box_of(stage(page).locator("svg text", has_text="question").first)
    x, foot = name["x"] + name["width"] / 2, name["y"] - 4
    page.mouse.move(x, foot)
    page.mouse.down()
    page.mouse.move(x, foot - 19, steps=4)
    expect(weight).to_have_text(re.compile(r"0\.[345]\d"))
    page.mouse.up()
    page.wait_for_url(re.compile(r"drags=2(:|%3A)"))


def test_a_newcomer_sees_both_translations_and_holds_the_gaze(stranger: BrowserContext, app_url: str):
    page = opened(stranger.new_page(), app_url)
    rows = page.locator(".attention .translations dd")
    expect(rows).to_have_count(2)
    box = box_of(page.locator(".attention .lines .line").last)
    assert box["y"] + box["height"] < FOLD
    expect(page.locator(".attention .notes .note")).to_have_count(3)
    expect(page.locator(".attention .notes")).to_contain_text("looks at “gave”: 0.65")
    after(page, lambda: stage(page).press("3"))
    expect(rows.first).to_have_text("Elle a acheté rouge rouge rouge.")
    expect(page.get_by_role("button", name="Undo changes")).to_be_visible()
    expect(page.locator(".attention .notes")).to_be_hidden()


@pytest.mark.parametrize(
    "text", ["مرحبا my Donaudampfschifffahrtsgesellschaft 🙂 안녕 <img/src=x/onerror=alert(1)>", "word " * 38]
)
def test_odd_and_long_words_stay_within_the_picture(quiet_page: Page, app_url: str, text: str):
    page = opened(quiet_page, app_url, text=text, step=6)
    assert result_of(stage(page).locator("svg"), INSIDE) == 0
    expect(page.locator("img[src=x]")).to_have_count(0)
    no_overflow(page)
