"""What the browser adds up by itself (js/trellis.js, js/collapse.js) is what core adds up, on hundreds of labels."""

import json
from base64 import b64encode
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from app.lessons.speech.ctc import picture
from core.speech import ctc, ctc_mistakes
from tests.browser.waiting import until

JS = Path(picture.__file__).parent / "js"
SCRIPT = "\n".join((JS / f"{name}.js").read_text("utf-8") for name in ("collapse", "trellis"))
# Numbers travel as texts, since some of them are infinite.
READ = "const y = new Float32Array(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)).buffer);"
ALL_OF_IT = f"""{READ}
  const it = trellisOf(y, T, V, labels), top = greedyPath(y, T, V), path = it.best.map((row) => it.rows[row]);
  const came = it.best.map((row, t) => arrivalsAt(it, t, row)).flatMap(({{ stay, step, skip }}) => [stay, step, skip]);
  return {{
    rows: it.rows, best: it.best, alpha: texts(it.alpha), beta: texts(it.beta), shares: texts(it.shares),
    sums: texts([it.logP, it.bestLogP, pathLogP(y, V, top)]), needed: neededFor(labels), arrivals: texts(came), top,
    spelt: ["none", "dropped", "space"].map((wrongly) => spelledBy(top, wrongly)), letters: lettersOf(path),
  }};
"""
THROUGH = f"{READ} return texts(throughPlace(trellisOf(y, T, V, labels), place[0], place[1]));"
Case = tuple[np.ndarray, list[int]]


def softmaxed(z: np.ndarray) -> np.ndarray:
    return (z - np.log(np.exp(z).sum(axis=1, keepdims=True))).astype(np.float32)


def cases(count: int, seed: int = 0) -> list[Case]:
    """Frames by chance, some symbols impossible, some frames all alike; labels with doubles and spaces, some too long."""
    rng, found = np.random.default_rng(seed), []
    for i in range(count):
        frames, symbols = int(rng.integers(1, 40)), int(rng.integers(2, 6))
        y = softmaxed(rng.normal(0, rng.choice([0.5, 3, 10]), (frames, symbols)))
        labels = rng.integers(1, symbols, int(rng.integers(0, 8))).tolist()
        if i % 7 == 0:
            y[rng.random(y.shape) < 0.1] = -np.inf
        if i % 11 == 0:
            y[:] = -np.log(symbols)
        short = ctc.needed(labels) - (i % 10 == 6)
        found.append((y[:short] if i % 5 == 1 and short > 0 else y, labels))
    most = softmaxed(rng.normal(0, 4, (400, 29)))
    return [*found, (most, rng.integers(1, 29, 60).tolist()), (most[:1], []), (most[:1], [3]), (most, [])]


def by_browser(page: Page, script: str, given: list[Case], *more: object) -> list:
    """What the script makes of each; as texts, as so many numbers would be slow on their way."""
    sent = [(b64encode(y.tobytes()).decode(), *y.shape, labels, *more) for y, labels in given]
    one = f"const one = (data, T, V, labels, place) => {{ {script} }}, texts = (values) => Array.from(values, String);"
    code = f"{SCRIPT}\n {one} return JSON.stringify(JSON.parse(given).map((all) => one(...all)));"
    return json.loads(until(page, f"given => {{ {code} }}", json.dumps(sent)))


def close(found: list[str], wanted: object) -> None:
    np.testing.assert_allclose([float(one) for one in found], np.ravel(wanted), rtol=1e-12, atol=1e-12)


def test_all_paths_are_added_as_core_adds_them(page: Page):
    given, possible = cases(400), 0
    for (y, labels), it in zip(given, by_browser(page, ALL_OF_IT, given), strict=True):
        found = ctc.trellis(y, labels)
        assert it["rows"] == found.extended.tolist() and it["best"] == found.best.tolist()
        for name in ("alpha", "beta", "shares"):
            close(it[name], getattr(found, name))
        close(it["sums"], [found.log_probability, found.best_log_probability, ctc_mistakes.one_path_for_all(y)[1]])
        assert it["needed"] == ctc.needed(labels)
        said = [(one["symbol"], *one["runs"][0], one["isWrong"]) for one in it["letters"]]
        assert said == [(one.symbol, one.first, one.end, False) for one in ctc.align(y, labels)]
        possible += len(found.best) > 0
        sums = np.reshape([float(one) for one in it["arrivals"]], (-1, 3))
        for t, (row, came) in enumerate(zip(found.best.tolist(), sums, strict=True)):
            wanted = found.alpha[t, row] if t else -np.inf
            assert np.logaddexp.reduce(came) + (float(y[t, found.extended[row]]) if t else 0) == pytest.approx(
                wanted, abs=1e-9
            )
    assert 200 < possible < len(given) - 40, "some labels can be spelled, and some can't"


def test_it_is_the_loss_of_pytorch(page: Page):
    import torch

    given = [(y, labels) for y, labels in cases(60, seed=1) if labels and -np.inf not in y]
    for (y, labels), it in zip(given, by_browser(page, ALL_OF_IT, given), strict=True):
        sent, lengths = torch.from_numpy(y).double()[:, None], (torch.tensor([len(y)]), torch.tensor([len(labels)]))
        loss = torch.nn.functional.ctc_loss(sent, torch.tensor([labels]), *lengths, reduction="sum")
        assert -float(it["sums"][0]) == pytest.approx(float(loss), rel=1e-9)


def test_a_path_is_read_as_core_reads_it(page: Page):
    """Rightly, and with both mistakes."""
    given = cases(300, seed=2)
    for (y, _), it in zip(given, by_browser(page, ALL_OF_IT, given), strict=True):
        top = ctc.best_path(y).tolist()
        assert it["top"] == top
        right, dropped, space = (tuple(symbols) for symbols in it["spelt"])
        assert right == ctc.collapse(top) and dropped == ctc_mistakes.dropped_first(top)
        assert space == ctc_mistakes.blank_as_space(top, 1)


def test_paths_are_counted_to_the_last_digit(page: Page):
    """A few of them one by one, many by core, whose numbers have up to sixty digits here."""
    given = cases(300, seed=3)
    found = by_browser(page, "return [String(pathsOf(T, labels)), runsOf(labels).length];", given)
    for (y, labels), (count, runs) in zip(given, found, strict=True):
        assert int(count) == ctc.paths(len(y), labels)
        assert runs == len(labels) - ctc.needed(labels) + len(labels), "each double is one run less"
    assert max(len(count) for count, _ in found) > 60
    every = np.indices((3,) * 6).reshape(6, -1).T.tolist()
    for labels in ([1, 2], [1, 1], [2], [], [1, 2, 1, 2], [1, 1, 1, 1]):
        ((count, _),) = by_browser(
            page, "return [String(pathsOf(T, labels)), 0];", [(np.zeros((6, 3), np.float32), labels)]
        )
        assert int(count) == sum(ctc.collapse(path) == tuple(labels) for path in every)


def test_of_the_paths_through_a_place_each_passes_every_frame_once(page: Page):
    """Against all paths, one by one."""
    y, labels = softmaxed(np.random.default_rng(4).normal(0, 1, (6, 3))), [1, 2]
    rows = ctc.extended(labels).tolist()
    for place in ((0, 1), (3, 2), (2, 3), (5, 4)):
        (found,) = by_browser(page, THROUGH, [(y, labels)], place)
        wanted = np.zeros((6, len(rows)))
        for path in np.indices((len(rows),) * 6).reshape(6, -1).T.tolist():
            steps = [b - a for a, b in zip(path, path[1:], strict=False)]
            ways = all(
                step in (0, 1) or (step == 2 and rows[row] != 0) for step, row in zip(steps, path[1:], strict=True)
            )
            if ways and path[0] < 2 and path[-1] > 2 and path[place[0]] == place[1]:
                p = np.exp(sum(float(y[t, rows[row]]) for t, row in enumerate(path)))
                wanted[range(6), path] += p
        close(found, wanted / wanted[place])
