"""The picture of CTC in Chromium: its parts, and all that stands in it beside core's numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.lessons.speech.ctc.picture import Rest
from core.speech import ctc
from tests.browser.waiting import quiet, result_of, result_of_all
from tests.lessons.ctc.samples import WIDTH
from tests.lessons.ctc.saying import LABELS, Spelled, beside, by_core, here, numbers, rounded, signs, unspelled

CELL = r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z"
# Of each element: its data, its place, its size and its text.
EACH = """nodes => nodes.map(node => {
  const { x, y, width, height } = node.getBoundingClientRect();
  const [d, fill] = ["d", "fill"].map((name) => node.getAttribute(name));
  return { ...node.dataset, x, y, width, height, text: node.textContent, d, fill };
})"""


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("ctc", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".ctc {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def field(page: Page) -> Locator:
    return within(page, "input.label-text")


def field_said(page: Page) -> Locator:
    """What stands beneath the label."""
    return within(page, ".field-said")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def told(page: Page, rest: Rest) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {rest.step} [{rest.label}]", exact=True)).to_be_visible()
    quiet(page)


def every(page: Page, selector: str) -> list[dict]:
    return result_of_all(within(page, selector), EACH)


def cursor_at(page: Page, step: int) -> None:
    """The cursor stands on this frame, and all that follows it is drawn."""
    expect(within(page, "[data-cursor]")).to_have_attribute("data-cursor", str(step))


def shows(page: Page, name: str, rest: Rest, wrongly: str = "none", width: int = WIDTH) -> Spelled:
    """All that stands of a sample on a wide screen is what core makes of it. Returns that."""
    return is_shown(page, by_core(name, rest, wrongly, width))


def is_shown(page: Page, it: Spelled) -> Spelled:
    """All of it stands on a wide screen."""
    rest = it.rest
    expect(page.locator(".ctc")).to_have_attribute("data-label", it.text)
    cursor_at(page, rest.step)
    expect(within(page, ".numbers > div")).to_have_text(numbers(it))
    title = LABELS["frame_parts" if it.parts else "frame"].format(frame=rest.step + 1)
    expect(within(page, ".beneath .caption").last).to_have_text(title)
    time = it.own.first_seconds + rest.step * it.own.step_seconds
    values = {"time": rounded(time, 2), "total": rounded(it.own.clip.seconds, 2), "frame": rest.step + 1}
    expect(within(page, ".status")).to_have_text(LABELS["status"].format(frames=len(it.top), **values))
    side_is(page, it)
    beam_is(page, it)
    path_is(page, it)
    trellis_is(page, it)
    return it


def side_is(page: Page, it: Spelled) -> None:
    """The texts of the right side one after the other, without their blanks, as some go on in a second line; the bars."""
    joined = "".join(one["text"] for one in every(page, ".side-marks > text"))
    pattern = "".join(whole_or_cut(text.replace(" ", "")) for text in beside(it))
    assert re.fullmatch(pattern, joined.replace(" ", "")), (joined, beside(it))
    found, greedy = it.trellis, it.greedy
    wanted = {"greedy-path": greedy.best_log_probability}
    if it.wrongly in ("none", "path"):
        wanted["greedy-all"] = greedy.log_probability
    if it.wrongly != "path":
        wanted |= {"label-path": found.best_log_probability, "label-all": found.log_probability}
    bars = {one["bar"]: one for one in every(page, ".side-marks [data-bar]")}
    assert {name: as_number(one["logP"]) for name, one in bars.items()} == pytest.approx(wanted, rel=1e-12, nan_ok=True)
    most = max(wanted.values())
    longest = max(one["width"] for one in bars.values())
    for name, one in bars.items():
        least = 2 if wanted[name] > -np.inf else 0
        assert one["width"] == pytest.approx(max(least, longest * np.exp(wanted[name] - most)), abs=0.2), name


def whole_or_cut(text: str) -> str:
    """A label of the beam may be cut at its beginning, a very long one above it at its end."""
    ends = "|".join(re.escape(text[-length:]) for length in range(8, len(text)))
    return f"(?:{re.escape(text)}{f'|…(?:{ends})' if ends else ''}{f'|{re.escape(text[:36])}.*…' if len(text) > 36 else ''})"


def as_number(text: str) -> float:
    return float(text.replace("Infinity", "inf"))


def beam_is(page: Page, it: Spelled) -> None:
    """The rows of the beam after the cursor's frame, as buttons; the one that is open."""
    rows, hypotheses = within(page, ".beam-row:visible"), it.beam.at(it.rest.step, 5)
    expect(rows).to_have_count(len(hypotheses))
    for i, one in enumerate(hypotheses):
        label = signs(one.labels).replace("␣", " ")
        values = {"place": i + 1, "label": label, "p": beside(it)[-2 * (len(hypotheses) - i) - 1]}
        expect(rows.nth(i)).to_have_attribute("aria-label", LABELS["beam_said"].format(**values))
        expect(rows.nth(i)).to_have_attribute("aria-pressed", str(one.labels == it.symbols).lower())


def path_is(page: Page, it: Spelled) -> None:
    """A box for each frame of the best path, a ring where greedy says something else, and the letters that it makes."""
    assert [int(one["symbol"]) for one in every(page, "[data-box]")] == it.path
    runs, first = [], 0
    for differs, run in groupby(a != b for a, b in zip(it.path, it.top, strict=False)):
        end = first + len(list(run))
        runs += [f"{first}:{end}"] if differs else []
        first = end
    assert [one["differs"] for one in every(page, "[data-differs]")] == runs
    if it.wrongly in ("none", "path"):
        made = [int(one["letter"]) for one in every(page, "[data-letter]")]
        assert tuple(made) == (it.symbols if it.path else ()) == ctc.collapse(it.path)


def trellis_is(page: Page, it: Spelled) -> None:
    """Each place as deep as its share; the best path from row to row; what is said at the cursor."""
    said = {one["text"] for one in every(page, ".stage svg text")}
    if not it.path:
        assert not every(page, "[data-path], [data-depth]")
        assert unspelled(it) in " ".join(one["text"] for one in every(page, ".stage svg text"))
        return
    assert set(here(it)) <= said
    (line,) = every(page, "[data-path]")
    points = np.array([pair.split() for pair in re.findall(r"[\d.]+ [\d.]+", line["d"])], dtype=float)
    assert len(points) == len(it.path)
    if len(set(it.trellis.best.tolist())) < 2:
        return
    across, down = np.polyfit(np.arange(len(points)), points[:, 0], 1), np.polyfit(it.trellis.best, points[:, 1], 1)
    np.testing.assert_allclose(points[:, 0], np.polyval(across, np.arange(len(points))), atol=0.11)
    np.testing.assert_allclose(points[:, 1], np.polyval(down, it.trellis.best), atol=0.11)
    depths = np.ceil(np.minimum(1, it.trellis.shares) * 20).astype(int)
    wanted = {(t, row): depths[t, row] for t, row in np.argwhere(it.trellis.shares >= 0.004).tolist()}
    assert wanted == {
        (round((x + wide / 2 - across[1]) / across[0]), round((y + high / 2 - down[1]) / down[0])): int(one["depth"])
        for one in every(page, "[data-depth]")
        for x, y, wide, high in [map(float, cell) for cell in re.findall(CELL, one["d"])]
    }


PLACE = """(stage, [t, row, best]) => {
  const path = stage.querySelector("[data-path]"), pairs = path.getAttribute("d").match(/[\\d.]+ [\\d.]+/g);
  const points = pairs.map((one) => one.split(" ").map(Number));
  const high = (points.at(-1)[1] - points[0][1]) / (best.at(-1) - best[0]), [x, y] = points[t];
  const at = new DOMPoint(x, y + (row - best[t]) * high).matrixTransform(path.getScreenCTM());
  return [at.x, at.y];
}"""


def place_of(page: Page, it: Spelled, t: int, row: int) -> tuple[float, float]:
    """Where a frame's row of the trellis is in the window."""
    return tuple(result_of(stage(page), PLACE, [t, row, it.trellis.best.tolist()]))


def box_at(page: Page, t: int) -> tuple[float, float]:
    """Where a frame's box of the best path is in the window."""
    one = every(page, f'[data-box="{t}"]')[0]
    return one["x"] + one["width"] / 2, one["y"] + one["height"] / 2


def dragged(page: Page, *places: tuple[float, float]) -> None:
    """The pointer goes down at the first of some places and up at the last."""
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()
