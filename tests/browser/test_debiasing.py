"""The page on debiasing in Chromium: stepping, pinning, links, the table, the saved picture, odd words, axe, a phone."""

import re
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_axe import KNOWN
from tests.browser.visits import WAIT, is_drawn_twice_as_large, no_overflow, open_tab, rested, wait_for_address

pytestmark = pytest.mark.browser
PLACES = "circles => circles.map(c => [Number(c.getAttribute('cx')), Number(c.getAttribute('cy'))])"


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/debiasing?{urlencode(query)}", timeout=2 * WAIT)
    page.locator(".bias .stage circle").first.wait_for(timeout=2 * WAIT)
    return rested(page)


def places(page: Page) -> list[list[float]]:
    return page.locator(".bias .stage circle").evaluate_all(PLACES)


def test_steps_pins_and_the_address_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="glove")
    stage = page.locator(".bias .stage")
    before = [x for x, _ in places(page)]
    assert before == sorted(before) and before[-1] - before[0] > 100
    stage.press("ArrowRight")
    wait_for_address(page, step="1")
    expect(page.get_by_role("button", name="2 neutralise")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(400)
    assert len({x for x, _ in places(page)}) == 1, "all words have slid to one place"
    stage.press("Escape")
    stage.press("ArrowDown")
    stage.press("End")
    wait_for_address(page, step="2", word="captain")
    expect(page.locator(".bias .numbers")).to_contain_text("0.000")
    expect(page.locator(".bias .hidden-text")).to_contain_text("captain: e·g = 0.000")
    stage.press("Home")
    wait_for_address(page, word="captain")
    page.wait_for_timeout(400)
    assert [x for x, _ in places(page)] == pytest.approx(before, abs=0.2)


def test_the_table_and_the_saved_picture_hold_the_same_words(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="glove", step=2)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".bias .table-box tbody tr")
    expect(rows).to_have_count(24)
    for row in rows.all()[-10:]:
        assert row.locator("td").last.text_content() == "1.0000"
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawing = saved.value.path().read_text("utf-8")
    for word in rows.locator("th").all_text_contents():
        assert f">{word}<" in drawing
    assert "viewBox" in drawing and "var(" not in drawing
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG", exact=True).click()
    is_drawn_twice_as_large(saved.value.path(), drawing)


def test_a_term_marks_its_part(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="glove")
    widths = "paths => paths.map(p => p.getAttribute('stroke-width')).includes('5')"
    assert not page.locator(".bias .stage path").evaluate_all(widths)
    page.locator('.bias .line:visible .term[data-term="g"]').first.focus()
    page.wait_for_timeout(200)
    assert page.locator(".bias .stage path").evaluate_all(widths)


def test_with_reduced_motion_words_are_there_at_once(quiet_page: Page, app_url: str):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(quiet_page, app_url, vectors="glove")
    page.locator(".bias .stage").press("ArrowRight")
    page.wait_for_timeout(60)
    assert len({x for x, _ in places(page)}) == 1


def test_odd_words_are_text(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="glove", text="nurse <img/src=x/onerror=alert(1)> 안녕 captain 🙂")
    assert len(places(page)) == 2
    assert page.locator("img[src=x]").count() == 0
    expect(page.get_by_text("Without a vector, so left out")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(page: Page, app_url: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url, vectors="glove", step=1)
    found = {(v["id"], node["html"][:300]) for v in Axe().run(page).response["violations"] for node in v["nodes"]}
    assert not {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}


def test_every_tab_fits_a_phone(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    page = opened(quiet_page, app_url, vectors="glove")
    no_overflow(page)
    for tab in page.get_by_role("tab").all_inner_texts():
        open_tab(page, tab)
        no_overflow(page)
        assert not re.search("Traceback|Error:", page.locator(".stMain").inner_text())
