"""The word model and the letter model behind one interface.

    words, letters = load("words"), load("letters")
    words.log_probs(["how", "are"])          natural logs of P(next word), (V,)
    words.score("How are you?")              Scored: a sentence, word by word

Either gives a probability to every text there is, so the two may be compared: a word that the word model does not know is
first <UNK> and then spelled by the letter model; a letter that the letter model does not know is first <UNK> and then named
among all that Unicode has room for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
import torch
from scipy.special import logsumexp
from torch import Tensor

from core import checkpoints
from core.recurrent.language.network import LanguageNetwork, NetworkConfig
from core.recurrent.language.text import CLOSING, spelling, split
from core.recurrent.results.language import Expected, Reading, Scored
from core.vocab import EOS, Vocabulary

State = tuple[Tensor, Tensor]

UNICODE = 1_112_064  # scalar values, one or more of which make a letter that the letter model does not know
SMALLEST = 10


class LanguageModel:
    """P(next symbol | symbols so far), by a trained network. Read-only."""

    def __init__(self, network: LanguageNetwork) -> None:
        self.network = network

    @property
    def vocabulary(self) -> Vocabulary:
        """<EOS>, <UNK>, and the symbols from frequent to rare; index i is place i of `log_probs`."""
        return self.network.vocabulary

    @torch.inference_mode()
    def log_probs(self, prefix: Sequence[str]) -> np.ndarray:
        """Natural logs of P(y⟨t⟩ | prefix), (V,), prefix of any length, of none too; what is unknown is read as <UNK>."""
        ids = torch.tensor([*self.vocabulary.encode(prefix), 0])[:, None]
        return self._log_softmax(self._outputs(self.network.inputs(ids))[-1])[0]

    def read(self, sequences: Sequence[Sequence[str]]) -> list[np.ndarray]:
        """Teacher forcing, several at once: of each sequence of n symbols what follows each beginning, (n + 1, V)."""
        return self.read_ids([self.vocabulary.encode(sequence) for sequence in sequences])

    def score(self, text: str) -> Scored:
        """How likely a text is as one whole sentence."""
        return self.reading(text).scored

    def reading(self, text: str, tops: int = 3) -> Reading:
        """The same with what was expected at each step."""
        raise NotImplementedError("words and letters take a text apart in their own ways")

    @torch.inference_mode()
    def read_ids(self, sequences: Sequence[Sequence[int]], kind: torch.dtype = torch.float64) -> list[np.ndarray]:
        """`read`, of the symbols' places in the vocabulary. kind: in float32 it is quicker, and 1e-6 off."""
        longest = max(map(len, sequences))
        ids = torch.zeros(longest + 1, len(sequences), dtype=torch.int64)
        for b, sequence in enumerate(sequences):
            ids[: len(sequence), b] = torch.tensor(sequence, dtype=torch.int64)
        logs = self._log_softmax(self._outputs(self.network.inputs(ids)), kind)
        return [logs[: len(sequence) + 1, b] for b, sequence in enumerate(sequences)]

    @torch.inference_mode()
    def read_last_changed(self, symbols: Sequence[str], changes: Sequence[tuple[int, str]]) -> np.ndarray:
        """What follows the symbols with one of them changed, n × (place, other), (n, V); what stands before is read once."""
        (from_x, matrices), cell = self._matrices, self.network.cell
        order = sorted(range(len(changes)), key=lambda k: changes[k][0])
        ids = torch.tensor([*self.vocabulary.encode(symbols), 0])[:, None]
        others = self.network.E[self.vocabulary.encode([changes[k][1] for k in order])] @ from_x + self.projection[1]
        state, joined = cell.start(1), 0
        for t, projected in enumerate(self.network.inputs(ids) @ from_x + self.projection[1]):
            joining = sum(changes[k][0] == t - 1 for k in order[joined:])
            state = tuple(torch.cat([part, part[:1].expand(joining, -1)]) for part in state)
            own = others[joined : joined + joining]
            step = cell.step(torch.cat([projected.expand(1 + joined, -1), own]), state, matrices, {})
            state, joined = (step.c, step.a), joined + joining
        return self._log_softmax(step.a[1:])[np.argsort(order)]

    @torch.inference_mode()
    def advance(self, state: State | None, symbol: str | None) -> tuple[np.ndarray, State]:
        """One step: what follows, (V,), and the state then. The first has no state and reads nothing: x⟨1⟩ = 0."""
        network, (from_x, matrices) = self.network, self._matrices
        x = torch.zeros(1, network.config.embedding)
        if symbol is not None:
            x = network.E[self.vocabulary.encode([symbol])]
        step = network.cell.step(x @ from_x + self.projection[1], state or network.cell.start(1), matrices, {})
        return self._log_softmax(step.a)[0], (step.c, step.a)

    def _log_softmax(self, outputs: Tensor, kind: torch.dtype = torch.float64) -> np.ndarray:
        return self.network.logits(outputs).log_softmax(dim=-1, dtype=kind).numpy()

    def _outputs(self, xs: Tensor) -> Tensor:
        """As ``self.network.cell(xs)[0]``, with the cell's matrices laid side by side once and not at every call."""
        from_x, matrices = self._matrices
        cell, state, outputs = self.network.cell, self.network.cell.start(xs.shape[1]), []
        for projected in xs @ from_x + self.projection[1]:
            step = cell.step(projected, state, matrices, {})
            state = (step.c, step.a)
            outputs.append(step.a)
        return torch.stack(outputs)

    @cached_property
    def _matrices(self) -> tuple[Tensor, tuple[Tensor, ...]]:
        return self.projection[0], tuple(matrix.contiguous() for matrix in self.network.cell.matrices())

    @cached_property
    def projection(self) -> tuple[Tensor, Tensor]:
        """What x gives to all gates at once, ``x @ W + b``: W (E, 4 H) and b (4 H,)."""
        E = self.network.config.embedding
        b = self.network.cell.project(torch.zeros(1, 1, E))[0, 0]
        return self.network.cell.project(torch.eye(E)[:, None])[:, 0] - b, b


class LetterModel(LanguageModel):
    """Reads and writes letters, spaces and marks. A letter that it does not know costs one of `UNICODE` besides."""

    def reading(self, text: str, tops: int = 3) -> Reading:
        words = split(text)
        return self.reading_of(words, self.read_words(words), tops)

    @cached_property
    def ends(self) -> list[int]:
        """The places of what may follow a word: <EOS>, a space, a closing mark."""
        return [self.vocabulary.index[s] for s in (EOS, " ", *sorted(CLOSING)) if s in self.vocabulary.index]

    def read_words(self, words: Sequence[str]) -> np.ndarray:
        """`read` of the words' letters, (letters + 1, V)."""
        return self.read([[letter for group in spelling(words) for letter in group]])[0]

    def reading_of(self, words: Sequence[str], logs: np.ndarray, tops: int = 3) -> Reading:
        """The same, of words, where `read_words` has been asked already."""
        letters = [letter for group in spelling(words) for letter in group]
        naming = np.array([0.0 if s in self.vocabulary.index else naming_log(s) for s in (*letters, EOS)])
        return reading(letters, logs, self.vocabulary, naming, len(letters) + 1, tops)

    def spell(self, words: Sequence[str], logs: np.ndarray) -> np.ndarray:
        """Natural log of P(spelling) of each word after those before it, its end included, and 0 for <EOS>: (T,).

        logs: of `read_words`.

        The end, that no further letter of the word follows, makes *care* and *careful* two different spellings: without
        it the spellings of all words would have more than 1 in all.
        """
        groups, known = spelling(words), self.vocabulary.index
        spelled, at = np.zeros(len(words) + 1), 0
        for i, group in enumerate(groups):
            for letter in group:
                spelled[i] += logs[at, known.get(letter, self.vocabulary.unk)]
                spelled[i] += 0.0 if letter in known else naming_log(letter)
                at += 1
            spelled[i] += logsumexp(logs[at, self.ends])
        return spelled


class WordModel(LanguageModel):
    """Reads and writes words and marks. size: of the vocabulary, where it is to be smaller than the network's.

    A smaller vocabulary is exact: what is left out is read as <UNK>, and its probabilities are added to <UNK>'s.
    """

    def __init__(self, network: LanguageNetwork, letters: LetterModel, size: int | None = None) -> None:
        super().__init__(network)
        full = network.vocabulary
        self.size = min(max(size or len(full), SMALLEST), len(full))
        self.letters = letters
        self._smaller: dict[int, WordModel] = {}
        self._vocabulary = Vocabulary(full.symbols[: self.size], full.level, full.lower)

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    def smaller(self, size: int) -> WordModel:
        """The same network with the ``size`` most frequent symbols only, <EOS> and <UNK> among them."""
        if size == self.size:
            return self
        if size not in self._smaller:
            self._smaller[size] = WordModel(self.network, self.letters, size)
        return self._smaller[size]

    def reading(self, text: str, tops: int = 3) -> Reading:
        words = split(text)
        return self.reading_of(
            words, self.read([words])[0], self.letters.spell(words, self.letters.read_words(words)), tops
        )

    def reading_of(self, words: Sequence[str], logs: np.ndarray, spelled: np.ndarray, tops: int = 3) -> Reading:
        """The same, of words, where `read` and the letters' `spell` have been asked already."""
        known = np.array([word in self.vocabulary.index for word in (*words, EOS)])
        letters = sum(map(len, spelling(words))) + 1
        return reading(words, logs, self.vocabulary, np.where(known, 0.0, spelled), letters, tops)

    def _log_softmax(self, outputs: Tensor, kind: torch.dtype = torch.float64) -> np.ndarray:
        return narrowed(super()._log_softmax(outputs, kind), self.size, self.vocabulary.unk)


def naming_log(letter: str) -> float:
    """Natural log of the chance of naming a letter among all there may be: each of its scalar values, and their end, alike."""
    return -(len(letter) + 1) * math.log(UNICODE + 1)


def narrowed(logs: np.ndarray, size: int, unk: int, chances: np.ndarray | None = None) -> np.ndarray:
    """Log-probabilities (…, V) as (…, size): those left out are added up in <UNK>. chances: exp(logs), where it is at hand."""
    if size == logs.shape[-1]:
        return logs
    left_out = np.exp(logs[..., size:]) if chances is None else chances[..., size:]
    kept = logs[..., :size].copy()
    kept[..., unk] = np.logaddexp(kept[..., unk], np.log(left_out.sum(axis=-1)))
    return kept


def reading(
    symbols: Sequence[str], logs: np.ndarray, vocabulary: Vocabulary, spelled: np.ndarray, letters: int, tops: int
) -> Reading:
    """symbols, and <EOS> after them, as `logs` (T, V) expected them."""
    ids = vocabulary.encode([*symbols, EOS])
    taken = logs[np.arange(len(ids)), ids]
    tokens = tuple(vocabulary.symbols[i] for i in ids)
    best = torch.from_numpy(logs).topk(min(tops, logs.shape[1]), dim=1).indices.numpy()
    steps = tuple(
        Expected(int((row > one).sum()) + 1, tuple((vocabulary.symbols[k], float(np.exp(row[k]))) for k in places))
        for row, one, places in zip(logs, taken, best, strict=True)
    )
    return Reading(Scored(tokens, (*symbols, EOS), taken, np.asarray(spelled), letters), steps)


@cache
def load(name: str) -> WordModel | LetterModel:
    """The shipped model of "words", of "letters" or of "shakespeare"'s letters; KeyError for any other name."""
    if name == "words":
        return WordModel(_network("everyday_words"), load("letters"))
    return LetterModel(_network({"letters": "everyday_letters", "shakespeare": "shakespeare_letters"}[name]))


@cache
def _network(name: str) -> LanguageNetwork:
    config = checkpoints.card(name)["config"]
    vocabulary = Vocabulary(tuple(config["vocabulary"]), config["level"], config["lower"])
    return checkpoints.filled(LanguageNetwork(NetworkConfig(vocabulary, config["embedding"], config["units"])), name)
