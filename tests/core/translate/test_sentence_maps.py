"""Maps of sentences against scikit-learn and scipy, on the shipped weights; and what the lesson says of them."""

import itertools

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from core.errors import UserError
from core.translate import sentence_maps as maps
from core.translate import shown
from core.translate.translator import END, Translator

ENGLISH = ("en-fr-one-way", "en-fr-reversed", "en-fr-plain")
ALL = [(name, kind) for name in (*ENGLISH, "fr-en-plain") for kind in maps.kinds(name)]
OWN = {"en": "I gave my sister a card.", "fr": "Je suis trop fatigué."}
every_map = pytest.mark.parametrize(("name", "kind"), ALL)


@every_map
def test_the_plane_is_that_of_scikit_learn(name, kind):
    c, found = maps.vectors(name, kind), maps.sentence_map(name, kind, OWN[name[:2]])
    theirs = PCA(2, svd_solver="full").fit(c)
    signs = np.sign(theirs.components_[[0, 1], np.abs(theirs.components_).argmax(1)])
    assert found.at == pytest.approx(theirs.transform(c) * signs, abs=1e-8), "the largest number of each is positive"
    assert found.shown == pytest.approx(theirs.explained_variance_ratio_.sum())
    own = Translator.load(name).decoding(OWN[name[:2]]).contexts[:1].astype(np.float64)
    assert found.own == pytest.approx((theirs.transform(own) * signs)[0], abs=1e-5)
    assert found.near == pytest.approx(1 - cdist(c, own, "cosine")[:, 0], abs=1e-6)
    assert found.apart == pytest.approx(cdist(c, own)[:, 0], abs=1e-5)


@every_map
def test_each_vector_is_what_its_decoder_is_given(name, kind):
    one = Translator.load(name)
    for text, c in list(zip(maps.listed(name, kind).texts, maps.vectors(name, kind), strict=True))[::5]:
        assert c == pytest.approx(one.decoding(text).contexts[0], abs=1e-6)


@every_map
def test_distances_within_and_between_groups(name, kind):
    places, means = maps.listed(name, kind), maps.means(name, kind)
    E = Translator.load(name).model.source_embedding.weight.double().numpy()
    ids = [Translator.load(name).read(text)[1] for text in places.texts]
    bags = np.stack([E[[i for i in row if i != END]].mean(0) for row in ids])
    for x, found in ((maps.vectors(name, kind), means["c"]), (bags, means["words"])):
        near = NearestNeighbors(n_neighbors=2).fit(x).kneighbors(x)[1]
        within, between, right = [], [], 0
        for i, j in itertools.combinations(range(len(x)), 2):
            if min(places.groups[i], places.groups[j]) >= 0:
                (within if places.groups[i] == places.groups[j] else between).append(np.linalg.norm(x[i] - x[j]))
        for i, two in enumerate(near):
            other = next(j for j in two if j != i)
            right += places.groups[i] >= 0 and places.groups[other] == places.groups[i]
        assert (found.within, found.between) == pytest.approx((np.mean(within), np.mean(between)))
        assert found.of == (places.groups >= 0).sum() and abs(found.nearest - right) <= (x is bags), "but for ties"


def test_the_visitors_own_does_not_turn_the_plane_and_stands_on_its_own_dot():
    name = "en-fr-one-way"
    first, other = (
        maps.sentence_map(name, "card", text) for text in (OWN["en"], "The old mill burned down yesterday.")
    )
    assert (first.at == other.at).all() and not np.allclose(first.own, other.own)
    for place, text in enumerate(first.texts):
        found = maps.sentence_map(name, "card", text)
        assert found.own == pytest.approx(found.at[place], abs=1e-5) and found.apart[place] < 1e-5
        assert found.near[place] == pytest.approx(1)


@every_map
def test_who_is_on_a_map(name, kind):
    places = maps.listed(name, kind)
    cloud = places.groups < 0
    assert len(set(places.texts)) == len(places.texts) and cloud.sum() == (maps.CLOUD if kind == "paraphrases" else 0)
    sizes = np.bincount(places.groups[~cloud])
    if kind != "paraphrases":
        assert sizes.tolist() == [3, 3] and places.kinds.tolist() == [0, 1, 2] * 2
        assert [text.split()[0] for text in places.texts][::3] == (
            ["John", "Mary"] if kind == "admires" else ["I", "She"]
        )
    elif name.startswith("en"):
        assert sizes.tolist() == [3] * 8
        assert {text for text, alone in zip(places.texts, cloud, strict=True) if alone} <= {
            one.en for one in shown.sentences()
        }
    else:
        assert sizes.tolist() == [2] * maps.PAIRS
        both = {one.fr for one in shown.sentences()}
        assert set(zip(places.texts[: 2 * maps.PAIRS : 2], places.texts[1 : 2 * maps.PAIRS : 2], strict=True)) <= both


def test_what_is_not_there():
    assert maps.kinds("fr-en-plain") == ("paraphrases",)
    with pytest.raises(KeyError):
        maps.sentence_map("fr-en-plain", "card", OWN["fr"])
    with pytest.raises(UserError):
        maps.sentence_map("en-fr-one-way", "card", " ")


@pytest.mark.parametrize("name", ENGLISH)
def test_c_has_an_order_and_a_bag_of_words_has_none(name):
    """Mary and John change places: to a bag it is the same sentence."""
    c, words = (maps.means(name, "admires")[key] for key in ("c", "words"))
    assert c.within < c.between and words.within > words.between
    assert words.nearest == 0 < c.nearest


@pytest.mark.parametrize("name", ENGLISH)
def test_c_follows_the_wording_more_than_the_meaning(name):
    """In the six of the card the nearest has other roles, each time: unlike in the figure of Sutskever et al."""
    found = maps.means(name, "card")["c"]
    assert found.nearest == 0 and found.within > found.between
    c = maps.vectors(name, "card")
    apart = cdist(c, c)
    assert apart[1, 4] < min(apart[1, 0], apart[1, 2]), "what begins with the garden lies together"


@pytest.mark.parametrize("name", ENGLISH)
def test_paraphrases_meet_and_so_do_their_words(name):
    c, words = (maps.means(name, "paraphrases")[key] for key in ("c", "words"))
    assert c.within < 0.75 * c.between and c.nearest >= 20
    assert words.within / words.between < c.within / c.between and words.nearest >= c.nearest
