"""The picture of encoder and decoder alone, for its tests in Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import quiet
from tests.lessons.seq2seq.seeing import within


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`picture(**address)`: the picture, and nothing else; nothing in it moves by itself."""

    def alone(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("seq2seq", **address))
        expect(within(quiet(quiet_page), ".status")).not_to_be_empty()
        return quiet(quiet_page)

    return alone
