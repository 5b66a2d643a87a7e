"""What is known of English without hearing it: how words are spelled, letter by letter, and which words there are.

Both are language models for `prefix_beam`: what they add to a label's log-probability is a weight times their own natural
logarithm, and a bonus for each symbol, since every symbol more costs a language model something (Hannun et al. 2014,
section 2.3; there the bonus is for words).

`Spelling` is an n-gram model of letters, smoothed after Kneser and Ney, interpolated, with three discounts (Chen and Goodman
1999, section 3). Its tables hold log P(w | h) of what was kept, and for each h what is left over, log γ(h), so that

    P(w | h) = the table's, or γ(h) P(w | h′) with h′ one letter shorter.

`core.recipes.spelling` made the one that ships.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from core.data import ASSETS
from core.speech import letters

FILE = ASSETS / "data" / "speech" / "spelling.npz"
WIDE = 32  # symbols in a key's digit: an n-gram is a number to this base, its last symbol the lowest digit
EDGE = letters.BLANK  # no letter: stands before and after a line
SPACE = letters.encode("a b")[1]


class Spelling:
    """P(next letter | the letters before it). tables: of each order, the lowest first: keys (K,) rising, log P (K,), log γ (K,),
    where γ of a key is that of the n-gram as what went before; at the highest order there is none."""

    def __init__(self, tables: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
        self.tables = tables
        self.order = len(tables)
        self.symbols = len(letters.SYMBOLS)
        self.log_probs = lru_cache(maxsize=20_000)(self._log_probs)

    @classmethod
    @cache
    def load(cls) -> Spelling:
        """The one that ships."""
        with np.load(FILE, allow_pickle=False) as file:
            return cls([_unpacked(file, order) for order in range(1, int(file["order"]) + 1)])

    def _log_probs(self, before: tuple[int, ...]) -> np.ndarray:
        """Natural logs of P(next | before), (V,), the chance of an end at EDGE; before: the last letters, EDGE the first of
        them at the beginning of a line; of more than ``order − 1`` only the last count."""
        found = np.array(self.tables[0][1], dtype=np.float64)
        for order in range(2, min(self.order, len(before) + 1) + 1):
            context = _key(before[len(before) - order + 1 :])
            found = found + self._left_over(order - 1, context)
            keys, values, _ = self.tables[order - 1]
            first, end = np.searchsorted(keys, (context * WIDE, (context + 1) * WIDE))
            found[keys[first:end] - context * WIDE] = values[first:end]
        return found

    def _left_over(self, order: int, key: int) -> float:
        keys, _, left = self.tables[order - 1]
        place = int(np.searchsorted(keys, key))
        return float(left[place]) if place < len(keys) and keys[place] == key else 0.0

    def bits(self, text: str) -> float:
        """Bits a letter, the end of the line counted as one."""
        line, total = (EDGE, *letters.encode(text), EDGE), 0.0
        for place in range(1, len(line)):
            total -= self.log_probs(line[max(0, place - self.order + 1) : place])[line[place]]
        return total / (len(line) - 1) / float(np.log(2))


@dataclass(frozen=True)
class LetterModel:
    """A spelling as a language model of the beam. A state is the last letters, EDGE before the first."""

    spelling: Spelling
    weight: float = 0.5
    bonus: float = 0.0

    @property
    def start(self) -> tuple[int, ...]:
        """Before the first letter."""
        return (EDGE,)

    def scores(self, state: tuple[int, ...]) -> np.ndarray:
        """What each letter adds, (V,)."""
        return self.weight * self.spelling.log_probs(state) + self.bonus

    def advance(self, state: tuple[int, ...], symbol: int) -> tuple[int, ...]:
        """With one letter more."""
        return (*state, symbol)[-self.spelling.order + 1 :]

    def end(self, state: tuple[int, ...]) -> float:
        """What an end adds."""
        return self.weight * float(self.spelling.log_probs(state)[EDGE])


class WordModel:
    """A list of words as a language model of the beam: nothing else may be said, and each is as likely as any other.

    A state is a node of the tree of their letters, 0 between words. A space follows a whole word, and no space comes first.
    """

    start = 0

    def __init__(self, words: Iterable[str], weight: float = 0.5, bonus: float = 0.0) -> None:
        self.words = tuple(dict.fromkeys(words))
        self.weight, self.bonus = weight, bonus
        self.children: list[dict[int, int]] = [{}]
        self.whole = set()
        for word in self.words:
            node = 0
            for symbol in letters.encode(word):
                if symbol not in self.children[node]:
                    self.children[node][symbol] = len(self.children)
                    self.children.append({})
                node = self.children[node][symbol]
            self.whole.add(node)
        self._scores = [self._row(node) for node in range(len(self.children))]

    def _row(self, node: int) -> np.ndarray:
        row = np.full(len(letters.SYMBOLS), -np.inf)
        row[list(self.children[node])] = self.bonus
        if node in self.whole:
            row[SPACE] = self.bonus + self.end(node)
        return row

    def scores(self, state: int) -> np.ndarray:
        """What each symbol adds, (V,): a word is paid for when it is done."""
        return self._scores[state]

    def advance(self, state: int, symbol: int) -> int:
        """A letter further in the word, or at the next."""
        return self.children[state].get(symbol, 0)

    def end(self, state: int) -> float:
        """The price of a word that ends here; −∞ within one. Saying nothing is free."""
        if state == 0:
            return 0.0
        return -self.weight * float(np.log(len(self.words))) if state in self.whole else -np.inf


def _key(symbols: Sequence[int]) -> int:
    key = 0
    for symbol in symbols:
        key = key * WIDE + symbol
    return key


def _unpacked(file: np.lib.npyio.NpzFile, order: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys are kept as steps from one to the next, logarithms as bytes of 1/STEPS."""
    keys = np.cumsum(file[f"steps{order}"], dtype=np.int64)
    return keys, file[f"log_p{order}"] / -np.float32(STEPS), file[f"left{order}"] / -np.float32(STEPS)


STEPS = 16  # to a unit of a natural logarithm: a byte reaches to −15.9
