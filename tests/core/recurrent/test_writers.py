"""The networks that write: what they say step by step, a visitor's beginning, names, and what the cards say of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import entropy

from core import checkpoints
from core.errors import UserError
from core.recipes import names as recipe
from core.recipes import novelty, shakespeare_letters
from core.recurrent import alternatives, desk, language, names, sampling, sources, writers
from core.recurrent.names import Names
from core.recurrent.options import SOURCES, SamplingConfig
from core.recurrent.results.sampling import GRAIN, OTHERS
from core.referees import sampling as referees
from core.training import padded
from core.vocab import EOS, UNK

BEGINNINGS = {"everyday": "my brother wants", "names": "Mar", "dinosaurs": "Tri", "shakespeare": "My lord, I"}


@pytest.mark.parametrize("source", SOURCES)
def test_logits_step_by_step_are_those_of_reading_at_once_rounded(source: str) -> None:
    writer = sources.load(source)
    ids = writer.encode(writer.split(BEGINNINGS[source]))
    at_once, _ = writer.begin(ids)
    rows, state = writer.begin([])
    for t, i in enumerate(ids):
        np.testing.assert_allclose(rows[-1], at_once[t], atol=1.01 / GRAIN)
        rows, state = writer.step(np.array([i]), state)
    np.testing.assert_allclose(rows[-1], at_once[-1], atol=1.01 / GRAIN)
    finite = at_once[np.isfinite(at_once)]
    assert (finite * GRAIN == np.round(finite * GRAIN)).all() and finite.min() >= writers.LOWEST


@pytest.mark.parametrize(("source", "name"), [("everyday", "words"), ("shakespeare", "shakespeare")])
def test_p_is_the_models_without_what_is_never_written(source: str, name: str) -> None:
    writer, model = sources.load(source), language.load(name)
    symbols = writer.split(BEGINNINGS[source])
    chances = np.exp(model.log_probs(symbols))[: len(writer.symbols)]
    chances[model.vocabulary.index[UNK]] = 0
    row = writer.begin(writer.encode(symbols))[0][-1]
    np.testing.assert_allclose(sampling.softmax(row), chances / chances.sum(), rtol=2e-3, atol=1e-12)


@pytest.mark.parametrize("name", ["names", "dinosaurs"])
def test_log_probability_of_a_name_is_minus_cross_entropy(name: str) -> None:
    made, ids = Names.load(name), names.VOCABULARY.encode([EOS, *"Marton", EOS])
    ids, targets, _ = padded([ids])
    with torch.inference_mode():
        logits, _ = made.model(ids)
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1).double(), targets.flatten(), reduction="sum")
    assert made.log_probability("Marton") == pytest.approx(-float(loss), abs=1e-5)
    with pytest.raises(KeyError):
        made.log_probability("Zoë")


@pytest.mark.parametrize("name", ["names", "dinosaurs"])
def test_a_name_begins_as_asked_and_ends(name: str) -> None:
    sample = Names.load(name).sample("tri", seed=3)
    text = "".join((*sample.start, *sample.tokens)).removesuffix(EOS)
    assert text.startswith("Tri") and sample.ended and text[1:].islower()
    assert sample.tokens == Names.load(name).sample("Tri", 3).tokens
    whole = Names.load(name).log_probability(text)
    begun = Names.load(name).log_probability("Tri")
    end = sampling.softmax(sources.load(name).begin(names.VOCABULARY.encode(list("Tri")))[0][-1])[0]
    assert sample.log_probability == pytest.approx(whole - (begun - np.log(end)), abs=0.02)


@pytest.mark.parametrize("source", SOURCES)
def test_the_referees_agree(source: str) -> None:
    writer = sources.load(source)
    start = writer.split(BEGINNINGS[source])
    for config in (SamplingConfig(0.7, top_p=0.9), SamplingConfig(1.4, 30, 0.95, 0.02, True)):
        sample = sampling.sample(writer, start, config, 7)
        step = min(2, len(sample.steps) - 1)
        q, often, chi, log_p = referees.check(source, sample, step, config)
        assert q.difference < 1e-12 and often.difference < 0.02 and log_p.difference < 0.01
        assert chi.difference == "p > 0.001"


def test_the_referee_sees_a_wrong_distribution() -> None:
    right = np.array([0.5, 0.3, 0.15, 0.05])
    original = sampling.draw
    try:
        sampling.draw = lambda q, u: original(np.array([0.45, 0.35, 0.15, 0.05]), u)
        assert referees.frequencies(right)[1].difference == "p ≤ 0.001"
    finally:
        sampling.draw = original
    assert referees.frequencies(right)[1].difference == "p > 0.001"


@pytest.mark.parametrize(
    ("source", "text", "symbols"),
    [
        ("everyday", "  My   BROTHER wants, ", ("my", "brother", "wants", ",")),
        ("names", "  mcDonald", tuple("Mcdonald")),
        ("shakespeare", " To be,  or ", tuple("To be, or")),
        ("everyday", "", ()),
        ("everyday", "나는 🙂 wombat", ("나는", "🙂", "wombat")),
    ],
)
def test_a_beginning_is_read(source: str, text: str, symbols: tuple[str, ...]) -> None:
    assert desk.read(source, text) == (symbols, True)


def test_a_long_beginning_is_cut_and_strange_letters_are_refused() -> None:
    assert desk.read("everyday", "word " * 100) == (("word",) * 12, False)
    assert len(desk.read("shakespeare", "ab " * 100)[0]) == 60 and len(desk.read("names", "M" * 50)[0]) == 19
    for source in ("names", "dinosaurs"):
        with pytest.raises(UserError) as refused:
            desk.read(source, "Zoë 3")
        assert refused.value.key == "sampling.error.letters" and "ë" in refused.value.values["letters"]


def test_what_is_kept_comes_back_and_what_cannot_be_written_ends_it() -> None:
    for source, symbols in (
        ("everyday", ("to", "be", "a")),
        ("shakespeare", tuple(" will n")),
        ("names", tuple("ari")),
    ):
        assert desk.kept(source, sources.load(source).joined(symbols)) == symbols
    assert desk.kept("everyday", "to wombat a") == ("to",)
    assert desk.kept("names", "ar<EOS>i") == ("a", "r")
    assert len(desk.kept("everyday", "a " * 500)) == 19


@pytest.mark.parametrize("source", SOURCES)
def test_the_desk_holds_the_greedy_text_and_the_samples(source: str) -> None:
    writer = sources.load(source)
    start, _ = desk.read(source, BEGINNINGS[source])
    config = SamplingConfig(0.7, top_p=0.9)
    sample = sampling.sample(writer, start, config, 2)
    made = desk.together(
        source, sample, sampling.greedy(writer, start), sampling.samples(writer, start, config, range(1, 4))
    )
    assert made.others[1].tokens == sample.tokens and len(made.texts) == len(made.known) == 4
    for one, text, known in zip((made.greedy, *made.others), made.texts, made.known, strict=True):
        whole = writer.joined(one.start) + text
        assert whole == writer.joined((*one.start, *one.tokens)) and known == sources.is_known(source, whole)


def test_a_text_is_known_where_it_stands_in_the_list() -> None:
    assert sources.is_known("names", "Maria") and not sources.is_known("names", "Marielleth")
    assert sources.is_known("shakespeare", "What is the matter?")
    assert sources.is_known("everyday", "i am here.") is None
    for seed, text in enumerate(desk.texts("names", ("M",), SamplingConfig(), range(1, 9)), 1):
        one = Names.load("names").sample("M", seed)
        assert text == "".join((*one.start, *one.tokens)).removesuffix(EOS)
    assert len(names.known()) == 9_523


def test_no_far_name_is_within_a_letter_of_one_in_the_training() -> None:
    some = list(names.known()[:400])
    parts = recipe.split(some)
    assert sorted(parts["train"] + parts["dev"] + parts["test"]) == some
    for name in parts["far"]:
        assert all(_distance(name, other) > 1 for other in parts["train"]), name
    assert set(parts["far"]) <= set(parts["test"]) and len(parts["far"]) < len(parts["test"])


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, last = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, last[j] + 1, last[j - 1] + (x != y)))
    return row[-1]


@pytest.mark.parametrize("source", ["names", "shakespeare"])
def test_figures_on_held_out_text_can_be_measured_again(source: str) -> None:
    """Names: all of them; Shakespeare: some, within what their number allows."""
    said = checkpoints.card(sources.CARDS[source])["measured"]
    if source == "names":
        parts = recipe.split(list(names.known()))
        nats = [-Names.load("names").log_probability(name) for name in parts["test"]]
        letters = sum(len(name) + 1 for name in parts["test"])
        assert sum(nats) / np.log(2) / letters == pytest.approx(said["test_bits_per_letter"], abs=1e-3)
        return
    model, some = language.load("shakespeare"), shakespeare_letters.speeches.sentences("test")[::17]
    logs = []
    for sentence in some:
        ids = model.vocabulary.encode([*sentence, EOS])
        logs.append(model.read([list(sentence)])[0][np.arange(len(ids)), ids])
    found = -sum(float(log.sum()) for log in logs) / np.log(2) / sum(map(len, logs))
    assert found == pytest.approx(said["test_bits_per_letter"], abs=0.05)


def test_novelty_on_the_card_can_be_counted_again() -> None:
    for row in checkpoints.card("names")["measured"]["novelty"]["at"]:
        texts = novelty.written("names", novelty.HOW[row["how"]], novelty.TEXTS)
        known = sum(text in set(names.known()) for text in texts) / novelty.TEXTS
        assert (known, len(set(texts))) == (row["known"], row["different"])


def test_the_piece_that_is_hit_stands_by_itself_among_the_others() -> None:
    writer = sources.load("everyday")
    row = writer.begin(writer.encode(["my"]))[0][-1]
    for u in (0.01, 0.5, 0.9, 0.9999):
        found = alternatives.hit(row, writer.symbols, SamplingConfig(1.5), u)
        ends = np.cumsum([chance for _, chance in found.chances])
        place = [symbol for symbol, _ in found.chances].index(found.symbol)
        assert ends[-1] == pytest.approx(1) and found.left <= u < found.right
        assert ends[place] == pytest.approx(found.right) and ends[place] - found.left == pytest.approx(
            found.chances[place][1]
        )


def test_a_temperature_on_probabilities_is_none_or_nearly_flat() -> None:
    z = np.array([2.0, 1.0, -1.0])
    for T in (0.5, 2.0):
        found = alternatives.mistaken(z, T)
        expected = torch.softmax(torch.from_numpy(z) / T, dim=0).numpy()
        np.testing.assert_allclose(found.right, expected, atol=1e-12)
        np.testing.assert_allclose(found.again, torch.softmax(torch.from_numpy(z), dim=0).numpy(), atol=1e-12)
        assert found.divided.sum() == pytest.approx(1 / T)
        by_hand = np.exp(found.p / T) / np.exp(found.p / T).sum()
        np.testing.assert_allclose(found.twice, by_hand, atol=1e-12)
    assert np.ptp(alternatives.mistaken(z, 1.0).twice) < np.ptp(found.p)


def test_what_else_could_have_been_is_counted_as_others_count_it() -> None:
    """Perplexity by scipy's entropy; pieces, rows and what is left by sorting in plain Python."""
    writer = sources.load("everyday")
    row = writer.begin(writer.encode(["my", "brother"]))[0][-1]
    for config in (SamplingConfig(1.3), SamplingConfig(0.7, 12, 0.9)):
        q = sampling.adjust(row, **vars(config)).tolist()
        found = alternatives.hit(row, writer.symbols, config, 0.4)
        assert found.perplexity == pytest.approx(np.exp(entropy(q)), rel=1e-9)
        assert sampling.left(row, config) == sum(one > 0 for one in q)
        likeliest = [i for i in sorted(range(len(q)), key=lambda i: (-q[i], i))[:3] if q[i] > 0]
        *single, others = alternatives.pieces(np.array(q), writer.symbols, 3)
        assert single == [(writer.symbols[i], q[i]) for i in likeliest] and len(single) == 3
        assert others[0] == OTHERS and others[1] == pytest.approx(1 - sum(q[i] for i in likeliest))
        rows = alternatives.rows(row, writer.symbols, config, 7)
        p = torch.softmax(torch.from_numpy(row).double(), dim=0).numpy()
        assert rows["symbol"] == [writer.symbols[i] for i in np.argsort(-p, kind="stable")[:7]]
        assert rows["p"] == pytest.approx(sorted(p, reverse=True)[:7]) and rows["q_cut"][0] == pytest.approx(max(q))
        warmed = torch.softmax(torch.from_numpy(row).double() / config.temperature, dim=0).numpy()
        assert rows["q"] == pytest.approx(sorted(warmed, reverse=True)[:7])
        last = alternatives.rows(row, writer.symbols, replace(config, temperature_last=True), 7)
        cut = sampling.adjust(row, **vars(replace(config, temperature=1.0)))
        assert last["q_cut"] == pytest.approx(sorted(cut, reverse=True)[:7])
        assert last["q"][0] == pytest.approx(sampling.adjust(row, **vars(replace(config, temperature_last=True))).max())
        assert rows["logit"][0] == 0


def test_the_referee_agrees_where_a_cut_goes_through_a_tie() -> None:
    writer = sources.load("everyday")
    start, ties = writer.split("my brother wants"), 0
    for config in (
        SamplingConfig(1.5, top_p=0.9),
        SamplingConfig(2.0, top_p=0.95),
        SamplingConfig(1.5, top_p=0.9, temperature_last=True),
    ):
        for seed in range(1, 13):
            for step in sampling.sample(writer, start, config, seed).steps:
                q = sampling.adjust(step.logits, **vars(config))
                np.testing.assert_allclose(q, referees.by_torch(step.logits, config), atol=1e-12)
                least = q[q > 0].min()
                ties += bool((np.isclose(step.logits, step.logits[q == least][0]) & (q == 0)).any())
    assert ties > 10, "cases in which some of tied symbols are cut"
