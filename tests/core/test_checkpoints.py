"""Weights and their cards: what is saved comes back, and what a card says can be measured again."""

from __future__ import annotations

import importlib.util
import json
import math
import statistics
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from core import checkpoints
from core.captions import alignment, captioner, encoder
from core.captions.options import WAYS
from core.data import shakespeare_split
from core.recurrent import bag, deep, deep_tagger, language, shipped, tagger
from core.recurrent.cells import GRUForm, LSTMForm
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import VOCABULARY, sentences
from core.recurrent.one_word import OneWord
from core.recurrent.options import PROPERTIES
from core.recurrent.probe import accuracy_by_distance
from core.recurrent.sentiment import Sentiment
from core.recurrent.unroll import trace
from core.recurrent.window import WindowNetwork
from core.speech import mistakes, recognizer
from core.speech.trigger import Detector
from core.translate import models
from core.vocab import EOS, UNK, Vocabulary
from core.words import evaluation, few_labels, glove_moments, huffman, library, moments, trees
from core.words.options import GloveConfig, LearningConfig
from core.words.vectors import WordVectors

LETTERS = Vocabulary(("\n", *"abcé", UNK), lower=True)
WORDS = Vocabulary((EOS, UNK, "the", "cat"), level="word", lower=True)
SHIPPED = checkpoints.names()
MISTAKES = tuple(f"trigger_mistakes_{kind}" for kind in (*mistakes.KINDS, "split"))
DETECTORS = tuple(n for n in SHIPPED if checkpoints.card(n)["config"]["cell"] == "trigger" and n not in MISTAKES)
TRANSLATORS = tuple(name for name in SHIPPED if checkpoints.card(name)["config"]["cell"] == models.CELL)
TAGGERS = tuple(name for name in SHIPPED if checkpoints.card(name)["config"]["cell"] == "tagger")
SENTIMENT = ("sentiment", "one_word", "bag_of_words")
DEEP = tuple(name for name in SHIPPED if checkpoints.card(name)["config"]["cell"] in ("deep", "deep_tagger"))
VECTORS = tuple(name for name in SHIPPED if checkpoints.card(name)["config"]["cell"] == "word2vec")
FEW_LABELS = (few_labels.NAME,)
TREES = (trees.NAME,)
GLOVE = (glove_moments.FIRST,)
RECOGNIZER = (recognizer.NAME,)
EYES = (encoder.NAME,)  # not trained here
CAPTIONERS = tuple(name for name in SHIPPED if checkpoints.card(name)["config"]["cell"] == captioner.CELL)
ALIGNMENT = tuple(name for name in SHIPPED if name == alignment.NAME)
LANGUAGE = tuple(
    name
    for name in SHIPPED
    if name
    not in DETECTORS
    + MISTAKES
    + TRANSLATORS
    + TAGGERS
    + DEEP
    + SENTIMENT
    + VECTORS
    + FEW_LABELS
    + TREES
    + GLOVE
    + RECOGNIZER
    + EYES
    + CAPTIONERS
    + ALIGNMENT
)
TRIOS = {family: tuple(f"{family}_{cell}" for cell in ("rnn", "gru", "lstm")) for family in ("shakespeare", "nested")}
FIELDS = {"name": str, "data": str, "data_licence": str, "licence": str, "split": str, "recipe": str, "seed": int,
          "training_seconds": int, "hardware": str, "training": dict, "measured": dict, "config": dict}  # fmt: skip
CONFIG = {"cell": str, "units": int, "level": str, "lower": bool, "vocabulary": list, "parameters": int}


def or_skipped(name: str) -> str:
    """The name, or skip the test where that file is not there."""
    return name if name in SHIPPED else pytest.skip(f"{name} is not shipped")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Weights are written to and read from an empty folder."""
    monkeypatch.setattr(checkpoints, "WEIGHTS", tmp_path / "weights")
    cached = (checkpoints.card, shipped.load, shipped.load_window, checkpoints.names)
    for function in cached:
        function.cache_clear()
    yield tmp_path / "weights"
    for function in cached:
        function.cache_clear()


@pytest.mark.parametrize(
    "config",
    [
        ModelConfig("rnn", 5, LETTERS),
        ModelConfig("gru", 5, LETTERS),
        ModelConfig("gru", 5, LETTERS, form=GRUForm("none")),
        ModelConfig("gru", 5, LETTERS, form=GRUForm("after", update_keeps=True)),
        ModelConfig("lstm", 5, LETTERS, form=LSTMForm(peephole=True)),
        ModelConfig("lstm", 5, WORDS, embedding=3),
    ],
    ids=lambda c: f"{c.cell}-{c.vocabulary.level}-{c.form}",
)
def test_what_is_saved_comes_back(config: ModelConfig, elsewhere: Path) -> None:
    model = SequenceModel(config, generator=torch.Generator().manual_seed(0))
    shipped.save("made", model, {"seed": 7, "data": "Shakespeare’s"})
    again = shipped.load("made")
    assert checkpoints.names() == ("made",) and again.config == config
    weights = dict(model.named_parameters())
    assert set(weights) == {name for name, _ in again.named_parameters()}
    for name, weight in again.named_parameters():
        assert torch.equal(weight, weights[name]) and weight.dtype == weights[name].dtype, name
        assert not weight.requires_grad
    assert not again.training
    card = checkpoints.card("made")
    assert (card["name"], card["seed"], card["data"]) == ("made", 7, "Shakespeare’s")
    assert card["config"]["parameters"] == model.parameters_count
    assert "’" in (elsewhere / "made.json").read_text(encoding="utf-8")


def test_the_fixed_window_comes_back_too(elsewhere: Path) -> None:
    model = WindowNetwork(LETTERS, 4, 3, generator=torch.Generator().manual_seed(0))
    shipped.save_window(model, {})
    again, ids = shipped.load_window(), torch.tensor([[0, 1, 2, 3]])
    assert torch.equal(model(ids), again(ids)) and again.vocabulary == LETTERS


@pytest.mark.parametrize("name", LANGUAGE)
def test_every_weight_file_has_its_card(name: str) -> None:
    card = checkpoints.card(name)
    for described, kinds in ((card, FIELDS), (card["config"], CONFIG)):
        for field, kind in kinds.items():
            assert isinstance(described.get(field), kind), field
            assert described[field] not in ("", {}, []), field
    assert card["name"] == name and card["recipe"].startswith("python -m core.recipes.")
    assert importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert any("bits" in figure for figure in card["measured"])
    if card["config"]["cell"] == "language":
        model = language.load(
            "shakespeare" if name == "shakespeare_letters" else name.removeprefix("everyday_")
        ).network
    else:
        model = shipped.load_window() if name == "window" else shipped.load(name)
    assert card["config"]["parameters"] == sum(p.numel() for p in model.parameters())
    assert all(torch.isfinite(p).all() for p in model.parameters())


@pytest.mark.parametrize("name", DETECTORS)
def test_every_detector_has_its_card(name: str) -> None:
    card, network = checkpoints.card(name), Detector.load(name.removeprefix("trigger_")).network
    for field, kind in FIELDS.items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == sum(p.numel() for p in network.parameters())
    point = [row for row in card["measured"]["curve"] if row["threshold"] == card["config"]["threshold"]]
    assert point[0]["alarms_human"] == card["measured"]["false_alarms_human"], (
        "the curve passes through the operating point"
    )


@pytest.mark.parametrize("name", CAPTIONERS)
def test_a_captioner_has_its_card_and_is_as_large_as_the_others(name: str) -> None:
    card = checkpoints.card(name)
    assert {key: type(card[key]) for key in FIELDS} == FIELDS
    assert set(CAPTIONERS) == set(map(captioner.name, WAYS))
    sizes = [checkpoints.card(each)["config"]["parameters"] for each in CAPTIONERS]
    assert max(sizes) < 1.05 * min(sizes)
    for beam in ("beam 1", "beam 3"):
        found = card["measured"][beam]
        low, high = found["cider_95"]
        assert low < found["cider"] < high
        low, high = found["bleu4_95"]
        assert low < found["bleu"][3] < high
    files = [checkpoints.WEIGHTS / f"{each}.safetensors" for each in (*EYES, *CAPTIONERS, *ALIGNMENT)]
    assert sum(file.stat().st_size for file in files) < 45e6


@pytest.mark.parametrize("name", EYES + ALIGNMENT)
def test_what_sees_and_aligns_has_its_card(name: str) -> None:
    card = checkpoints.card(name)
    assert {"data", "data_licence", "licence", "recipe", "measured"} <= set(card)


@pytest.mark.parametrize("name", RECOGNIZER)
def test_the_recogniser_has_its_card(name: str) -> None:
    """With how well it hears people, read in each way, and beside another recogniser."""
    card, network = checkpoints.card(name), recognizer.Recognizer.load().network
    for field, kind in FIELDS.items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == sum(p.numel() for p in network.parameters())
    assert all(torch.isfinite(p).all() for p in network.parameters())
    assert (checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size < 12e6
    measured, steps = card["measured"], [point["step"] for point in card["training"]["curve"]]
    assert steps == sorted(steps) and steps[-1] == card["training"]["steps"] > 1000
    for each in ("digits", "digits with seven", "commands", "sentences", "speechocean", "librispeech", "an4", "wuw"):
        found = measured[each]["greedy"]
        assert measured[each]["clips"] > 20 and 0 < found["cer"] < found["wer"]
        assert all(found[f"{rate}_95"][0] <= found[rate] <= found[f"{rate}_95"][1] for rate in ("cer", "wer", "right"))
        theirs = measured["pocketsphinx"][each]["open"]
        assert 0 < theirs["cer"] < theirs["wer"]
    assert measured["sentences"]["letters"]["cer"] < measured["sentences"]["greedy"]["cer"]
    assert measured["commands"]["words"]["right"] > measured["commands"]["greedy"]["right"]
    assert measured["sentences"]["greedy"]["cer"] < measured["sentences, 5 dB"]["greedy"]["cer"]


@pytest.mark.parametrize("name", VECTORS)
def test_learnt_vectors_have_their_card(name: str) -> None:
    """And are worth what it says; they are kept in 8 bits, which costs next to nothing."""
    card, found = checkpoints.card(name), moments.first()
    for field, kind in FIELDS.items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == 2 * found.e.size and np.isfinite(found.e).all()
    assert LearningConfig(**card["training"]) == moments.FIRST_CONFIG
    assert (np.diff(found.moments.epochs) > 0).all() and found.moments.epochs[[0, -1]].tolist() == [0, 10]
    for listed in ("wordsim", "simlex"):
        score = evaluation.likeness(WordVectors(found.moments.words, found.e), library.text(listed))
        assert score.spearman == pytest.approx(card["measured"][listed]["spearman"], abs=2e-3), listed
        assert score.used == card["measured"][listed]["pairs"]
    assert card["measured"]["wordsim"]["spearman"] >= 0.5


@pytest.mark.parametrize("kind", huffman.KINDS)
def test_trees_have_their_card(kind: str) -> None:
    """And are worth what it says; the vocabulary and the settings are those of the vectors that ship."""
    card, found = checkpoints.card(trees.NAME), trees.first(kind)
    for field, its in FIELDS.items():
        assert isinstance(card.get(field), its) and card[field] not in ("", {}, []), field
    assert importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == len(huffman.KINDS) * (found.e.size + found.theta.size)
    assert card["training"]["output"] == list(huffman.KINDS)
    assert card["training"] | {"output": "negative"} == vars(moments.FIRST_CONFIG)
    shipped = moments.first().moments
    assert found.words == shipped.words and found.counts.tolist() == shipped.counts.tolist()
    assert found.theta.shape == (found.tree.size - 1, found.e.shape[1]) and found.tree.size == len(found.words) == 8000
    assert np.isfinite(found.e).all() and np.isfinite(found.theta).all()
    for listed in ("wordsim", "simlex"):
        score = evaluation.likeness(WordVectors(found.words, found.e), library.text(listed))
        assert score.spearman == pytest.approx(card["measured"][kind][listed]["spearman"], abs=1e-4), listed
        assert score.used == card["measured"][kind][listed]["pairs"]
    assert card["measured"][kind]["wordsim"]["spearman"] >= 0.55


@pytest.mark.parametrize("name", GLOVE)
def test_vectors_of_counts_have_their_card(name: str) -> None:
    """And are worth what it says; they are kept in 8 bits. The vocabulary is that of skip-gram's vectors."""
    card, found = checkpoints.card(name), glove_moments.first()
    m = found.moments
    for field, kind in FIELDS.items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    size, dimension = found.vectors.shape
    assert card["config"]["parameters"] == 2 * size * (dimension + 1) and np.isfinite(found.vectors).all()
    assert GloveConfig(**card["training"]) == found.config == glove_moments.FIRST_CONFIG
    assert m.words == moments.first().moments.words and (np.diff(m.epochs) > 0).all()
    assert m.epochs[[0, -1]].tolist() == [0, found.config.epochs] and m.cost[[0, -1], 1] == pytest.approx(
        card["measured"]["cost"], abs=0.1
    )
    for listed in ("wordsim", "simlex"):
        score = evaluation.likeness(WordVectors(m.words, found.vectors), library.text(listed))
        assert score.spearman == pytest.approx(card["measured"][listed]["spearman"], abs=2e-3), listed
        assert score.used == card["measured"][listed]["pairs"]
    assert card["measured"]["wordsim"]["spearman"] >= 0.5
    assert (checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size < 10e6


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_has_its_card(name: str) -> None:
    card, network = checkpoints.card(name), mistakes.network(name.removeprefix("trigger_mistakes_"))
    for field, kind in FIELDS.items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert card["config"]["parameters"] == sum(p.numel() for p in network.parameters())


@pytest.mark.parametrize("name", TRANSLATORS)
def test_every_translator_has_its_card(name: str) -> None:
    card, model = checkpoints.card(name), models.load(name.removeprefix("translate_").replace("_", "-"))
    for field, kind in (FIELDS | {"does_badly": str}).items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == sum(p.numel() for p in model.parameters())
    assert all(torch.isfinite(p).all() for p in model.parameters())
    curve = [row["dev"] for row in card["training"]["curve"]]
    assert curve[-1] < curve[0] and card["training"]["curve"][-1]["step"] == card["training"]["steps"]


@pytest.mark.parametrize("name", TAGGERS)
def test_every_tagger_has_its_card(name: str) -> None:
    card, network = checkpoints.card(name), tagger.load(name)
    for described, kinds in ((card, FIELDS | {"does_badly": list}), (card["config"], CONFIG)):
        for field, kind in kinds.items():
            assert isinstance(described.get(field), kind) and described[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    assert card["config"]["parameters"] == sum(p.numel() for p in network.parameters())
    assert all(torch.isfinite(p).all() for p in network.parameters())
    assert (checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size < 2e6
    for said in (card["measured"], card["measured"]["by_sentence"]):
        for row in (said, said["strict"], said["any_type"], *said["by_type"].values()):
            assert row["f1"] == pytest.approx(2 / (1 / row["precision"] + 1 / row["recall"]), abs=2e-4)
        assert sum(row["spans"] for row in said["by_type"].values()) == said["spans"]
        assert min(said["f1_of_each"]) <= said["f1"] <= max(said["f1_of_each"])
        assert said["f1_mean"] == pytest.approx(statistics.mean(said["f1_of_each"]), abs=1e-4)
        assert said["f1_spread"] == pytest.approx(statistics.stdev(said["f1_of_each"]), abs=1e-4)


@pytest.mark.parametrize("name", DEEP)
def test_every_deep_network_has_its_card(name: str) -> None:
    card = checkpoints.card(name)
    config, layers = card["config"], card["config"]["layers"]
    for described, kinds in ((card, FIELDS), (config, CONFIG)):
        for field, kind in kinds.items():
            assert isinstance(described.get(field), kind) and described[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    network = (
        deep_tagger.load(layers).network
        if config["cell"] == "deep_tagger"
        else deep.load(config["kind"], layers).network
    )
    assert len(network.stack) == layers and network.stack.units == config["units"]
    assert config["parameters"] == sum(p.numel() for p in network.parameters())
    assert all(torch.isfinite(p).all() and not p.requires_grad for p in network.parameters())
    assert (checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size < 6e5
    if config["cell"] == "deep":
        measured, curve = card["measured"], [bits for _, bits in card["training"]["curve_bits"]]
        assert len(measured["seeds"]) == 3 and measured["seeds"][0]["seed"] == card["seed"]
        assert all(1.5 < one["test"] < 3.0 and one["made"] < 1.0 for one in measured["seeds"]) and curve[-1] < curve[0]
        assert len(measured["probes"]) == len(measured["probes_untrained"]) == layers
        assert measured["step_ms"] > 1 and set(measured["guessing"]) == set(PROPERTIES)
        own, probe = measured["probes"][-1]["next_of_network"]["bits"], measured["probes"][-1]["next"]["bits"]
        assert own == pytest.approx(probe, abs=0.12), "a probe of the last layer is what the network's output is"


@pytest.mark.parametrize("name", SENTIMENT)
def test_what_tells_positive_from_negative_has_its_card(name: str) -> None:
    card = checkpoints.card(name)
    for field, kind in (FIELDS | {"does_badly": str}).items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    config, parameters = card["config"], list(sentiment_weights(name).parameters())
    assert config["cell"] == name and config["level"] == "word" and config["lower"] is True
    assert config["parameters"] == sum(p.numel() for p in parameters)
    assert all(torch.isfinite(p).all() and not p.requires_grad for p in parameters)
    words = [word for word in config.get("vocabulary", []) if word != UNK]
    assert len(set(words)) == len(words) and [word.lower() for word in words] == words
    rows = card["measured"]["in_folds"]
    assert card["measured"]["folds"] == 10 and {row["with_own"] for row in rows} == {True, False}
    assert all(0.5 < row["accuracy"] < 1 and 0 < row["spread"] < 0.1 for row in rows)


@pytest.mark.parametrize("name", FEW_LABELS)
def test_the_classifier_on_few_labels_has_its_card(name: str) -> None:
    card = checkpoints.card(name)
    for field, kind in (FIELDS | {"does_badly": str}).items():
        assert isinstance(card.get(field), kind) and card[field] not in ("", {}, []), field
    assert card["name"] == name and importlib.util.find_spec(card["recipe"].split()[2]), card["recipe"]
    config, training, measured = card["config"], card["training"], card["measured"]
    classifier = few_labels.shipped().classifier
    assert config["cell"] == few_labels.CELL and config["level"] == "word" and config["lower"] is True
    assert classifier.W.shape == (1, config["dimensions"]) and config["parameters"] == classifier.W.size + 1
    assert np.isfinite(classifier.W).all() and classifier.C == training["C"] and training["C"] in training["strengths"]
    assert training["labels"] > max(row["labels"] for row in measured["curve"])
    assert 0.7 < measured["accuracy"] < 1 and measured["baseline"] == 0.5
    assert (checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size < 1000


def sentiment_weights(name: str) -> torch.nn.Module:
    """The weights as they are loaded; those of the bag of words from its file."""
    if name == bag.NAME:
        return checkpoints.filled(bag.BagWeights(len(checkpoints.card(name)["config"]["vocabulary"])), name)
    return {"sentiment": Sentiment, "one_word": OneWord}[name].load().network


def test_translators_together_are_small() -> None:
    assert sum((checkpoints.WEIGHTS / f"{name}.safetensors").stat().st_size for name in TRANSLATORS) < 60e6


def test_no_card_without_its_weights() -> None:
    cards = {path.stem for path in checkpoints.WEIGHTS.glob("*.json")}
    assert cards == set(SHIPPED)
    for path in checkpoints.WEIGHTS.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("family", TRIOS)
def test_a_trio_can_be_compared(family: str) -> None:
    cards = [checkpoints.card(or_skipped(name)) for name in TRIOS[family]]
    counts = [card["config"]["parameters"] for card in cards]
    assert max(counts) <= 1.02 * min(counts)
    for field in ("data", "split", "seed"):
        assert len({card[field] for card in cards}) == 1, field
    assert len({card["training"]["steps"] for card in cards}) == 1
    assert len({tuple(card["config"]["vocabulary"]) for card in cards}) == 1


def bits_along(model: SequenceModel, text: str, streams: int = 1) -> float:
    """Bits a character of a text, read in one go or, cut into as many parts, side by side."""
    ids = torch.tensor(model.vocabulary.encode(list(text)))
    ids = ids[: len(ids) // streams * streams].view(streams, -1).t().contiguous()
    seen = trace(model.cell, ids)
    with torch.inference_mode():
        outputs = torch.from_numpy(np.ascontiguousarray(getattr(seen, seen.output)))
        log_p = torch.log_softmax(model.logits(outputs), dim=-1)
        return float(-log_p[:-1].gather(2, ids[1:, :, None]).double().mean() / math.log(2))


@pytest.mark.parametrize(
    "name", [name for name in SHIPPED if name.startswith("shakespeare") and name in shipped.names()]
)
def test_bits_on_shakespeare_can_be_measured_again(name: str) -> None:
    """On the development work in 50 parts; what the card measured leaves out a little at each end."""
    said = checkpoints.card(name)["measured"]
    found = bits_along(shipped.load(name), shakespeare_split("dev"), streams=50)
    assert found == pytest.approx(said["dev_bits_per_character"], rel=0.01)
    for split in ("dev", "test"):
        assert said[f"{split}_perplexity_per_character"] == pytest.approx(
            2 ** said[f"{split}_bits_per_character"], rel=1e-3
        )


@pytest.mark.parametrize("name", [*TRIOS["nested"], "nested_lstm_thrifty"])
def test_figures_on_the_made_language_can_be_measured_again(name: str) -> None:
    model, said = shipped.load(or_skipped(name)), checkpoints.card(name)["measured"]
    assert model.vocabulary == VOCABULARY
    some = list(islice(sentences("test", 99), 500))
    bits = [bits_along(model, "\n" + made.text) for made in some[:250]]
    lengths = [len(made.text) for made in some[:250]]
    assert np.average(bits, weights=lengths) == pytest.approx(said["test_bits_per_character"], rel=0.05)
    told, found, right = Counter(), Counter(), Counter()
    for b in said["accuracy_by_distance"]:
        told[b["kind"], b["from"], "correct"], told[b["kind"], b["from"], "count"] = b["correct"], b["count"]
    for b in accuracy_by_distance(model, some):
        found[b.kind, b.low], right[b.kind, b.low] = b.count, b.correct
    for (kind, low), count in found.items():
        if told[kind, low, "count"] >= 100 and count >= 30:
            share = told[kind, low, "correct"] / told[kind, low, "count"]
            spread = math.sqrt(share * (1 - share) / count)
            assert abs(right[kind, low] / count - share) < 4.5 * spread + 0.02, (kind, low)
