"""The page on debiasing in Chromium: stepping, pinning, links, the table, the saved picture, odd words."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visits import address, is_drawn_twice_as_large, wait_for_address
from tests.browser.waiting import after, box_of, each, quiet, result_of, result_of_all, texts_of

XS = "circles => circles.map(circle => Number(circle.getAttribute('cx')))"
NEXT_FRAME = f"""async stage => {{
  const frame = () => new Promise(requestAnimationFrame);
  stage.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowRight", bubbles: true }}));
  await frame();
  await frame();
  return ({XS})([...stage.querySelectorAll("circle")]);
}}"""


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/debiasing?{urlencode({'vectors': 'glove'} | query)}")
    expect(quiet(page).locator(".bias .stage circle").first).to_be_visible()
    return quiet(page)


def stage(page: Page) -> Locator:
    return page.locator(".bias .stage")


def places(page: Page) -> list[float]:
    """Where the words are along the line, once they rest."""
    return result_of_all(page.locator(".bias .stage circle"), XS)


def test_steps_pins_and_the_address_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    before = places(page)
    assert before == sorted(before) and before[-1] - before[0] > 100
    stage(page).press("ArrowRight")
    wait_for_address(page, step="1")
    expect(page.get_by_role("button", name="2 neutralise")).to_have_attribute("aria-pressed", "true")
    assert len(set(places(page))) == 1, "all words have slid to one place"
    stage(page).press("Escape")
    stage(page).press("ArrowDown")
    stage(page).press("End")
    wait_for_address(page, step="2", word="captain")
    expect(page.locator(".bias .numbers")).to_contain_text("0.000")
    expect(page.locator(".bias .hidden-text")).to_contain_text("captain: e·g = 0.000")
    after(page, lambda: stage(page).press("Home"))
    assert address(page)["word"] == "captain" and "step" not in address(page)
    assert places(page) == pytest.approx(before, abs=0.2)

    thick = stage(page).locator('path[stroke-width="5"]')
    expect(thick).to_have_count(0)
    page.locator('.bias .line:visible .term[data-term="g"]').first.focus()
    expect(thick).to_have_count(1)

    page.emulate_media(reduced_motion="reduce")
    assert len(set(result_of(stage(page), NEXT_FRAME))) == 1, "with reduced motion they are there at once"


def test_outlines_show_where_words_were_and_dials_what_changes(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="news")
    outlines, told = stage(page).locator("ellipse"), page.locator(".bias .dial").first
    expect(outlines).to_have_count(0)
    expect(told).to_contain_text("100")
    before = places(page)
    after(page, lambda: stage(page).press("ArrowRight"))
    were = result_of_all(outlines, XS)
    assert were == pytest.approx(before, abs=0.2)
    expect(told.locator(".number")).to_have_text("100 → 96")
    expect(page.locator(".bias .variance")).to_be_hidden()
    outside = stage(page).locator("rect[width='8']")
    expect(outside).to_have_count(0)
    after(page, lambda: stage(page).press("ArrowRight"))
    expect(outside).to_have_count(8)


def test_nothing_jumps_when_the_notes_go(stranger: BrowserContext, app_url: str):
    page = opened(stranger.new_page(), app_url)
    notes, formula = page.locator(".bias .notes"), page.locator(".bias .beneath")
    expect(notes).to_be_visible()
    assert len(each(notes.locator(".note"))) == 3
    high = box_of(formula)["y"]
    stage(page).press("Escape")
    expect(notes).to_be_hidden()
    assert box_of(formula)["y"] == pytest.approx(high, abs=2)


def test_the_table_and_the_saved_picture_hold_the_same_words(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, step=2)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".bias .table-box tbody tr")
    expect(rows).to_have_count(22)
    for row in each(rows)[-8:]:
        expect(row.locator("td").last).to_have_text("1.0000")
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawing = saved.value.path().read_text("utf-8")
    for word in texts_of(rows.locator("th")):
        assert f">{word}<" in drawing
    assert "viewBox" in drawing and "var(" not in drawing
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG", exact=True).click()
    is_drawn_twice_as_large(saved.value.path(), drawing)


def test_odd_words_are_text(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text="nurse <img/src=x/onerror=alert(1)> 안녕 captain 🙂")
    expect(page.locator(".bias .stage circle")).to_have_count(2)
    expect(page.locator("img[src=x]")).to_have_count(0)
    expect(page.get_by_text("Without a vector, so left out")).to_be_visible()
