"""What the tests in the browser read of the picture of encoder and decoder, and what it must show."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.lessons.translate.seq2seq.options import CARD
from core.translate.options import ONE_WAY
from tests.browser.waiting import box_of, quiet, result_of, result_of_all
from tests.lessons.seq2seq.samples import FRENCH, LABELS, name, read, said, status, two

BOXES = """nodes => nodes.map((node) => ({ key: Object.values(node.dataset)[0], ...Object.fromEntries(
  ["x", "y", "width", "height"].map((of) => [of, Number(node.getAttribute(of))])) }))"""
# The mean colour of each of so many slices of an image, from top to bottom: blue less red.
COLOURS = """async (node, count) => {
  const image = new Image();
  image.src = node.getAttribute("href");
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, 1, image.height);
  const { data } = context.getImageData(0, 0, 1, image.height);
  return Array.from({ length: count }, (_, i) => {
    const at = 4 * Math.floor(((i + 0.5) * image.height) / count);
    return data[at + 2] - data[at];
  });
}"""
# Names of the plane that lie over one another, as pairs of texts.
OVER = """nodes => {
  const boxes = nodes.filter(node => node.textContent).map(node => [node.textContent, node.getBoundingClientRect()]);
  const shared = (a, b, low, high) => Math.min(a[high], b[high]) - Math.max(a[low], b[low]);
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) =>
    shared(a, b, "left", "right") > 1 && shared(a, b, "top", "bottom") > 2).map(([other]) => [one, other]));
}"""


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".seq2seq {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def player(page: Page) -> Locator:
    return within(page, ".toolbar .slide")


def named(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=LABELS[label], exact=True)


def numbers(page: Page) -> Locator:
    return within(page, ".numbers > div")


def tip(page: Page) -> Locator:
    return within(page, ".tip")


def told(page: Page, step: int = -1, unit: int | None = None, shown: str = "paraphrases", text: str = CARD) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {step} {unit} {shown}, {text}", exact=True)).to_be_visible()
    quiet(page)


def boxes(at: Locator) -> dict[str, dict[str, float]]:
    """Rectangles by what they are."""
    return {box["key"]: box for box in result_of_all(at, BOXES)}


def hover(page: Page, x: float, y: float) -> None:
    """Point at a place of the stage."""
    stage(page).hover(position={"x": x, "y": y})


def row(page: Page, unit: int, text: str = CARD, model: str = ONE_WAY) -> tuple[float, float]:
    """Where a number of c stands in the stage."""
    (box,) = boxes(within(page, ".stage [data-vector]")).values()
    inner, count = box["height"] - 3, len(read(model, text).c)
    return box["x"] + box["width"] / 2, box["y"] + 1.5 + inner * (unit + 0.5) / count


def column(page: Page, i: int, share: float = 0.5, kind: str = "column") -> tuple[float, float]:
    box = boxes(within(page, f".stage [data-{kind}]"))[str(i)]
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * share


def dot(page: Page, i: int) -> dict[str, float]:
    """Where a sentence stands in its plane, for the pointer."""
    left, top = result_of(
        within(page, f".dot[data-dot='{i}']"), "node => node.style.transform.match(/[-\\d.]+/g).map(Number)"
    )
    return {"x": left + 9, "y": top + 9}


def colours(page: Page, place: int, count: int) -> np.ndarray:
    """Of an image: first come the bands between columns, then the columns, then c."""
    return np.array(result_of(within(page, ".stage .strips image").nth(place), COLOURS, count))


def shows(page: Page, step: int = -1, text: str = CARD, model: str = ONE_WAY, unit: int | None = None) -> None:
    """Status, columns, words, bars and numbers are those of core, as far as that step."""
    found = read(model, text)
    R, T = len(found.source), len(found.target)
    step = R + T if step < 0 else step
    written, halves = max(0, step - R), 2 if model == FRENCH else 1
    expect(within(page, ".status")).to_have_text(status(found, step))
    head, _, word = status(found, step).partition(" · ")
    expect(player(page)).to_have_attribute("aria-valuetext", f"{head}: \u2068{word}\u2069" if word else head)
    expect(within(page, ".stage [data-column]")).to_have_count(halves * min(step, R))
    expect(within(page, ".stage [data-written]")).to_have_count(written)
    bars = within(page, ".stage [data-bar]")
    expect(bars).to_have_count(written)
    p = np.exp(found.log_probabilities)
    for t, box in boxes(bars).items():
        assert box["height"] == pytest.approx(max(1, 27 * p[int(t)]), abs=0.11)
    lost = within(page, ".stage [data-lost]")
    expect(lost).to_have_count(len(found.words) if step >= R else 0)
    most = max(0.5, found.left_out.max())
    for w, box in boxes(lost).items():
        assert box["height"] == pytest.approx(max(1, 12 * found.left_out[int(w)] / most), abs=0.11)
    is_numbered(page, step, text, model)


def is_numbered(page: Page, step: int, text: str, model: str) -> None:
    """What is written beneath the picture."""
    found = read(model, text)
    t, log_p = step - len(found.source), found.log_probabilities
    if t > 0:
        some = [two(value) for value in log_p[:t]]
        if t > 5:
            some = [*some[:2], "…", *some[-2:]]
        parts = [some[0], *(part if part == "…" else part.replace("−", "− ", 1) for part in some[1:])]
        sum_ = two(float(log_p[:t].astype("f8").sum()))
        expect(numbers(page).first).to_have_text(
            re.compile(re.escape(f"{' '.join(parts)} = {sum_}" if t > 1 else f"log P = {sum_}") + "$")
        )
    piece = found.source[step - 1] if t <= 0 else found.target[t - 1]
    head = LABELS["numbers_word"].format(number=step if t <= 0 else t, word=f"“\u2068{name(piece)}\u2069”")
    expect(within(page, ".beneath .caption").last).to_contain_text(head)
    expect(numbers(page).nth(1)).to_contain_text(f"({len(found.c)},) = {4 * len(found.c):,} bytes")


def is_said(page: Page, step: int, unit: int | None = None, text: str = CARD, model: str = ONE_WAY) -> None:
    found = read(model, text)
    step = len(found.source) + len(found.target) if step < 0 else step
    expect(page.locator(".seq2seq [aria-live=polite]").last).to_have_text(said(found, step, unit))


def apart(first: Locator, second: Locator) -> None:
    """Two parts stand one above the other."""
    one, other = box_of(first), box_of(second)
    assert one["y"] + one["height"] <= other["y"] + 1
