"""The page on t-SNE in Chromium: the worker's map moves, pauses, goes on, is cancelled; search; vectors of one's own."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import WAIT, bring, rested, wait_for_address

pytestmark = pytest.mark.browser
LONG = 12 * WAIT


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/tsne?{urlencode(query)}", timeout=2 * WAIT)
    page.locator(".point-map .status").wait_for(timeout=LONG)
    return page


def picture(page: Page) -> str:
    return page.locator(".point-map canvas").first.evaluate("canvas => canvas.toDataURL()")


def iteration(page: Page) -> int:
    return int(re.search(r"iteration (\d+)", page.locator(".point-map .status").text_content()).group(1))


def button(page: Page, name: str) -> Locator:
    return page.locator(f"[class*=st-key-tsne-{name}] button")


def wait_for_move(page: Page, before: str) -> None:
    for _ in range(WAIT // 100):
        if picture(page) != before:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the points do not move")


def test_a_run_moves_pauses_goes_on_and_is_cancelled(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, words="frequent", count=900, perplexity=20, seed=7)
    expect(button(page, "pause")).to_be_visible(timeout=LONG)
    for _ in range(2):
        wait_for_move(page, picture(page))
    button(page, "pause").click()
    paused = page.get_by_text("Paused at iteration")
    expect(paused).to_be_visible(timeout=WAIT)
    rested(page)
    at = int(re.search(r"\d+", paused.text_content()).group())
    assert 0 < at < 750
    expect(page.locator(".point-map .status")).to_have_text(f"iteration {at} of 750")
    page.wait_for_timeout(1500)  # the last points glide to their places
    still = picture(page)
    page.wait_for_timeout(1500)
    assert picture(page) == still, "a paused map rests"
    page.get_by_role("button", name="To the start").click()
    expect(page.locator(".point-map .status")).to_have_text("iteration 0 of 750")
    button(page, "continue").click()
    expect(paused).to_be_hidden(timeout=WAIT)
    expect(page.locator(".point-map .status")).to_have_text("iteration 750 of 750", timeout=LONG)
    rested(page)
    slider = page.get_by_role("slider", name="Iteration")
    assert float(slider.get_attribute("max")) > 30, "the whole film is there"
    page.get_by_role("button", name="To the start").click()
    expect(page.locator(".point-map .status")).to_have_text("iteration 0 of 750")
    page = opened(page, app_url, words="frequent", count=2000, seed=8)
    expect(button(page, "cancel")).to_be_visible(timeout=LONG)
    button(page, "cancel").click()
    expect(page.get_by_test_id("stAlert").get_by_text("Cancelled.")).to_be_visible(timeout=WAIT)
    expect(button(page, "cancel")).to_have_count(0)


def find(page: Page, word: str) -> Locator:
    """Type a word into the map's search."""
    field = page.get_by_role("searchbox", name="Find a word")
    field.fill(word)
    return field


def test_search_lights_true_neighbours(quiet_page: Page, app_url: str):
    page = rested(opened(quiet_page, app_url))
    field = find(page, "germany")
    expect(page.locator(".point-map .tip")).to_contain_text("germany")
    field.press("Enter")
    wait_for_address(page, word="germany")
    near = page.locator(".point-map .near li bdi")
    expect(near).to_have_count(10)
    assert {"austria", "german"} & set(near.all_text_contents())
    find(page, "🙂")
    expect(page.locator(".point-map .find-note")).to_contain_text("is not on this map")


def test_own_vectors_are_mapped(quiet_page: Page, app_url: str, tmp_path: Path):
    """Files of one name, one after the other: two that are refused, and a good one."""
    page = rested(opened(quiet_page, app_url, words="frequent", count=100, perplexity=5, vectors="own"))
    uploader = page.locator("[class*=st-key-tsne-vectors-file]")
    lines = [f"mine{i} {i % 7} {i % 5} {i % 3} {i}" for i in range(120)]
    path = tmp_path / "mine.txt"
    for number in range(2):
        path.write_text("\n".join([*lines[: 9 + number], "bad 1 2", *lines[9 + number :]]), "utf-8")
        bring(page, uploader, path)
        expect(page.get_by_text(f"Line {10 + number} should have a word and numbers")).to_be_visible(timeout=LONG)
        rested(page)
    path.write_text("\n".join(lines), "utf-8")
    bring(page, uploader, path)
    expect(uploader).to_have_count(0, timeout=LONG)
    expect(page.locator(".point-map .status")).to_have_text("iteration 750 of 750", timeout=LONG)
    field = find(page, "mine7")
    expect(page.locator(".point-map .tip")).to_contain_text("mine7", timeout=LONG)
    field.press("Enter")
    wait_for_address(page, word="mine7")
