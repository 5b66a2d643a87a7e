"""The picture alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import quiet
from tests.lessons.hierarchical_softmax.reading import within


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """The picture, and nothing else; it does not move by itself."""

    def opened(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("hierarchical_softmax", **address))
        expect(within(quiet(quiet_page), ".status")).not_to_be_empty()
        return quiet(quiet_page)

    return opened
