"""The model of letters against its definition, written down with dictionaries; and both models in the beam."""

import math
from collections import Counter, defaultdict

import numpy as np
import pytest

from core.recipes import spelling as recipe
from core.speech import ctc, letters
from core.speech.prefix_beam import prefix_beam
from core.speech.spelling import EDGE, LetterModel, Spelling, WordModel

LINES = [
    "the cat sat on the mat", "a cat that sat", "the hat on that mat", "at the tree", "he ate that", "three mats",
    "she sells shells", "the other mother", "attach the thatch", "a rat at the mat", "eat a tart", "the end",
]  # fmt: skip
ORDER = 3


def definition(lines: list[str], order: int):
    """P(w | h) of interpolated Kneser–Ney (Chen and Goodman 1999, section 3), recursive, from counts of tuples."""
    padded = [(EDGE, *letters.encode(line), EDGE) for line in lines]
    raw = [Counter(line[i : i + n] for line in padded for i in range(len(line) - n + 1)) for n in range(1, order + 1)]
    lines_met = Counter(symbol for line in padded for symbol in line[1:]) + Counter({EDGE: 1})
    assert set(raw[0]) == {(symbol,) for symbol in lines_met}
    counts = []
    for n, of in enumerate(raw, 1):
        if n == order:
            counts.append(dict(of))
            continue
        before = Counter(gram[1:] for gram in raw[n])
        counts.append({gram: of[gram] if n > 1 and gram[0] == EDGE else before[gram] for gram in of})
    discounts = []
    for of in counts:
        n1, n2, n3, n4 = (sum(c == k for c in of.values()) for k in (1, 2, 3, 4))
        if min(n1, n2, n3, n4):
            y = n1 / (n1 + 2 * n2)
            found = (1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3)
            discounts.append([0, *(min(max(d, 0.05), k) for k, d in enumerate(found, 1))])
        else:
            discounts.append([0, 0.5, 0.5, 0.5])
    totals = [defaultdict(lambda: [0, 0.0]) for _ in counts]
    for of, D, total in zip(counts, discounts, totals, strict=True):
        for gram, c in of.items():
            total[gram[:-1]][0] += c
            total[gram[:-1]][1] += D[min(c, 3)]

    def p(w: int, h: tuple[int, ...]) -> float:
        below = p(w, h[1:]) if h else 1 / len(letters.SYMBOLS)
        k = len(h)
        if h not in totals[k]:
            return below
        total, left = totals[k][h]
        c = counts[k].get((*h, w), 0)
        return (c - discounts[k][min(c, 3)] + left * below) / total

    return p


@pytest.fixture(scope="module")
def small() -> Spelling:
    return Spelling(recipe.tables(recipe.symbols(LINES), ORDER))


def test_against_the_definition(small: Spelling):
    """After every context of up to two letters, seen or not, at the beginning of a line and within."""
    p = definition(LINES, ORDER)
    contexts = [letters.encode(text) for text in ("t", "th", "he", "at", "a", "zz", "qa", "s", "sh")] + [(EDGE,)]
    contexts += [(EDGE, letter) for letter in letters.encode("taz")] + [(letters.encode("at")[1], 1)]
    for context in contexts:
        found = np.exp(small.log_probs(context))
        np.testing.assert_allclose(found, [p(w, context) for w in range(len(found))], rtol=1e-9)
        assert found.sum() == pytest.approx(1.0)


def test_longer_contexts_are_cut(small: Spelling):
    long, short = letters.encode("that the"), letters.encode("he")
    np.testing.assert_array_equal(small.log_probs(long), small.log_probs(short))


def test_bits_by_hand(small: Spelling):
    p, line = definition(LINES, ORDER), (EDGE, *letters.encode("the"), EDGE)
    total = -sum(math.log2(p(line[i], line[max(0, i - 2) : i])) for i in range(1, len(line)))
    assert small.bits("the") == pytest.approx(total / 4)


def test_kept_and_read_again(small: Spelling, tmp_path, monkeypatch):
    """Keys exactly, logarithms to half of a sixteenth each, so that sums stay near 1."""
    monkeypatch.setattr("core.speech.spelling.FILE", tmp_path / "spelling.npz")
    recipe.write(tmp_path / "spelling.npz", small.tables)
    read = Spelling.load.__wrapped__(Spelling)
    for ours, theirs in zip(read.tables, small.tables, strict=True):
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_allclose(ours[1], theirs[1], atol=1 / 32 + 1e-6)
    assert np.exp(read.log_probs(letters.encode("th"))).sum() == pytest.approx(1.0, abs=0.05)


def test_the_shipped_one_spells_english():
    """A sentence written here costs less than half of what its letters do in another order; q is followed by u."""
    shipped = Spelling.load()
    text = "she put the kettle on and looked out of the kitchen window"
    mixed = "".join(np.random.default_rng(0).permutation(list(text)))
    assert shipped.bits(text) < 2.3 < 4.0 < shipped.bits(mixed)
    assert letters.SYMBOLS[int(shipped.log_probs(letters.encode("the q")).argmax())] == "u"


def frames(text: str, confused: dict[str, str], sure: float = 0.55) -> np.ndarray:
    """Log-probabilities that say a text, a letter and a blank in turn; where a letter is confused, the other is heard."""
    rows = []
    for letter in text:
        for symbol, other in ((letter, confused.get(letter)), ("", None)):
            row = np.full(len(letters.SYMBOLS), 1e-4)
            row[letters.SYMBOLS.index(symbol)] = 1 - sure if other else 0.9
            if other:
                row[letters.SYMBOLS.index(other)] = sure
            rows.append(row / row.sum())
    return np.log(rows)


def test_spelling_mends_what_was_heard():
    y = frames("the queen", {"q": "g"})
    heard, mended = prefix_beam(y, 20)[0][0], prefix_beam(y, 20, LetterModel(Spelling.load(), 1.0))[0][0]
    assert (letters.decode(heard), letters.decode(mended)) == ("the gueen", "the queen")


def test_words_alone():
    """Only words of the list are found, each paid for with the logarithm of how many there are."""
    y, words = frames("tvo one", {"v": "w"}), ("two", "one", "ten", "tvist")
    found = prefix_beam(y, 50, WordModel(words, weight=1.0))
    assert letters.decode(found[0][0]) == "two one"
    for labels, score in found:
        text = letters.decode(labels)
        if score > -np.inf:
            assert set(text.split(" ")) <= {*words, ""}
            assert not text.startswith(" ")
    assert found[0][1] == pytest.approx(-ctc.loss(y, found[0][0]) - 2 * math.log(4), abs=0.01)
