"""The picture of captioning in Chromium: its parts, and all that stands in it beside numpy's reckoning of what was given."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from scipy.ndimage import map_coordinates
from scipy.special import logsumexp

from app.lessons.translate.captioning.picture import Rest
from core.captions.options import END
from core.captions.results import Written
from tests.app.strings import english
from tests.browser.waiting import attribute_of, quiet, result_of_all
from tests.lessons.captioning import sketched

LABELS = english("captioning.picture.")
NEXT, FULL, DARKEST, GLOW = 4, 0.15, 0.64, 0.24
DARK_RGB, GLOW_RGB = np.array([8, 12, 18]), np.array([150, 255, 200])
# Of each element: its data, its place, its size and its text.
EACH = """nodes => nodes.map(node => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return { ...node.dataset, x, y, width, height, text: node.textContent };
})"""


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("captioning", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".captioning {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def photo(page: Page) -> Locator:
    return within(page, ".photo")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def every(page: Page, selector: str) -> list[dict]:
    return result_of_all(within(page, selector), EACH)


def told(page: Page, rest: Rest) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {rest.step} {rest.place} {rest.branch}", exact=True)).to_be_visible()
    quiet(page)


def asked(page: Page, what: str) -> None:
    """The page has been asked for this."""
    expect(page.get_by_text(f"told {what}", exact=True)).to_be_visible()
    quiet(page)


def word(one: Written, step: int) -> str:
    """As it is shown."""
    return one.words[step] if step < len(one.words) else f"⟨{LABELS['end']}⟩"


def words(one: Written) -> list[str]:
    return [word(one, t) for t in range(len(one.tokens))]


def number(value: float, digits: int = 2) -> str:
    """With a true minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")


def shows(page: Page, rest: Rest, way: str = "attend", width: int = 3, **given: object) -> Written:
    """All that stands on a wide screen is what numpy makes of the sentences. Returns the one on screen."""
    sentences, scores = sketched.beam(way, width, **given)
    one, step = sentences[rest.branch], rest.step
    expect(stage(page)).to_have_attribute("data-step", str(step))
    expect(stage(page)).to_have_attribute("data-branch", str(rest.branch))
    expect(within(page, ".status")).to_have_text(LABELS["status"].format(number=step + 1, word=word(one, step)))
    light_is(page, one, step, way)
    next_is(page, one, step)
    beam_is(page, sentences, scores, rest)
    film_is(page, one, step)
    expect(within(page, ".numbers > div").nth(0 if way == "attend" else 1)).to_contain_text(first_line(one, rest, way))
    return one


def light_is(page: Page, one: Written, step: int, way: str, scaled: bool = False) -> None:
    """The grid, and what darkens the picture, at 400 places between those of the grid, by scipy's interpolation."""
    alpha = one.alpha[step].astype(float)
    light = alpha / alpha.max() if scaled else np.minimum(1, alpha / FULL)
    shown = {int(cell["cell"]): float(cell["light"]) for cell in every(page, ".cnn-marks [data-light]")}
    np.testing.assert_allclose([shown[place] for place in range(49)], 100 * light, atol=0.06)
    veil = np.asarray(
        Image.open(io.BytesIO(base64.b64decode(attribute_of(within(page, "[data-veil]"), "href").split(",")[1])))
    )
    at = np.linspace(1, veil.shape[0] - 2, 20).round().astype(int)
    rows, columns = np.meshgrid(at, at, indexing="ij")
    where = [(pixels + 0.5) * 7 / veil.shape[0] - 0.5 for pixels in (rows, columns)]
    wanted = map_coordinates(light.reshape(7, 7), where, order=1, mode="nearest")
    dark, glow = DARKEST * (1 - wanted)[..., None], GLOW * wanted[..., None]
    np.testing.assert_allclose(veil[rows, columns, 3:], 255 * (dark + glow), atol=1)
    mixed = (DARK_RGB * dark + GLOW_RGB * glow) / (dark + glow)
    np.testing.assert_allclose(veil[rows, columns, :3], mixed, atol=4)
    if way == "attend":
        assert {int(one["brightest"]) for one in every(page, "[data-brightest]")} <= {int(alpha.argmax())}


def next_is(page: Page, one: Written, step: int) -> None:
    """The likeliest words with bars as long as they are probable; the taken one among them."""
    likeliest = list(zip(one.likeliest[step], one.probabilities[step].tolist(), strict=True))[:NEXT]
    taken = one.words[step] if step < len(one.words) else END
    if taken not in dict(likeliest):
        likeliest[-1] = (taken, one.probability(step))
    bars = every(page, "[data-next]")
    assert [bar["next"] for bar in bars] == [name for name, _ in likeliest]
    assert [bar["next"] for bar in bars if "taken" in bar] == [taken]
    scale = max(bar["width"] for bar in bars) / max(p for _, p in likeliest)
    for bar, (name, p) in zip(bars, likeliest, strict=True):
        assert abs(bar["width"] - max(1, scale * p)) < 0.3, name
    count, rest = len(sketched.WRITABLE) + 1 - NEXT, 1 - sum(p for _, p in likeliest)
    text = LABELS["more_words"].format(count=count, p=number(max(0, rest)))
    assert text in [mark["text"] for mark in every(page, ".side-marks > text")]


def beam_is(page: Page, sentences: Sequence[Written], scores: Sequence[float], rest: Rest) -> None:
    """Of each sentence the words from where it parts from all above it, up to the step, or whole at the end of the open one."""
    is_end = rest.step == len(sentences[rest.branch].tokens) - 1
    cut = [words(one) if is_end else words(one)[: rest.step + 1] for one in sentences]
    parted = [max((shared(row, above) for above in cut[:n]), default=0) for n, row in enumerate(cut)]
    wanted = {(n, t) for n, row in enumerate(cut) for t in range(parted[n], len(row))}
    drawn = {tuple(map(int, mark["word"].split(":"))) for mark in every(page, "[data-word]")}
    hidden = {t for n, t in wanted - drawn}
    assert drawn <= wanted and (not hidden or max(hidden) < max(t for _, t in drawn)), (
        "only first words may be left out"
    )
    numbers = scores if is_end else [float(one.log_probabilities[: rest.step + 1].sum()) for one in sentences]
    texts = [mark["text"] for mark in every(page, ".side-marks > text")]
    for value in numbers:
        assert {number(value), number(value + 1e-4), number(value - 1e-4)} & set(texts), value
    buttons = within(page, ".beam-row:visible")
    expect(buttons).to_have_count(len(sentences) if len(sentences) > 1 else 0)
    for n, one in enumerate(sentences if len(sentences) > 1 else []):
        text = LABELS["beam_said"].format(place=n + 1, text=" ".join(words(one)), score=number(scores[n]))
        expect(buttons.nth(n)).to_have_attribute("aria-label", text)
        expect(buttons.nth(n)).to_have_attribute("aria-pressed", str(n == rest.branch).lower())


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words they begin with alike."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def film_is(page: Page, one: Written, step: int) -> None:
    """A small picture for each written word with its P; nothing in those that are not written yet."""
    count = len(one.tokens)
    assert [int(mark["cell"]) for mark in every(page, ".film-marks [data-cell]")] == list(range(step + 1))
    assert [int(mark["empty"]) for mark in every(page, ".film-marks [data-empty]")] == list(range(step + 1, count))
    cells = within(page, ".cell")
    expect(cells).to_have_count(count)
    for t in range(count):
        values = {"number": t + 1, "word": word(one, t), "p": number(one.probability(t))}
        expect(cells.nth(t)).to_have_attribute(
            "aria-label", LABELS["cell" if t <= step else "cell_empty"].format(**values)
        )
    expect(within(page, ".cell[aria-current=step]")).to_have_attribute("data-step", str(step))


def first_line(one: Written, rest: Rest, way: str) -> str:
    """α of the pinned place, or of the brightest, by scipy; of the ways without light the logs' sum."""
    logs = one.log_probabilities[: rest.step + 1].astype(float)
    if way != "attend":
        return f"= {number(logs.sum())}"
    place = int(one.alpha[rest.step].argmax()) if rest.place is None else rest.place
    alpha = number(float(one.alpha[rest.step, place]), 3)
    if one.pinned[rest.step] >= 0:
        return f"{alpha} {LABELS['by_hand']}"
    energies = one.energies[rest.step].astype(float)
    return f"{alpha} = exp({number(energies[place])} − {number(logsumexp(energies))})"


def middle_of(page: Page, place: int) -> dict[str, float]:
    """Where a place of the picture is in it, for a click."""
    frame, image = every(page, ".photo")[0], every(page, ".photo image")[0]
    row, column = divmod(place, 7)
    return {
        "x": image["x"] - frame["x"] + (column + 0.5) * image["width"] / 7,
        "y": image["y"] - frame["y"] + (row + 0.5) * image["height"] / 7,
    }
