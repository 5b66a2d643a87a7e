"""One vector against whole forward passes: of the source without a word, and of weights without a column. And its referee."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.referees.one_vector import check
from core.translate import models, one_vector, translator
from core.translate.bpe import EOS, Reversed
from core.translate.options import TranslationConfig
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig
from core.translate.translator import END, Translator

torch.set_num_threads(1)
TEXT = "My homework was marvellous, wasn't it?"
GIVEN = "Mes devoirs étaient merveilleux."
NAMES = ("en-fr-one-way", "en-fr-reversed", "en-fr-plain")
E, H, S = 24, 16, 20


def made(name: str, seed: int = 0) -> Translator:
    """A small random model stands for a trained one."""
    en, fr = models.subwords("en"), models.subwords("fr")
    torch.manual_seed(seed)
    config = Seq2SeqConfig(len(en), len(fr), E, H, S, 12, name == "en-fr", one_way=not name.endswith(("plain", "fr")))
    model = EncoderDecoder(config)
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            if parameter_name != "source_embedding.weight":
                parameter.mul_(3)  # so that words differ, and some are likely
        model.b_o[END] = 5
    return Translator(name, model.requires_grad_(False), Reversed(en) if name == "en-fr-reversed" else en, fr)


@pytest.fixture(autouse=True)
def random_models(monkeypatch) -> None:
    made_once = {name: made(name) for name in (*NAMES, "en-fr")}
    monkeypatch.setattr(translator, "_loaded", lambda name: made_once[name])


def forward(model: EncoderDecoder, ids: list[int], tokens: tuple[int, ...]) -> np.ndarray:
    """P of each token by the model's own pass over all of them: (T,)."""
    with torch.inference_mode():
        logits = model(torch.tensor([ids]), torch.tensor([[1, *tokens[:-1]]]))[0].double()
    return logits.softmax(-1)[torch.arange(len(tokens)), list(tokens)].numpy()


def last_states(model: EncoderDecoder, ids: list[int]) -> np.ndarray:
    """c, by one-way layers of PyTorch: the second over the source turned round."""
    x = model.source_embedding(torch.tensor([ids]))
    ends = []
    for suffix in ("",) if model.config.one_way else ("", "_reverse"):
        layer = torch.nn.GRU(E, H, batch_first=True)
        weights = {n: p for n, p in model.encoder.state_dict().items() if n.endswith("_reverse") == bool(suffix)}
        layer.load_state_dict({n.removesuffix("_reverse"): p for n, p in weights.items()})
        ends.append(layer(x.flip(1) if suffix else x)[1][0, 0])
    return torch.cat(ends).detach().numpy()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_and_written(name):
    found, one = one_vector.read(name, TEXT), Translator.load(name)
    pieces, ids = one.read(TEXT)
    assert found.source == tuple(pieces) and found.name == name and found.text == TEXT
    assert found.c == pytest.approx(last_states(one.model, ids), abs=1e-6)
    assert found.first_state == pytest.approx(
        np.tanh(one.model.W_s.weight.numpy() @ found.c[-H:] + one.model.W_s.bias.numpy()), abs=1e-6
    )
    assert found.encoder[-1, :H] == pytest.approx(found.c[:H], abs=1e-6)
    if name == "en-fr-plain":
        assert found.encoder[0, H:] == pytest.approx(found.c[H:], abs=1e-6)
    assert np.exp(found.log_probabilities) == pytest.approx(forward(one.model, ids, found.tokens), rel=1e-5)
    greedy = one.translate(TEXT, TranslationConfig("greedy"))
    assert (found.tokens, found.written, found.ended) == (greedy.tokens, greedy.text, greedy.ended)
    assert [row[0] for row in found.next_words] == list(found.target)
    assert found.bytes == found.c.nbytes and found.c.dtype == np.float32


@pytest.mark.parametrize("name", NAMES)
def test_a_word_left_out_is_a_source_without_its_pieces(name):
    found, one = one_vector.read(name, TEXT), Translator.load(name)
    _, ids = one.read(TEXT)
    assert len(found.words) == len(found.places) == len(found.left_out) > 5
    for places, moved in zip(found.places, found.left_out, strict=True):
        other = last_states(one.model, [token for i, token in enumerate(ids) if i not in places])
        assert moved == pytest.approx(np.linalg.norm(found.c - other) / np.linalg.norm(found.c), abs=1e-6)
    assert found.left_out.min() > 1e-3


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("given", [None, GIVEN])
def test_a_number_that_is_0_is_a_model_without_its_columns(name, given):
    found, one = one_vector.read(name, TEXT, given), Translator.load(name)
    _, ids = one.read(TEXT)
    C = len(found.c)
    assert found.zeroed.dtype == np.float32
    for i in range(C):
        model = EncoderDecoder(one.model.config).eval()
        model.load_state_dict(one.model.state_dict())
        with torch.no_grad():
            model.W_c.weight[:, i] = 0
            model.W_o.weight[:, S + E + i] = 0
            if i >= C - H:
                model.W_s.weight[:, i - (C - H)] = 0
        assert found.zeroed[i] == pytest.approx(forward(model, ids, found.tokens), rel=1e-4, abs=1e-7), i
    assert np.abs(np.log(found.zeroed) - found.log_probabilities).max() > 0.1


def test_what_is_read_backwards_has_the_same_words_in_the_other_order():
    there, back = (one_vector.read(name, TEXT) for name in ("en-fr-one-way", "en-fr-reversed"))
    assert there.words == ("My", "homework", "was", "marvellous", ",", "wasn", "'", "t", "it", "?")
    assert back.words == there.words[::-1]
    assert max(map(len, back.places)) > 2, "a word of several pieces is among them"
    for found in (there, back):
        assert sum(found.places, ()) == tuple(range(len(found.source) - 1)) and found.source[-1] == EOS
    assert [[back.source[i] for i in word[::-1]] for word in back.places[::-1]] == [
        [there.source[i] for i in word] for word in there.places
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_given_translation_is_written(name):
    found, one = one_vector.read(name, TEXT, GIVEN), Translator.load(name)
    _, ids = one.read(TEXT)
    assert found.tokens == (*models.subwords("fr").encode(GIVEN), END) and found.written == GIVEN and found.ended
    assert found.log_probability == pytest.approx(np.log(forward(one.model, ids, found.tokens)).sum(), abs=1e-4)
    longer = " ".join([GIVEN] * 7)
    assert one_vector.read(name, "Yes.", longer).written == longer, "longer than it would write itself"


@pytest.mark.parametrize(
    ("given", "key"),
    [("  ", "translate.given_empty"), ("le " * 200, "translate.given_long"), ("日本", "translate.cannot_spell")],
)
def test_what_cannot_be_written_gets_a_sentence(given, key):
    with pytest.raises(UserError) as caught:
        one_vector.read("en-fr-one-way", TEXT, given)
    assert caught.value.key == key


def test_what_cannot_be_read():
    with pytest.raises(UserError):
        one_vector.read("en-fr-one-way", " ")
    with pytest.raises(ValueError, match="attention"):
        one_vector.read("en-fr", TEXT)


@pytest.mark.parametrize("text", ["Yes", "🙂", "?!", "a " * 59])
@pytest.mark.parametrize("name", NAMES)
def test_anything_else_has_a_result(name, text):
    found = one_vector.read(name, text)
    assert len(found.left_out) == len(found.words) and np.isfinite(found.left_out).all()
    assert found.zeroed.shape == (len(found.c), len(found.tokens)) and (found.zeroed >= 0).all()
    assert (found.zeroed <= 1 + 1e-6).all() and found.ended == (found.tokens[-1] == END)


@pytest.mark.parametrize("name", NAMES)
def test_the_referee_agrees(name):
    rows = check(name, TEXT, one_vector.read(name, TEXT))
    assert [row.name for row in rows] == ["a", "c", "first_state", "states", "log_p", "left_out", "zeroed"]
    for row in rows:
        assert row.difference < 1e-5, row
        assert row.difference == pytest.approx(abs(row.ours - row.theirs), abs=1e-12)


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("encoder", "a"),
        ("c", "c"),
        ("first_state", "first_state"),
        ("states", "states"),
        ("log_probabilities", "log_p"),
        ("left_out", "left_out"),
        ("zeroed", "zeroed"),
    ],
)
def test_the_referee_finds_a_number_that_is_off(field, row):
    found = one_vector.read("en-fr-plain", TEXT)
    values = getattr(found, field).copy()
    values.flat[int(values.argmax())] += 0.5
    rows = {one.name: one for one in check("en-fr-plain", TEXT, replace(found, **{field: values}))}
    assert rows[row].difference == pytest.approx(0.5, abs=1e-3)
    assert all(one.difference < 1e-5 for name, one in rows.items() if name != row)


def test_the_referee_finds_c_that_never_comes_to_the_decoder():
    """The mistake of giving c to the first state alone shows in the states, not in c."""
    found, one = one_vector.read("en-fr-one-way", TEXT), Translator.load("en-fr-one-way")
    s, states = torch.from_numpy(found.first_state)[None], []
    for y in (1, *found.tokens[:-1]):
        s = one.model.advance(one.model.W_y(one.model.target_embedding(torch.tensor([y]))), torch.zeros(1, H), s)
        states.append(s[0].numpy())
    rows = {row.name: row for row in check("en-fr-one-way", TEXT, replace(found, states=np.stack(states)))}
    assert rows["states"].difference > 0.01 and rows["c"].difference < 1e-5
