"""The page on t-SNE in Chromium: the worker's map moves, pauses, goes on, is cancelled; search; vectors of one's own."""

import random
import re
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visits import bring, open_tab, wait_for_address
from tests.browser.waiting import WAIT, after, attribute_of, box_of, quiet, result_of, text_of, texts_of, until

LONG = 10 * WAIT  # until a worker is free and has made a map, on a machine that has much else to do
# A map that is being made is paused in the very frame in which it has been seen to move.
MOVED_AND_PAUSED = """() => {
  const pause = document.querySelector("[class*=st-key-tsne-pause] button");
  const map = document.querySelector("[class*=st-key-tsne-picture] [data-testid=stBidiComponentIsolated]")?.shadowRoot;
  if (!pause || !/iteration (?!750)[1-9]/.test(map?.querySelector(".status")?.textContent)) return false;
  window.seen ??= new Set();
  window.seen.add(map.querySelector("canvas").toDataURL());
  if (window.seen.size < 3) return false;
  pause.click();
  return true;
}"""


def opened(page: Page, url: str, **query: object) -> Page:
    page.goto(f"{url}/tsne?{urlencode(query)}")
    expect(status(page)).to_be_visible()
    return page


def status(page: Page) -> Locator:
    return page.locator(".point-map .status")


def picture(page: Page) -> str:
    """What is drawn, once it rests."""
    return result_of(page.locator(".point-map canvas").first, "canvas => canvas.toDataURL()")


def button(page: Page, name: str) -> Locator:
    return page.locator(f"[class*=st-key-tsne-{name}] button")


def any_seed() -> int:
    """One of which no map has been made on this server, also where a test is tried again."""
    return random.SystemRandom().randrange(10_000)


def find(page: Page, word: str) -> Locator:
    """Type a word into the map's search."""
    field = page.get_by_role("searchbox", name="Find a word")
    field.fill(word)
    return field


def test_a_run_moves_pauses_goes_on_and_is_cancelled(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, words="frequent", count=1100, perplexity=20, seed=any_seed())
    until(page, MOVED_AND_PAUSED, timeout=LONG)
    paused = page.get_by_text("Paused at iteration")
    expect(paused).to_be_visible()
    at = int(re.search(r"\d+", text_of(paused)).group())
    assert 0 < at < 750
    expect(status(page)).to_have_text(f"iteration {at} of 750")
    still = picture(page)
    open_tab(page, "Explain")
    assert picture(page) == still, "a paused map rests"

    after(page, page.get_by_role("button", name="To the start").click)
    expect(status(page)).to_have_text("iteration 0 of 750")
    button(page, "continue").click()
    expect(paused).to_be_hidden()
    expect(button(page, "cancel")).to_have_count(0, timeout=LONG)
    expect(status(page)).to_have_text("iteration 750 of 750")
    slider = page.get_by_role("slider", name="Iteration")
    assert float(attribute_of(slider, "max")) > 30, "the whole film is there"
    page.get_by_role("button", name="To the start").click()
    expect(status(page)).to_have_text("iteration 0 of 750")

    opened(page, app_url, words="frequent", count=2000, seed=any_seed())
    button(page, "cancel").click(timeout=LONG)
    expect(page.get_by_test_id("stAlert").get_by_text("Cancelled.")).to_be_visible()
    expect(button(page, "cancel")).to_have_count(0)


def test_experiments_at_the_head_of_the_map(stranger: BrowserContext, app_url: str):
    """A typical word, one that is torn, and noise, which the worker maps; the picture stays, it is a fragment of the page."""
    page = quiet(opened(stranger.new_page(), app_url))
    near = page.locator(".point-map .near")
    expect(near).to_contain_text("ireland 6 of 10 neighbours kept")
    notes = page.locator(".point-map .note")
    expect(notes).to_have_count(3)
    under, over, note = (
        box_of(page.locator(".point-map .stage")),
        box_of(page.locator(".point-map .curve")),
        box_of(notes.nth(0)),
    )
    assert under["y"] + under["height"] <= note["y"] and note["y"] + note["height"] <= over["y"]
    result_of(page.locator(".point-map"), "node => { node.mark = 1; }")
    after(page, page.locator(".point-map [data-try='2']").click)
    wait_for_address(page, word="english")
    expect(near).to_contain_text("english 3 of 10 neighbours kept")
    after(page, page.locator(".point-map [data-try='3']").click)
    wait_for_address(page, words="noise", perplexity="5")
    expect(page.locator(".point-map [data-try='3']")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "cancel")).to_have_count(0, timeout=LONG)
    expect(status(page)).to_have_text("iteration 750 of 750")
    expect(notes.nth(0)).to_be_hidden()
    assert result_of(page.locator(".point-map"), "node => node.mark") == 1


def test_search_lights_true_neighbours(quiet_page: Page, app_url: str):
    page = quiet(opened(quiet_page, app_url))
    field = find(page, "germany")
    expect(page.locator(".point-map .tip")).to_contain_text("germany")
    field.press("Enter")
    wait_for_address(page, word="germany")
    near = page.locator(".point-map .near li bdi")
    expect(near).to_have_count(10)
    assert {"austria", "german"} & set(texts_of(near))
    find(page, "🙂")
    expect(page.locator(".point-map .find-note")).to_contain_text("is not on this map")


def test_own_vectors_are_mapped(quiet_page: Page, app_url: str, tmp_path: Path):
    """Files of one name, one after the other: two that are refused, and a good one."""
    page = opened(quiet_page, app_url, words="frequent", count=100, perplexity=5, vectors="own")
    uploader = page.locator("[class*=st-key-tsne-vectors-file]")
    lines = [f"mine{i} {i % 7} {i % 5} {i % 3} {i}" for i in range(120)]
    path = tmp_path / "mine.txt"
    for number in range(2):
        path.write_text("\n".join([*lines[: 9 + number], "bad 1 2", *lines[9 + number :]]), "utf-8")
        bring(quiet(page, LONG), uploader, path)
        expect(page.get_by_text(f"Line {10 + number} should have a word and numbers")).to_be_visible(timeout=LONG)
    path.write_text("\n".join(lines), "utf-8")
    bring(quiet(page), uploader, path)
    expect(uploader).to_have_count(0, timeout=LONG)
    field = find(page, "mine7")
    expect(page.locator(".point-map .tip")).to_contain_text("mine7", timeout=LONG)
    expect(button(page, "cancel")).to_have_count(0, timeout=LONG)
    expect(status(page)).to_have_text("iteration 750 of 750")
    field.press("Enter")
    wait_for_address(page, word="mine7")
