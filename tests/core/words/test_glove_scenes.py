"""What a picture shows of GloVe: by the matrix that is trained on, by PyTorch and by gensim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors

from core.errors import UserError
from core.referees import glove as referee
from core.words import cooccurrence, corpus, counting, glove_moments, glove_scenes, ratios
from core.words.moments import decoded
from core.words.options import GloveConfig
from tests.core.words.glove_made_up import FRAMES, SIZE, counts, learned, small_text

CONFIG = GloveConfig(dimension=SIZE, window=4, harmonic=True, x_max=10.0, epochs=25)
CONFIGS = [CONFIG, replace(CONFIG, harmonic=False, window=7, x_max=3.0), replace(CONFIG, symmetric=False, x_max=0.0)]
SENTENCE = "W3 w1 xqzt w7. W12 w1 w1 w5 w20"
EXACT = 1e-9


def made_up(config: GloveConfig = CONFIG):
    text = small_text()
    return text, learned(text, config), counting.counted(text, SENTENCE)


@pytest.mark.parametrize("config", CONFIGS)
def test_cells_are_those_that_are_trained_on(config):
    """The sample, and all cells > 0 of the words that are shown; each once, each with the X of the training."""
    text, found, shown = made_up(config)
    X, fit = counts(text, config).toarray(), glove_scenes.fit(found, shown)
    rows, cols = (np.array([text.words.index(fit.names[k]) for k in part]) for part in (fit.left, fit.right))
    np.testing.assert_allclose(fit.x, X[rows, cols], rtol=1e-12)
    cells = {*zip(rows.tolist(), cols.tolist(), strict=True)}
    among = [text.words.index(word) for word in shown.words]
    asked = {(i, j) for i in among for j in among if X[i, j]}
    sample = {*zip(found.moments.rows.tolist(), found.moments.cols.tolist(), strict=True)}
    assert len(cells) == len(fit.x) and cells == asked | sample and len(asked - sample) > 20
    assert {*fit.names} == {text.words[k] for cell in cells for k in cell} and len(set(fit.names)) == len(fit.names)
    assert (fit.window, fit.harmonic, fit.symmetric, fit.x_max) == (
        config.window,
        config.harmonic,
        config.symmetric,
        config.x_max,
    )
    assert (fit.vocabulary, fit.dimension, fit.nonzeros, fit.total) == (len(text.words), SIZE, (X > 0).sum(), 25)
    assert fit.cost.tolist() == [900, 500, 300]


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("moment", range(FRAMES))
def test_scores_and_addends_by_torch(config, moment):
    _, found, shown = made_up(config)
    fit, m = glove_scenes.fit(found, shown), found.moments
    rows, cols = (torch.tensor([m.words.index(fit.names[k]) for k in part]) for part in (fit.left, fit.right))
    theta = torch.from_numpy(decoded(m.theta[moment], m.theta_scale[moment])).double()
    e = torch.from_numpy(decoded(m.e[moment], m.e_scale[moment])).double()
    dot = (theta @ e.T)[rows, cols]
    np.testing.assert_allclose(fit.dot[moment], dot.numpy(), atol=EXACT)
    score = dot + torch.from_numpy(m.b[moment])[rows] + torch.from_numpy(m.b_prime[moment])[cols]
    apart = score - torch.from_numpy(fit.x).log()
    np.testing.assert_allclose(glove_scenes.residual(fit, moment), apart.numpy(), atol=EXACT)
    for x_max in (None, 1.0, 50.0):
        knee = config.x_max if x_max is None else x_max
        f = torch.clamp((torch.from_numpy(fit.x) / knee) ** 0.75, max=1) if knee else torch.ones(len(fit.x))
        np.testing.assert_allclose(glove_scenes.addend(fit, moment, x_max), (f * apart**2).numpy(), atol=EXACT)


def test_a_glimpse_has_one_moment():
    _, found, shown = made_up()
    m = found.moments
    part = {name: getattr(m, name)[-1:] for name in ("epochs", "theta", "theta_scale", "e", "e_scale", "b", "b_prime")}
    glimpse = replace(found, moments=replace(m, **part), vectors=None, done=False)
    fit, whole = glove_scenes.fit(glimpse, shown), glove_scenes.fit(found, shown)
    np.testing.assert_array_equal(fit.dot, whole.dot[-1:])
    for cost in (m.cost[:-1], np.zeros((0, 2))):
        before = replace(glimpse, moments=replace(glimpse.moments, cost=cost))
        assert np.isnan(glove_scenes.fit(before, shown).cost).tolist() == [True], "nobody has added it up yet"
    assert glove_scenes.nearest(glimpse, ["w3"]).answers.shape == (1, 1, 4)


def test_counted_for_another_training():
    text, found, shown = made_up()
    for other, counted in (
        (replace(found, config=replace(CONFIG, window=99)), shown),
        (found, replace(shown, words=("orange", *shown.words[1:]))),
    ):
        with pytest.raises(ValueError):
            glove_scenes.fit(other, counted)


def test_the_nearest_of_all_by_gensim():
    _, found, _ = made_up()
    m, shown = found.moments, glove_scenes.nearest(found, ["w9", "nobody", "w3", "w9"])
    assert shown.asked == ("w9", "w3")
    for f in range(FRAMES):
        theirs = KeyedVectors(SIZE)
        kept = decoded(m.e[f], m.e_scale[f]) + decoded(m.theta[f], m.theta_scale[f])
        theirs.add_vectors(list(m.words), kept)
        for n, word in enumerate(shown.asked):
            expected = theirs.most_similar(word, topn=4)
            assert [shown.names[place] for place in shown.answers[f, n]] == [name for name, _ in expected]
            np.testing.assert_allclose(shown.cosines[f, n], [cosine for _, cosine in expected], atol=1e-6)


def test_the_end_shows_the_vectors_that_are_kept():
    _, found, _ = made_up()
    other = replace(found, vectors=np.random.default_rng(5).normal(size=found.vectors.shape).astype(np.float32))
    before, after = (glove_scenes.nearest(which, ["w3"]) for which in (found, other))
    names = [[shown.names[k] for k in shown.answers[f, 0]] for f in (0, -1) for shown in (before, after)]
    assert names[0] == names[1] and names[2] != names[3]


def test_f_of_a_doubled_count():
    assert glove_scenes.doubled(21.3, 100) == pytest.approx(1.6818, abs=1e-4)
    assert glove_scenes.doubled(50, 100) == pytest.approx(2**0.75)
    assert 1 < glove_scenes.doubled(70, 100) < 1.68 and glove_scenes.doubled(100, 100) == 1
    assert glove_scenes.doubled(3, 0) == 1, "without weights"


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("x_max", [None, 2.0])
def test_the_question_has_one_right_answer(seed, x_max):
    text = small_text(seed=seed)
    shown = counting.counted(text, SENTENCE)
    fit = glove_scenes.fit(learned(text, CONFIG, seed=seed), shown)
    asked = glove_scenes.largest(fit, shown.words, 1, x_max)
    if asked is None:
        return
    adds = {}
    for cell, (i, j) in enumerate(zip(fit.left, fit.right, strict=True)):
        if fit.names[i] in shown.words and fit.names[j] in shown.words and i < j:
            score = fit.dot[1, cell] + fit.b[1, i] + fit.b_prime[1, j]
            f = min(1, (fit.x[cell] / (x_max or CONFIG.x_max)) ** 0.75)
            adds[fit.names[i], fit.names[j]] = f * (score - np.log(fit.x[cell])) ** 2
    best = asked.options[asked.right]
    assert adds[best] == max(adds.values()) and len(asked.options) == len({*asked.options}) in (3, 4)
    assert asked.adds == pytest.approx([adds[pair] for pair in asked.options])
    assert all(adds[best] > 1.49 * adds[pair] for pair in asked.options if pair != best)


def test_nothing_to_ask():
    text, found, _ = made_up()
    shown = counting.counted(text, "w3 w1", most=2)
    assert glove_scenes.largest(glove_scenes.fit(found, shown), shown.words) is None


def test_a_scene_has_the_parts():
    text, found, shown = made_up()
    own = ratios.of_text(text, "w1", "w2", ("w3",))
    scene = glove_scenes.scene(found, shown, ["w9"], own)
    assert (
        scene.counted is shown and scene.ratios[1] is own and scene.ratios[0].paper and scene.nearest.asked == ("w9",)
    )
    assert len(scene.fit.epochs) == len(scene.nearest.answers) == FRAMES


def ended(description):
    """What a job returns."""
    job = glove_scenes.scene_job(description)
    while True:
        try:
            assert 0 <= next(job) <= 1
        except StopIteration as end:
            return end.value


def test_a_text_of_ones_own_as_a_job():
    data = ("the wolf ran over the hill. the wolf saw the moon! a fox and a wolf ran. " * 9).encode()
    config = GloveConfig(min_count=2, window=3, harmonic=False)
    asked = ("wolf", "moon", ("hill", "fox"))
    description = {"corpus": "own", "data": data, "config": config, "sentence": "the wolf ran", "ratios": asked}
    shown, own = ended(description)
    text = corpus.build(corpus.sentences(data.decode()), 2, config.most)
    again = counting.counted(text, "the wolf ran")
    assert shown.words == again.words and shown.words[:3] == ("the", "wolf", "ran")
    np.testing.assert_array_equal(shown.right, again.right)
    by_hand = ratios.of_text(text, *asked, window=3, harmonic=False)
    np.testing.assert_array_equal(own.ratio, by_hand.ratio)
    _, usual = ended(description | {"ratios": None})
    assert usual.first in text.words and usual.second in text.words and usual.first != usual.second
    for wrong, key in (({"sentence": "xqzt"}, "corpus.no_pair"), ({"ratios": ("wolf", "xqzt", ())}, "ratios.unknown")):
        with pytest.raises(UserError) as error:
            ended(description | wrong)
        assert error.value.key == key


@pytest.mark.parametrize("how", [(4, True, True), (10, False, False, 3.0), (2, True, False, 0.0)])
@pytest.mark.parametrize("moment", [0, -1])
def test_the_referee_agrees(how, moment):
    text, found, shown = made_up()
    x_max = how[3] if len(how) > 3 else None
    checks = referee.check(found, shown, *how[:3], x_max, moment, text=text)
    assert len(checks) == 9 and all(check.difference < EXACT for check in checks)
    without = referee.check(found, shown, *how[:3], x_max, moment)
    assert [one.name for one in checks if one.name not in ("counts", "row_sum")] == [one.name for one in without]


def test_the_referee_would_notice(monkeypatch):
    text, found, shown = made_up()

    def differences(counted=shown):
        return {one.name: one.difference for one in referee.check(found, counted, 4, True, True, text=text, word="w1")}

    assert differences(replace(shown, right=shown.right + 1))["counts"] > 0.5
    residual, written = glove_scenes.residual, counting.written
    monkeypatch.setattr(glove_scenes, "residual", lambda *given: residual(*given) + 0.01)
    assert differences()["cost"] > 0.01
    monkeypatch.setattr(counting, "written", lambda *given: written(*given[:3], False, given[4]))
    assert differences()["sentence"] > 0.3, "1 in place of 1/d"


def test_the_training_that_ships():
    """Its counts are those of the text, row by row; its scores follow their logarithms more and more."""
    text, found = corpus.shipped("wordnet", 5, 8000), glove_moments.first()
    how = found.config
    shown = counting.counted(text, "a glass of orange juice", near=max(10, how.window))
    fit = glove_scenes.fit(found, shown)
    for i in {*fit.left[:: len(fit.left) // 40].tolist()}:
        row = text.words.index(fit.names[i])
        x = cooccurrence.row(text, row, how.window, counting.WEIGHTING[how.harmonic], how.symmetric)
        cells = np.flatnonzero(fit.left == i)
        np.testing.assert_allclose(
            fit.x[cells], x[[text.words.index(fit.names[j]) for j in fit.right[cells]]], rtol=1e-6
        )
    off = [np.abs(glove_scenes.residual(fit, f)).mean() for f in range(len(fit.epochs))]
    assert off[0] > 1.5 > 0.5 > off[-1] and not np.isnan(fit.cost).any() and fit.cost[0] > 10 * fit.cost[-1]
    assert "mother" in glove_scenes.nearest(found, ["father"]).names
