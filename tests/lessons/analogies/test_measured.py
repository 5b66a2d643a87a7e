"""The figures in the lesson's text, measured again with the vectors that ship, by plain products over all words."""

import re

import numpy as np
import pytest

from app import i18n
from app.lessons.words.analogies.options import KING, PARIS
from core.words import analogy, equation, library
from core.words.analogy_questions import questions, spellings
from core.words.results import Answer, Plane

TEXT = i18n.lesson_text("analogies", "en")


def solved(text: str, name: str = "glove", method: str = "add", exclude: bool = True) -> tuple[Answer, Plane]:
    wv = library.load(name)
    answer = analogy.solve(wv, equation.parse(text), method, exclude)
    return answer, analogy.plane(wv, answer)


def missed(plane: Plane, word: str) -> float:
    """How far the sum ends from a word on the plane, in lengths of the step."""
    p, q, _ = plane.step
    step = np.linalg.norm(plane.points[q] - plane.points[p])
    return float(np.linalg.norm(plane.points[plane.words.index(word)] - plane.path[-1]) / step)


def missed_in_space(plane: Plane, word: str, name: str = "glove") -> float:
    """The same in all dimensions."""
    wv = library.load(name)
    p, q, r = wv.unit[wv.rows(plane.words[place] for place in plane.step)]
    return float(np.linalg.norm(wv.unit[wv.row(word)] - (r + q - p)) / np.linalg.norm(q - p))


def test_the_first_equation_ends_beside_its_answer():
    answer, plane = solved(PARIS)
    here, space = missed(plane, "warsaw"), missed_in_space(solved(PARIS)[1], "warsaw")
    assert answer.words[0] == "warsaw" and min(plane.words, key=lambda word: missed(plane, word)) == "warsaw"
    assert f"misses *warsaw* by {here:.2f} of a step" in TEXT.experiment(1).means
    assert f"by {space:.2f} of a step" in TEXT.experiment(1).means
    assert solved(PARIS, exclude=False)[0].words[0] == "warsaw", "no word is nearer, not even one of its own"


@pytest.mark.parametrize(("text", "name", "word"), [
    (KING, "glove", "queen"), (KING, "news", "queen"), ("paris - france + korea", "glove", "seoul"),
])  # fmt: skip
def test_no_other_that_might_come_first_ends_nearer(text: str, name: str, word: str):
    _, plane = solved(text, name)
    assert missed(plane, word) > missed(solved(PARIS)[1], "warsaw")
    assert missed_in_space(plane, word, name) > missed_in_space(solved(PARIS)[1], "warsaw")


def test_the_famous_example_is_a_near_miss():
    answer, plane = solved(KING)
    inside, said = solved(KING, exclude=False)[0], TEXT.experiment(2).means
    assert missed(plane, "queen") > 0.5 and min(plane.words, key=lambda word: missed(plane, word)) == "husband"
    assert answer.words[0] == "queen" and f"cosine of {answer.scores[0]:.3f}" in said
    assert inside.words[0] == "king" and f"*king* itself, at {inside.scores[0]:.3f}" in said
    assert missed(solved(KING, "news")[1], "queen") < 0.11 and solved(KING, "news", exclude=False)[0].words[0] == "king"


def test_length_counts_in_the_distance():
    cosine, distance, said = solved(KING)[0], solved(KING, method="euclid")[0], TEXT.experiment(3).means
    for word, before, after in (("elizabeth", 5, 3), ("throne", 2, 6)):
        assert (cosine.words.index(word) + 1, distance.words.index(word) + 1) == (before, after)
        assert f"*{word}* ({distance.norms[after - 1] ** 2:.1f})" in said
    for text in (KING, "walking - walked + swam"):
        assert solved(text, "news")[0].words == solved(text, "news", "euclid")[0].words
    np.testing.assert_allclose(library.load("news").norms, 1, atol=1e-3)


EVERY = 8  # of the questions one is asked, which is quicker and as much as the table's whole per cents need


def shares(name: str) -> np.ndarray:
    """Of the questions covered, in per cent, by 3CosAdd: answered with one of their own words, and right, these let in; right,
    these left out."""
    wv = library.load(name)
    rows, first = spellings(wv.words)
    listed = [question for part in questions(library.text("questions")).values() for question in part]
    known = np.array([row for row in ([rows.get(word.upper(), -1) for word in q] for q in listed) if min(row) >= 0])[
        ::EVERY
    ]
    found = np.zeros(3)
    for part in np.array_split(known, len(known) // 500):
        a, b, c, d = part.T
        scores = (wv.unit[b] - wv.unit[a] + wv.unit[c]) @ wv.unit.T
        best = first[scores.argmax(1)]
        found[:2] += (best[:, None] == first[part[:, :3]]).any(1).sum(), (best == d).sum()
        for row, own in zip(scores, part[:, :3], strict=True):
            row[np.isin(first, own)] = -np.inf
        found[2] += (first[scores.argmax(1)] == d).sum()
    return 100 * found / len(known)


def test_what_comes_of_letting_the_questions_words_in():
    """The table in the tab on the mistake; its last row is also what the recipe measured."""
    table = [
        [int(n) for n in re.findall(r"(\d+) %", line)] for line in TEXT.get("bug").splitlines() if line.startswith("|")
    ]
    columns = list(zip(*table[2:], strict=True))
    for name, column in zip(("glove", "news"), columns, strict=True):
        np.testing.assert_allclose(shares(name), column, atol=1.5)
        right, covered = library.scores(name).overall
        assert column[2] == round(100 * right / covered)


def test_scores_that_are_told():
    glove, news = library.scores("glove"), library.scores("news")
    said = TEXT.parts("explain")[1]
    for share, name in ((86, "gram6-nationality-adjective"), (70, "capital-world"), (9, "currency")):
        assert round(100 * glove.analogies[name].share) == share and f"({share} %)" in said
    assert f"{glove.overall[1]:,}" in said and f"{news.overall[1]:,}" in said
    assert solved("walking - walked + swam")[0].words.index("swim") < solved("walking - walked + swam")[0].words.index(
        "swimming"
    )
    for wv in (library.load("glove"), library.load("news")):
        assert wv.most_similar("king")[1][0] == "queen"
    rows = library.load("glove").index
    money = [b for _, b in analogy.relations()["currency"]]
    assert np.median([rows[word] for word in money]) > 25_000 and max(rows["real"], rows["won"]) < 600
    assert money.count("dollar") == money.count("peso") == 2


def test_vectors_of_frequent_words_share_a_common_part():
    wv = library.load("glove")
    frequent = wv.unit[:5000]
    total = frequent.sum(0, dtype=np.float64)
    mean = (total @ total - 5000) / (5000 * 4999)
    said = TEXT.checks()["opposite-0"].wrong
    assert f"+{mean:.2f} on average" in said and f"{wv.similarity('hot', 'cold'):.2f} in GloVe" in said
    assert (frequent @ frequent[::50].T).min() > -0.8, "none comes near −1"
