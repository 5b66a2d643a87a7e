"""The referees of CTC agree with what is right, and catch what is not."""

import itertools

import numpy as np
import pytest

from core.referees import ctc as referees
from core.speech import ctc, word_errors
from core.speech.results import Edits
from tests.core.speech.random_frames import log_probs


def by_name(rows) -> dict[str, float]:
    return {row.name: row.difference for row in rows}


def test_all_agree():
    y = log_probs(np.random.default_rng(0), 12, 6)
    assert list(by_name(referees.check(y, (1, 2, 2)))) == ["loss", "gradient", "shares"]
    assert max(by_name(referees.check(y, (1, 2, 2))).values()) < 1e-12
    assert by_name(referees.check_every_path(referees.few(y))) == {"paths": pytest.approx(0, abs=1e-12)}
    found = by_name(referees.check_words("a b c d".split(), "a x c d e".split()))
    assert found == {"errors": 0, "edits": 0}


@pytest.mark.parametrize("frames", [1, 2, 5, 6, 7, 30])
def test_few_frames_around_the_one_that_is_least_sure(frames: int):
    y = log_probs(np.random.default_rng(frames), frames, 29)
    found = np.exp(referees.few(y))
    count, doubtful = min(6, frames), int(np.exp(y).max(axis=1).argmin())
    assert found.shape == (count, 5) and found.sum(axis=1) == pytest.approx(1)
    (first,) = [at for at in range(frames - count + 1) if held(found, np.exp(y[at : at + count]))]
    assert first <= doubtful < first + count
    if 3 <= doubtful <= frames - 3:
        assert first == doubtful - 3


def held(found: np.ndarray, y: np.ndarray) -> bool:
    """Whether these are the frames: the blank, then the symbols that have most there, as they stand to one another."""
    most = sorted(range(1, y.shape[1]), key=lambda k: -sum(y[:, k]))[:4]
    kept = y[:, [0, *most]]
    return np.allclose(found, kept / kept.sum(axis=1, keepdims=True))


def test_every_path_catches_a_skip_between_two_alike(monkeypatch: pytest.MonkeyPatch):
    y, real = log_probs(np.random.default_rng(1), 6, 3), ctc._laid

    def skipping(*given):
        rows, skips, extended = real(*given)
        skips[3::2] = 0.0
        return rows, skips, extended

    monkeypatch.setattr(ctc, "_laid", skipping)
    assert by_name(referees.check_every_path(y))["paths"] > 1e-4
    assert by_name(referees.check(y, (1, 1)))["loss"] > 1e-2


def test_pytorch_catches_a_gradient_with_its_sign_turned(monkeypatch: pytest.MonkeyPatch):
    y, real = log_probs(np.random.default_rng(2), 9, 4), ctc.gradient
    monkeypatch.setattr(ctc, "gradient", lambda *given: -real(*given))
    found = by_name(referees.check(y, (1, 2)))
    assert found["gradient"] > 1e-2 and found["loss"] < 1e-12


def test_jiwer_catches_an_edit_that_is_not_counted(monkeypatch: pytest.MonkeyPatch):
    words = "a b c".split()
    for said, heard in itertools.product(itertools.permutations(words), repeat=2):
        assert max(by_name(referees.check_words(said, heard)).values()) < 1e-12
    monkeypatch.setattr(word_errors, "compare", lambda said, heard: Edits(tuple(zip(said, said, strict=True))))
    assert by_name(referees.check_words(words, ["a", "x"])) == {"errors": pytest.approx(2 / 3), "edits": 2}


def test_where_nothing_was_said_no_words_are_counted():
    assert referees.check_words([], ["a"]) == []
    found = by_name(referees.check_words(["a", "b"], []))
    assert found == {"errors": 0, "edits": 0}


def test_a_label_that_no_path_spells_has_the_same_loss_in_both():
    (row,) = referees.check(log_probs(np.random.default_rng(3), 2, 4), (1, 1))
    assert row.ours == row.theirs == np.inf
