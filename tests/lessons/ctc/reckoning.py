"""CTC in the plainest words: the rule by a regular expression, paths added up from state to state, PyTorch's loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch.nn.functional import ctc_loss

ALPHABET = "– 'abcdefghijklmnopqrstuvwxyz"  # the blank, then the network's letters
SHOWN = ALPHABET.replace(" ", "␣")


def as_shown(typed: str) -> str:
    """A typed path in the signs of `SHOWN`."""
    return typed.lower().translate(str.maketrans("-—_ ’", "––␣␣'"))


def merged(path: str) -> str:
    """Each run as one sign."""
    return re.sub(r"(.)\1+", r"\1", path)


def spelled(path: str) -> str:
    """What a path makes: its repeats merged, its blanks dropped."""
    return merged(path).replace("–", "")


def top_path(y: np.ndarray, signs: str = ALPHABET) -> str:
    """The most probable symbol of each frame."""
    return "".join(signs[k] for k in np.argmax(y, axis=1))


def greedy(y: np.ndarray) -> str:
    return spelled(top_path(y))


def total(y: np.ndarray, label: str) -> float:
    """log p of all paths of a label."""
    return _ended(y, label, np.logaddexp)


def best(y: np.ndarray, label: str) -> float:
    """log p of the most probable of them."""
    return _ended(y, label, max)


def counted(frames: int, label: str) -> int:
    """How many paths of so many frames spell it."""
    return round(np.exp(total(np.zeros((frames, len(ALPHABET))), label)))


def fewest(label: str) -> int:
    """How many frames it needs: tried one after the other."""
    return next(frames for frames in range(200) if counted(frames, label))


def by_pytorch(y: np.ndarray, label: str) -> float:
    """log p by PyTorch."""
    symbols = [list(map(ALPHABET.index, label))]
    sizes = torch.tensor([len(y)]), torch.tensor([len(label)])
    sent = torch.tensor(np.asarray(y, dtype=np.float64))[:, None]
    return -float(ctc_loss(sent, torch.tensor(symbols, dtype=torch.long).reshape(1, -1), *sizes, reduction="sum"))


def path_of(y: np.ndarray, label: str) -> str:
    """The most probable path that spells a label."""
    states: dict[tuple[int, bool], tuple[float, str]] = {(0, False): (0.0, "")}
    for frame in y:
        grown: dict[tuple[int, bool], tuple[float, str]] = {}
        for state, (score, path) in states.items():
            for after, sign in _next(*state, label):
                found = score + float(frame[ALPHABET.index(sign)]), path + sign
                grown[after] = max(grown.get(after, (-np.inf, "")), found)
        states = grown
    return max(states.get((len(label), on), (-np.inf, "")) for on in (False, True))[1]


def _next(done: int, on_letter: bool, label: str) -> list[tuple[tuple[int, bool], str]]:
    """Where a path may go that has spelled so many letters: a blank, the same letter again, the next letter."""
    found = [((done, False), "–")]
    if on_letter:
        found.append(((done, True), label[done - 1]))
    if done < len(label) and not (on_letter and label[done] == label[done - 1]):
        found.append(((done + 1, True), label[done]))
    return found


def _ended(y: np.ndarray, label: str, add: Callable[[float, float], float]) -> float:
    states = {(0, False): 0.0}
    for frame in np.asarray(y, dtype=np.float64):
        grown: dict[tuple[int, bool], float] = {}
        for state, score in states.items():
            for after, sign in _next(*state, label):
                grown[after] = float(add(grown.get(after, -np.inf), score + float(frame[ALPHABET.index(sign)])))
        states = grown
    return float(add(*(states.get((len(label), on), -np.inf) for on in (False, True))))


def shorter(label: str) -> list[str]:
    """The label less one letter, each once."""
    return sorted({label[:i] + label[i + 1 :] for i in range(len(label))})


def without(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """A column of words side by side, less the places where there is none."""
    return [row[place] for row in rows if row[place] != "–"]
