"""The picture of error analysis in Chromium: rows, stairs, tally, formula and sentences beside plain arithmetic."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import attribute_of, each, result_of_all, text_of, texts_of
from tests.lessons.error_analysis.picturing import (
    alone,
    alpha,
    beam,
    drawn_row,
    numbers,
    points,
    row,
    shows,
    told,
    within,
)
from tests.lessons.error_analysis.samples import (
    LABELS,
    WIDTHS,
    division,
    isolated,
    kind,
    known,
    piece,
    scores,
    two,
)


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Rows, tally and formula


@pytest.mark.parametrize("task", ["fr-en", "en-fr"])
def test_every_width_and_alpha_is_judged_as_by_hand(picture, task):
    page = picture(task=task)
    shows(page, task)
    for width in WIDTHS:
        beam(page, width).click()
        for value in (0.0, 1.0) if task == "fr-en" else (0.35,):
            alpha(page).fill(str(value))
            told(page, width=width, alpha=value)
            shows(page, task, width=width, alpha=value)
            is_divided(page, task, width, value)
    expect(within(page, ".alpha-note")).to_be_empty()
    beam(page, 1).click()
    expect(within(page, ".alpha-note")).to_have_text(LABELS["not_ranked"])


def is_divided(page: Page, task: str, width: int, value: float) -> None:
    """The numbers of the open row stand beneath, as a division where there is one."""
    case = known(task).cases[0]
    machine, ours, theirs = scores(case, width, value)
    sign = ">" if ours > theirs else "<" if ours < theirs else "="
    sides = [
        f"{name} {division(one, score, width, value)}"
        for name, one, score in (("y*", case.human, ours), ("ŷ", machine, theirs))
    ]
    expect(numbers(page).first).to_have_text(f"{sides[0]}  {sign}  {sides[1]}")
    chip = kind(case, width, value)
    expect(numbers(page).nth(1)).to_contain_text(f"→ {LABELS[f'verdict_{chip}']}")
    expect(within(page, ".verdicts dt.on")).to_have_count(int(chip in ("model", "search", "length")))
    expect(within(page, ".lines .term")).to_have_count(3 if width > 1 else 2)


def test_bars_are_as_long_as_the_scores_are_great(picture):
    """All on one scale, which is drawn beneath."""
    page = picture(width=3, row=2)
    drawn = result_of_all(
        within(page, "[data-bar]"), "bars => bars.map(bar => [bar.dataset.value, bar.getAttribute('width')])"
    )
    long = {float(value): float(wide) for value, wide in drawn}
    assert len(long) >= 6
    low, high = min(long), max(long)
    slope = (long[high] - long[low]) / (high - low)
    assert slope > 10 and all(
        wide == pytest.approx(long[low] + slope * (value - low), abs=0.12) for value, wide in long.items()
    )
    left = float(attribute_of(within(page, "[data-bar]").first, "x"))
    for tick in each(within(page, "svg.axis text")):
        value = float(text_of(tick).replace("−", "-"))
        mark = float(attribute_of(tick, "x")) - left
        assert mark == pytest.approx(long[low] + slope * (value - low), abs=0.6)


def test_pieces_of_the_tally_are_as_wide_as_their_shares(picture):
    page = picture(task="en-fr", width=1)
    found = shows(page, "en-fr")
    model, search = (
        float(attribute_of(within(page, f'[data-piece="{name}"]'), "width")) for name in ("model", "search")
    )
    assert model / search == pytest.approx(found["model"] / found["search"], rel=0.04)


@pytest.mark.parametrize(
    ("task", "at", "width"), [("fr-en", 0, 1), ("fr-en", 2, 3), ("en-fr", 1, 10), ("en-fr", 0, 10)]
)
def test_the_stairs_go_down_by_log_p_and_the_ring_is_where_y_fell_out(picture, task, at, width):
    page, case = picture(task=task, row=at, width=width), known(task).cases[at]
    machine, *_ = scores(case, width, 0.7)
    (search,) = [one for one in case.searched if one.width == width]
    stairs = {name: points(page, f'[data-stair="{name}"]') for name in ("human", "machine", "unseen")}
    human = stairs["human"][0] + (stairs["unseen"][0] if stairs["unseen"] else [])
    top = human[0][1]
    scale = (human[-1][1] - top) / case.human.log_probability
    for corners, one in ((human, case.human), (stairs["machine"][0], machine)):
        sums, heights = one.log_probabilities.cumsum(), sorted({y for _, y in corners})
        drops = [y for before, (_, y) in zip(corners, corners[1:], strict=False) if y >= before[1]]
        assert (
            scale < 0
            and heights[0] == pytest.approx(top)
            and heights[-1] == pytest.approx(top + scale * sums[-1], abs=0.2)
        )
        for total in sums:
            assert min(abs(y - top - scale * total) for y in drops) < 0.2
    pieces = [[piece(symbol) for symbol in one.pieces] for one in (case.human, machine)]
    for side, words in enumerate(pieces):
        drawn = texts_of(drawn_row(page, at).locator(f'text[data-hit^="word:{at}:{side}:"]'))
        assert [word.split("…")[0] for word in drawn] == [
            w[: len(d.split("…")[0])] for d, w in zip(drawn, words, strict=True)
        ]
    ring = within(page, "[data-ring]")
    expect(ring).to_have_count(int(search.fell is not None))
    assert bool(stairs["unseen"]) == (search.fell is not None)
    if search.fell is not None:
        assert float(attribute_of(ring, "cy")) == pytest.approx(top + scale * search.total, abs=0.2)
        assert int(attribute_of(ring, "data-ring")) == search.fell
        texts = texts_of(drawn_row(page, at).locator("[data-drawer] text"))
        assert {two(search.total), two(search.last), two(case.human.log_probability)} <= set(texts)
        said = attribute_of(row(page, at), "aria-label")
        assert (
            f" {search.fell + 1} the beam of {width}" in said and two(search.total) in said and two(search.last) in said
        )
        assert width == 1 or f"place {search.rank:,} of all" in said
    said = attribute_of(row(page, at), "aria-label")
    assert isolated(case.source) in said


def test_what_is_said_follows_the_verdict(picture):
    """And what another beam writes is what it does write."""
    for address, names in (
        ({}, ("said_paid", "why_search")),
        ({"task": "en-fr", "row": 1, "width": 10}, ("why_length",)),
        ({"task": "en-fr", "row": 0, "width": 10}, ("said_equal",)),
        ({"row": 4, "width": 3}, ("said_marked",)),
    ):
        page = picture(**address)
        case, at = known(address.get("task", "fr-en")).cases[address.get("row", 0)], address.get("row", 0)
        said = attribute_of(row(page, at), "aria-label")
        assert all(LABELS[name] in said for name in names), said
        width = address.get("width", 1)
        for other, quoted in re.findall("With B = (\\d+) the machine writes “\u2068(.*?)\u2069”", said):
            assert quoted == scores(case, int(other), 0.7)[0].text != scores(case, width, 0.7)[0].text
