"""Why a recurrent network and not a fixed window: both on one task (core.recurrent.cue), and what each costs as texts grow."""

from __future__ import annotations

import numpy as np
import torch

from core import checkpoints
from core.recurrent import shipped
from core.recurrent.cue import MARKS, SIZE, TRAINED
from core.recurrent.nested import VOCABULARY
from core.recurrent.results import Case, Reading, WindowComparison
from core.recurrent.window import guess, rnn_parameters, window_parameters
from core.referees.results import Compared, worst

BEFORE = "the old cat "  # put in front of a text, it moves the mark out of the places at which training showed it
EXAMPLE = "the dog (near the red so"


@torch.inference_mode()
def compare(text: str) -> WindowComparison:
    """A mark to be closed, by both networks: as trained, the same words further on, one letter less, and one more.

    The first K characters of ``text`` where these have one mark, open and at a place at which training showed it; else
    those of EXAMPLE.
    """
    fixed, rnn = shipped.load_window(), shipped.load("window_rnn")
    K, text = fixed.window, text.lower()
    base = text[:K] if _is_task(text[:K]) else EXAMPLE
    closer = MARKS[next(c for c in base if c in MARKS)]
    texts = {"same": base, "word": (BEFORE + base)[:K], "shorter": base[:-1], "longer": base + "n"}
    cases = []
    for name, given in texts.items():
        ids = torch.tensor(fixed.vocabulary.encode(list(given)))
        own = guess(fixed(ids[None])[0], fixed.vocabulary, closer) if len(given) == K else None
        cases.append(Case(name, given, own, guess(rnn(ids[:, None])[0][-1, 0], rnn.vocabulary, closer)))
    return WindowComparison(tuple(cases), K, alike(), TRAINED, _places("window"), _places("window_rnn"))


def _is_task(text: str) -> bool:
    """Whether it is a text such as the networks were trained on, as far as its marks and letters go."""
    marks = [place for place, letter in enumerate(text, 1) if letter in {*MARKS, *MARKS.values()}]
    return (
        len(text) == SIZE
        and set(text) <= set(VOCABULARY.symbols)
        and len(marks) == 1
        and marks[0] <= TRAINED
        and text[marks[0] - 1] in MARKS
    )


def _places(name: str) -> np.ndarray:
    """The share of test texts for which a network closed a mark at place 1 … K rightly (K,), from its card."""
    return np.array([row["right"] / row["count"] for row in checkpoints.card(name)["measured"]["right_by_place"]])


def alike() -> np.ndarray:
    """Mean cosine, over the opening marks, of the columns that a mark meets at place j and at place k: (K, K).

    A recurrent network has the same columns at every step: its table would be 1 throughout.
    """
    fixed = shipped.load_window()
    marks = fixed.vocabulary.encode(list(MARKS))
    W = torch.nn.functional.normalize(fixed.W_h[:, marks], dim=-1)  # (K, marks, units)
    return torch.einsum("jlu,klu->jk", W, W).div(len(marks)).numpy()


def growth(longest: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """T = 1 … longest, and for each T the weights of the window network and of the RNN."""
    fixed, rnn = shipped.load_window(), shipped.load("window_rnn")
    V, T = len(fixed.vocabulary), np.arange(1, longest + 1)
    same = np.full(longest, rnn_parameters(V, rnn.config.units))
    return T, np.array([window_parameters(int(t), V, fixed.units) for t in T]), same


def both_forms(reading: Reading, step: int) -> tuple[np.ndarray, np.ndarray]:
    """z⟨t⟩ at a step of the reading, as W_aa a⟨t−1⟩ + W_ax x⟨t⟩ + b_a and as W_a [a⟨t−1⟩, x⟨t⟩] + b_a: (H,) each."""
    w = reading.weights
    before = reading.trace.a[step - 1] if step else reading.trace.a0
    x = reading.xs[step] if reading.xs is not None else np.eye(w["W_ax"].shape[1], dtype=np.float32)[reading.ids[step]]
    split = w["W_aa"] @ before + w["W_ax"] @ x + w["b_a"]
    return split, np.concatenate([w["W_aa"], w["W_ax"]], axis=1) @ np.concatenate([before, x]) + w["b_a"]


def forms_apart(reading: Reading, step: int) -> Compared:
    """The unit in which the two forms of z⟨t⟩ differ most at a step of the reading: split (ours), joined, difference."""
    return worst("z", *both_forms(reading, step))
