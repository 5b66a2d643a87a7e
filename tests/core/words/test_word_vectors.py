"""WordVectors against gensim's KeyedVectors on the shipped arrays."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
from gensim.models import KeyedVectors
from gensim.test.utils import datapath

from core.data import ASSETS
from core.errors import UserError
from core.words import analogy_questions, evaluation, library, search
from core.words.results import Given, Score
from core.words.vectors import UnknownWord, WordVectors

# gensim 4.4.0, evaluate_word_analogies on the same arrays with all words: correct of covered, in the list's order.
# It takes minutes; test_analogies_agree_with_gensim asks it again about a part.
GLOVE = {
    "capital-common-countries": (401, 506),
    "capital-world": (3187, 4524),
    "currency": (78, 866),
    "city-in-state": (379, 2467),
    "family": (356, 506),
    "gram1-adjective-to-adverb": (158, 992),
    "gram2-opposite": (88, 812),
    "gram3-comparative": (693, 1332),
    "gram4-superlative": (335, 1122),
    "gram5-present-participle": (448, 1056),
    "gram6-nationality-adjective": (1383, 1599),
    "gram7-past-tense": (586, 1560),
    "gram8-plural": (818, 1332),
    "gram9-plural-verbs": (307, 870),
}
ASKED = [
    (("king", "woman"), ("man",)),
    (("paris", "germany"), ("france",)),
    (("dog",), ()),
    (("king", "woman", "young"), ("man", "old")),
    (("summer",), ("hot", "sun", "beach")),
]


@cache
def gensims(name: str) -> KeyedVectors:
    """The same words and vectors in gensim."""
    wv = library.load(name)
    made = KeyedVectors(wv.dimensions)
    made.add_vectors(list(wv.words), wv.vectors)
    return made


@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # gensim calls its own init_sims
@pytest.mark.parametrize("name", ["glove", "news"])
@pytest.mark.parametrize(("positive", "negative"), ASKED)
def test_neighbours_agree_with_gensim(name: str, positive: tuple[str, ...], negative: tuple[str, ...]) -> None:
    wv, theirs = library.load(name), gensims(name)
    if not all(word in wv for word in positive + negative):
        pytest.skip("no place names in this list")
    for method, ask in (("add", theirs.most_similar), ("mul", theirs.most_similar_cosmul)):
        ours = wv.most_similar(positive, negative, top=50, method=method)
        expected = ask(positive=list(positive), negative=list(negative), topn=50)
        assert [word for word, _ in ours] == [word for word, _ in expected]
        np.testing.assert_allclose([s for _, s in ours], [s for _, s in expected], rtol=2e-6, atol=3e-7)


def test_similarity_agrees_with_gensim() -> None:
    wv, theirs = library.load("glove"), gensims("glove")
    for a, b in (("king", "queen"), ("paris", "france"), ("cat", "economics"), ("the", "the")):
        assert wv.similarity(a, b) == pytest.approx(float(theirs.similarity(a, b)), abs=3e-7)


def test_euclid_agrees_with_plain_distances() -> None:
    wv = library.load("glove")
    x = wv["king"].astype(np.float64) - wv["man"] + wv["woman"]
    distances = np.linalg.norm(wv.vectors.astype(np.float64) - x, axis=1)
    order = [wv.words[row] for row in np.argsort(distances) if wv.words[row] not in ("king", "man", "woman")][:20]
    found = wv.most_similar(["king", "woman"], ["man"], top=20, method="euclid")
    assert [word for word, _ in found] == order
    np.testing.assert_allclose([-s for _, s in found], np.sort([distances[wv.row(w)] for w in order]), rtol=1e-5)


@pytest.mark.parametrize("size", [1, 5, 40, 700, 20_000])
def test_the_best_are_those_of_a_sorted_list(size: int) -> None:
    generator = np.random.default_rng(size)
    for scores in (generator.normal(size=size), generator.integers(0, 9, size).astype(float), np.zeros(size)):
        without = [int(i) for i in generator.integers(0, size, 3)]
        order = [int(i) for i in np.argsort(-scores, kind="stable") if i not in without]
        for top in (1, 10, 50):
            assert search.best(scores, top, without) == order[:top]


def test_with_the_input_words_the_question_answers_itself() -> None:
    wv = library.load("glove")
    assert wv.most_similar(["king", "woman"], ["man"], top=1)[0][0] == "queen"
    assert wv.most_similar(["king", "woman"], ["man"], top=1, exclude=False)[0][0] == "king"


def test_all_analogies_by_category_as_gensim_counted() -> None:
    wv = library.load("glove")
    items = list(evaluation.analogies(wv, library.text("questions")))
    assert dict(items[-1].scores) == {name: Score(*counts) for name, counts in GLOVE.items()}
    assert items[-1].overall == (9217, 19544)
    steps = [item.step for item in items]
    assert steps == sorted(steps) and steps[0] == 0 and steps[-1] == items[-1].steps == 19544 and len(steps) > 20


@pytest.mark.parametrize("name", ["glove", "news"])
def test_analogies_agree_with_gensim(name: str, tmp_path) -> None:
    lines = library.text("questions").splitlines()
    part = [line for i, line in enumerate(lines) if line.startswith(":") or i % 60 == 7]
    path = tmp_path / "part.txt"
    path.write_text("\n".join(part) + "\n", "utf-8")
    _, sections = gensims(name).evaluate_word_analogies(str(path))
    expected = {s["section"]: (len(s["correct"]), len(s["correct"]) + len(s["incorrect"])) for s in sections[:-1]}
    assert library.load(name).accuracy(path) == expected


def test_spellings_that_differ_by_case_count_as_one_word(tmp_path) -> None:
    words = ["King", "king", "man", "Woman", "queen", "QUEEN", "apple"]
    generator = np.random.default_rng(5)
    path = tmp_path / "questions.txt"
    path.write_text(": royal\nMan king woman Queen\nman apple woman pear\nking king king king\n", "utf-8")
    for _ in range(50):
        wv = WordVectors(words, generator.normal(size=(7, 4)).astype(np.float32))
        theirs = KeyedVectors(4)
        theirs.add_vectors(words, wv.vectors)
        _, sections = theirs.evaluate_word_analogies(str(path))
        counts = (len(sections[0]["correct"]), len(sections[0]["correct"]) + len(sections[0]["incorrect"]))
        assert wv.accuracy(path) == {"royal": counts}


@pytest.mark.parametrize(("name", "path"), [("wordsim", "wordsim353.tsv"), ("simlex", "simlex999.txt")])
@pytest.mark.parametrize("vectors", ["glove", "news"])
def test_likeness_agrees_with_gensim(vectors: str, name: str, path: str) -> None:
    _, spearman, share = gensims(vectors).evaluate_word_pairs(datapath(path))
    ours = evaluation.likeness(library.load(vectors), library.text(name))
    assert ours.spearman == pytest.approx(spearman[0], abs=1e-6)
    assert 100 * ours.unknown / (ours.used + ours.unknown) == pytest.approx(share)


def test_the_stored_scores_are_those() -> None:
    stored = json.loads((ASSETS / "data" / "vectors" / "scores.json").read_text("utf-8"))
    assert {name: tuple(counts) for name, counts in stored["glove"]["analogies"].items()} == GLOVE
    assert [sum(counts) for counts in zip(*stored["news"]["analogies"].values(), strict=True)] == [6373, 8740]
    for name, scores in stored.items():
        for key in ("wordsim", "simlex"):
            found = evaluation.likeness(library.load(name), library.text(key))
            assert scores[key] == {"spearman": round(found.spearman, 4), "used": found.used, "unknown": found.unknown}


def test_stored_scores_are_read_as_they_were_measured() -> None:
    found = library.scores("glove")
    assert found.analogies == {name: Score(*counts) for name, counts in GLOVE.items()} and found.overall == (
        9217,
        19544,
    )
    for key in ("wordsim", "simlex"):
        ours, again = getattr(found, key), evaluation.likeness(library.load("glove"), library.text(key))
        assert (ours.spearman, ours.used) == (pytest.approx(again.spearman, abs=1e-4), again.used)
    assert library.scores("own") is None


def test_the_job_measures_any_vectors() -> None:
    wv = library.load("glove")
    rows = wv.rows(["king", "queen", "man", "woman", "boy", "girl", "son", "daughter"])
    few = WordVectors([wv.words[row] for row in rows], wv.vectors[rows])
    steps = evaluation.job({"vectors": "own", "given": Given(few.words, few.vectors)})
    items = []
    with pytest.raises(StopIteration) as end:
        while True:
            items.append(next(steps))
    found = end.value.value
    assert found.analogies == items[-1].scores and found.analogies["family"].total == 12
    assert found.analogies["currency"] == (0, 0) and found.wordsim.unknown > 300


def test_an_unknown_word_is_named() -> None:
    wv = library.load("glove")
    with pytest.raises(UnknownWord) as caught:
        wv["qwxzy"]
    assert caught.value.key == "vectors.unknown_word" and caught.value.values == {"word": "qwxzy"}
    assert isinstance(caught.value, KeyError) and isinstance(caught.value, UserError)


@pytest.mark.parametrize("text", ["a b c d", ": x\na b c", ": x\na b c d e"])
def test_a_line_that_is_no_question_gets_its_number(text: str) -> None:
    with pytest.raises(UserError) as caught:
        analogy_questions.questions(text)
    assert caught.value.values == {"line": len(text.splitlines())}


def test_words_and_vectors_must_belong_together() -> None:
    with pytest.raises(ValueError):
        WordVectors(["a", "b"], np.zeros((3, 2)))
    with pytest.raises(ValueError):
        WordVectors(["a", "a"], np.zeros((2, 2)))
    wv = WordVectors(["zero", "one"], np.array([[0, 0], [3, 4]]))
    assert wv.unit.tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)]] and wv.similarity("zero", "one") == 0
    with pytest.raises(ValueError):
        wv.most_similar([])
