"""The picture of error analysis in Chromium: its parts, and all that stands in it beside plain arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from core.translate.results import FaultCase
from tests.browser.waiting import holds, quiet, result_of_all
from tests.lessons.error_analysis.samples import LABELS, kind, known, row_said, scores, tally_said, two

POINTS = """nodes => nodes.map(node => node.getAttribute("d").match(/-?[\\d.]+/g).map(Number)
  .flatMap((x, i, all) => i % 2 ? [] : [[x, all[i + 1]]]))"""
FITS = """figure => {
  const { paddingLeft, paddingRight } = getComputedStyle(figure), tally = figure.querySelector("svg.tally");
  const left = figure.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - tally.getBoundingClientRect().width;
  return Math.abs(left) < 2 && figure.getBoundingClientRect().right <= innerWidth;
}"""
# Of each row that is seen: how it is read aloud, its chip, its bars and its texts.
ROWS = """nodes => nodes.map(node => {
  const of = (name) => [...node.querySelectorAll(`:scope > [data-${name}]`)].map((one) => one.dataset[name]);
  const button = node.getRootNode().querySelector(`button.row[data-case="${node.dataset.row}"]`);
  return { row: Number(node.dataset.row), said: button.getAttribute("aria-label"), isOpen: button.getAttribute("aria-expanded"),
    chip: of("chip")[0], isDashed: node.querySelector("[data-chip]").hasAttribute("stroke-dasharray"), sides: of("bar"),
    values: of("value").map(Number), ahead: of("greater"),
    texts: [...node.querySelectorAll(":scope > text")].map((one) => one.firstChild.textContent) };
})"""


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("error_analysis", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".error-analysis {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".row-list")


def player(page: Page) -> Locator:
    return within(page, ".toolbar .slide")


def alpha(page: Page) -> Locator:
    return within(page, ".slide.alpha")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def beam(page: Page, width: int) -> Locator:
    return within(page, f'.segment[data-width="{width}"]')


def only(page: Page, kind: str) -> Locator:
    return within(page, f'.filter[data-only="{kind}"]')


def row(page: Page, number: int) -> Locator:
    """The button of a row, by its place from 0."""
    return within(page, f'button.row[data-case="{number}"]')


def drawn_row(page: Page, number: int) -> Locator:
    return within(page, f'g[data-row="{number}"]')


def numbers(page: Page) -> Locator:
    return within(page, ".numbers > div")


def told(page: Page, row=0, step=-1, width=1, alpha=0.7, only="all", good=()) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {row} {step} {width} {alpha:g} {only} {good}", exact=True)).to_be_visible()
    quiet(page)


def resized(page: Page, size: ViewportSize) -> None:
    """Make the window as large as this, and wait until the picture is drawn for it."""
    page.set_viewport_size(size)
    holds(within(page, ".figure"), FITS)
    quiet(page)


def points(page: Page, selector: str) -> list[list[list[float]]]:
    """The corners of these paths, in pixels."""
    return result_of_all(within(page, selector), POINTS)


def shows(
    page: Page,
    task: str = "fr-en",
    open: int = 0,
    width: int = 1,
    alpha: float = 0.7,
    wrongly: bool = False,
    toggled: Mapping[int, Sequence[str]] | None = None,
    own: tuple[int, FaultCase] | None = None,
) -> Counter[str]:
    """Tally, filters, and the rows that are seen are those that there should be; returns the kinds of all rows."""
    cases = dict(enumerate(known(task).cases)) | ({own[0]: own[1]} if own else {})
    chips = {at: kind(case, width, alpha, wrongly, (toggled or {}).get(at, ())) for at, case in cases.items()}
    found = Counter(chips.values())
    expect(within(page, "svg.tally")).to_have_attribute("aria-label", tally_said(found))
    for name in ("model", "search", "length"):
        expect(only(page, name)).to_have_text(f"{LABELS[f'verdict_{name}']} {found[name]}")
        expect(within(page, f'[data-piece="{name}"]')).to_have_count(int(found[name] > 0))
        if found[name]:
            expect(within(page, f'[data-piece="{name}"]')).to_have_attribute("data-count", str(found[name]))
    expect(only(page, "all")).to_have_text(f"{LABELS['all']} {len(cases)}")
    expect(beam(page, width)).to_have_attribute("aria-pressed", "true")
    seen = {one["row"]: one for one in result_of_all(within(page, "g[data-row]"), ROWS)}
    assert open in seen
    for at, one in seen.items():
        case, (machine, *both) = cases[at], scores(cases[at], width, alpha)
        said = row_said(case, LABELS["own"] if at < 0 else at + 1, width, alpha, chips[at])
        assert one["said"].startswith(said) if at == open else one["said"] == said
        assert one["isOpen"] == str(at == open).lower() and one["chip"] == chips[at]
        right = kind(case, width, alpha, False, (toggled or {}).get(at, ()))
        assert one["isDashed"] == (chips[at] != right), at
        for side, value in zip(one["sides"], one["values"], strict=True):
            assert value == pytest.approx(both[side == "machine"], abs=2e-4)
        totals = (case.human.log_probability, machine.log_probability)
        words = {two(value) for value in (*both, *totals)} | {str(case.human.length), str(machine.length)}
        assert words | {LABELS[f"verdict_{chips[at]}"]} <= set(one["texts"]), at
        assert one["ahead"] == ([] if both[0] == both[1] else ["human" if both[0] > both[1] else "machine"])
    return found
