"""The picture of BLEU in Chromium: its parts, and all that stands in it beside core's count."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import astuple

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from app.lessons.translate.bleu.picture import Rest
from core.translate import bleu
from core.translate.options import BleuConfig
from core.translate.results import CountedBleu
from tests.browser.waiting import holds, quiet, result_of, result_of_all
from tests.lessons.bleu.saying import (
    LABELS,
    PLAIN,
    amount,
    by_core,
    fraction,
    lengths,
    lines,
    names,
    put_in,
    rounded,
    state,
    tally,
    whole,
)

FITS = """figure => {
  const wide = (selector) => figure.querySelector(selector).getBoundingClientRect().width;
  const isAll = (one) => Math.abs(one - inner) < 2;
  const { paddingLeft, paddingRight } = getComputedStyle(figure);
  const inner = figure.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight), left = wide("svg.words");
  const isDrawn = isAll(left) || isAll(left + 34 + wide("svg.side-marks"));
  return isDrawn && figure.getBoundingClientRect().right <= innerWidth;
}"""
# Of each element: its data, its place, its size and its text.
EACH = """const each = (nodes) => [...nodes].map(node => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return { ...node.dataset, x, y, width, height, text: node.textContent };
});"""
PARTS = {
    "words": "text[data-hit^=word]", "all": "svg.words text", "grams": "[data-gram]", "ribbons": "[data-ribbon]",
    "places": "[data-place]", "scissors": "svg.words [data-scissors]", "beside": ".side-marks text",
    "bars": "[data-bar]", "smoothed": "[data-smoothed]", "pays": "[data-pays]", "mean": "[data-mean]",
    "ground": ".side-marks rect[opacity='0.7']",
}  # fmt: skip


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    if "references" in address:
        address["references"] = json.dumps(address["references"])
    page.goto(harness("bleu", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".bleu {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def field(page: Page) -> Locator:
    return within(page, "input.row-text")


def chip(page: Page, row: int) -> Locator:
    """What opens a row in the field: 0 for the candidate."""
    return within(page, f'.row-chip[data-row="{row}"]')


def word(page: Page, row: int, place: int) -> Locator:
    return within(page, f'text[data-hit="word:{row}:{place}"]')


def gram(page: Page, place: int) -> Locator:
    """What is pressed of the brackets of an n-gram."""
    return within(page, f'rect[data-hit="gram:{place}"]').first


def order(page: Page, n: int) -> Locator:
    return within(page, f'.segment[data-n="{n}"]')


def point(page: Page) -> Locator:
    """The point on the penalty's curve."""
    return within(page, ".kept")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def counts(page: Page) -> Locator:
    """What stands at the right over the candidate."""
    return within(page, "[data-counts]")


def told(page: Page, rest: Rest) -> None:
    """The page has been told where the picture rests."""
    said = f"rest {json.dumps(list(astuple(rest)), ensure_ascii=False)}"
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    quiet(page)


def resized(page: Page, size: ViewportSize) -> None:
    """Make the window as large as this, and wait until the picture is drawn for it."""
    page.set_viewport_size(size)
    holds(within(page, ".figure"), FITS)
    quiet(page)


def every(page: Page, selector: str) -> list[dict]:
    return result_of_all(within(page, selector), f"nodes => {{ {EACH} return each(nodes); }}")


def seen(page: Page) -> dict[str, list[dict]]:
    """All parts of the picture, read at once."""
    script = "Object.entries(parts).map(([name, selector]) => [name, each(root.querySelectorAll(selector))])"
    return result_of(
        page.locator(".bleu"), f"(root, parts) => {{ {EACH} return Object.fromEntries({script}); }}", PARTS
    )


def shows(page: Page, rest: Rest, config: BleuConfig = PLAIN, wrongly: str = "", by: str = "core") -> CountedBleu:
    """All that stands on a wide screen is what core counts; by: who has counted. Returns core's count."""
    found = by_core(rest, config, wrongly)
    expect(page.locator(".bleu")).to_have_attribute("data-counted", by)
    expect(within(page, "[data-score]")).to_have_attribute("data-score", rounded(found.score, 4))
    expect(within(page, ".numbers > div")).to_have_text(lines(rest, found, config, wrongly))
    expect(within(page, "[data-score]")).to_have_text(rounded(found.score, 2))
    drawn = seen(page)
    rows_are(drawn, rest, found, config)
    ribbons_are(drawn, rest, found)
    precisions_are(drawn, rest, found, config)
    upto = upto_of(rest, found)
    expect(counts(page)).to_have_attribute("data-counts", str(upto - 1) if rest.step > 0 else "all")
    if rest.step <= 0:
        expect(counts(page)).to_have_text(tally(rest, found, config))
    for of in found.orders:
        precision = rounded(of.precision) if of.n <= found.used else LABELS["out"]
        said = LABELS["p_said"].format(n=of.n, count=of.count, total=of.total, precision=precision)
        row = within(page, f'.p-row[data-p="{of.n}"]')
        expect(row).to_have_attribute("aria-label", said)
        expect(row).to_have_attribute("aria-pressed", str(of.n == rest.n).lower())
    expect(within(page, "[data-point]")).to_have_attribute("data-point", str(found.c))
    expect(point(page)).to_have_attribute("aria-valuenow", str(found.c))
    factors = {whole(found.penalty), whole(found.mean, 4 if found.penalty == 1 else 3), f"BP = {whole(found.penalty)}"}
    long = f"c = r = {found.c}" if found.c == found.r else f"c = {found.c}, r = {found.r}"
    assert factors | {long} <= {one["text"] for one in drawn["beside"]}
    assert drawn["mean"][0]["mean"] == rounded(found.mean, 4)
    return found


def upto_of(rest: Rest, found: CountedBleu) -> int:
    """How many n-grams are counted."""
    total = found.orders[rest.n - 1].total
    return total if rest.step < 0 else min(rest.step, total)


def words_in(drawn: dict, row: int) -> list[dict]:
    return [one for one in drawn["words"] if one["hit"].startswith(f"word:{row}:")]


def rows_are(drawn: dict, rest: Rest, found: CountedBleu, config: BleuConfig) -> None:
    """The words of each row, which of them are dark, which are cut off; what is said beneath."""
    of = found.orders[rest.n - 1]
    paid = [one for one in of.grams[: upto_of(rest, found)] if one.place is not None]
    dark = {0: {one.start + i for one in paid for i in range(rest.n)}}
    rows = [k + 1 for k, text in enumerate(rest.references) if text.strip()]
    for j, row in enumerate(rows):
        dark[row] = {one.place + i for one in paid if one.payer == j for i in range(rest.n)}
    words = {0: bleu.cut(rest.candidate, config)} | dict(zip(rows, found.references, strict=True))
    for row, own in words.items():
        there = words_in(drawn, row)
        assert len(there) == len(own)
        assert ["dark" in one for one in there] == [i in dark[row] for i in range(len(own))], row
        assert ["gone" in one for one in there] == [row == 0 and i >= found.c for i in range(len(own))]
        for one, word in zip(there, own, strict=True):
            assert one["text"] == word or (one["text"].endswith("…") and word.startswith(one["text"][:-1]))
    told = [one["text"] for one in drawn["all"]]
    for j, name in enumerate(names(rest)):
        at = told.index(name)
        assert told[at + 1] == amount(rest.n, sum(one.payer == j for one in paid))
        assert told[at + 2].startswith(lengths(found, j, config))


def ribbons_are(drawn: dict, rest: Rest, found: CountedBleu) -> None:
    """A bracket for each n-gram; a ribbon for what is paid, to where it is paid; scissors for what is clipped."""
    of, upto = found.orders[rest.n - 1], upto_of(rest, found)
    brackets, states = {int(one["gram"]): one for one in drawn["grams"]}, [state(one) for one in of.grams]
    assert brackets.keys() == set(range(of.total))
    for i, one in enumerate(of.grams):
        assert brackets[i]["state"] == (states[i] if i < upto else "ahead")
        assert brackets[i].get("payer") == (str(one.payer) if i < upto and states[i] == "paid" else None)
    assert len(drawn["scissors"]) == states[:upto].count("clipped")
    ribbons, places = ({int(one[name]): one for one in reversed(drawn[f"{name}s"])} for name in ("ribbon", "place"))
    assert ribbons.keys() == places.keys() == {i for i in range(upto) if states[i] == "paid"}
    rows = [k + 1 for k, text in enumerate(rest.references) if text.strip()]
    for i, ribbon in ribbons.items():
        first = words_in(drawn, rows[of.grams[i].payer])[of.grams[i].place]
        assert places[i]["x"] < first["x"] + first["width"] / 2 < places[i]["x"] + places[i]["width"], "over its word"
        assert first["y"] - 20 < places[i]["y"] < first["y"] + first["height"] / 2
        assert ribbon["y"] + ribbon["height"] == pytest.approx(places[i]["y"], abs=3)


def precisions_are(drawn: dict, rest: Rest, found: CountedBleu, config: BleuConfig) -> None:
    """Four rows: bars as long as their shares, what smoothing has put there, and both in numbers."""
    beside, long = [one["text"] for one in drawn["beside"]], drawn["ground"][0]["width"]
    bars, put = (
        {int(one["bar"]): one for one in drawn["bars"]},
        {int(one["smoothed"]): one for one in drawn["smoothed"]},
    )
    assert drawn["mean"][0]["x"] - bars[1]["x"] == pytest.approx(long * min(1, found.mean), abs=1.6)
    for of in found.orders:
        share = of.count / of.total if of.total else 0
        at, precision = beside.index(f"p{of.n}"), rounded(of.precision) if of.n <= found.used else "–"
        assert beside[at + 1 : at + 3] == [fraction(found, config, of), precision]
        assert bars[of.n]["width"] == pytest.approx(long * share, abs=0.2)
        more = of.precision - share
        assert (of.n in put) == (more > 0.0005) and (more <= 0.0005 or put_in(found, config, of))
        if of.n in put:
            assert put[of.n]["width"] == pytest.approx(long * more, abs=0.2)
    paid = [one.payer for one in found.orders[rest.n - 1].grams[: upto_of(rest, found)] if one.place is not None]
    assert {int(one["pays"]): int(one["count"]) for one in drawn["pays"]} == {j: paid.count(j) for j in set(paid)}
