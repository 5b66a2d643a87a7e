"""For modules that open many pages: one browser context for all of them, so that the scripts come from its cache.

context, page = one_context.context, one_context.page
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def context(browser: Browser, browser_context_args: dict) -> Iterator[BrowserContext]:
    """The module's context."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new page in it."""
    page = context.new_page()
    yield page
    page.close()
