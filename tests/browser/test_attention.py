"""The page on attention in Chromium: stepping, pinning, dragging, links, table, saved picture, odd words, axe, a phone."""

import re
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from core.translate.translator import Translator
from tests.browser.test_axe import KNOWN
from tests.browser.visits import WAIT, is_drawn_twice_as_large, no_overflow, open_tab, rested, wait_for_address

pytestmark = pytest.mark.browser
TEXT = "The journalist asked the mayor a difficult question."
INSIDE = """svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter(text => {
    const at = text.getBoundingClientRect();
    return at.right < box.left || at.left > box.right || at.top > box.bottom || at.bottom < box.top;
  }).length;
}"""


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/attention?{urlencode(query)}", timeout=2 * WAIT)
    page.locator(".attention .stage svg path").first.wait_for(state="attached", timeout=2 * WAIT)
    return rested(page)


def test_steps_pins_and_the_address_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=1)
    found = Translator.load("en-fr").decoding(TEXT)
    stage, status = page.locator(".attention .stage"), page.locator(".attention .status")
    expect(status).to_contain_text(f"2 of {len(found.target)}")
    stage.press("ArrowRight")
    stage.press("ArrowDown")
    wait_for_address(page, step="2", position="0")
    expect(status).to_contain_text(f"3 of {len(found.target)}")
    expect(page.locator(".attention .numbers")).to_contain_text(f"{found.energies[2, 0]:.2f}".replace("-", "−"))
    stage.press("Escape")
    stage.press("End")
    wait_for_address(page, step=str(len(found.target) - 1))


def test_what_the_browser_adds_up_is_what_core_did(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=3)
    found = Translator.load("en-fr").decoding(TEXT)
    strip = page.locator(".attention .strip")
    width = strip.bounding_box()["width"]
    for k in (0, found.contexts.shape[1] // 2):
        strip.hover(position={"x": (k + 0.5) * width / found.contexts.shape[1], "y": 5})
        text = page.locator(".attention .strip-text")
        expect(text).to_contain_text(f"component {k + 1} of c")
        shown = float(text.text_content().rsplit("=", 1)[1].strip().replace("−", "-"))
        assert shown == pytest.approx(found.contexts[3, k], abs=0.006)


def test_a_weight_is_dragged_and_the_decoder_goes_on(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=2, position=4)
    page.locator(".attention .hold input").check()
    page.get_by_role("button", name="All on this word").click()
    wait_for_address(page, drags="2:4:1:1")
    expect(page.locator(".attention .weight-value")).to_have_text("1.00")
    page.locator(".attention .stage").press("End")
    page.get_by_role("button", name="Undo changes").click()
    expect(page.get_by_role("button", name="Undo changes")).to_be_hidden()


def test_a_bar_is_a_handle(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=2)
    box = page.locator(".attention .stage svg").bounding_box()
    name = page.locator(".attention .stage svg text", has_text="question").first.bounding_box()
    x, foot = name["x"] + name["width"] / 2, name["y"] - 4
    page.mouse.move(x, foot)
    page.mouse.down()
    page.mouse.move(x, foot - 23, steps=4)
    expect(page.locator(".attention .weight-value")).to_have_text(re.compile(r"0\.[345]\d"))
    page.mouse.up()
    page.wait_for_function("() => /drags=2(:|%3A)/.test(location.search)")
    assert box["width"] > 500


def test_the_table_and_the_saved_picture_hold_the_same_words(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TEXT, step=4)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".attention .table-box tbody tr")
    expect(rows).to_have_count(5)
    for row in rows.all():
        values = [float(cell) for cell in row.locator("td").all_text_contents()[1:]]
        assert sum(values) == pytest.approx(1, abs=0.01)
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawing = saved.value.path().read_text("utf-8")
    for word in rows.locator("th").all_text_contents():
        assert word in drawing
    assert "viewBox" in drawing and "var(" not in drawing
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG", exact=True).click()
    assert saved.value.suggested_filename == "attention.png"
    is_drawn_twice_as_large(saved.value.path(), drawing)


@pytest.mark.parametrize(
    "text", ["مرحبا my Donaudampfschifffahrtsgesellschaft 🙂 안녕 <img/src=x/onerror=alert(1)>", "word " * 38]
)
def test_odd_and_long_words_stay_within_the_picture(quiet_page: Page, app_url: str, text: str):
    page = opened(quiet_page, app_url, text=text, step=6)
    assert page.locator(".attention .stage svg").evaluate(INSIDE) == 0
    assert page.locator("img[src=x]").count() == 0
    no_overflow(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(page: Page, app_url: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url, text=TEXT, step=3)
    found = {(v["id"], node["html"][:300]) for v in Axe().run(page).response["violations"] for node in v["nodes"]}
    assert not {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}


def test_every_tab_fits_a_phone(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    page = opened(quiet_page, app_url, text=TEXT)
    no_overflow(page)
    for tab in page.get_by_role("tab").all_inner_texts():
        open_tab(page, tab)
        no_overflow(page)
        assert not re.search("Traceback|Error:", page.locator(".stMain").inner_text())
