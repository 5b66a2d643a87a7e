"""t-SNE step by step: the same steps as openTSNE, the gradient of the divergence, and judges that agree with scikit-learn."""

import numpy as np
import pytest
from openTSNE import TSNE
from openTSNE.affinity import PerplexityBasedNN
from scipy.spatial.distance import cdist
from sklearn.manifold import trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities
from sklearn.neighbors import NearestNeighbors

from core.errors import UserError
from core.words import faithful, films, library, map_checks, maps, points, tsne
from core.words.options import MapConfig, PointsKey
from core.words.results import Given

KEY = PointsKey(kind="groups", count=150)
RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def X() -> np.ndarray:
    return points.build(KEY).X


def ended(steps):
    """The result of a job, and all it yielded."""
    found = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return end.value, found


def divergence(P: np.ndarray, Y: np.ndarray) -> float:
    """KL(P‖Q), as the sum over all pairs."""
    W = 1 / (1 + cdist(Y, Y, "sqeuclidean"))
    np.fill_diagonal(W, 0)
    Q, there = W / W.sum(), P > 0
    return float((P[there] * np.log(P[there] / Q[there])).sum())


def test_affinities_are_those_of_opentsne_and_of_scikit_learn(X):
    ours = tsne.affinities(X, 20).toarray()
    theirs = PerplexityBasedNN(X, perplexity=20, method="exact", n_jobs=1).P.toarray()
    np.testing.assert_allclose(ours, theirs, atol=1e-9)
    assert ours.sum() == pytest.approx(1) and np.array_equal(ours, ours.T)
    few = X[:25]  # so few that all are neighbours, which is what scikit-learn's exact method takes
    whole = tsne.affinities(few, 8).toarray()
    dense = np.zeros_like(whole)
    dense[np.triu_indices(25, 1)] = _joint_probabilities(cdist(few, few, "sqeuclidean"), 8, 0)
    np.testing.assert_allclose(whole, dense + dense.T, atol=1e-7)


def test_gradient_is_that_of_the_divergence(X):
    few, step = X[:30], 1e-5
    P, Y = tsne.affinities(few, 5), RNG.normal(size=(30, 2))
    error, slope = tsne.gradient(Y, P, True, theta=0.0)
    assert error == pytest.approx(divergence(P.toarray(), Y), abs=1e-6)
    for i, d in ((0, 0), (7, 1), (29, 0)):
        there, back = Y.copy(), Y.copy()
        there[i, d] += step
        back[i, d] -= step
        finite = (divergence(P.toarray(), there) - divergence(P.toarray(), back)) / (2 * step)
        assert 4 * slope[i, d] == pytest.approx(finite, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize("changes", [{}, {"dimensions": 3}, {"learning_rate": 40.0, "exaggeration": 4.0}])
def test_descent_takes_the_steps_of_opentsne(X, changes):
    config = MapConfig(perplexity=15, iterations=45, early=25, **changes)
    start = tsne.first(X, config)
    theirs = TSNE(
        config.dimensions,
        learning_rate=config.learning_rate or "auto",
        early_exaggeration=config.exaggeration,
        early_exaggeration_iter=25,
        n_iter=20,
        n_jobs=1,
        negative_gradient_method="bh",
    ).fit(affinities=PerplexityBasedNN(X, perplexity=15, method="exact", n_jobs=1), initialization=start)
    *_, last = tsne.descend(tsne.affinities(X, 15), start, config, lambda i: False)
    np.testing.assert_allclose(last.Y, theirs, atol=2e-4 * np.abs(theirs).max())
    assert last.kl == pytest.approx(theirs.kl_divergence, rel=1e-4)


@pytest.mark.parametrize("stop", [117, 51])  # between two frames of the film, and at one
def test_a_pause_changes_nothing(monkeypatch, stop):
    """Not even the film: what was seen before the pause is in it."""
    monkeypatch.setattr(maps, "EVERY", 0.0)
    config = MapConfig(iterations=260, perplexity=12)
    whole, _ = ended(maps.draw({"key": KEY, "config": config}))
    assert (stop in whole.shown) == (stop == 51)
    job = maps.draw({"key": KEY, "config": config})
    glimpse = next(now.partial for now in job if now.step == stop)
    so_far = glimpse.so_far()
    assert so_far.shown.tolist() == [*(i for i in whole.shown.tolist() if i < stop), stop]
    film, _ = ended(maps.draw({"key": KEY, "config": config, "resume": glimpse.resume}))
    for ours, theirs in ((film.frames, whole.frames), (film.shown, whole.shown), (film.curve.kl, whole.curve.kl)):
        np.testing.assert_array_equal(ours, theirs)
    assert film.kl == whole.kl and film.resume is None
    np.testing.assert_array_equal(so_far.frames[:-1], whole.frames[: len(so_far.frames) - 1])


def test_film_shows_the_way_and_is_judged_on_all_points(X):
    film, seen = ended(maps.draw({"key": KEY, "config": MapConfig(iterations=300)}))
    assert film.done and film.step == 300 and film.shown[0] == 0
    assert film.kl == pytest.approx(
        divergence(tsne.affinities(X, 30).toarray(), film.frames[-1].astype(float)), rel=0.02
    )
    assert film.trust == pytest.approx(trustworthiness(X, film.frames[-1], n_neighbors=10), abs=1e-9)
    P = tsne.affinities(X, 30).toarray()
    theirs = [divergence(P, frame.astype(float)) for frame in film.frames]  # also where all lie within a millionth
    np.testing.assert_allclose(film.curve.kl, theirs, rtol=0.02)
    assert film.curve.kl[-1] < film.curve.kl[0] and film.kept > 0.4 > film.curve.kept[0]
    assert seen[0].step == 0
    again, _ = ended(maps.draw({"key": KEY, "config": MapConfig(iterations=300)}))
    np.testing.assert_array_equal(again.frames, film.frames)


@pytest.mark.parametrize("method", ["pca", "umap"])
def test_other_methods_are_judged_alike(X, method):
    film, _ = ended(maps.draw({"key": KEY, "config": MapConfig(method, dimensions=3 if method == "pca" else 2)}))
    Y = film.frames[-1]
    assert film.trust == pytest.approx(trustworthiness(X, Y, n_neighbors=10), abs=1e-6)
    noise = trustworthiness(X, RNG.normal(size=Y.shape), n_neighbors=10)
    assert film.trust > noise + 0.2
    if method == "pca":  # the best line, plane, … there is: no other keeps more of the variance
        values = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
        np.testing.assert_allclose(np.sqrt((Y**2).sum(axis=0)), values[:3], rtol=1e-4)


@pytest.mark.filterwarnings("ignore")  # umap's, as in `maps.umap`
def test_umap_gets_the_neighbours_that_it_would_find_and_does_not_search(X, monkeypatch):
    """Its own search is compiled for long, and on a large map that would be while a visitor waits."""
    UMAP, built = maps._umap_class(), []
    from umap import umap_

    theirs, build = UMAP(n_neighbors=15, random_state=1, n_jobs=1).fit(X).graph_, umap_.fuzzy_simplicial_set

    def kept(*given, **more):
        built.append(build(*given, **more))
        return built[-1]

    monkeypatch.setattr(umap_, "fuzzy_simplicial_set", kept)
    monkeypatch.setattr(umap_, "nearest_neighbors", lambda *given, **more: pytest.fail("it searches"))
    maps.umap(X, MapConfig("umap", perplexity=30))
    np.testing.assert_allclose(built[0][0].toarray(), theirs.toarray(), atol=1e-3)


def test_what_is_compiled_for_umap_is_kept_for_the_next_process(X):
    maps.umap(X, MapConfig("umap"))
    from umap import layouts, umap_

    used = (
        umap_.smooth_knn_dist,
        umap_.compute_membership_strengths,
        layouts._nb_optimize_layout_euclidean_single_epoch,
    )
    for function in used:
        assert function.signatures and function.stats.cache_path, function


def test_nearest_are_those_of_scikit_learn(X):
    ours, away = faithful.nearest(X, 10)
    distances, theirs = NearestNeighbors(n_neighbors=11).fit(X).kneighbors(X)
    assert (ours == theirs[:, 1:]).mean() > 0.999  # but for ties
    np.testing.assert_allclose(away, distances[:, 1:], atol=1e-5)


@pytest.mark.parametrize("k", [1, 5, 10])
def test_trustworthiness_is_that_of_scikit_learn(k):
    space, flat = RNG.normal(size=(70, 6)).astype(np.float32), RNG.normal(size=(70, 2))
    near = faithful.nearest(space, k)[0]
    theirs = trustworthiness(space, flat, n_neighbors=k)
    assert faithful.exact(space, flat, near)[0] == pytest.approx(theirs, abs=1e-12)
    judge = faithful.Judge(space, near, sample=70)
    assert judge.measure(flat) == pytest.approx(faithful.exact(space, flat, near))
    some = faithful.Judge(space, near, sample=35).measure(flat)[0]
    assert some == pytest.approx(theirs, abs=0.1)


def test_neighbours_kept_by_hand():
    near, found = np.array([[1, 2], [0, 2]]), np.array([[2, 3], [2, 0]])
    assert faithful.kept(near, found) == 0.75


def test_the_first_map_is_what_core_makes():
    """The shipped film is of the words that core chooses, and as good as its own numbers and a map made now say."""
    film, space = films.first(), maps.Space.of(films.FIRST_KEY)
    assert film.names == space.points.names
    np.testing.assert_array_equal(film.near, space.near)
    P = space.affinities(films.FIRST_CONFIG.perplexity)
    np.testing.assert_allclose(film.p, space.p(films.FIRST_CONFIG), rtol=1e-4)
    Y = film.frames[-1].astype(float)
    assert film.kl == pytest.approx(divergence(P.toarray(), Y), rel=0.01)
    assert film.trust == pytest.approx(trustworthiness(space.points.X, Y, n_neighbors=10), abs=1e-4)
    again, _ = ended(maps.draw({"key": films.FIRST_KEY, "config": films.FIRST_CONFIG}))
    assert film.kl == pytest.approx(again.kl, rel=0.05)
    assert film.trust == pytest.approx(again.trust, abs=0.01)


def test_relations_are_parallel_in_the_space_only():
    found, _ = ended(map_checks.relations({"vectors": "glove"}))
    agreement = {one.name: one.agreement for one in found}
    assert agreement["pca"] > 0.5 > max(agreement[str(seed)] for seed in map_checks.SEEDS)
    square = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [0, 0], [0, 1.0]])
    assert map_checks.agreement(square, np.array([[0, 1], [2, 3]])) == pytest.approx(1)
    assert map_checks.agreement(square, np.array([[0, 1], [4, 5]])) == pytest.approx(0)


def test_relations_name_the_pairs_that_the_vectors_have():
    wv = library.load("glove")
    words = [w for w in wv.words[:3000] if w not in ("man", "king")]
    given = Given(tuple(words), wv.vectors[wv.rows(words)])
    found, _ = ended(map_checks.relations({"vectors": "own", "given": given}))
    space = found[0]
    assert ("man", "woman") not in space.words and ("father", "mother") in space.words
    for (a, b), (i, j) in zip(space.words, space.pairs, strict=True):
        np.testing.assert_allclose(space.Y[[i, j]], wv.unit[wv.rows([a, b])], atol=1e-6)
    with pytest.raises(UserError) as caught:
        ended(map_checks.relations({"vectors": "own", "given": Given(("a", "b"), np.eye(2, dtype=np.float32))}))
    assert caught.value.key == "tsne.no_pairs"


@pytest.mark.parametrize("kind", ["groups", "frequent", "noise", "own", "gaps"])
def test_a_part_of_the_vectors_is_enough_for_a_job(kind):
    wv, key = library.load("glove"), PointsKey(kind=kind, count=90, own=("King", "queen", "xqzt", *"abcdefgh"))
    part = points.needed(key, wv, also=["uncle", "xqzt"])
    whole, ours = points.build(key, Given(wv.words, wv.vectors)), points.build(key, part)
    assert ours.names == whole.names and ours.group_names == whole.group_names
    np.testing.assert_array_equal(ours.X, whole.X)
    np.testing.assert_array_equal(ours.groups, whole.groups)
    assert "uncle" in part.words and len(part.words) < 1500


def test_widths_and_gaps_are_lost_on_the_map():
    found, _ = ended(map_checks.cautions({"seed": 1}))
    for one in found:
        assert one.true == pytest.approx(10 if one.kind == "sizes" else 5, rel=0.1)
        assert one.seen < 0.5 * one.true
    X, groups = np.array([[0.0, 0], [2, 0], [10, 0], [10.5, 0]]), np.array([0, 0, 1, 1])
    assert map_checks.width_ratio(X, groups) == pytest.approx(4)
    assert map_checks.gap_ratio(np.array([[0.0], [1], [4]]), np.arange(3)) == pytest.approx(3)


def test_the_referee_agrees():
    rows, _ = ended(map_checks.check({"key": PointsKey(count=80), "config": MapConfig(perplexity=10)}))
    found = {row.name: row for row in rows}
    assert found["trust"].difference < 1e-9
    assert found["kl"].difference < 0.02 * found["kl"].theirs
    assert found["gradient"].difference < 1e-3 * abs(found["gradient"].theirs) + 1e-8
    assert found["sklearn"].difference < 0.15 * found["sklearn"].theirs
