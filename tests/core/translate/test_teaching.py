"""Teacher forcing against whole forward passes, and the decoder alone against a loop of its own."""

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.translate import teaching, translator
from core.translate.translator import END, Translator
from tests.core.translate.test_translator import TEXT, made

torch.set_num_threads(1)
GIVEN = "Je ne sais pas où est la vieille bibliothèque."


@pytest.fixture(autouse=True, params=["attention", "one way"])
def model(request, monkeypatch) -> Translator:
    one = made(request.param == "attention", end=1.3, one_way=request.param == "one way")
    monkeypatch.setattr(translator, "_loaded", lambda name: one)
    return one


def table(model: Translator, tokens: tuple[int, ...] | list[int]) -> np.ndarray:
    """P of all words at each step, after the tokens before it: (T, V)."""
    _, ids = model.read(TEXT)
    with torch.inference_mode():
        return model.model(torch.tensor([ids]), torch.tensor([[1, *tokens[:-1]]]))[0].double().softmax(-1).numpy()


def alone(model: Translator) -> list[int]:
    """The likeliest word at each step, the whole of it read anew each time."""
    _, ids = model.read(TEXT)
    tokens: list[int] = []
    while len(tokens) < model.most(ids) and END not in tokens:
        tokens.append(int(table(model, [*tokens, END])[-1].argmax()))
    return tokens


def test_each_step_reads_the_true_words_before_it(model):
    found = teaching.forced("en-fr", TEXT, GIVEN)
    tokens = [*model.target.encode(GIVEN), END]
    p, symbols = table(model, tokens), model.target.symbols
    assert [step.true for step in found.steps] == [symbols[token] for token in tokens] and found.given == GIVEN
    for t, step in enumerate(found.steps):
        assert step.log_probability == pytest.approx(np.log(p[t, tokens[t]]), abs=1e-5)
        assert (step.likeliest, step.probability) == (symbols[p[t].argmax()], pytest.approx(p[t].max(), rel=1e-4))
    assert found.log_probability == pytest.approx(sum(step.log_probability for step in found.steps))


def test_beside_it_stands_what_is_written_alone(model):
    found, own = teaching.forced("en-fr", TEXT, GIVEN), alone(model)
    p = table(model, own)
    log_p = np.log(p[np.arange(len(own)), own])
    assert found.alone == model.target.decode(own)
    assert found.alone_log_probability == pytest.approx(log_p.sum(), abs=1e-4)
    for t, step in enumerate(found.steps):
        if t < len(own):
            assert step.alone == model.target.symbols[own[t]]
            assert step.alone_log_probability == pytest.approx(log_p[t], abs=1e-5)
        else:
            assert step.alone is None and step.alone_log_probability is None


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_the_first_step_where_they_part(model, kept, monkeypatch):
    own = alone(model)
    other = next(token for token in range(3, 99) if token != own[kept])
    tokens = (*own[:kept], other, END)
    monkeypatch.setattr(teaching, "spelled", lambda *_: tokens)
    found = teaching.forced("en-fr", TEXT, GIVEN)
    assert found.part == kept
    for step in found.steps[:kept]:
        assert step.true == step.alone == step.likeliest and step.log_probability == step.alone_log_probability


def test_they_part_where_one_ends_first_and_never_if_they_are_one(model, monkeypatch):
    own = alone(model)
    for tokens, part in (((*own[:2], END), 2), ((*own, 5, END), len(own)), (tuple(own), None)):
        monkeypatch.setattr(teaching, "spelled", lambda *_, tokens=tokens: tokens)
        assert teaching.forced("en-fr", TEXT, GIVEN).part == part


@pytest.mark.parametrize(
    ("given", "key"),
    [("  ", "translate.given_empty"), ("le " * 200, "translate.given_long"), ("日本", "translate.cannot_spell")],
)
def test_what_cannot_be_given_gets_a_sentence(given, key):
    with pytest.raises(UserError) as caught:
        teaching.forced("en-fr", TEXT, given)
    assert caught.value.key == key
