"""What was said against what was heard, beside jiwer."""

import jiwer
import numpy as np
import pytest

from core.speech.word_errors import compare

WORDS = ["one", "two", "three", "four", "oh"]


def test_against_jiwer():
    """The number of edits and the rate on 500 random pairs; the pairs give both texts back."""
    generator = np.random.default_rng(0)
    for _ in range(500):
        said = generator.choice(WORDS, generator.integers(1, 9)).tolist()
        heard = generator.choice(WORDS, generator.integers(0, 9)).tolist()
        found = compare(said, heard)
        theirs = jiwer.process_words(" ".join(said), " ".join(heard))
        ours = found.substitutions + found.deletions + found.insertions
        assert ours == theirs.substitutions + theirs.deletions + theirs.insertions
        assert found.rate == pytest.approx(theirs.wer)
        assert found.said == len(said)
        assert [word for word, _ in found.pairs if word] == said
        assert [word for _, word in found.pairs if word] == heard


def test_letters_against_jiwer():
    for said, heard in (("hello world", "helo wurld"), ("seven", "eleven"), ("a", "aaa")):
        assert compare(said, heard).rate == pytest.approx(jiwer.cer(said, heard))


def test_each_kind():
    found = compare("the quick brown fox ran home".split(), "uh the quack brown ran home".split())
    pairs = [(None, "uh"), ("the", "the"), ("quick", "quack"), ("brown", "brown"), ("fox", None)]
    pairs += [("ran", "ran"), ("home", "home")]
    assert list(found.pairs) == pairs
    assert (found.substitutions, found.deletions, found.insertions, found.rate) == (1, 1, 1, 0.5)


def test_nothing_said():
    assert compare([], []).rate == 0.0
    assert compare([], ["hm"]).rate == float("inf")
    assert compare(["hm"], []).rate == 1.0
