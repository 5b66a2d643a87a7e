"""The translator's every number against another way to it; a small random model stands for a trained one."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn.functional import softmax

from core.errors import UserError
from core.translate import chain, models
from core.translate.beam import BeamConfig, search, search_stepper
from core.translate.characters import Characters
from core.translate.options import LONGEST_TEXT, Edit, TranslationConfig, pinned
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig
from core.translate.translator import END, UNKNOWN, Translator
from tests.core.translate.one_by_one import beam_one_by_one

TEXT = "I don't know where the old library is."
GREEDY = TranslationConfig("greedy")


def made(attention: bool, seed: int = 0, end: float = 1.5, one_way: bool = False) -> Translator:
    en, fr = models.subwords("en"), models.subwords("fr")
    torch.manual_seed(seed)
    model = EncoderDecoder(Seq2SeqConfig(len(en), len(fr), 24, 16, 20, 12, attention, one_way=one_way))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "embedding" not in name:
                parameter.mul_(3)  # so that words differ
        model.b_o[END] = end
    return Translator("en-fr", model.requires_grad_(False), en, fr)


@pytest.fixture(scope="module", params=["attention", "plain", "one way"])
def translator(request) -> Translator:
    return made(request.param == "attention", 2 * (request.param == "one way"), one_way=request.param == "one way")


@pytest.fixture(scope="module")
def attentive() -> Translator:
    return made(True, end=1.0)  # never ends by itself


def teacher_forced(translator: Translator, ids: list[int], tokens: tuple[int, ...]) -> np.ndarray:
    """log P of each piece by the model's own forward pass."""
    with torch.inference_mode():
        logits = translator.model(torch.tensor([ids]), torch.tensor([[1, *tokens[:-1]]]))[0].double()
    return logits.log_softmax(-1)[torch.arange(len(tokens)), list(tokens)].numpy()


def test_the_stepper_and_the_whole_model_agree(translator):
    _, ids = translator.read(TEXT)
    done = translator.translate(TEXT, TranslationConfig(width=6, n_best=3))
    assert done.log_probabilities == pytest.approx(teacher_forced(translator, ids, done.tokens), abs=1e-5)
    for tokens, log_probability, _ in done.beam.finished:
        assert log_probability == pytest.approx(teacher_forced(translator, ids, tokens).sum(), abs=1e-4)
    assert done.log_probability == pytest.approx(done.beam.finished[0].log_probability, abs=1e-4)
    assert len(done.others) == 2


def test_with_prefixes_and_one_by_one_the_same_is_found(translator):
    _, ids = translator.read(TEXT)
    stepper, config = translator.stepper(ids), BeamConfig(5, END, 14, 0.6)

    def next_log_probs(prefixes):
        with torch.inference_mode():
            written = torch.tensor([[1, *prefix] for prefix in prefixes])
            logits = translator.model(torch.tensor([ids] * len(prefixes)), written)[:, -1]
        return logits.double().log_softmax(-1).numpy()

    def one(state, token):
        logits, state = stepper.step(state, None if token is None else torch.tensor([token]))
        return logits[0], state

    ours = search_stepper(stepper, config).finished
    for other in (search(next_log_probs, config).finished, beam_one_by_one(stepper.start, one, 5, END, 14, 0.6)):
        assert [y.tokens for y in ours] == [y[0] for y in other]


def test_decoding_and_the_whole_model_agree(translator):
    _, ids = translator.read(TEXT)
    seen = translator.decoding(TEXT)
    assert seen.log_probabilities == pytest.approx(teacher_forced(translator, ids, seen.tokens), abs=1e-5)
    a, last = translator.model.encoder(translator.model.source_embedding(torch.tensor([ids])))
    assert seen.annotations == pytest.approx(a[0].numpy(), abs=1e-6)
    assert seen.first_state == pytest.approx(torch.tanh(translator.model.W_s(last[-1]))[0].numpy(), abs=1e-6)
    if not translator.model.attention:
        assert seen.contexts == pytest.approx(np.tile(last.flatten().numpy(), (len(seen.tokens), 1)), abs=1e-6)


def test_a_beam_of_one_is_greedy(translator):
    narrow = translator.translate(TEXT, TranslationConfig(width=1))
    likeliest = translator.translate(TEXT, GREEDY)
    assert narrow.tokens == likeliest.tokens and likeliest.beam is None
    assert translator.decoding(TEXT).tokens == likeliest.tokens


def test_every_number_of_a_step(attentive):
    seen = attentive.decoding(TEXT)
    model, attention = attentive.model, attentive.model.attention
    _, ids = attentive.read(TEXT)
    a, last = model.encoder(model.source_embedding(torch.tensor([ids])))
    assert seen.annotations == pytest.approx(a[0].numpy(), abs=1e-6)
    assert seen.first_state == pytest.approx(torch.tanh(model.W_s(last[1]))[0].numpy(), abs=1e-6)
    for t in range(len(seen.tokens)):
        before = torch.from_numpy(seen.states[t - 1] if t else seen.first_state)
        for p in range(len(ids)):
            e = attention.v @ torch.tanh(
                attention.W_a.weight @ before + attention.U_a.weight @ a[0, p] + attention.U_a.bias
            )
            assert seen.energies[t, p] == pytest.approx(float(e), abs=1e-5)
        alpha = softmax(torch.from_numpy(seen.energies[t]), 0).numpy()
        assert seen.alpha[t] == pytest.approx(alpha, abs=1e-6) and seen.alpha[t].sum() == pytest.approx(1, abs=1e-6)
        assert seen.contexts[t] == pytest.approx(alpha @ seen.annotations, abs=1e-5)
        assert seen.next_tokens[t, 0] == seen.tokens[t]
        assert np.log(seen.next_probabilities[t, 0]) == pytest.approx(seen.log_probabilities[t])
    part = attentive.energy(TEXT, seen, 2, 3)
    assert part.energy == pytest.approx(seen.energies[2, 3], abs=1e-6)
    assert part.hidden == pytest.approx(np.tanh(part.query + part.key), abs=1e-6)
    assert part.energy == pytest.approx(part.v @ part.hidden, abs=1e-5)
    assert seen.log_probabilities == pytest.approx(teacher_forced(attentive, ids, seen.tokens), abs=1e-5)


def test_an_edit_decodes_on_from_there(attentive):
    first = attentive.decoding(TEXT)
    same = attentive.decoding(TEXT, edits=[Edit(1, tuple(5 * first.alpha[1].astype(float)))])
    assert same.alpha == pytest.approx(first.alpha, abs=1e-6) and same.tokens == first.tokens
    edit = pinned(1, 0, len(first.source))
    changed = attentive.decoding(TEXT, tokens=first.tokens[:1], edits=[edit])
    assert changed.tokens[:1] == first.tokens[:1] and changed.contexts[0] == pytest.approx(first.contexts[0])
    assert changed.alpha[1] == pytest.approx(edit.weights)
    assert changed.contexts[1] == pytest.approx(first.annotations[0], abs=1e-6)
    assert changed.own_alpha[1] == pytest.approx(first.alpha[1], abs=1e-6)
    cell = torch.nn.GRUCell(24 + 32, 20)
    model = attentive.model
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat((model.W_y.weight, model.W_c.weight), 1))
        cell.bias_ih.copy_(model.W_c.bias)
        cell.weight_hh.copy_(model.U_s.weight)
        cell.bias_hh.copy_(model.U_s.bias)
        y = model.target_embedding.weight[first.tokens[0]]
        s = cell(torch.cat((y, torch.from_numpy(changed.contexts[1]))), torch.from_numpy(first.states[0]))
    assert changed.states[1] == pytest.approx(s.numpy(), abs=1e-5)
    assert np.abs(changed.states[1] - first.states[1]).max() > 1e-3
    held = attentive.decoding(TEXT, edits=[pinned(1, 0, len(first.source), hold=True)])
    assert all(row == pytest.approx(edit.weights) for row in held.alpha[1:])
    with pytest.raises(ValueError, match="weights"):
        attentive.decoding(TEXT, edits=[Edit(0, (1.0,))])


def test_the_softmax_along_the_wrong_axis_is_told_by_its_sums(attentive):
    wrong = attentive.decoding(TEXT, over_outputs=True)
    assert wrong.alpha[0] == pytest.approx(1.0)  # one step so far: every α is 1
    for t in range(len(wrong.tokens)):
        expected = np.exp(wrong.energies[t]) / np.exp(wrong.energies[: t + 1]).sum(0)
        assert wrong.alpha[t] == pytest.approx(expected, abs=1e-5)
    assert abs(wrong.alpha.sum(1) - 1).max() > 1
    assert attentive.decoding(TEXT).alpha.sum(1) == pytest.approx(1, abs=1e-6)


def test_what_is_masked_is_not_looked_at(attentive):
    _, ids = attentive.read(TEXT)
    hidden = attentive.masked(TEXT, [2, 3], GREEDY)
    keep = [i for i in range(len(ids)) if i not in (2, 3)]
    memory, s = attentive.model.encode(torch.tensor([ids]))
    attention = attentive.model.attention
    alpha = softmax(attention.energies(s, attention.keys(memory.a[:, keep])), -1)
    c = alpha @ memory.a[0, keep]
    y = attentive.model.target_embedding(torch.tensor([1]))
    s = attentive.model.advance(attentive.model.W_y(y), c, s)
    log_p = attentive.model.project(attentive.model.read_out(s, y, c))[0].log_softmax(-1)
    first = attentive.translate(TEXT, GREEDY)
    assert hidden.after_unread[0] == pytest.approx(float(log_p[first.tokens[0]]), abs=1e-4)
    unknown = [UNKNOWN if i in (2, 3) else token for i, token in enumerate(ids)]
    assert hidden.after_unknown == pytest.approx(teacher_forced(attentive, unknown, first.tokens), abs=1e-4)
    assert hidden.before == pytest.approx(first.log_probabilities) and hidden.text == first.text
    without = made(False).masked(TEXT, [2], GREEDY)
    assert without.unread is None and not without.stays
    assert replace(hidden, unread=first.text).stays and not replace(hidden, unread=first.text + ".").stays


def test_a_given_translation_is_scored(translator):
    _, ids = translator.read(TEXT)
    given = translator.forced(TEXT, "Je ne sais pas.")
    assert given.tokens == (*models.subwords("fr").encode("Je ne sais pas."), END)
    assert given.log_probabilities == pytest.approx(teacher_forced(translator, ids, given.tokens), abs=1e-5)


@pytest.mark.parametrize("text", ["", "   \n", "\u00ad"])
def test_nothing_gets_a_sentence(translator, text):
    with pytest.raises(UserError) as caught:
        translator.translate(text)
    assert caught.value.key == "translate.empty"


@pytest.mark.parametrize("text", ["word " * 1000, "x" * 1_000_000, "🙂 " * (LONGEST_TEXT + 1)])
def test_too_much_gets_a_sentence(translator, text):
    with pytest.raises(UserError) as caught:
        translator.translate(text)
    assert caught.value.key == "translate.too_long" and caught.value.values["most"] == LONGEST_TEXT


@pytest.mark.parametrize(
    "text",
    ["🙂", "你好，世界", "مرحبا بالعالم", "a\x00b\x1b[0m", "???!!!", "Ünïcödé ﬁn", "<EOS> <UNK> ▁▁", "😀👨‍👩‍👧 hello"],
)
@pytest.mark.parametrize("method", ["beam", "greedy", "sample"])
def test_anything_else_gets_a_result(translator, text, method):
    done = translator.translate(text, TranslationConfig(method, width=3))
    assert isinstance(done.text, str) and len(done.target) == len(done.log_probabilities)
    assert np.isfinite(done.log_probabilities).all() and "<EOS>" not in done.text
    if done.attention is not None:
        assert done.attention.shape == (len(done.target), len(done.source))
        assert done.attention.sum(1) == pytest.approx(1, abs=1e-5)


def test_unk_is_copied_from_where_one_looks(attentive):
    alpha = np.array([[0.1, 0.8, 0.1], [0.9, 0.05, 0.05]])
    index = attentive.target.index
    piece = next(symbol for symbol in attentive.target.symbols if symbol.startswith("▁") and len(symbol) > 3)
    assert attentive.text((index[piece], UNKNOWN), ["寿", "司", "."], alpha) == piece[1:] + "寿"
    assert attentive.text((index[piece], UNKNOWN), ["寿", "司", "."], None) == piece[1:] + "<UNK>"


def test_a_date_is_read_with_its_locale():
    characters = Characters.of(["4/3/20", "märz"])
    pieces, ids = characters.read("４/3/20  März", "de_DE")
    assert pieces[0] == "<de_DE>" and "".join(pieces[1:-1]) == "4/3/20 märz" and ids[-1] == END
    assert ids[0] == characters.index["<de_DE>"] and UNKNOWN not in ids[1:6]
    assert characters.read("4", "xx_XX")[1][0] == UNKNOWN == characters.read("4")[1][0]
    assert characters.decode(characters.encode("4/3/20")) == "4/3/20"


@pytest.mark.parametrize("name", ["../en-fr", "fr-en-one-way", "dates-reversed", "en-fr-one-way-plain"])
def test_no_other_names(name):
    with pytest.raises(KeyError):
        Translator.load(name)


def test_sampling_is_repeatable_and_scored(translator):
    config = TranslationConfig("sample", temperature=1.3, seed=4)
    first, again = translator.translate(TEXT, config), translator.translate(TEXT, config)
    assert first.tokens == again.tokens
    _, ids = translator.read(TEXT)
    assert first.log_probabilities == pytest.approx(teacher_forced(translator, ids, first.tokens), abs=1e-5)
    assert chain.forced(translator.stepper(ids), first.tokens).log_probability == pytest.approx(
        first.log_probability, abs=1e-4
    )
