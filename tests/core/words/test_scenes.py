"""What a picture shows of a training: by brute force, by PyTorch's softmax, by scikit-learn's components and by gensim."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors
from scipy.special import expit
from sklearn.decomposition import PCA

from core.words import choosing, corpus, moments, noise, scenes
from core.words.moments import coded, decoded
from core.words.options import LearningConfig
from core.words.results import Moments, Nearest

SENTENCE = "I want a glass of orange juice to go along with my cereal. Orange juice, xqzt and bread!"
SKIP, CBOW = LearningConfig(), LearningConfig("cbow", power=0.5)


def made_up(words: tuple[str, ...], frames: int = 3, seed: int = 0, size: int = 6) -> Moments:
    """Tables of random numbers, each moment another."""
    rng = np.random.default_rng(seed)
    columns: list[list[np.ndarray]] = [[], [], [], []]
    for _ in range(frames):
        for table in (0, 2):
            codes, scale = coded(rng.normal(size=(len(words), size)).astype(np.float32))
            columns[table].append(codes)
            columns[table + 1].append(scale)
    counts = np.sort(rng.integers(5, 900, len(words)))[::-1]
    curve = np.zeros((0, 2), np.float32)
    return Moments(words, counts, np.arange(frames, dtype=np.float32), *map(np.stack, columns), curve, 9999, 1.0)


def names(count: int) -> tuple[str, ...]:
    """The words of the groups, and others."""
    listed = [word for group in scenes.GROUPS.values() for word in group.split()]
    return tuple((listed + [f"w{i}" for i in range(count)])[:count])


def unit_rows(m: Moments, f: int) -> np.ndarray:
    e = decoded(m.e[f], m.e_scale[f]).astype(np.float64)
    return e / np.linalg.norm(e, axis=1, keepdims=True)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 300.0])
def test_eight_bits_are_wrong_by_half_a_step(scale: float) -> None:
    table = (np.random.default_rng(1).normal(size=(200, 9)) * scale).astype(np.float32)
    table[3] = 0
    codes, largest = coded(table)
    assert codes.dtype == np.int8 and (np.abs(codes).max(1) == 127)[np.arange(200) != 3].all()
    np.testing.assert_array_equal(largest, np.abs(table).max(1))
    error = np.abs(decoded(codes, largest).astype(np.float64) - table)
    assert (error <= largest[:, None] / 254 * (1 + 1e-5)).all() and error.max() > largest.max() / 400
    assert not decoded(codes, largest)[3].any()


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("plane", scenes.PLANES)
def test_a_map_is_a_view_from_one_side(plane: str, last: bool) -> None:
    m = made_up(names(90), size=7)
    found = scenes.word_map(m, plane, last=last)
    index = {word: row for row, word in enumerate(m.words)}
    rows = [index[word] for word in found.names]
    assert found.plane == plane and len(found.names) == len(set(found.names)) == 90
    U = np.stack([unit_rows(m, f)[rows] for f in ([-1] if last else range(3))])
    now = U[-1]
    groups = [now[found.groups == g].mean(0) for g in range(len(found.group_names))]
    pca = PCA(2).fit(np.stack(groups) if plane == "groups" else now)
    for axis, theirs in enumerate(np.moveaxis(np.stack([pca.transform(u) for u in U]), 2, 0)):
        ours = found.xy[..., axis]
        np.testing.assert_allclose(ours * np.sign((ours * theirs).sum()), theirs, atol=2e-5)
    flat = U.reshape(-1, 7) - pca.mean_
    axes = np.linalg.lstsq(flat, found.xy.reshape(-1, 2), rcond=None)[0]
    np.testing.assert_allclose(axes.T @ axes, np.eye(2), atol=1e-5)
    centred = now - now.mean(0)
    assert found.kept == pytest.approx(((centred @ axes) ** 2).sum() / (centred**2).sum(), abs=1e-5)
    if plane == "pca":
        assert found.kept == pytest.approx(pca.explained_variance_ratio_.sum(), abs=1e-5)
    assert 0.1 < found.kept < 1


@pytest.mark.parametrize("turn", [0.4, 2.0, -1.3])
@pytest.mark.parametrize("mirror", [False, True])
def test_a_map_is_turned_to_lie_as_one_before(mirror: bool, turn: float) -> None:
    """Of a map that was turned, the next is turned back to it; of another, as SciPy turns it."""
    from scipy.linalg import orthogonal_procrustes

    m = made_up(names(80), seed=2)
    plain = scenes.word_map(m).xy.astype(np.float64)
    c, s = np.cos(turn), np.sin(turn)
    R = np.array([[c, -s], [s, c]]) @ np.diag([1, -1 if mirror else 1])
    found = scenes.word_map(m, before=plain[-1] @ R)
    np.testing.assert_allclose(found.xy, plain @ R, atol=1e-5)
    before = scenes.word_map(made_up(names(80), seed=3)).xy[-1] @ R
    found = scenes.word_map(m, before=before)
    np.testing.assert_allclose(found.xy, plain @ orthogonal_procrustes(plain[-1], before)[0], atol=1e-5)
    Q = np.linalg.lstsq(plain[-1], found.xy[-1].astype(np.float64), rcond=None)[0]
    np.testing.assert_allclose(Q.T @ Q, np.eye(2), atol=1e-5)
    np.testing.assert_array_equal(scenes.word_map(m, before=before[:-1]).xy, plain.astype(np.float32))


def test_the_nearest_on_a_map_by_brute_force() -> None:
    m = made_up(names(700), size=5)
    found = scenes.word_map(m)
    assert len(found.names) == scenes.WORDS and found.near.shape == (3, scenes.WORDS, scenes.NEAR)
    index = {word: row for row, word in enumerate(m.words)}
    for f in range(3):
        u = unit_rows(m, f)[[index[word] for word in found.names]]
        cosines = u @ u.T - 9 * np.eye(len(u))
        theirs = np.sort(cosines, axis=1)[:, ::-1][:, : scenes.NEAR]
        np.testing.assert_allclose(np.take_along_axis(cosines, found.near[f].astype(int), 1), theirs, atol=1e-6)
        assert all(len(set(row)) == scenes.NEAR for row in found.near[f].tolist())


def test_groups_and_the_rest() -> None:
    words = ("the", "river", "lake", "stream", "of", "duck", "hawk", "father", "coat", "shirt", "skirt")
    found, groups, listed = scenes.grouped(words)
    assert listed == ("rivers", "clothes"), "of birds there are two, of a family one"
    assert sorted(found) == sorted(words) and len(groups) == len(words)
    for word, group in zip(found, groups.tolist(), strict=True):
        if group < 255:
            assert word in scenes.GROUPS[listed[group]].split()
    assert found[6:] == ("the", "of", "duck", "hawk", "father") and (groups[6:] == 255).all()
    few = scenes.word_map(made_up(words))
    assert few.plane == "pca" and few.near.shape == (3, 11, scenes.NEAR)


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("width", [1, 3, 10])
@pytest.mark.parametrize("config", [SKIP, CBOW], ids=["skip", "cbow"])
def test_a_window_by_torchs_softmax(config: LearningConfig, width: int, last: bool) -> None:
    """log p and the mean over the words drawn, neighbour by neighbour, in double precision."""
    m = made_up(tuple("orange juice i a of glass along to go my bread with and want".split()), seed=5)
    found = scenes.window(m, SENTENCE, config, width, last)
    tokens = corpus.words_of(SENTENCE)
    assert found.tokens == tuple(tokens) and found.window == width
    known = [(t, m.words.index(word)) for t, word in enumerate(tokens) if word in m.words]
    assert [found.place[t] for t, _ in known] == list(range(len(known))) and (found.place == -1).sum() == 2
    ends = tokens.index("cereal")
    p, R = noise.distribution(m.counts, config.power), scenes.REACH
    for row, f in enumerate([2] if last else range(3)):
        e, theta = (
            torch.from_numpy(decoded(*part)).double()
            for part in ((m.e[f], m.e_scale[f]), (m.theta[f], m.theta_scale[f]))
        )
        for i, (t, c) in enumerate(known):
            others = [
                (j - i, w) for j, (s, w) in enumerate(known) if j != i and (s > ends) == (t > ends) and abs(j - i) <= R
            ]
            there = np.flatnonzero(~np.isnan(found.logit[row, i])) - R
            assert sorted(there) == sorted(away for away, _ in others)
            if config.method == "skip":
                scores = theta @ e[c]
                for away, w in others:
                    log_p = found.logit[row, i, away + R] - found.log_z[row, i]
                    assert log_p == pytest.approx(float(torch.log_softmax(scores, 0)[w]), abs=1e-5)
                drawn, mine = -np.log(expit(-scores.numpy())) @ p, found.noise
                assert np.isnan(found.mean_logit).all() and np.isnan(found.mean_noise).all()
            else:
                inside = [w for away, w in others if abs(away) <= width]
                scores = theta @ e[inside].mean(0)
                log_p = found.mean_logit[row, i] - found.mean_log_z[row, i]
                assert log_p == pytest.approx(float(torch.log_softmax(scores, 0)[c]), abs=1e-5)
                drawn, mine = -np.log(expit(-scores.numpy())) @ p, found.mean_noise
                assert np.isnan(found.log_z).all() and (found.logit[row, i, there + R] == 0).all()
            assert mine[row, i] == pytest.approx(drawn, abs=1e-5)


@pytest.mark.parametrize("config", [SKIP, CBOW], ids=["skip", "cbow"])
def test_windows_of_odd_sentences(config: LearningConfig) -> None:
    m = made_up(names(12))
    for text in ("", "xqzt", "...", "father", "father. mother", "\ud800", "日本語"):
        found = scenes.window(m, text, config, 3)
        assert np.isnan(found.logit).all() and len(found.place) == len(found.tokens)
        assert found.log_z.shape == (3, sum(word in m.words for word in found.tokens))
        assert np.isnan(found.mean_logit).all()
    long = scenes.window(m, "father mother son " * 60, config, 3)
    assert len(long.tokens) == scenes.LONGEST and not np.isnan(long.logit[:, 20]).all()


@pytest.mark.parametrize("last", [False, True])
def test_the_nearest_of_all_by_gensim(last: bool) -> None:
    m = made_up(names(300), size=8)
    found = scenes.nearest(m, ["w9", "nobody", "father", "w9"], last)
    assert found.asked == ("w9", "father") and found.answers.shape == (1 if last else 3, 2, scenes.ANSWERS)
    for row, f in enumerate([2] if last else range(3)):
        theirs = KeyedVectors(8)
        theirs.add_vectors(list(m.words), decoded(m.e[f], m.e_scale[f]))
        for n, word in enumerate(found.asked):
            expected = theirs.most_similar(word, topn=scenes.ANSWERS)
            assert [found.names[place] for place in found.answers[row, n]] == [name for name, _ in expected]
            np.testing.assert_allclose(found.cosines[row, n], [cosine for _, cosine in expected], atol=1e-6)


def test_nobody_asked_for() -> None:
    for asked in ([], ["nobody"], [""]):
        found = scenes.nearest(made_up(names(20)), asked)
        assert isinstance(found, Nearest) and found.asked == () and found.answers.shape == (3, 0, scenes.ANSWERS)
        assert choosing.nearest_at_the_end(made_up(names(20)), asked) is None


def test_softmax_of_a_vector_is_no_probability_of_words() -> None:
    m = moments.first().moments
    found = scenes.softmax_of_vector(m, "orange", "juice")
    e, theta = (
        torch.from_numpy(decoded(*part)).double()
        for part in ((m.e[-1], m.e_scale[-1]), (m.theta[-1], m.theta_scale[-1]))
    )
    p = torch.softmax(theta @ e[m.words.index("orange")], 0)
    assert (found.dimension, found.size) == (50, 8000)
    assert found.sum_vector == pytest.approx(1) and found.sum_words == pytest.approx(1)
    assert found.p == pytest.approx(float(p[m.words.index("juice")]), rel=1e-9) and found.p > 10 / 8000


@pytest.mark.parametrize("m", [moments.first().moments, made_up(names(30))], ids=["shipped", "made up"])
def test_the_question_has_one_right_answer(m: Moments) -> None:
    """By the table of cosines of the first and the last moment."""
    begun = asked = 0
    first, last = unit_rows(m, 0), unit_rows(m, -1)
    for word in ("juice", "father", "river", "king", "dog", *names(30)):
        found = choosing.nearest_at_the_end(m, ["nobody", word])
        if word in m.words and found is not None:
            row = m.words.index(word)
            early, best = ([m.words[i] for i in np.argsort(-(u @ u[row]))[1:5]] for u in (first, last))
            assert found.word == word and 3 <= len(found.options) == len(set(found.options)) <= 4
            assert found.options[found.right] == best[0] and not set(found.options) & {*best[1:], word}
            asked, begun = asked + 1, begun + bool(set(early[:2]) & set(found.options))
    assert asked > 15 and begun > 0.8 * asked
    assert choosing.nearest_at_the_end(made_up(names(40), frames=2), ["father"]) is None


def test_scene_has_the_parts() -> None:
    learned = moments.first()
    m = learned.moments
    for last in (False, True):
        parts = (
            scenes.word_map(m, last=last),
            scenes.window(m, "a b", SKIP, 2, last),
            scenes.nearest(m, ["juice"], last),
        )
        found = scenes.scene(learned, SKIP, *parts, last=last)
        assert (found.map, found.window, found.nearest) == parts
        assert len(found.epochs) == len(found.map.xy) == len(found.nearest.answers) == (1 if last else 13)
        assert found.epochs[-1] == found.total == 10 and found.vocabulary == 8000
