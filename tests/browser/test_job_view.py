"""A long job as a visitor sees it: asked for, in the line, under way, done or given up, without reloading."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

PAGE = Path(__file__).parent / "harness" / "long_jobs.py"


def test_progress_and_result(serve: Callable, quiet_page: Page):
    quiet_page.goto(serve(PAGE))
    quiet_page.get_by_role("button", name="Count", exact=True).click()
    expect(quiet_page.get_by_role("progressbar")).to_be_visible()
    expect(quiet_page.get_by_text("worker")).to_be_visible(timeout=15_000)
    expect(quiet_page.get_by_role("progressbar")).to_have_count(0)


def test_place_in_the_line_and_cancel(serve: Callable, page: Page, browser):
    other = browser.new_page()
    other.goto(serve(PAGE))
    other.get_by_role("button", name="Count slowly").click()
    expect(other.get_by_role("button", name="Cancel")).to_be_visible()
    page.goto(serve(PAGE))
    page.get_by_role("button", name="Crash").click()
    expect(page.get_by_text("number 1 in the line")).to_be_visible()
    other.get_by_role("button", name="Cancel").click()
    expect(other.get_by_role("button", name="Count slowly")).to_be_visible()
    expect(page.get_by_text("The worker stopped in the middle of this")).to_be_visible()
    other.close()
