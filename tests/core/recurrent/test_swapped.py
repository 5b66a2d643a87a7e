"""Two texts that differ in a letter: read again by the papers' equations in plain loops, and by PyTorch's layer."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.recurrent import memory, reading, swapped, zoo
from core.recurrent.options import ModelKey
from core.recurrent.results import GRUTrace, Pin, Stretch, Swapped
from core.referees import recurrent as referees
from core.referees.results import worst

TEXT = "the cat (near the old dogs by the tree) is small."


def read_by(series, model, text: str) -> tuple[np.ndarray, np.ndarray]:
    """The memory (T, H) of a text with its beginning, by code that is not ours, and PyTorch's softmax of what it expects."""
    found = series(model.cell, model.vocabulary.encode(["\n", *text]))
    outputs = torch.tensor(found.get("a", found["c"]), dtype=torch.float32)
    return found["c"], torch.softmax(torch.nn.functional.linear(outputs, model.W_ya, model.b_y), -1).numpy()


@pytest.mark.parametrize(
    ("key", "series"),
    [
        (ModelKey("gru", "nested"), referees.scalar_series),
        (ModelKey("gru", "shakespeare", "reset_after"), referees.torch_series),
        (ModelKey("lstm", "nested"), referees.torch_series),
    ],
    ids=lambda value: f"{value.cell} {value.variant}" if isinstance(value, ModelKey) else value.__name__,
)
def test_both_texts_are_read_as_the_referee_reads_them(key: ModelKey, series) -> None:
    model, text = zoo.model(key), TEXT[:24]
    found = swapped.swap(model, text, 9, "[")
    (one, p), (other, q) = (read_by(series, model, t) for t in (text, text.replace("(", "[")))
    assert (found.before, found.after, "".join(found.tokens)) == ("(", "[", text[8:])
    assert worst("c", found.apart, np.abs(one - other)[9:]).difference < 2e-5
    assert worst("y", found.expected, 0.5 * np.abs(p - q).sum(-1)[9:]).difference < 2e-5
    assert not np.abs(one - other)[:9].any(), "nothing differs before the swap"


def test_total_variation_is_the_most_that_any_event_can_differ_by() -> None:
    p, q = np.random.default_rng(0).dirichlet(np.ones(6), size=2)
    events = chain.from_iterable(combinations(range(6), n) for n in range(7))
    largest = max(abs(p[list(event)].sum() - q[list(event)].sum()) for event in events)
    assert swapped.total_variation(p, q) == pytest.approx(largest)
    assert swapped.total_variation(np.array([1.0, 0]), np.array([0, 1.0])) == 1


def test_the_kind_of_bracket_is_known_until_it_is_closed() -> None:
    """What the lesson says of its first text."""
    model = zoo.model(ModelKey("gru", "nested"))
    place = swapped.place_to_swap(model, TEXT)
    assert (place, swapped.other_symbol(model, TEXT, place)) == (9, "[")
    found = swapped.swap(model, TEXT, place, "[")
    assert swapped.longest_apart(found) == Stretch(48, 14, 41), "from the space after “(near” to the one after “)”"
    assert found.apart[14 - 9 : 41 - 9, 48].min() > 1.9 and found.apart[41 - 9 :, 48].max() < 0.2
    rows = swapped.summary(found)
    assert rows[38 - 9][3] > 0.2 and rows[40 - 9][3] > 0.4, "the closing mark, and what comes after it"
    assert max(expected for *_, expected in rows[41 - 9 :]) < 0.02
    held = swapped.swap(model, TEXT, place, "[", [Pin("gamma_u", None, 0, 1.0)])
    assert held.apart[20].max() < found.apart[20].max(), "held gates are held in both"


def test_a_swap_to_begin_with() -> None:
    nested, shakespeare = (zoo.model(ModelKey("gru", family)) for family in ("nested", "shakespeare"))
    assert swapped.place_to_swap(shakespeare, "The cat, which ate") == 7, "the last letter of the second word"
    assert swapped.place_to_swap(shakespeare, "abcdef") == 3, "the middle"
    assert swapped.other_symbol(nested, "the [cat", 5) == "("
    for text in ("a", "the cat is", "🙂 🙂 🙂"):
        place = swapped.place_to_swap(shakespeare, text)
        other = swapped.other_symbol(shakespeare, text, place)
        assert other.strip() and other != ["\n", *text][place]
    model = zoo.model(ModelKey("gru", "nested"))
    ids = torch.tensor(model.vocabulary.encode(["\n", *"the ca"]))
    best = model.vocabulary.symbols[model(ids[:, None])[0][-1, 0].argmax()]
    assert best == "t" != swapped.other_symbol(model, "the cat is", 7), "not the one that is there"


def test_what_cannot_be_swapped() -> None:
    model = zoo.model(ModelKey("gru", "nested"))
    for place, symbol in ((-1, "a"), (3, "a"), (1, "é")):
        with pytest.raises(ValueError, match="no step"):
            swapped.swap(model, "ab", place, symbol)
    with pytest.raises(UserError):
        swapped.swap(model, " ", 0, "a")
    assert len(swapped.swap(model, "the cat " * 60, 300, "x").tokens) == 181
    assert len(swapped.swap(model, "the cat " * 60, 3, "x").tokens) == 200, "no more than a window"


def test_the_longest_stretch_and_the_summary() -> None:
    apart = np.array([[0.6, 0.9], [0.0, 0.9], [0.0, 0.1], [0.0, 0.9]])
    found = Swapped(7, "a", "b", tuple("abcd"), apart, np.array([0.1, 0.2, 0.3, 0.4]))
    assert swapped.longest_apart(found) == Stretch(1, 7, 9)
    assert swapped.summary(found)[0] == (0.9, 0.75, 2, 0.1)
    assert swapped.longest_apart(Swapped(0, "a", "a", ("a",), apart[2:3], np.zeros(1))) is None


def test_the_step_whose_memory_is_kept_longest() -> None:
    gates = np.array([[0.9], [0.9], [0.1], [0.1], [0.9], [0.0]])
    trace = GRUTrace(gates, None, gates, gates, gates[0])
    assert memory.longest(trace, 0) == Stretch(0, 1, 4), "0.9 · 0.9 at steps 2 and 3 is more than a half"
    assert memory.longest(trace, 0, reversed_gate=True) == Stretch(0, 0, 2)
    found = reading.read(zoo.model(ModelKey("gru", "nested")), TEXT).trace
    assert memory.longest(found, 48) == Stretch(48, 14, 41)
    shares = memory.kept(found, 14)[:, 48]
    assert shares[26] > 0.5 > shares[27], "brute force: the product of 1 − Γ_u"
    assert shares[26] == pytest.approx(np.prod(1 - found.gamma_u[15:41, 48]), rel=1e-5)
