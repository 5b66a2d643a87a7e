"""The ratios of the picture of GloVe in Chromium, and the terms of its formula."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from core.words.results import Ratios
from tests.browser.waiting import result_of_all
from tests.lessons.glove.picturing import alone, at, cell_at, stage, told, within
from tests.lessons.glove.samples import (
    LABELS,
    count,
    scene,
)  # fmt: skip

FIRST = scene()
JUICE = len(FIRST.counted.read) + 6


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# The ratios


def bars(page: Page, found: Ratios) -> None:
    """Bars from 1, to the right for what goes with the first word, as long as the logarithm of the ratio says."""
    drawn = result_of_all(
        within(page, "[data-ratio]"), "all => all.map(bar => ['x', 'width'].map(name => +bar.getAttribute(name)))"
    )
    logs = [math.log10(ratio) for ratio in found.ratio]
    right = [x for (x, _), log in zip(drawn, logs, strict=True) if log > 0]
    assert len({round(x) for x in right}) == 1
    scale = max(wide for _, wide in drawn) / max(map(abs, logs))
    for (x, wide), log in zip(drawn, logs, strict=True):
        assert wide == pytest.approx(max(1.5, scale * abs(log)), abs=0.2)
        assert x + wide == pytest.approx(right[0], abs=0.2) or log > 0


def test_the_ratios_of_the_paper_and_of_the_text(picture):
    page, (paper, text) = picture(), sorted(FIRST.ratios, key=lambda one: not one.paper)
    bars(page, paper)
    expect(within(page, ".ratio-rows .hidden-text")).to_have_count(4)
    expect(within(page, ".ratio-part svg")).to_contain_text(re.compile("solid.*1.9·10⁻⁴.*2.2·10⁻⁵.*8.9"))
    within(page, ".source[data-source=text]").click()
    told(page, at(JUICE, ratios="text"))
    bars(page, text)
    rows = within(page, ".ratio-row")
    for i, probe in enumerate(text.probes):
        expect(rows.nth(i)).to_have_attribute("aria-label", re.compile(f"^{probe}: ratio "))
    rows.first.click()
    expect(within(page, "[data-ratio-point]")).to_have_count(2)
    said = within(page, ".weight-part svg")
    for word, x in ((text.first, text.x_first[0]), (text.second, text.x_second[0])):
        expect(said).to_contain_text(f"{word} {count(float(x))}")
    rows.first.click()
    expect(within(page, "[data-ratio-point]")).to_have_count(0)
    rows.nth(1).press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-pressed", "true")
    stage(page).press("Escape")
    expect(rows.nth(1)).to_have_attribute("aria-pressed", "false")


# Terms


def test_terms_are_marked_under_the_pointer_and_in_focus(picture):
    page = picture()
    marked = {
        "J": ("[data-residuals]", 1),
        "f": ("[data-curve][stroke-width='4']", 1),
        "log_x": ("[data-pin][stroke-width='3.4']", 1),
        "vector": (".near-line.marked", 1),
    }
    for name, (selector, times) in marked.items():
        term, part = within(page, f".term[data-term={name}]").first, within(page, selector)
        for begin, end in ((term.hover, within(page, ".status").hover), (term.focus, term.blur)):
            expect(part).to_have_count(0)
            begin()
            expect(part).to_have_count(times)
            expect(within(page, ".caption .read").first).to_have_text(LABELS[f"said_{name}"])
            end()
    expect(within(page, ".caption .read").first).to_be_empty()
    within(page, ".numbers [data-term=theta]").first.hover()
    expect(within(page, ".term[data-term=theta].marked")).to_have_count(2)
    cell_at(page, "glass", "of").hover()
    expect(within(page, ".weight-part circle[fill=none]")).to_have_count(1)
