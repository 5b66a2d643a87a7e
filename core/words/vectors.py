"""Words and their vectors, looked up, compared and searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from core.errors import UserError
from core.words import analogy_questions, search, upload
from core.words.results import Score

METHODS = ("add", "mul", "euclid")
Word = str | np.ndarray


class UnknownWord(UserError, KeyError):
    """A word that has no vector."""

    def __init__(self, word: str) -> None:
        super().__init__("vectors.unknown_word", word=word)

    __str__ = Exception.__str__


class WordVectors:
    """V words with a vector each, most frequent first. Nothing in it changes; what makes other vectors makes a new one.

    words: V different words. vectors (V, E): kept as float32.
    """

    def __init__(self, words: Sequence[str], vectors: np.ndarray) -> None:
        if len(words) != len(vectors) or vectors.ndim != 2:
            raise ValueError(f"{len(words)} words, but vectors of shape {vectors.shape}")
        self.words = tuple(words)
        self.index = {word: row for row, word in enumerate(self.words)}
        if len(self.index) != len(self.words):
            raise ValueError("a word stands there twice")
        self.vectors = np.array(vectors, dtype=np.float32, order="C")
        self.vectors.flags.writeable = False

    @classmethod
    def load(cls, path: str | Path) -> WordVectors:
        """Read a file: word2vec text or binary, GloVe text, each perhaps gzipped, or `.npz`. Raises UserError."""
        with Path(path).open("rb") as file:
            *_, found = upload.read(file)
        return cls(found.words, found.vectors)

    def replaced(self, vectors: np.ndarray) -> WordVectors:
        """The same words with other vectors (V, E')."""
        return WordVectors(self.words, vectors)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self.index

    def __getitem__(self, word: str) -> np.ndarray:
        """The word's vector (E,), read-only. Raises UnknownWord."""
        return self.vectors[self.row(word)]

    def row(self, word: str) -> int:
        """The word's place in the list. Raises UnknownWord."""
        try:
            return self.index[word]
        except KeyError:
            raise UnknownWord(word) from None

    def rows(self, words: Iterable[str]) -> np.ndarray:
        """The words' places in the list (n,). Raises UnknownWord."""
        return np.array([self.row(word) for word in words], dtype=np.intp)

    @property
    def dimensions(self) -> int:
        """E."""
        return self.vectors.shape[1]

    @cached_property
    def norms(self) -> np.ndarray:
        """‖e_w‖ of every word (V,)."""
        return np.linalg.norm(self.vectors, axis=1)

    @cached_property
    def unit(self) -> np.ndarray:
        """Every vector divided by its length (V, E); a vector of zeros stays so.

        It lies column by column in memory: its product with one vector then takes three fifths of the time.
        """
        made = np.asfortranarray(self.vectors / np.where(self.norms > 0, self.norms, 1)[:, None])
        made.flags.writeable = False
        return made

    def similarity(self, a: str, b: str) -> float:
        """cos(e_a, e_b) = e_aᵀ e_b / (‖e_a‖ ‖e_b‖)."""
        return float(self.unit[self.row(a)] @ self.unit[self.row(b)])

    def most_similar(
        self,
        positive: Word | Sequence[Word],
        negative: Word | Sequence[Word] = (),
        top: int = 10,
        method: str = "add",
        exclude: bool = True,
    ) -> list[tuple[str, float]]:
        """The words nearest to Σ positive − Σ negative with their scores, best first.

        Words or vectors (E,) on either side. method: "add" (3CosAdd), "mul" (3CosMul), "euclid" (minus the distance).
        exclude: leave the input words out, as everybody does. Raises UnknownWord, or ValueError if nothing is positive.
        """
        positive, negative = _listed(positive), _listed(negative)
        if not positive:
            raise ValueError("nothing to be similar to")
        scores = self.scores(positive, negative, method)
        given = [self.index[word] for word in positive + negative if isinstance(word, str)] if exclude else ()
        return [(self.words[row], float(scores[row])) for row in search.best(scores, top, given)]

    def scores(self, positive: Sequence[Word], negative: Sequence[Word], method: str = "add") -> np.ndarray:
        """The score of every word (V,), the higher the nearer."""
        if method == "euclid":
            raw = [self._stacked(side, self.vectors) for side in (positive, negative)]
            return search.euclid(self.vectors, *raw, self.norms**2)
        sides = [self._stacked(side, self.unit) for side in (positive, negative)]
        return {"add": search.add, "mul": search.mul}[method](self.unit, *sides)

    def accuracy(self, questions: str | Path) -> dict[str, Score]:
        """Category -> (correct, total) on a file of analogy questions, by 3CosAdd. See `answers`."""
        listed = analogy_questions.questions(Path(questions).read_text("utf-8"))
        *_, last = analogy_questions.answers(self.words, self.unit, listed)
        return dict(last.scores)

    def _stacked(self, side: Sequence[Word], table: np.ndarray) -> np.ndarray:
        """The rows (n, E) of `table` for words; vectors as they are, of length 1 where the table's are."""
        rows = [table[self.row(one)] if isinstance(one, str) else self._given(one, table) for one in side]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)

    def _given(self, vector: np.ndarray, table: np.ndarray) -> np.ndarray:
        return vector / (np.linalg.norm(vector) or 1.0) if table is self.unit else vector


def _listed(words: Word | Sequence[Word]) -> list[Word]:
    return [words] if isinstance(words, str | np.ndarray) else list(words)
