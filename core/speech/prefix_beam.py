"""Prefix beam search: the most probable labels, each with the sum over all its paths that the beam has kept.

A beam of paths would hold one label many times over. So the beam holds labels, each with two probabilities, of the paths that
end in a blank and of those that end in its last symbol: a symbol equal to the last one makes a longer label only after a
blank, and the same label otherwise. All that a frame makes of all labels is one table (B, V), and the best B of it stay.

Sources: Graves et al. 2006 (ICML), section 3.2, for prefixes; Hannun, Maas, Jurafsky and Ng 2014 (arXiv 1408.2873),
algorithm 1, for the beam with a language model.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from core.speech.results import PrefixBeam

BLANK = 0


class LanguageModel(Protocol):
    """What is added to a label's log-probability for what it says. A state is what the model knows of a label."""

    @property
    def start(self) -> Any:
        """The state of the empty label."""

    def scores(self, state: Any) -> np.ndarray:
        """What each symbol would add as the next one, (V,); −∞ where it may not come."""

    def advance(self, state: Any, symbol: int) -> Any:
        """The state with one symbol more."""

    def end(self, state: Any) -> float:
        """What is added if the label ends here."""


def prefix_beam(
    log_probs: np.ndarray, width: int, language: LanguageModel | None = None, blank: int = BLANK
) -> list[tuple[tuple[int, ...], float]]:
    """The labels in the last beam with their scores, best first: log p(l | x), as far as the beam has found its paths, and
    what the language model adds."""
    return [(one.labels, one.score) for one in search(log_probs, width, language, blank).at(-1)]


def search(log_probs: np.ndarray, width: int, language: LanguageModel | None = None, blank: int = BLANK) -> PrefixBeam:
    """The same with every frame's beam. log_probs (T, V), natural logs; width: labels kept after each frame.

    ValueError if there is no frame, or no width.
    """
    log_probs = np.asarray(log_probs, dtype=np.float64)
    if not len(log_probs) or width < 1:
        raise ValueError("a beam needs a frame and a width of one or more")
    beam = _Beam(width, log_probs.shape[1], language, blank)
    for y in log_probs:
        beam.step(y)
    return beam.end()


class _Beam:
    """The labels that are kept, best first: node, parent, last symbol, log-probabilities by what they end in, all (B,)."""

    def __init__(self, width: int, symbols: int, language: LanguageModel | None, blank: int) -> None:
        self.width, self.language, self.blank = width, language, blank
        self.children: dict[int, int] = {}  # node · V + symbol -> node
        self.parents, self.symbols = [-1], [blank]
        self.nodes = np.zeros(1, dtype=np.int64)
        self.above = np.full(1, -1)
        self.last = np.full(1, blank)
        self.log_blank, self.log_symbol, self.added = np.zeros(1), np.full(1, -np.inf), np.zeros(1)
        self.states = [language.start] if language else []
        self.scores = np.zeros((1, symbols)) if language is None else language.scores(language.start)[None]
        self.frames: list[tuple[np.ndarray, ...]] = []

    def step(self, y: np.ndarray) -> None:
        """One frame, y (V,): every label stays or grows by one symbol; a label reached in both ways is one label."""
        rows, total = np.arange(len(self.nodes)), np.logaddexp(self.log_blank, self.log_symbol)
        stay_blank, stay_symbol = total + y[self.blank], self.log_symbol + y[self.last]
        grown = total[:, None] + y
        grown[rows, self.last] = self.log_blank + y[self.last]
        grown[:, self.blank] = -np.inf
        child, parent = np.nonzero(self.above[:, None] == self.nodes)  # a label in the beam beside its own prefix
        stay_symbol[child] = np.logaddexp(stay_symbol[child], grown[parent, self.last[child]])
        grown[parent, self.last[child]] = -np.inf

        stays = np.logaddexp(stay_blank, stay_symbol) + self.added
        grows = grown + (self.added[:, None] + self.scores)
        ranks = np.concatenate([stays, grows.ravel()])
        best = np.argpartition(-ranks, self.width)[: self.width] if len(ranks) > self.width else np.arange(len(ranks))
        best = best[np.argsort(-ranks[best], kind="stable")]
        best = best[np.isfinite(ranks[best])]
        self._keep(best, stay_blank, stay_symbol, grown)

    def _keep(self, best: np.ndarray, stay_blank: np.ndarray, stay_symbol: np.ndarray, grown: np.ndarray) -> None:
        """What is kept of the table: numbers below B are labels that stayed, the others labels that grew."""
        count, wide = len(self.nodes), grown.shape[1]
        stayed = best < count
        parent, symbol = np.divmod(np.where(stayed, 0, best - count), wide)
        source = np.where(stayed, best, parent)
        log_symbol = np.where(stayed, stay_symbol[source], grown[parent, symbol])
        log_blank = np.where(stayed, stay_blank[source], -np.inf)
        added = self.added[source] + np.where(stayed, 0.0, self.scores[parent, symbol])
        nodes, above = self.nodes[source], np.where(stayed, self.above[source], self.nodes[source])
        last = np.where(stayed, self.last[source], symbol)
        for place in np.flatnonzero(~stayed).tolist():
            nodes[place] = self._child(int(nodes[place]), int(symbol[place]), wide)
        if self.language is not None:
            states, scores = [], self.scores[source]
            for place, (here, old) in enumerate(zip(source.tolist(), stayed.tolist(), strict=True)):
                states.append(self.states[here] if old else self.language.advance(self.states[here], int(last[place])))
                if not old:
                    scores[place] = self.language.scores(states[-1])
            self.states, self.scores = states, scores
        else:
            self.scores = np.zeros((len(best), wide))
        self.nodes, self.above, self.last = nodes, above, last
        self.log_blank, self.log_symbol, self.added = log_blank, log_symbol, added
        self.frames.append((nodes, log_blank, log_symbol, added))

    def _child(self, node: int, symbol: int, wide: int) -> int:
        """The node of a label with one symbol more: the same one each time, for its own children may still be in the beam."""
        found = self.children.setdefault(node * wide + symbol, len(self.parents))
        if found == len(self.parents):
            self.parents.append(node)
            self.symbols.append(symbol)
        return found

    def end(self) -> PrefixBeam:
        """All frames, the last ranked once more with what the language model says of an end there."""
        if self.language is not None and len(self.nodes):
            nodes, log_blank, log_symbol, added = self.frames[-1]
            added = added + [self.language.end(state) for state in self.states]
            order = np.argsort(-(np.logaddexp(log_blank, log_symbol) + added), kind="stable")
            self.frames[-1] = tuple(part[order] for part in (nodes, log_blank, log_symbol, added))
        kept = np.full((len(self.frames), max(len(nodes) for nodes, *_ in self.frames)), -1)
        parts = [np.full(kept.shape, -np.inf) for _ in range(3)]
        for frame, (nodes, *rest) in enumerate(self.frames):
            kept[frame, : len(nodes)] = nodes
            for part, values in zip(parts, rest, strict=True):
                part[frame, : len(values)] = values
        return PrefixBeam(tuple(self.parents), tuple(self.symbols), kept, *parts)
