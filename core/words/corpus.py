"""A text as a trainer of word vectors reads it: words in small letters, sentence by sentence, and how often each occurs."""

from __future__ import annotations

import gzip
import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from core.data import ASSETS, shakespeare
from core.errors import UserError, check_size
from core.words.options import TEXT_BYTES
from core.words.results import KeepTable, TextRead

SHIPPED = ("wordnet", "shakespeare")
LONGEST = 1000  # words of a sentence, at most: a text without full stops is cut there
LETTERS = 60  # of a word, at most
FEWEST = 8  # words that a vocabulary must have
PIECE, NEAR = 1 << 18, 1 << 12  # characters of a text that are looked at together, and those at whose end it is parted


@dataclass(frozen=True)
class Corpus:
    """A text as numbers. words, counts (V,): the vocabulary, most frequent first.

    tokens (n,) int32: the text as places in the vocabulary, words that are not in it left out; starts (S + 1,) int64:
    where each sentence begins among them, and the end. read: words of the text, those that are left out among them.
    """

    words: tuple[str, ...]
    counts: np.ndarray
    tokens: np.ndarray
    starts: np.ndarray
    read: int

    @property
    def kept(self) -> int:
        """Words of the text that are in the vocabulary."""
        return len(self.tokens)


def build(sentences: Iterable[Sequence[str]], min_count: int = 5, most: int = 0) -> Corpus:
    """Count the words and number them. Only words that occur `min_count` times stay, the `most` frequent of them (0: all).

    Of two words that are equally frequent the one that came first stands first.
    """
    index: defaultdict[str, int] = defaultdict()
    index.default_factory = index.__len__
    ids, ends = array("i"), array("q")
    for sentence in sentences:
        ids.extend(map(index.__getitem__, sentence))
        ends.append(len(ids))
    met, limits = np.frombuffer(ids, dtype=np.int32) if ids else np.zeros(0, np.int32), np.array(ends, dtype=np.int64)
    counts = np.bincount(met, minlength=len(index)).astype(np.int64)
    order = np.argsort(-counts, kind="stable")
    order = order[: int((counts >= min_count).sum())][: most or None]
    place = np.full(len(index), -1, dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    names = list(index)
    tokens = place[met]
    known = tokens >= 0
    passed = np.concatenate([[0], np.cumsum(known)])
    starts = np.unique(np.concatenate([[0], passed[limits]])).astype(np.int64)
    return Corpus(tuple(names[i] for i in order), counts[order], tokens[known], starts, len(met))


def sentences(text: str) -> Iterator[list[str]]:
    """Words of a text, in small letters, a list a sentence. It ends at . ! ? or an empty line, and after 1,000 words.

    A word is a row of letters, digits and accents, with an apostrophe within; Chinese and Japanese, which leave no
    blanks, are taken sign by sign.
    """
    found: list[str] = []
    for piece in _pieces(text):
        for word in _pattern().findall(piece):
            if word[0] in ".!?…。！？\n":
                if found:
                    yield found
                    found = []
            else:
                found.append(word[:LETTERS])
                if len(found) == LONGEST:
                    yield found
                    found = []
    if found:
        yield found


def words_of(text: str) -> list[str]:
    """All words of a text, as `sentences` has them."""
    return list(chain.from_iterable(sentences(text)))


def job(description: Mapping[str, bytes]) -> Iterator[float | TextRead]:
    """`look` as a job, at the bytes `description["data"]`."""
    yield 0.0
    yield look(description["data"])


def known(text: str, index: Mapping[str, int], most: int) -> list[int]:
    """Places of the known words of a text, of its first `most` words. Raises UserError where there are fewer than two."""
    found = [index[word] for word in words_of(text)[:most] if word in index]
    if len(found) < 2:
        raise UserError("corpus.no_pair")
    return found


def _pieces(text: str) -> Iterator[str]:
    """The text in small letters and composed, some hundred thousand characters at a time, parted between two words."""
    at = 0
    while at < len(text):
        end = _parting(text, at, at + PIECE)
        yield unicodedata.normalize("NFC", text[at:end].lower()).replace("’", "'")
        at = end


def _parting(text: str, begin: int, end: int) -> int:
    """Where a text can be parted, shortly before `end`: after a word, before a single blank and another word; else at `end`."""
    if end >= len(text):
        return len(text)
    near = max(begin, end - NEAR)
    between = [found.end() for found in re.finditer(r"\w(?= \w)", text[near : end + 1])]
    return near + between[-1] if between else end


@cache
def _pattern() -> re.Pattern[str]:
    marks = "".join(chr(c) for c in range(sys.maxunicode) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
    single = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    letter = rf"(?:(?![{single}_])[\w{_ranges(marks)}])"
    return re.compile(rf"[{single}]|{letter}+(?:'{letter}+)*|[.!?…。！？]|\n[^\S\n]*\n")


def _ranges(chars: str) -> str:
    """Characters in ascending order as the inside of a character class."""
    codes = np.array([ord(c) for c in chars])
    groups = np.split(codes, np.flatnonzero(np.diff(codes) > 1) + 1)
    return "".join(f"\\U{group[0]:08x}-\\U{group[-1]:08x}" for group in groups)


def decode(data: bytes) -> tuple[str, str]:
    """A file's bytes as text, and the encoding that they were taken for: "utf-8", "utf-16" or "cp1252".

    Raises UserError for what is too large, and for what is no text.
    """
    check_size(len(data), TEXT_BYTES, "corpus.too_large")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(data.decode("utf-16", "replace")), "utf-16"
    if b"\0" in data[:PIECE]:
        raise UserError("corpus.binary")
    try:
        return _checked(data.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError:
        return _checked(data.decode("cp1252", "replace")), "cp1252"


def look(data: bytes) -> TextRead:
    """What a file is taken for. Raises UserError for what is no text, or has hardly a word."""
    text, encoding = decode(data)
    counts: Counter[str] = Counter()
    for sentence in sentences(text):
        counts.update(sentence)
    twice = sum(count > 1 for count in counts.values())
    if twice < FEWEST:
        raise UserError("corpus.too_few", words=twice, least=FEWEST, count=2)
    return TextRead(encoding, counts.total(), len(counts), twice)


def _checked(text: str) -> str:
    """The text, if that is what it is: control characters and signs that could not be read are rare in one."""
    part = text[:PIECE]
    odd = sum(part.count(chr(c)) for c in (*range(9), *range(14, 27), *range(28, 32), 127, 0xFFFD))
    if odd > 0.02 * len(part):
        raise UserError("corpus.binary")
    return text


@lru_cache(maxsize=4)
def shipped(name: str, min_count: int = 5, most: int = 0) -> Corpus:
    """A text that ships as a corpus: WordNet's glosses and examples ("wordnet"), or Shakespeare's works ("shakespeare")."""
    return build(shipped_sentences(name), min_count, most)


def shipped_sentences(name: str) -> Iterator[list[str]]:
    """The sentences of a text that ships. Of WordNet each definition, with the words that it defines, and each example."""
    if name == "shakespeare":
        for work in shakespeare().values():
            yield from sentences(work)
        return
    lines = gzip.decompress((ASSETS / "data" / "wordnet_glosses.txt.gz").read_bytes()).decode().lower().splitlines()
    for line in lines:
        yield re.findall(r"[a-z0-9]+(?:'[a-z]+)*", line)


def keep_probability(counts: np.ndarray, threshold: float, plus: bool = True) -> np.ndarray:
    """With which probability a word of the text is read, for every word of the vocabulary (V,), by its share f of the text.

    plus: √(t/f) + t/f, as word2vec and gensim have it; without, √(t/f) as in the paper (Mikolov et al. 2013b, equation 5).
    threshold: t; 0 keeps all.
    """
    if threshold <= 0:
        return np.ones(len(counts))
    share = threshold * counts.sum() / counts  # t/f
    return np.minimum(1.0, np.sqrt(share) + (share if plus else 0.0))


def keep_table(words: Sequence[str], counts: np.ndarray, most: int = 1000) -> KeepTable:
    """`keep_probability` by both formulas, of the commonest words. Shares are of the words that are in the vocabulary."""
    thresholds = (1e-5, 1e-4, 1e-3)
    both = ([keep_probability(counts, t, plus)[:most] for t in thresholds] for plus in (False, True))
    share = counts[:most] / counts.sum()
    return KeepTable(tuple(words[:most]), share, thresholds, *(np.stack(rows) for rows in both))
