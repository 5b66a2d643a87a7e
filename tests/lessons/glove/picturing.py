"""What a visitor does with the picture of GloVe, in words of the tests: look at its parts, and at all that they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace

import numpy as np
from playwright.sync_api import Locator, Page, expect

from app.lessons.words.glove.picture import Rest
from core.words import counting
from core.words.results import GloveScene
from tests.browser.waiting import quiet, result_of_all
from tests.lessons.glove.samples import LABELS, USUAL, count, counts, last, numbers, scene, status, step_of

WRITTEN = "nodes => nodes.map(node => [node.dataset.written, node.nextElementSibling.textContent])"
CELLS = "nodes => nodes.map(node => node.getAttribute('aria-label'))"


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("glove", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".glove {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def player(page: Page) -> Locator:
    return within(page, ".scrub .slide")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def cell_at(page: Page, row: str, column: str, found: GloveScene | None = None) -> Locator:
    words = (found or scene()).counted.words
    return within(page, f'.cell[data-cell="{words.index(row)} {words.index(column)}"]')


def at(stop: int = -1, found: GloveScene | None = None, **changes: object) -> Rest:
    """The picture at a stop, and else as the lesson opens."""
    return replace(USUAL, step=step_of(found or scene(), stop), **changes)


def told(page: Page, rest: Rest) -> None:
    """The page has been told where the picture rests."""
    said = "rest " + " ".join(f"{name}={value}" for name, value in asdict(rest).items())
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    quiet(page)


def writes(page: Page, t: int, found: GloveScene | None = None, **how: object) -> None:
    """The cells that the word t writes are lit with what each adds, and under the sentence stand the same numbers."""
    found = found or scene()
    how = {"window": 10, "harmonic": False, "symmetric": True} | how
    cells = counting.written(found.counted, t, *how.values())
    adds = Counter()
    for i, j, w in zip(cells.rows.tolist(), cells.columns.tolist(), cells.weights.tolist(), strict=True):
        adds[i, j] += w
    lit = result_of_all(within(page, "[data-written]"), WRITTEN)
    assert len(lit) == len(adds) and all(text.startswith("+") for _, text in lit)
    parts = {
        "½": 1 / 2,
        "⅓": 1 / 3,
        "¼": 1 / 4,
        "⅕": 1 / 5,
        "⅙": 1 / 6,
        "1/7": 1 / 7,
        "⅛": 1 / 8,
        "1/9": 1 / 9,
        "1/10": 0.1,
    }
    got = sorted(parts.get(text[1:]) or float(text[1:]) for _, text in lit)
    np.testing.assert_allclose(got, sorted(adds.values()), atol=0.005)
    if how["symmetric"]:
        assert Counter(kind for kind, _ in lit)["mirror"] == sum(i != found.counted.place[t] for i, _ in adds)
    else:
        assert {kind for kind, _ in lit} <= {"own"}


def shows(page: Page, rest: Rest, stop: int = -1, found: GloveScene | None = None) -> None:
    """The line of the player, every cell of X and the numbers of the pinned one are those of core."""
    found = found or scene()
    stop = last(found) if stop < 0 else stop
    expect(within(page, ".status")).to_have_text(status(found, stop))
    expect(player(page)).to_have_attribute("aria-valuetext", status(found, stop))
    names, X = found.counted.words, counts(found, rest, stop)
    said = [
        LABELS["cell"].format(row=row, column=column, x=count(X[i, j]))
        for i, row in enumerate(names)
        for j, column in enumerate(names)
    ]
    assert result_of_all(within(page, ".cell"), CELLS) == said
    beneath = within(page, ".numbers > div")
    for i, line in enumerate(numbers(found, rest)):
        expect(beneath.nth(i)).to_have_text(line)
    selected = within(page, ".cell[aria-selected=true]")
    is_pinned = rest.row in names and rest.column in names
    expect(selected).to_have_count(int(is_pinned))
    if is_pinned:
        expect(selected).to_have_attribute("data-cell", f"{names.index(rest.row)} {names.index(rest.column)}")
