"""What was measured over several trainings: its arithmetic against sacreBLEU and SciPy, its file against the cards."""

import json
import statistics

import numpy as np
import pytest
from sacrebleu.metrics import BLEU
from scipy.stats import bootstrap

from core import checkpoints
from core.recipes import translate_data as data
from core.recipes import translate_outputs as outputs
from core.recipes import translate_vectors as vectors
from core.recipes.translate_kinds import Kind
from core.recipes.translate_measure import CPU, trained_by
from core.recipes.translate_scores import Case
from core.translate import models, shown
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, REVERSED
from core.translate.seq2seq import EncoderDecoder
from core.translate.translator import END, Translator

FOUND = json.loads(vectors.OUT.read_text("utf-8"))
ORDERS = {"as_it_stands": ONE_WAY, "reversed": REVERSED}
TAUGHT = {"right": ONE_WAY, "no_end": NO_END, "own_words": OWN_WORDS}


def two_systems(count: int = 60) -> tuple[list[Case], list[Case]]:
    """Two translations of each of so many references, words swapped or left out; what is hard for one is so for the other."""
    rng = np.random.default_rng(3)
    sides: tuple[list[Case], list[Case]] = [], []
    for i in range(count):
        words = [f"w{k}" for k in rng.integers(0, 30, rng.integers(3, 14))]
        hard = rng.choice((0.02, 0.6))
        for side, share in zip(sides, (hard, 1.2 * hard), strict=True):
            output = [f"x{i}" if rng.random() < share else w for w in words if rng.random() > share / 2]
            side.append(Case("", " ".join(output), (" ".join(words),)))
    return sides


def bleu(cases: list[Case]) -> float:
    return BLEU().corpus_score([case.output for case in cases], [[case.references[0] for case in cases]]).score


def test_summed_statistics_give_sacrebleus_score():
    for cases in (
        *two_systems(),
        [Case("", "a x b c y d", ("a z b c w d",))],
        [Case("", "", ("a c",)), Case("", "a", ("a",))],
    ):
        some = np.random.default_rng(0).integers(0, len(cases), 2 * len(cases))
        drawn = np.array([np.ones(len(cases), int), np.bincount(some, minlength=len(cases))])
        scored = vectors.corpus_bleu(drawn @ vectors.counted(cases))
        assert scored == pytest.approx([bleu(cases), bleu([cases[i] for i in some])], abs=1e-9)


def test_the_paired_bootstrap_is_scipys():
    ours, theirs = two_systems()
    a, b = vectors.counted(ours), vectors.counted(theirs)
    value, low, high = vectors.difference([a], [b], vectors.corpus_bleu)
    assert value == pytest.approx(bleu(ours) - bleu(theirs), abs=1e-9) and low < value < high

    def between(rows):
        return float(np.diff(vectors.corpus_bleu(np.array([b[rows].sum(0), a[rows].sum(0)])))[0])

    said = bootstrap(
        (np.arange(len(a)),), between, n_resamples=2000, vectorized=False, method="percentile", random_state=1
    ).confidence_interval
    assert (low, high) == pytest.approx((said.low, said.high), abs=0.1 * (said.high - said.low))


def test_over_several_trainings_the_mean_is_resampled():
    rng = np.random.default_rng(5)
    ours = [np.stack((rng.gamma(2, 1, 80), np.full(80, 4.0)), 1) for _ in range(3)]
    theirs = [np.stack((rng.gamma(2, 1.2, 80), np.full(80, 4.0)), 1) for _ in range(3)]
    value, low, high = vectors.difference(ours, theirs, vectors.ratio)
    means = np.mean([(a - b)[:, 0] / 4 for a, b in zip(ours, theirs, strict=True)], 0)  # of a sentence
    said = bootstrap((means,), np.mean, n_resamples=5000, method="percentile", random_state=1).confidence_interval
    assert value == pytest.approx(means.mean()) and said.high - said.low > 0.05
    assert (low, high) == pytest.approx((said.low, said.high), abs=0.1 * (said.high - said.low))
    told = vectors.told("nats", ours, theirs, vectors.ratio, 9)
    each = [(a - b)[:, 0].mean() / 4 for a, b in zip(ours, theirs, strict=True)]
    assert told["sd"] == pytest.approx(statistics.stdev(each)) and told["nats"] == pytest.approx(statistics.mean(each))


def test_ends_of_what_is_long_enough():
    cases = [Case("", "a b c d e f g", ("1 2 3 4 5 6 7 8 9",)), Case("", "a b", ("1 2 3 4 5 6 7",))]
    first, last = (vectors.end(part)(cases) for part in vectors.ENDS.values())
    assert [(one.output, one.references) for one in first] == [("a b c d", ("1 2 3 4",))]
    assert [(one.output, one.references) for one in last] == [("d e f g", ("6 7 8 9",))]


def test_costs_by_step():
    dev = [np.array([1.0, 2.0, 4.0, 8.0]), np.array([16.0, 32.0])]
    assert vectors.in_steps(dev, 2, 3).tolist() == [[6.0, 2.0], [32.0, 1.0]]
    assert vectors.in_steps(dev, 4, 60).tolist() == [[8.0, 1.0], [0.0, 0.0]]


def test_what_comes_behind_the_first_mark_is_cut():
    texts = {"Vite ! Vite !": "Vite !", "Il a 3 ans. Je.. ans": "Il a 3 ans.", "sans fin, sans": "sans fin, sans"}
    assert [vectors.to_first_mark(Case("", text, ())).output for text in texts] == list(texts.values())


@pytest.mark.parametrize("name", [ONE_WAY, REVERSED, NO_END])
def test_true_pieces_cost_what_the_decoder_says_step_by_step(name):
    translator, some = Translator.load(name), shown.sentences()[:12]
    costs = outputs.nats(translator, [(one.en, one.fr[0]) for one in some])
    forced = [-translator.forced(one.en, one.fr[0]).log_probabilities for one in some]
    assert sorted(map(len, costs)) == sorted(map(len, forced))
    for cost in costs:
        nearest = min((one for one in forced if len(one) == len(cost)), key=lambda one: abs(one - cost).max())
        assert cost == pytest.approx(nearest, abs=2e-4)


def test_both_orders_are_compared_sentence_by_sentence():
    some = [(one.en, one.fr[0]) for one in shown.sentences()[:40]]
    costs = [outputs.nats(Translator.load(name), some) for name in ORDERS.values()]
    assert [len(one) for one in costs[0]] == [len(one) for one in costs[1]]
    sums = np.array([[one.sum() for one in side] for side in costs])
    assert np.corrcoef(sums)[0, 1] > 0.9


def test_what_ends_is_counted():
    cases = [Case("", "a b c d", ("a b c d",)), Case("", "a b c d e", ("a b c d e",))]
    dev = [np.array([1.0, 2.0, 6.0]), np.array([3.0, 8.0])]
    found = outputs.ending(cases, [(5, 6, END), (5, 6)], dev)
    assert (found["bleu"], found["ended"], found["of"], found["length_ratio"]) == (100, 1, 2, 1)
    assert (found["dev"], found["dev_words"], found["dev_end"]) == (4, 2, 7)


def test_a_training_that_was_broken_off_says_so():
    base = "python -m core.recipes.translate --name en-fr-no-end --steps 20"
    assert trained_by("en-fr-no-end", [[0, 20]], 20, CPU) == base
    assert trained_by("en-fr-no-end", [[0, 20]], 15, "a GPU") == f"{base} --device cuda, stopped at step 15"
    resumed = f"{base}, from step 10 on with --resume --steps 12"
    assert trained_by("en-fr-no-end", [[0, 20], [10, 12]], 12, CPU) == resumed


def measured(name: str) -> dict:
    return checkpoints.card(models.stem(name))["measured"]


def test_the_first_trainings_are_those_that_ship():
    for order, name in ORDERS.items():
        ours, said = FOUND["order"][order], measured(name)
        assert (ours["bleu"][0], ours["half_width"][0]) == (said["greedy"]["bleu"], said["greedy"]["half_width"])
        for row, card in zip(ours["by_length"], said["by_length_greedy"], strict=True):
            first = {key: value[0] if isinstance(value, list) else value for key, value in row.items()}
            assert first == card
        curve = checkpoints.card(models.stem(name))["training"]["curve"]
        assert ours["dev"][0] == pytest.approx(curve[-1]["dev"], abs=2e-3), "float16 costs next to nothing"
    for key, name in TAUGHT.items():
        ours, said = FOUND[key], measured(name)
        assert ours["bleu"] == said["test_bleu_greedy"] and ours["by_length"] == said["by_length_greedy"]
        assert ours["steps"] == checkpoints.card(models.stem(name))["training"]["steps"]
        assert {field: ours[field] for field in said.get("ending", {})} == said.get("ending", {})
    for name, ours in FOUND["attention"].items():
        assert ours["bleu"] == measured(name)["test_bleu_greedy"]
        assert ours["by_length"] == measured(name)["by_length_greedy"]


def test_figures_agree_with_one_another():
    order, orders = FOUND["order"], list(ORDERS)
    for name in orders:
        for i, dev in enumerate(order[name]["dev"]):
            rows = order[name]["by_step"]
            assert np.average([r["nats"][i] for r in rows], weights=[r["pieces"] for r in rows]) == pytest.approx(
                dev, abs=2e-4
            )
    for key in TAUGHT:
        pieces, sentences = sum(r["pieces"] for r in FOUND[key]["by_step"]), FOUND[key]["by_step"][0]["pieces"]
        whole = FOUND[key]["dev_words"] * (pieces - sentences) + FOUND[key]["dev_end"] * sentences
        assert FOUND[key]["dev"] == pytest.approx(whole / pieces, abs=2e-4)
    assert [one["seed"] for one in order["difference"]] == order["seeds"] and len(order["seeds"]) == 3
    differences = np.subtract(order["reversed"]["bleu"], order["as_it_stands"]["bleu"])
    assert [one["bleu"] for one in order["difference"]] == pytest.approx(differences, abs=0.011)
    assert order["pooled"]["bleu"] == pytest.approx(differences.mean(), abs=0.011)
    assert order["pooled"]["sd"] == pytest.approx(differences.std(ddof=1), abs=0.011)
    for one in (*order["difference"], order["pooled"]):
        for row in (one, *one["by_length"], one["first_four"], one["last_four"]):
            assert row["low"] <= row["bleu"] <= row["high"]
        for row in (one["dev"], *one["by_step"]):
            assert row["low"] <= row["nats"] <= row["high"]


def test_sizes_differ_in_c_alone():
    source, target = map(models.subwords, ("en", "fr"))
    for row in FOUND["sizes"]:
        model = EncoderDecoder(Kind.of(ONE_WAY).config(len(source), len(target), row["units"]))
        assert row["parameters"] == sum(p.numel() for p in model.parameters())
        assert row["bleu"] == FOUND["order"]["as_it_stands"]["bleu"][0] or row["units"] != 256
    costs = [row["dev"] for row in FOUND["sizes"]]
    assert costs == sorted(costs, reverse=True), "more numbers hold more"


def test_nothing_in_the_file_is_a_sentence():
    """The pairs are no part of the project."""
    assert data.TRANSLATE == vectors.OUT.parent and vectors.OUT.stat().st_size < 60_000
    assert max(len(text) for text in json.dumps(FOUND).split('"')[1::2]) < 70
