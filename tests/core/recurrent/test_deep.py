"""Deep networks that ship: what their layers hold and know, and what depth was measured to be worth."""

import math
from itertools import islice, pairwise

import numpy as np
import pytest
import torch
from scipy import stats
from sklearn.linear_model import LogisticRegression
from torch import nn

from core import checkpoints
from core.data import shakespeare_split
from core.errors import UserError
from core.recipes import deep as recipe
from core.recipes import deep_measure
from core.recurrent import deep, deep_figures, deep_network, dropping, nested, properties, reacting, step_times
from core.recurrent.deep_network import PHRASES, TABLE, WEIGHTS, Learner
from core.recurrent.options import CELLS, DEPTHS, NARROW, PROPERTIES, DropConfig, TimesConfig
from core.recurrent.results.deep import Deeper, holds_sign
from core.referees import deep as referees
from core.training import IGNORE
from tests.core.recurrent.samples import finished

ALL = [(cell, layers) for cell in CELLS for layers in DEPTHS]
SENTENCE = 'the cats (near the dog "by the old tree") are small.'
TEXTS = (SENTENCE, "Is this a dagger which I see before me?", "é漢 \n ok", "x", "THE CATS ARE old", "the cat Is")


def test_all_have_as_many_weights() -> None:
    for cell, layers in ALL:
        card = checkpoints.card(f"deep_{cell}_{layers}")
        network = deep.load(cell, layers).network
        counted = sum(p.numel() for p in network.stack.parameters()) + network.W_y.numel() + network.b_y.numel()
        assert counted == card["config"]["weights"] == deep_network.weights(cell, layers, TABLE[cell][layers])
        assert abs(counted / WEIGHTS - 1) < 0.015, (cell, layers)
        assert card["config"]["units"] == TABLE[cell][layers]


@pytest.mark.parametrize(("cell", "layers"), ALL)
def test_layers_and_probes_are_pytorchs(cell: str, layers: int) -> None:
    for text in TEXTS:
        rows = referees.check(cell, layers, text)
        assert len(rows) == 2 * layers
        assert all(row.difference < 1e-9 for row in rows), rows


def test_what_comes_next_is_the_networks_own_at_the_last_layer() -> None:
    network = deep.load("lstm", 3)
    found = network.read(SENTENCE)
    z = found.states[-1] @ network.network.W_y.numpy().T + network.network.b_y.numpy()
    np.testing.assert_allclose(found.said["next"][-1], torch.softmax(torch.tensor(z), -1).numpy(), atol=1e-12)
    assert "next" not in network.network.probes[2] and "next" in network.network.probes[1]


def test_what_is_true_of_letters() -> None:
    found = deep.load("gru", 2).read(SENTENCE)
    symbols, T = found.labels["next"], len(SENTENCE)
    for t in range(T):
        assert symbols[found.truth["now"][t]] == SENTENCE[t]
        assert symbols[found.truth["before"][t]] == ("\n" if t == 0 else SENTENCE[t - 1])
        if t + 1 < T:
            assert symbols[found.truth["next"][t]] == SENTENCE[t + 1]
    assert found.truth["next"][-1] == -1
    word = SENTENCE.index("small")
    assert found.truth["place"][word : word + 6].tolist() == [1, 2, 3, 4, 5, 0]
    marks = [found.labels["open"][k] for k in found.truth["open"]]
    assert marks[SENTENCE.index("near")] == "(" and marks[SENTENCE.index("by")] == '"'
    assert marks[SENTENCE.index('")') + 1 + 1] == "" and marks[0] == ""
    asked = np.flatnonzero(found.truth["number"] >= 0)
    assert SENTENCE[asked[0] - 1] == "s" and SENTENCE[asked[-1] + 1 :].startswith("are")
    assert {found.labels["number"][k] for k in found.truth["number"][asked]} == {"plural"}
    right = found.p_right("number")
    assert np.isnan(right[:, 0]).all() and right[:, asked].shape == (2, len(asked))
    np.testing.assert_array_equal(right[1, asked], found.said["number"][1, asked, 1])


@pytest.mark.parametrize(("text", "number"), [("THE CATS IS", "plural"), ("the cat Are old", "singular")])
def test_the_number_is_that_of_the_noun(text: str, number: str) -> None:
    found = deep.load("rnn", 1).read(text)
    assert {found.labels["number"][k] for k in found.truth["number"] if k >= 0} == {number}


def test_text_of_another_kind_has_no_number() -> None:
    found = deep.load("rnn", 1).read("Is this a dagger which I see before me?")
    assert (found.truth["number"] == -1).all()
    assert found.likeliest("next")[0][:3] == [found.labels["next"][k] for k in found.said["next"][0, :3].argmax(-1)]


def test_nothing_to_read_is_said_and_too_much_is_cut() -> None:
    network = deep.load("lstm", 1)
    with pytest.raises(UserError):
        network.read("")
    long = network.read("ab" * 200)
    assert len(long) == deep.LONGEST and not long.is_whole and network.read("ab").is_whole
    with pytest.raises(KeyError):
        deep.load("lstm", 5)


def test_a_sign_is_held_as_counted_by_hand() -> None:
    rng = np.random.default_rng(1)
    states, lengths = rng.normal(size=(40, 9)), []
    for unit in states.T:
        run = 1
        for before, now in pairwise(unit > 0):
            if before == now:
                run += 1
            else:
                lengths.append(run)
                run = 1
        lengths.append(run)
    assert holds_sign(states) == pytest.approx(np.mean(lengths))


def test_rows_are_joined_by_pytorchs_weights() -> None:
    network = deep.load("lstm", 3)
    found = network.read(SENTENCE)
    layer = referees.stacked(network.stack)
    H = TABLE["lstm"][3]
    candidate = layer.weight_ih_l1[2 * H : 3 * H].numpy()  # PyTorch's order is i, f, g, o
    for r, unit in enumerate(found.units[1, 0]):
        np.testing.assert_allclose(found.links[1, 0, r, 0], candidate[unit, found.units[0, 0]], atol=1e-6)
    assert not found.links[0].any() and found.drawn.shape == (3, 1, len(SENTENCE), deep.DRAWN)
    np.testing.assert_array_equal(found.drawn[2, 0, :, 5], found.states[2, :, found.units[2, 0, 5]])


def test_how_far_a_layer_moves() -> None:
    found = deep.load("gru", 2).read(SENTENCE)
    for n in range(2):
        assert found.moved()[n, 7] == pytest.approx(np.mean(np.abs(found.states[n, 7] - found.states[n, 6])), rel=1e-6)
        start = (
            deep.load("gru", 2).stack.traces(torch.tensor([0]))[n][0].c[0]
        )  # after the line's end, which comes first
        np.testing.assert_allclose(found.before[n], start, atol=1e-6)
        assert found.moved()[n, 0] == pytest.approx(np.mean(np.abs(found.states[n, 0] - start)), rel=1e-5)


def test_correlations_are_numpys() -> None:
    network = deep.load("lstm", 2)
    tokens, wanted = reacting.rows()
    ids = torch.tensor([network.vocabulary.encode(row) for row in tokens]).t()
    a = network.stack.traces(ids)[1][0].a[reacting.WARM :].reshape(-1, TABLE["lstm"][2])
    features = wanted[reacting.WARM :].reshape(len(a), -1)
    found = network.correlations[1]
    for k in range(len(reacting.FEATURES)):
        held = ~np.isnan(features[:, k])
        expected = np.corrcoef(a[held, 3], features[held, k])[0, 1]
        assert found[3, k] == pytest.approx(expected, abs=1e-6), reacting.FEATURES[k]
    best = reacting.strongest(found)
    assert best["vowels"] == (int(np.abs(found[:, 0]).argmax()), pytest.approx(found[np.abs(found[:, 0]).argmax(), 0]))


def test_features_of_letters() -> None:
    values = reacting.features(list("the (Cats) are old.\n"))
    text = "the (Cats) are old.\n"
    named = {name: values[:, k] for k, name in enumerate(reacting.FEATURES)}
    assert [text[t] for t in np.flatnonzero(named["vowels"])] == list("eaaeo")
    assert [t for t in np.flatnonzero(named["spaces"])] == [3, 10, 14]
    assert [text[t] for t in np.flatnonzero(named["word_ends"])] == list("esed")
    assert [text[t] for t in np.flatnonzero(named["capitals"])] == ["C"]
    assert "".join(text[t] for t in np.flatnonzero(named["open"])) == "(Cats"


@pytest.mark.parametrize("cell", CELLS)
def test_whether_a_layer_pays_is_students_t(cell: str) -> None:
    for one in deep_figures.deeper(cell):
        a, b = (np.array(deep_figures.figures(cell, n).bits) for n in (one.shallow, one.deep))
        theirs = stats.ttest_rel(a, b).confidence_interval(0.95)
        assert (one.low, one.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
        assert one.gain == pytest.approx(a.mean() - b.mean())
    enough = deep_figures.enough(cell)
    means = [deep_figures.figures(cell, n).mean for n in DEPTHS]
    pays = [
        a
        for a in DEPTHS
        if any(stats.ttest_rel(*pair(cell, a, b)).confidence_interval(0.95).low > 0 for b in DEPTHS if b > a)
    ]
    assert enough not in pays and all(n in pays for n in DEPTHS if n < enough), means


def pair(cell: str, shallow: int, deep: int) -> tuple[np.ndarray, np.ndarray]:
    """The bits of two depths, seed by seed."""
    return tuple(np.array(deep_figures.figures(cell, n).bits) for n in (shallow, deep))


@pytest.mark.parametrize(("interval", "pays"), [((0.01, 0.03), True), ((-0.03, -0.01), False), ((-0.01, 0.05), None)])
def test_only_an_interval_without_zero_says_whether_a_layer_pays(
    interval: tuple[float, float], pays: bool | None
) -> None:
    assert Deeper(1, 2, sum(interval) / 2, *interval).pays is pays


def test_narrow_networks_grow_with_depth() -> None:
    for cell in NARROW:
        one = deep_figures.narrow(cell)
        for layers, weights, bits in one.rows:
            assert weights == deep_network.weights(cell, layers, one.units) and 1.5 < bits < 4
        assert [row[1] for row in one.rows] == sorted(row[1] for row in one.rows)


def test_steps_are_timed_as_the_recipe_trains() -> None:
    assert (step_times.BATCH, step_times.LENGTH) == (recipe.SHAKESPEARE + recipe.MADE, recipe.LENGTH)
    assert deep.load("rnn", 1).bits_per_character == deep_figures.figures("rnn", 1).bits[0]


@pytest.mark.parametrize(("cell", "layers"), [("lstm", 3), ("gru", 1), ("rnn", 4)])
def test_bits_of_a_card_can_be_measured_again(cell: str, layers: int) -> None:
    """On the development work in 50 parts, by PyTorch's layers."""
    network = deep.load(cell, layers)
    ids = torch.tensor(network.vocabulary.encode(list(shakespeare_split("dev"))))
    ids = ids[: len(ids) // 50 * 50].view(50, -1).t()
    layer = referees.stacked(network.stack)
    with torch.inference_mode():
        a, _ = layer(nn.functional.one_hot(ids, len(network.vocabulary)).double())
        logits = a @ network.network.W_y.t() + network.network.b_y
        nats = nn.functional.cross_entropy(logits[:-1].flatten(0, 1), ids[1:].flatten()).item()
    said = checkpoints.card(f"deep_{cell}_{layers}")["measured"]["seeds"][0]["dev"]
    assert nats / math.log(2) == pytest.approx(said, rel=0.01)


@pytest.mark.parametrize("cell", CELLS)
def test_what_probes_reach_can_be_measured_again(cell: str) -> None:
    """On other sentences of the made language that were held out, each read by itself and not in the middle of others."""
    network, layers = deep.load(cell, 2), 2
    said = checkpoints.card(f"deep_{cell}_2")["measured"]["probes"]
    right = {(n, name): [] for n in range(layers) for name in ("open", "number")}
    for made in islice(nested.sentences("test", 77, PHRASES), 600):
        found = network.read(made.text)
        for n, name in right:
            asked = found.truth[name] >= 0
            right[n, name] += (found.said[name][n].argmax(-1) == found.truth[name])[asked].tolist()
    for (n, name), hits in right.items():
        assert np.mean(hits) == pytest.approx(said[n][name]["right"], abs=0.09), (n, name)


def test_a_probe_is_as_good_as_scikit_learns() -> None:
    """On states off which one property can be read up to noise; the others are always the same, or not asked."""
    torch.manual_seed(3)
    a = torch.randn(3000, 12)
    place = ((a[:, :6] + 0.3 * torch.randn(3000, 6)) @ torch.eye(6)).argmax(-1)
    nothing = torch.zeros(3000, dtype=torch.long)
    truth = {name: nothing for name in PROPERTIES} | {"place": place, "number": torch.full((3000,), IGNORE)}
    truth["number"][0] = 0
    heads = deep_measure.probe(a[:2000], {name: values[:2000] for name, values in truth.items()})
    ours = deep_measure.score(heads["place"](a[2000:]), place[2000:])["right"]
    theirs = LogisticRegression(max_iter=2000, C=100).fit(a[:2000], place[:2000]).score(a[2000:], place[2000:])
    assert theirs > 0.75 and ours == pytest.approx(theirs, abs=0.02)


def test_a_network_as_it_is_trained_is_the_one_that_ships() -> None:
    torch.manual_seed(1)
    learner = Learner("gru", 2, 9, 20).requires_grad_(False)
    assert deep_network.weights("gru", 2, 9, 20) == sum(p.numel() for p in learner.parameters()) - 2 * 2 * 9
    ids = torch.randint(20, (7, 3))
    logits, (last,) = learner(ids)
    again, _ = learner(ids[4:], learner(ids[:4])[1])
    np.testing.assert_allclose(logits[4:].numpy(), again.numpy(), atol=1e-6)
    assert last.shape == (2, 3, 9)


def test_steps_are_timed_of_all_networks_and_train() -> None:
    found = finished(step_times.measure(TimesConfig(1)))
    assert set(found.ms) == set(CELLS) and all(len(row) == 4 and min(row) > 0 for row in found.ms.values())
    stepper = step_times.Stepper("lstm", 2)

    def loss() -> float:
        with torch.no_grad():
            logits, _ = stepper.learner(stepper.ids[:-1])
            return nn.functional.cross_entropy(logits.flatten(0, 1), stepper.ids[1:].flatten()).item()

    before = loss()
    for _ in range(5):
        stepper.step()
    assert loss() < before


def test_reading_with_dropout() -> None:
    found = finished(dropping.drop(DropConfig("lstm", 2, SENTENCE, 0.25)))
    plain = deep.load("lstm", 2).read(SENTENCE).p_right("number")[-1]
    np.testing.assert_allclose(found.p["none"], plain, atol=1e-5)
    assert set(found.p) == {"none", "between", "recurrent"}
    again = finished(dropping.drop(DropConfig("lstm", 2, SENTENCE, 0.25)))
    for where, p in found.p.items():
        np.testing.assert_array_equal(p, again.p[where])
    other = finished(dropping.drop(DropConfig("lstm", 2, SENTENCE, 0.25, seed=2)))
    assert not np.array_equal(other.p["recurrent"], found.p["recurrent"], equal_nan=True)


def test_properties_have_their_classes() -> None:
    vocabulary = deep.load("rnn", 1).vocabulary
    for name in PROPERTIES:
        assert properties.classes(name, vocabulary) == len(properties.labels(name, vocabulary))
    assert properties.PROPERTIES == PROPERTIES
