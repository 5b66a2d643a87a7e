"""What questions offer to choose from, against plain loops and cases made by hand."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from core.words import analogy, choices, equation, films, library, rivers, trees
from core.words.huffman import Tree
from core.words.results import Answer, Association, Equalized, EqualPair, Film, Term, Weat
from core.words.vectors import WordVectors


def on_a_line(places: list[float], near: list[list[int]]) -> Film:
    """The map that ships, but of these points on a line, called a, b, c, …, with these true neighbours."""
    frame = np.stack([np.array(places), np.zeros(len(places))], axis=1).astype(np.float32)
    names = tuple("abcdefghij"[: len(places)])
    return replace(films.first(), names=names, frames=frame[None], near=np.array(near, dtype=np.int16))


def answer(words: str, terms: str) -> Answer:
    empty = np.zeros(0, np.float32)
    return Answer(equation.parse(terms), "add", tuple(words.split()), empty, empty, empty, empty, 1.0)


def test_the_nearest_on_the_map_are_those_of_plain_distances():
    film = films.first()
    Y = film.frames[-1].astype(np.float64)
    for point in range(0, len(film.names), 29):
        away = [np.linalg.norm(y - Y[point]) for y in Y]
        order = sorted((j for j in range(len(Y)) if j != point), key=lambda j, away=away: away[j])[:10]
        assert film.nearest(point).tolist() == order
        assert film.kept_of(point) == len(set(order) & set(film.near[point].tolist()))


def test_neighbours_kept_add_up_to_the_share_of_the_map():
    film = films.first()
    assert all(0 <= film.kept_of(i) <= film.near.shape[1] == 10 for i in range(len(film.names)))
    assert sum(film.kept_of(i) for i in range(len(film.names))) / 4000 == pytest.approx(film.kept, abs=1e-6)


def test_the_true_nearest_is_offered_once_among_four():
    film = films.first()
    for point in range(0, len(film.names), 37):
        options, place = choices.true_nearest(film, point)
        assert options[place] == film.names[film.near[point, 0]] and len(set(options)) == 4
        assert options == sorted(options)


def test_the_others_offered_are_false_neighbours_as_far_as_there_are_such():
    places = [0.0, 9, 1, 2, 3, 8]  # c, d, e are a's nearest on the map: c is a true neighbour, d and e are not
    film = on_a_line(places, [[1, 5, 2], *[[0, 0, 0]] * 5])
    assert choices.true_nearest(film, 0) == (["b", "d", "e", "f"], 0)
    few = on_a_line([0.0, 1, 2], [[1, 2], [0, 2], [1, 0]])
    assert choices.true_nearest(few, 0) is None


def test_the_point_asked_about_is_the_nearest_of_the_pinned_one():
    film = films.first()
    assert (
        film.names[choices.point_asked(film, "english")]
        == film.names[film.near[film.names.index("english"), 0]]
        == "irish"
    )
    assert choices.point_asked(film, "") == choices.point_asked(film, "qwxzy") == 133


def test_three_neighbours_of_which_one_is_much_nearer():
    wv = library.load("glove")
    order = np.argsort(-(wv.unit @ wv.unit[wv.row("king")]), kind="stable")
    ranked = [wv.words[row] for row in order if wv.words[row] != "king"]
    options, right = choices.nearer(wv, "king")
    assert options == sorted([ranked[2], ranked[14], ranked[39]]) and options[right] == ranked[2]
    few = WordVectors([f"w{i}" for i in range(40)], np.random.default_rng(1).normal(size=(40, 5)))
    assert choices.nearer(few, "w0") is None, "39 others are too few"


def test_an_equation_may_give_its_own_words():
    outside, inside = answer("queen prince", "king - man + woman"), answer("king queen", "king - man + woman")
    assert choices.own_words(outside, inside) == (["king", "queen", "woman"], 0)
    same = answer("dog", "dog")
    assert choices.own_words(same, same) is None, "one word is no choice"
    assert choices.own_words(answer("cat", "dog"), same) == (["cat", "dog"], 1)


@pytest.mark.parametrize("text", ["king - man + woman", "paris - france + poland"])
def test_a_sum_may_stay_with_its_own_words(text: str):
    """By plain cosines over all words."""
    wv, terms = library.load("glove"), equation.parse(text)
    x = sum(term.sign * wv.unit[wv.row(term.word)] for term in terms)
    nearest = wv.words[int((wv.unit @ x).argmax())]
    assert choices.stays(analogy.solve(wv, terms, exclude=False)) == (nearest in text.split())


def test_where_a_pair_may_stand():
    none = np.zeros((2, 2), np.float32)
    made = Equalized(0.8, 0.0, 0.36, none, np.ones(2), np.array([0.6, -0.6]))
    pair = EqualPair(("she", "he"), np.array([0.3, -0.1]), np.ones(2), made)
    assert choices.equalised(pair) == (["0.20", "0.30", "0.60"], 2)
    turned = replace(pair, along=np.array([0.1, -0.6]), after=replace(made, along=np.array([-0.6, 0.6])))
    assert choices.equalised(turned) == (["0.35", "0.60"], 1), "places that look the same are one"
    with pytest.raises(ValueError):
        choices.equalised(replace(pair, after=None))


def test_the_surest_association_test_is_none_of_the_controls():
    def asked(name: str, p: float) -> Association:
        return Association(name, ("X", "Y", "A", "B"), 0, "", (Weat(1.0, p, np.zeros(2), True, 2, 0.1),) * 3)

    tests = [asked("math", 0.04), asked("science", 0.01), asked("flowers", 0.0)]
    assert choices.surest(tests).name == "science"
    assert choices.surest(tests[2:]) is None and choices.surest([]) is None


@pytest.mark.parametrize(("before", "after", "place"), [(0.7, 0.5, 0), (0.7, 0.695, 1), (0.7, 0.7, 1), (0.7, 0.75, 2)])
def test_a_score_falls_stays_or_rises(before: float, after: float, place: int):
    assert choices.change(before, after) == place


@pytest.mark.parametrize("method", ["add", "mul", "euclid"])
def test_the_check_of_an_answer_agrees(method: str):
    wv = library.load("glove")
    terms = (Term("king"), Term("man", -1), Term("woman"))
    *rows, order = analogy.check(wv, analogy.solve(wv, terms, method))
    assert [row.name for row in rows] == [
        word for word, _ in wv.most_similar(["king", "woman"], ["man"], method=method)
    ]
    assert max(row.difference for row in rows) < 1e-3 and all(row.ours > 0 for row in rows)
    assert order.ours == order.theirs and order.difference == "10/10"


def test_the_check_of_an_answer_finds_a_wrong_one():
    wv = library.load("glove")
    found = analogy.solve(wv, (Term("king"), Term("man", -1), Term("woman")))
    swapped = replace(found, words=(found.words[1], found.words[0], *found.words[2:]))
    assert analogy.check(wv, swapped)[-1].difference == "8/10"


def test_the_likeliest_of_four():
    p = {"the": 0.1, "juice": 0.4, "he": 0.05, "glass": 0.2, "sun": 0.01, "apple": 0.24}
    assert choices.likeliest(p) == (["apple", "glass", "juice", "the"], 2)
    assert choices.likeliest({"b": 0.3, "a": 0.7}) == (["a", "b"], 0)
    assert choices.likeliest({"a": 1.0}) is None and choices.likeliest({}) is None
    assert choices.likeliest({"a": 0.4, "b": 0.395, "c": 0.205}) is None, "two that are as likely, to a hundredth"
    assert choices.likeliest({"a": 0.41, "b": 0.395, "c": 0.195}) == (["a", "b", "c"], 0)


def test_the_turn_that_is_least_sure():
    """Turns are counted from 1, and stand in their order."""
    assert choices.least_sure([0.9, 0.5, 0.8]) == (["1", "2", "3"], 1)
    many = [0.99] * 8 + [0.6, 0.7, 0.99, 0.8, 0.75]
    assert choices.least_sure(many) == (["9", "10", "12", "13"], 0), "of many the least sure, the tenth after the ninth"
    assert choices.least_sure([0.5]) is None and choices.least_sure([]) is None
    assert choices.least_sure([0.9, 0.595, 0.6]) is None, "two that are as sure, to a hundredth"
    assert choices.least_sure([0.2, 0.3, 1e-9, 0.4]) == (["1", "2", "3", "4"], 2)


@pytest.mark.parametrize("centre", ["orange", "king", "river"])
def test_questions_on_a_small_tree_by_numpy(centre: str):
    shown = rivers.river(rivers.WORDS, centre)
    for branching in shown.trees:
        p, tree = rivers.leaves(branching, shown.e), Tree(branching.children)
        found = choices.likeliest(dict(zip(shown.words, p.tolist(), strict=True)))
        if found is not None:
            assert found[0][found[1]] == shown.words[p.argmax()]
            assert set(found[0]) == {shown.words[place] for place in np.argsort(-p)[:4]}
        for word in range(len(p)):
            signs = np.where(np.array(list(tree.code(word))) == "0", 1, -1)
            chances = expit(signs * branching.logit[list(tree.path(word))])
            found = choices.least_sure(trees.taken(branching.logit, tree, word).tolist())
            two = np.sort(chances)[:2]
            assert (found is None) == (len(chances) < 2 or two[1] - two[0] < choices.SAME)
            if found is not None:
                assert found[0][found[1]] == str(1 + chances.argmin())
