"""A text read again by code that is not ours: whose, how far, and what it catches."""

from __future__ import annotations

import pytest

from core.errors import UserError
from core.recurrent import check, zoo
from core.recurrent.options import ModelKey


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (ModelKey("rnn"), "torch"),
        (ModelKey("lstm", "words"), "torch"),
        (ModelKey("gru"), "scalar"),
        (ModelKey("lstm", variant="peephole"), "scalar"),
    ],
)
def test_another_reader_comes_to_the_same(key: ModelKey, name: str) -> None:
    referee, rows = check.read_again(zoo.model(key), "I do not know what you are talking about, my lord. " * 5)
    assert referee == name and {"rnn": "a", "gru": "c", "lstm": "c"}[key.cell] in [row.name for row in rows]
    assert max(row.difference for row in rows) < 1e-4
    assert max(row.place[0] for row in rows) < (200 if name == "torch" else 40)


def test_another_reader_catches_a_mistake_and_reads_no_blanks() -> None:
    _, rows = check.read_again(zoo.model(ModelKey("gru", variant="no_reset")), "To be, or not to be")
    assert max(row.difference for row in rows) > 0.05
    with pytest.raises(UserError):
        check.read_again(zoo.model(ModelKey("rnn")), " ")
