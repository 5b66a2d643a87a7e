"""Why a recurrent network and not a fixed window: both on the same text, and what each costs as texts grow longer."""

from __future__ import annotations

import numpy as np
import torch

from core.recurrent import shipped
from core.recurrent.results import Case, Reading, WindowComparison
from core.recurrent.window import guess, rnn_parameters, window_parameters
from core.referees.results import Compared, worst


@torch.inference_mode()
def compare(text: str) -> WindowComparison:
    """The first K characters of ``text``, then the same with a word before them, one letter less, and one more."""
    fixed, rnn = shipped.load_window(), shipped.load("shakespeare_rnn")
    K = fixed.window
    base = (text.replace("\n", " ") + " " * K)[:K] if len(text) < K else text.replace("\n", " ")[:K]
    follows = text[K] if len(text) > K else None
    texts = {
        "same": (base, follows),
        "word": (("Now " + base)[:K], base[K - 4]),
        "shorter": (base[:-1], base[-1]),
        "longer": (base + (follows or " "), text[K + 1] if len(text) > K + 1 else None),
    }
    cases = []
    for name, (given, actual) in texts.items():
        ids = torch.tensor(fixed.vocabulary.encode(list(given)))
        own = guess(fixed(ids[None])[0], fixed.vocabulary, actual) if len(given) == K else None
        start = torch.tensor([rnn.vocabulary.index["\n"], *rnn.vocabulary.encode(list(given))])
        cases.append(Case(name, given, own, guess(rnn(start[:, None])[0][-1, 0], rnn.vocabulary, actual)))
    return WindowComparison(tuple(cases), K, alike())


def alike() -> np.ndarray:
    """Mean cosine, over the letters, of the columns that a letter meets at position j and at position k: (K, K).

    A recurrent network has the same columns at every step: its table would be 1 throughout.
    """
    fixed = shipped.load_window()
    letters = [fixed.vocabulary.index[c] for c in "etaoinshrdlu "]
    W = torch.nn.functional.normalize(fixed.W_h[:, letters], dim=-1)  # (K, letters, units)
    return torch.einsum("jlu,klu->jk", W, W).div(len(letters)).numpy()


def growth(longest: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """T = 1 … longest, and for each T the weights of the window network and of the RNN."""
    fixed, rnn = shipped.load_window(), shipped.load("shakespeare_rnn")
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
