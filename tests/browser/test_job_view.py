"""A long job as a visitor sees it: asked for, in the line, under way, done or given up, without reloading."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import served

PAGE = Path(__file__).parent / "harness" / "long_jobs.py"
QUICK = Path(__file__).parent / "harness" / "quick_jobs.py"
IMPATIENT = """
import sys
from app import job_queue, server
job_queue.AWAY_AFTER, server.LOOK = 1.0, 0.2
script, port = sys.argv[1:]
server.build(script).run(config={"server.port": int(port), "server.address": "127.0.0.1"})
"""


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


@pytest.fixture(scope="module")
def quick_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that forgets those who have gone after a second."""
    with served(["-c", IMPATIENT, str(QUICK)], tmp_path_factory.mktemp("quick") / "quick.log") as (url, _):
        yield url


def test_a_quick_job_passes_a_long_one_and_its_result_is_there_at_once(quick_url: str, page: Page, browser: Browser):
    other = browser.new_page()
    other.goto(quick_url)
    other.get_by_role("button", name="Count slowly").click()
    expect(other.get_by_text("Count slowly: working")).to_be_visible(timeout=20_000)
    page.goto(quick_url)
    page.get_by_role("button", name="Count quickly").click()
    expect(page.get_by_text("counted for")).to_be_visible(timeout=15_000)
    page.get_by_text("By itself").click()
    expect(page.get_by_text("told by itself")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(other.get_by_text("Count slowly: working")).to_be_visible()
    other.close()


def test_what_was_computed_for_a_visitor_is_forgotten_when_the_page_is_closed(
    quick_url: str, page: Page, browser: Browser
):
    page.goto(quick_url)
    expect(page.get_by_text("kept: 0")).to_be_visible(timeout=20_000)
    other = browser.new_page()
    other.goto(quick_url)
    other.get_by_role("button", name="Count quickly").click()
    expect(page.get_by_text("kept: 1")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(2000)
    expect(page.get_by_text("kept: 1")).to_be_visible()
    other.close()
    expect(page.get_by_text("kept: 0")).to_be_visible(timeout=15_000)
