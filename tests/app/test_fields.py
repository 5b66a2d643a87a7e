"""What a field may hold, and how it is written in an address."""

import dataclasses
import math

import pytest

from app import fields
from tests.app.states_for_tests import Held, Options

GOOD = [
    ("text", "Hello, “you” & <b>"),
    ("text", ""),
    ("text", "a\nb"),
    ("text", "안녕하세요 שלום 👩‍🚀"),
    ("step", 12),
    ("rate", 0.25),
    ("unit", 3),
    ("unit", None),
    ("bug", True),
    ("order", "hold"),
    ("tab", "explain"),
    ("chosen", ("a,b", "c:d", "-", "50%", "")[:4]),
    ("pins", (Held("gamma_f", None, 3, 1.0), Held("gamma-u", 7, 0, 0.125))),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_round_trip(name, value):
    assert fields.check_field(Options, name, value) == value
    assert fields.read_field(Options, name, fields.write(value)) == value


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("step", "-1"),
        ("step", "5001"),
        ("step", "1.5"),
        ("step", ""),
        ("step", "9" * 400),
        ("step", "١٢٣٤٥٦"),
        ("rate", "nan"),
        ("rate", "inf"),
        ("rate", "1e999"),
        ("rate", "abc"),
        ("unit", "x"),
        ("bug", "true"),
        ("order", "evil"),
        ("tab", "../../etc/passwd"),
        ("pins", "gamma_f:1:2"),
        ("pins", "gamma_f:1:2:nan"),
        ("pins", ",".join(["g:1:2:0.5"] * 65)),
    ],
)
def test_bad_addresses_are_refused(name, written):
    with pytest.raises(ValueError):
        fields.read_field(Options, name, written)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 5),
        ("text", None),
        ("step", True),
        ("step", 1.0),
        ("step", math.inf),
        ("rate", "1"),
        ("rate", math.nan),
        ("bug", 1),
        ("order", ["hold"]),
        ("tab", None),
        ("pins", {"gate": "g"}),
        ("pins", [{"gate": "g"}]),
        ("pins", 3),
    ],
)
def test_bad_values_are_refused(name, value):
    with pytest.raises(ValueError):
        fields.check_field(Options, name, value)


def test_clean():
    assert fields.clean("a\x00b\x1bc\u202ed") == "abcd", "control and override characters go"
    assert fields.clean("e\u0301") == "é"
    assert fields.clean("a\tb\r\nc\rd") == "a b\nc\nd"
    assert fields.clean("<script>") == "<script>"
    assert fields.clean("👩‍🚀 می‌خواهم") == "👩‍🚀 می‌خواهم", "joiners belong to the spelling"
    assert fields.clean("\ud800x") == "x", "half a character cannot be sent"
    assert len(fields.clean("x" * 100_000)) == fields.MAX_TEXT


def test_every_field_has_a_default():
    @dataclasses.dataclass(frozen=True)
    class Without:
        text: str

    with pytest.raises(TypeError):
        fields.defaults(Without)
    assert fields.defaults(Options)["text"] == "The cat"
