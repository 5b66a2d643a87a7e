"""How the recipe chooses the lesson's clips, on frames that are made to say what is wanted."""

import numpy as np
import pytest

from core.recipes.transcribing import Candidate, commands, digits, double, encoded, quick, ranked
from core.speech import audio
from core.speech.results import RATE


def candidate(said: str, path: str, human: bool = False, doubted: str = "") -> Candidate:
    """A clip that is heard as this path, a sign a step: – is the blank, and ? stands for two steps of .55 for the blank and .43
    for the letter ``doubted``."""
    signs = {letter: symbol for symbol, letter in enumerate("– 'abcdefghijklmnopqrstuvwxyz")}
    rows = []
    for sign in path:
        row = np.full(29, 1e-4)
        if sign == "?":
            row[0], row[signs[doubted]] = 0.55, 0.43
            rows.append(row)
        else:
            row[signs[sign]] = 1.0
        rows.append(row)
    one = Candidate(said, b"", said, "", human)
    y = np.array(rows)
    one.__dict__["log_probs"] = np.log(y / y.sum(1, keepdims=True))
    return one


DRAMA = candidate("red sky", "––r–e–d–– –s–?y–––––––", doubted="k")
RIGHT = candidate("red sky", "––r–e–d–– –s–k–y–––––––")
BADLY = candidate("red sky", "––t–e–t–– –s–t–i–––––––")
LONG = candidate("red sky", "–" * 50 + "r–e–d– –s–?y", doubted="k")


def test_greedy_wrong_and_the_beam_right():
    assert (DRAMA.greedy, DRAMA.beam()) == ("red sy", "red sky")
    step, one, other = DRAMA.parting
    assert step in (13, 14) and (one, other) == (pytest.approx(0.55, abs=0.01), pytest.approx(0.43, abs=0.01))
    assert ranked([BADLY, RIGHT, LONG, DRAMA], quick)[0] is DRAMA
    assert not quick(DRAMA)[0] and quick(RIGHT)[0] and quick(BADLY)[0] and quick(LONG) is None


def test_the_phrase_of_the_drawing_is_preferred():
    other = candidate("the quick", "–t–h–e– –q–u–i–?k–––", doubted="c")
    assert ranked([DRAMA, other], quick) == [other, DRAMA]


def test_a_double_letter_that_greedy_merges():
    merged, whole = candidate("hello", "–h–e–l–?o–––", doubted="l"), candidate("coffee", "–c–o–f–f–e–e–")
    assert (merged.greedy, merged.beam(), whole.greedy) == ("helo", "hello", "coffee")
    assert ranked([whole, merged, RIGHT], double) == [merged, whole], "red sky has none"
    assert not double(merged)[0] and double(whole)[0]
    assert double(candidate("happy", "–h–a–p–?y–", doubted="p")) is None


def test_mended_by_words():
    said = "two nine three four"
    wrong = candidate(said, "–t–o– –n–i–n–e– –t–r–e–e– –f–o–r–")
    right = candidate(said, "–t–w–o– –n–i–n–e– –t–h–r–e–e– –f–o–u–r–")
    person = candidate(said, "–x–x–x– –x–x–x–x– –", human=True)
    assert wrong.beam("words") == said != wrong.greedy
    assert ranked([person, right, wrong], digits) == [wrong, right, person]
    short = candidate("ten clubs", "–t–e–n– –c–l–u–b–", human=True)
    long = candidate("go ten meters", "–g–o– –t–e–n– –m–e–t–r–s–", human=True)
    assert ranked([short, long], commands) == [long, short]
    assert digits(RIGHT) is None and commands(wrong) is None and commands(person) is None
    assert not commands(candidate("go forward", "–g–o– –f–o–r–w–r–d–", human=True))[0]


def test_what_is_written_can_be_read_again():
    samples = 0.3 * np.sin(np.arange(RATE) / 9).astype(np.float32)
    again = audio.read(encoded(samples)).samples
    assert len(again) == len(samples)
    assert np.corrcoef(again, samples)[0, 1] > 0.99
