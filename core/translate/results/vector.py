"""A sentence read into one vector, what is written from it, and where such vectors lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class OneVector:
    """A sentence of T' pieces (<EOS> the last) read into c, and T pieces written from it, greedily unless given.

    source: pieces in the order in which they are read. words, places: the words of the source as they are read, and the places
    of each one's pieces. encoder: a (T', H), of both directions side by side (T', 2H) where both are read, the one from the
    right as it stands under each piece. c: (C,). first_state: s⟨0⟩ (S,). states: s⟨t⟩ (T, S). tokens, target: what is
    written; log_probabilities (T,). next_words, next_probabilities: the likeliest words of each step (T, K).
    left_out: how far c moves if a word is left out, ‖c − c′‖ / ‖c‖ (W,). zeroed: P of each written piece if one number of c
    is 0 at every step, what was written before it as it stands (C, T), or (0, T) where that was not asked for. ended: whether
    <EOS> is the last of them.
    """

    name: str
    text: str
    source: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    encoder: np.ndarray
    c: np.ndarray
    first_state: np.ndarray
    states: np.ndarray
    tokens: tuple[int, ...]
    target: tuple[str, ...]
    written: str
    log_probabilities: np.ndarray
    next_words: tuple[tuple[str, ...], ...]
    next_probabilities: np.ndarray
    left_out: np.ndarray
    zeroed: np.ndarray
    ended: bool = True

    @property
    def log_probability(self) -> float:
        """log P of the whole."""
        return float(self.log_probabilities.sum())

    @property
    def bytes(self) -> int:
        """Of c, each number in float32."""
        return 4 * len(self.c)


@dataclass(frozen=True)
class SentenceMap:
    """Sentences by their c on the plane of the two first principal components, and a visitor's own among them.

    texts (N); groups: which say one thing, from 0, or −1 for those that stand in no group (N,); kinds: the place in its group
    (N,); at: (N, 2); own: the place of the visitor's own (2,); near: cos(c, own c) of each (N,); apart: ‖c − own c‖ (N,);
    shown: the share of the variance that the plane has.
    """

    texts: tuple[str, ...]
    groups: np.ndarray
    kinds: np.ndarray
    at: np.ndarray
    own: np.ndarray
    near: np.ndarray
    apart: np.ndarray
    shown: float


@dataclass(frozen=True)
class Means:
    """How near sentences of one group lie: the mean distance within a group and between groups; for how many of those that
    stand in a group the nearest other sentence of all is one of the same group, and how many they are."""

    within: float
    between: float
    nearest: int
    of: int


@dataclass(frozen=True)
class Grown:
    """A sentence cut after so many words, and its end mark set again: what one vector and what attention make of it.

    shared: the share of the words of attention's translation that the one vector's has too, counted with repeats.
    """

    words: int
    text: str
    one_vector: str
    attention: str
    shared: float


@dataclass(frozen=True)
class Growing:
    """Sentence by sentence, shortest first. breaks: the first place, from 0, from which on to the last at most three quarters of
    the words are shared; None where more of the last one's are."""

    rows: tuple[Grown, ...]
    breaks: int | None


@dataclass(frozen=True)
class ForcedStep:
    """A step under teacher forcing: the true piece and its log P, the likeliest piece and its P; alone: what the model wrote at
    this step when it read its own words, with its log P, or None where it had ended."""

    true: str
    log_probability: float
    likeliest: str
    probability: float
    alone: str | None
    alone_log_probability: float | None


@dataclass(frozen=True)
class Forced:
    """A given translation read by the decoder word by word, beside what it writes alone. part: the first step where they differ."""

    given: str
    alone: str
    steps: tuple[ForcedStep, ...]
    log_probability: float
    alone_log_probability: float
    part: int | None


@dataclass(frozen=True)
class Mistaken:
    """What a model that was taught wrongly writes beside the right one; end: P(<EOS>) at each of its steps, and the right one's."""

    right: str
    right_log_probability: float
    wrong: str
    wrong_log_probability: float
    wrong_ended: bool
    wrong_pieces: int
    most: int
    end: np.ndarray
    right_end: np.ndarray
