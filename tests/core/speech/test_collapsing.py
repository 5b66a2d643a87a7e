"""A typed path by the rule, against a regular expression and all paths written down; and two frames."""

import itertools
import re

import numpy as np
import pytest

from core.errors import UserError
from core.speech import collapsing


def merged(path: str) -> str:
    """Each run as one sign, in the words of a regular expression."""
    return re.sub(r"(.)\1+", r"\1", path)


def test_typed_paths_against_a_regular_expression():
    generator = np.random.default_rng(4)
    for _ in range(400):
        path = "".join(generator.choice(list("–␣'abz"), generator.integers(1, 14)))
        found = collapsing.collapsed(path)
        assert found.path == path
        assert found.merged == merged(path)
        assert found.label == merged(path).replace("–", "")
        assert found.wrong == {"dropped": merged(path.replace("–", "")), "space": merged(path).replace("–", "␣")}


@pytest.mark.parametrize("typed", ["a", "––", "hh–h", "abba", "a–bb–a", "aa␣–a", "l–l–l", "ab–ab–"])
def test_needed_frames_and_paths_against_all_of_them(typed: str):
    """Only paths of the label's own signs and the blank can spell it."""
    found = collapsing.collapsed(typed)

    def spelling(frames: int) -> int:
        signs = sorted({*found.label, "–"})
        return sum(
            merged("".join(path)).replace("–", "") == found.label for path in itertools.product(signs, repeat=frames)
        )

    assert found.count == spelling(len(typed))
    assert spelling(found.needed) == 1
    assert not found.needed or not spelling(found.needed - 1)


def test_ways_to_type_it():
    found = collapsing.collapsed("Hh-e_—–’ ")
    assert found.path == "hh–e␣––'␣" and found.label == "he␣'␣"
    assert collapsing.collapsed("hh-e-ll-l-oo").label == "hello"
    assert collapsing.collapsed("hh-e-ll-l-oo").wrong == {"dropped": "helo", "space": "h␣e␣l␣l␣o"}
    assert collapsing.collapsed("---").label == "" and collapsing.collapsed("---").count == 1


@pytest.mark.parametrize(
    ("typed", "key"), [("", "ctc.nothing_typed"), ("a7", "ctc.not_a_symbol"), ("é", "ctc.not_a_symbol")]
)
def test_what_is_no_path(typed: str, key: str):
    with pytest.raises(UserError) as refused:
        collapsing.collapsed(typed)
    assert refused.value.key == key
    assert refused.value.values == ({"symbol": typed[-1]} if typed else {})


def test_two_frames_of_six_tenths():
    """.6 · .6, twice .6 · .4, .4 · .4: nothing is the most probable path, a the most probable label."""
    found = collapsing.two_frames()
    paths = {path: (label, p) for path, label, p in found.paths}
    assert paths == {
        "––": ("", pytest.approx(0.36)),
        "a–": ("a", pytest.approx(0.24)),
        "–a": ("a", pytest.approx(0.24)),
        "aa": ("a", pytest.approx(0.16)),
    }
    assert found.paths[0][0] == "––" and found.labels == (("a", pytest.approx(0.64)), ("", pytest.approx(0.36)))
    assert collapsing.two_frames(0.8).labels[0] == ("", pytest.approx(0.64))
