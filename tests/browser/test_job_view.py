"""A long job as a visitor sees it: asked for, in the line, under way, done or given up, without reloading."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.waiting import text_of


def test_progress_and_result(harness: Callable, quiet_page: Page, tmp_path: Path):
    done = tmp_path / "done"
    quiet_page.goto(harness("long_jobs", until=done))
    expect(quiet_page.get_by_text("nothing yet")).to_be_visible()
    quiet_page.get_by_role("button", name="Hold", exact=True).click()
    expect(quiet_page.get_by_role("progressbar")).to_be_visible()
    done.touch()
    expect(quiet_page.get_by_text(re.compile(r"^worker \d+$"))).to_be_visible()
    expect(quiet_page.get_by_role("progressbar")).to_have_count(0)


def test_place_in_the_line_and_cancel(harness: Callable, page: Page, context: BrowserContext, tmp_path: Path):
    other, url = context.new_page(), harness("long_jobs", until=tmp_path / "never")
    other.goto(url)
    other.get_by_role("button", name="Hold").click()
    expect(other.get_by_text("Hold: working")).to_have_count(1)
    page.goto(url)
    page.get_by_role("button", name="Crash").click()
    expect(page.get_by_text("number 1 in the queue")).to_be_visible()
    other.get_by_role("button", name="Cancel").click()
    expect(other.get_by_role("button", name="Hold")).to_be_visible()
    expect(page.get_by_text("The worker stopped in the middle of this")).to_be_visible()
    other.close()


def test_a_quick_job_passes_a_long_one_and_its_result_is_there_at_once(
    harness: Callable, page: Page, context: BrowserContext, tmp_path: Path
):
    other = context.new_page()
    other.goto(harness("long_jobs", until=tmp_path / "never"))
    other.get_by_role("button", name="Hold").click()
    expect(other.get_by_text("Hold: working")).to_have_count(1)
    page.goto(harness("quick_jobs"))
    page.get_by_role("button", name="Count quickly").click()
    expect(page.get_by_text("counted for")).to_be_visible()
    page.get_by_text("By itself").click()
    expect(page.get_by_text(re.compile("told .* by itself"))).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(other.get_by_text("Hold: working")).to_have_count(1)
    other.close()


def counted(page: Page, url: str) -> str:
    """Have a page count quickly; returns its visitor."""
    page.goto(url)
    page.get_by_role("button", name="Count quickly").click()
    said = page.get_by_text(re.compile(r"^counted for \S+$"))
    expect(said).to_be_visible()
    return text_of(said).removeprefix("counted for ")


def test_what_was_computed_for_a_visitor_is_forgotten_when_the_page_is_closed(
    harness: Callable, page: Page, context: BrowserContext
):
    url = harness("quick_jobs")
    page.goto(url)
    kept = page.get_by_text(re.compile("^kept for"))
    first, second = context.new_page(), context.new_page()
    one, two = counted(first, url), counted(second, url)
    expect(kept).to_contain_text(one)
    expect(kept).to_contain_text(two)
    second.close()
    expect(kept).not_to_contain_text(two)
    expect(kept).to_contain_text(one)
    first.close()
    expect(kept).not_to_contain_text(one)
