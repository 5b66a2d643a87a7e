"""The made language, held to a checker of its own: a stack for the marks, the first noun for the verb."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import islice

import pytest
import torch

from core.recurrent.nested import CLOSERS, NOUNS, VOCABULARY, sentence, sentences
from core.recurrent.probe import DISTANCES, accuracy_by_distance

SAMPLE = tuple(islice(sentences("train", 11), 400))
PAIRS = {")": "(", "]": "[", "}": "{"}
SAME = "\"'"  # marks that open and close alike


def matched(text: str) -> list[tuple[int, int]]:
    """Where each mark opens and closes, by a stack. AssertionError if they are not well formed."""
    stack: list[tuple[str, int]] = []
    found = []
    for i, char in enumerate(text):
        closes = PAIRS.get(char) or (char if char in SAME and stack and stack[-1][0] == char else None)
        if closes:
            assert stack and stack[-1][0] == closes, f"{char} at {i} closes nothing: {text}"
            found.append((stack.pop()[1], i))
        elif char in PAIRS.values() or char in SAME:
            assert all(mark != char for mark, _ in stack), f"{char} at {i} inside its like: {text}"
            stack.append((char, i))
    assert not stack, f"never closed: {text}"
    return found


def test_the_checker_itself() -> None:
    assert matched('a (b "c" [d]) "e"') == [(5, 7), (9, 11), (2, 12), (14, 16)]
    for wrong in ("(a", "a)", "(a]", '("a)"', "([)]", '"a', "((a))"):
        with pytest.raises(AssertionError):
            matched(wrong)


@pytest.mark.parametrize("phrases", [None, 0, 1, 2, 5, 16])
def test_marks_are_well_formed_and_known(phrases: int | None) -> None:
    rng = random.Random(3)
    for made in (sentence(rng, phrases) for _ in range(150)):
        marks = [d for d in made.dependencies if d.kind != "agreement"]
        assert sorted((d.opened, d.closed) for d in marks) == sorted(matched(made.text))
        for d in marks:
            opener, closer = made.text[d.opened], made.text[d.closed]
            assert (closer in SAME) == (d.kind == "quote") and PAIRS.get(closer, closer) == opener
            assert d.right == closer and sorted((d.right, *d.wrong)) == sorted(CLOSERS)
            assert d.distance == d.closed - d.opened > 0


def test_the_verb_agrees_with_the_first_noun() -> None:
    singular, plural = set(NOUNS), set(NOUNS.values())
    numbers = Counter()
    for made in SAMPLE:
        (d,) = [d for d in made.dependencies if d.kind == "agreement"]
        words = [m for m in re.finditer(r"[a-z]+", made.text)]
        noun = next(m for m in words if m.group() in singular | plural)
        verb = next(m for m in words if m.group() in ("is", "are"))
        assert sum(m.group() in ("is", "are") for m in words) == 1
        assert (noun.group() in plural) == (verb.group() == "are")
        assert (d.opened, d.closed) == (noun.end() - 1, verb.start())
        assert (d.right, d.wrong) == (("a", ("i",)) if noun.group() in plural else ("i", ("a",)))
        numbers[verb.group()] += 1
    assert min(numbers.values()) > 0.4 * len(SAMPLE)


def test_a_sentence_is_a_line_in_the_vocabulary() -> None:
    for made in SAMPLE:
        assert made.text.count("\n") == 1 and made.text.endswith(".\n") and "  " not in made.text
        assert VOCABULARY.unk not in VOCABULARY.encode(list(made.text))


def test_more_phrases_carry_further() -> None:
    rng = random.Random(0)

    def far(phrases: int) -> float:
        made = [sentence(rng, phrases) for _ in range(60)]
        return sum(d.distance for s in made for d in s.dependencies if d.kind == "agreement") / 60

    reached = [far(phrases) for phrases in (0, 1, 4, 8, 16)]
    assert reached == sorted(reached) and reached[0] < 5 and reached[-1] > 120


def test_splits_are_disjoint_and_of_their_sizes() -> None:
    splits = ("train", "dev", "test")
    train, dev, test = ({s.text for s in islice(sentences(split, 0), 300)} for split in splits)
    assert not train & dev and not train & test and not dev & test
    rng = random.Random(5)
    shares = Counter(sentence(rng).split for _ in range(4000))
    for split, share in (("train", 0.8), ("dev", 0.1), ("test", 0.1)):
        assert shares[split] / 4000 == pytest.approx(share, abs=0.03)


def test_the_same_seed_writes_the_same() -> None:
    assert list(islice(sentences("test", 4), 20)) == list(islice(sentences("test", 4), 20))
    assert list(islice(sentences("test", 4), 20)) != list(islice(sentences("test", 5), 20))


class Oracle:
    """Knows the answer: all its weight is on the character that really comes next (or, if ``wrong``, on any other)."""

    vocabulary = VOCABULARY

    def __init__(self, wrong: bool = False) -> None:
        self.sign = -1.0 if wrong else 1.0

    def __call__(self, ids: torch.Tensor) -> tuple[torch.Tensor, None]:
        after = torch.cat([ids[1:], ids[-1:]])
        return self.sign * torch.nn.functional.one_hot(after, len(VOCABULARY)).float(), None


class Guesser:
    """Knows nothing: every symbol's score is drawn anew."""

    vocabulary = VOCABULARY

    def __call__(self, ids: torch.Tensor) -> tuple[torch.Tensor, None]:
        generator = torch.Generator().manual_seed(int(ids.sum()))
        return torch.rand(*ids.shape, len(VOCABULARY), generator=generator), None


def test_an_oracle_meets_every_dependency() -> None:
    bins = accuracy_by_distance(Oracle(), SAMPLE)
    assert all(b.accuracy == 1.0 for b in bins)
    assert all(b.correct == 0 for b in accuracy_by_distance(Oracle(wrong=True), SAMPLE))
    expected = Counter()
    for made in SAMPLE:
        for d in made.dependencies:
            low = max((edge for edge in DISTANCES if edge <= d.distance), default=0)
            if low < DISTANCES[-1]:
                expected[d.kind, low] += 1
    assert {(b.kind, b.low): b.count for b in bins} == dict(expected)
    assert all(b.high == DISTANCES[DISTANCES.index(b.low) + 1] for b in bins)


def test_a_guesser_meets_as_many_as_chance() -> None:
    bins = accuracy_by_distance(Guesser(), SAMPLE)
    for kind, chance in (("bracket", 1 / len(CLOSERS)), ("quote", 1 / len(CLOSERS)), ("agreement", 1 / 2)):
        count = sum(b.count for b in bins if b.kind == kind)
        share = sum(b.correct for b in bins if b.kind == kind) / count
        assert abs(share - chance) < 4 * (chance * (1 - chance) / count) ** 0.5, kind


def test_the_size_of_a_batch_changes_nothing() -> None:
    some = SAMPLE[:60]
    assert accuracy_by_distance(Oracle(), some, batch=7) == accuracy_by_distance(Oracle(), some, batch=60)
    assert accuracy_by_distance(Oracle(), ()) == []
