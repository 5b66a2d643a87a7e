"""What the page on beam search asks of core. A narrow search is done at once; a wide one, several, or a text is a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from app.lessons.translate import compute as compute_translate
from app.lessons.translate.beam_search.options import BeamOptions
from core.referees.results import Compared
from core.translate.results import BeamTrace, Finished, Reranked

if TYPE_CHECKING:
    from core.translate.studies import Searched, Story, Way, Widths  # noqa: F401 - parts name them too

AT_ONCE = 400  # width times pieces of the source: about a third of a second
FEW = 6  # sentences that are searched live
STORY = 14  # sentences of the text that stands there first
ALPHAS = np.linspace(0, 1, 101)


@dataclass(frozen=True)
class SmallResult:
    """The small language's best sentence by brute force, and what each width found: (width, words, log P, found, scored)."""

    count: int
    words: str
    log_probability: float
    probability: float
    trials: tuple[tuple[int, str, float, bool, int], ...]


def is_wide(task: str, text: str, width: int) -> bool:
    """Whether the search takes so long that it is a job. Raises UserError for what cannot be read."""
    _, ids = compute_translate.translator(task).read(text)
    return width * len(ids) > AT_ONCE


def description(task: str, text: str, width: int) -> dict[str, Any]:
    """What the job "beam" is asked."""
    return {"name": task, "text": text, "width": width}


def searched(task: str, text: str, width: int) -> Searched:
    """A search with its whole trace. Raises UserError for what cannot be read."""
    return (_shown if compute_translate.is_shown(task, text) else _own)(task, text, width)


def _searched(task: str, text: str, width: int) -> Searched:
    from core.translate import studies

    return studies.searched(task, text, width)


_own = st.cache_resource(_searched, scope="session", max_entries=3, show_spinner=False)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shown(task: str, text: str, width: int) -> Searched:
    return _searched(task, text, width)


def first() -> Searched:
    """The search that stands there first."""
    options = BeamOptions()
    task = options.task if options.task in compute_translate.offered() else compute_translate.offered()[0]
    text = options.text if task == options.task else compute_translate.sentences(task)[0].text
    return searched(task, text, options.width)


def ranking(finished: tuple[Finished, ...], punishing: bool = False) -> Reranked:
    """The winner for each α from 0 to 1. `punishing` makes the mistake."""
    from core.translate import chain

    return chain.rerank(finished, ALPHAS, punishing=punishing)


def winner(finished: tuple[Finished, ...], alpha: float) -> int:
    """The place of the best at one α."""
    from core.translate import chain

    return int(chain.rerank(finished, [alpha]).winner[0])


def score(log_probability: float, length: int, alpha: float) -> float:
    """log P / T^α."""
    from core.translate import beam

    return beam.score(log_probability, length, alpha)


def ways(task: str, text: str, temperature: float, seed: int, draws: int) -> tuple[Way, ...]:
    """The greedy output and sampled ones."""
    return _ways(task, text, round(temperature, 2), seed, draws)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _ways(task: str, text: str, temperature: float, seed: int, draws: int) -> tuple[Way, ...]:
    from core.translate import studies

    return studies.ways(task, text, temperature, seed, draws)


def given(task: str, text: str, translation: str) -> Way:
    """log P of a translation that the visitor typed. Raises UserError where it is too long."""
    from core.translate import studies

    return studies.given(task, text, translation)


def path_products(found: Searched, step: int, row: int, dtype: str) -> Any:
    """Π P along one path in a floating-point type beside Σ log P (`Products`)."""
    from core.translate import chain

    return chain.products(path_logs(found.trace, step, row), dtype)


def path_logs(trace: BeamTrace, step: int, row: int) -> np.ndarray:
    """log P of each token of the hypothesis that ends there (T,)."""
    out = []
    while row >= 0:
        out.append(float(trace.steps[step].log_probability[row]))
        row, step = int(trace.steps[step].parent[row]), step - 1
    return np.array(out[::-1])


def zeros(found: Searched) -> tuple[list[int], list[int]]:
    """Of each step's listed candidates, how many have the product 0 in float16, and how many there are."""
    return [int((values == 0).sum()) for values in found.products], [len(values) for values in found.products]


def childless(trace: BeamTrace, step: int, most: int = 4) -> tuple[int, list[int], int] | None:
    """The first step from this one (0-based) where one of the kept has no child among the kept of the next, others have:
    (step, rows to choose from, place of the childless in them). None if there is none."""
    for t in range(max(0, step), len(trace.steps) - 1):
        now, after = trace.steps[t], trace.steps[t + 1]
        rows = np.flatnonzero(now.kept & ~now.ended).tolist()
        parents = set(after.parent[after.kept].tolist())
        without = [row for row in rows if row not in parents]
        if without and parents:
            shown = sorted([without[-1], *[row for row in rows if row in parents][: most - 1]])
            return t, shown, shown.index(without[-1])
    return None


def few(task: str) -> tuple[str, ...]:
    """A few of the shown sentences, from short to long."""
    shown = compute_translate.sentences(task)
    return tuple(shown[i].text for i in np.linspace(0, len(shown) - 1, FEW).astype(int))


def story(task: str) -> str:
    """A text to multiply probabilities over: shown sentences, one after the other."""
    shown = compute_translate.sentences(task)
    return " ".join(one.text for one in shown[:: max(1, len(shown) // STORY)][:STORY])


def measured(task: str) -> dict[str, Any]:
    """What the model card says of the test sentences: `by_width` quality and time, how often the `empty` is likelier."""
    return compute_translate.card(task)["measured"]


def forced(task: str, text: str, found: Searched, most: int = 12) -> list[Compared]:
    """log P of the finished outputs once more, by the model's own pass over each."""
    from core.referees import beam as referees

    finished = found.trace.finished[:most]
    theirs = referees.teacher_forced(task, text, finished)
    names = (name or "<EOS>" for name in found.texts)
    return [
        Compared(name, one.log_probability, other, abs(one.log_probability - other))
        for name, one, other in zip(names, finished, theirs, strict=False)
    ]


def small(words: int, longest: int, seed: int, alpha: float, widths: tuple[int, ...]) -> SmallResult:
    """All sentences of a small language written down, and what beams of these widths find among them."""
    from core.referees import beam as referees
    from core.translate.small import SmallLanguage, trials

    language = SmallLanguage(words, seed)
    every = referees.brute_force(language, longest, alpha)
    found = []
    for one in trials(language, longest, widths, alpha):
        tokens, log_p, score = one.best
        found.append((one.width, spelt(tokens), log_p, one.best.ended and abs(score - every.score) < 1e-9, one.scored))
    log_p = float(np.log(every.probability))
    return SmallResult(every.count, spelt(every.tokens), log_p, every.probability, tuple(found))


def spelt(tokens: tuple[int, ...]) -> str:
    """A sentence of the small language: its words are a, b, c, …; "." is its end."""
    return " ".join("." if token == 0 else "abcdefgh"[token - 1] for token in tokens)


def warm() -> None:
    """Search what stands there first."""
    first()
