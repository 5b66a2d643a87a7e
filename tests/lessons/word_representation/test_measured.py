"""The figures in the lesson's text, worked out again from the vectors that ship by plain numpy, or held by a card."""

import re
from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from app import i18n
from app.lessons.words.word_representation.options import SENSES, SENTENCES, Options
from app.lessons.words.word_representation.page import experiments
from core import checkpoints
from core.words import axes, few_labels, library, lookup, one_hots, representation, senses
from core.words import few_labels_data as data
from core.words.options import CLASSES
from core.words.results import Represented
from tests.app.strings import ENGLISH
from tests.lessons.word_representation.samples import plain

TEXT = i18n.lesson_text("word_representation", "en")
WV = library.load("glove")
UNIT = WV.vectors.astype(float) / np.linalg.norm(WV.vectors.astype(float), axis=1, keepdims=True)


def e(word: str) -> np.ndarray:
    """A word's vector of length 1."""
    return UNIT[WV.row(word)]


def apart(one: str, other: str) -> float:
    return float(np.linalg.norm(e(one) - e(other)))


def on(axis: str, word: str) -> float:
    """How many standard deviations from the mean of the 10,000 most frequent words."""
    steps = np.array([e(second) - e(first) for first, second in axes.AXES[axis]])
    d = (steps / np.linalg.norm(steps, axis=1, keepdims=True)).mean(0)
    along = UNIT[:10_000] @ d
    return float((e(word) @ d - along.mean()) / along.std())


def short(value: float) -> str:
    """.83: a figure to two places without the nought before its point; what lies half way between two is rounded up."""
    return plain(float(Decimal(f"{value:.9f}").quantize(Decimal("0.01"), ROUND_HALF_UP)), 2).removeprefix("0")


def experiment(number: int) -> tuple[i18n.Experiment, Options]:
    return TEXT.experiment(number), replace(Options(), **experiments()[number - 1])


def shown(options: Options) -> Represented:
    return representation.represent(WV, options.text, options.table, options.ruler, options.axes)


def test_the_first_screen_shows_which_ruler_knows():
    said, options = experiment(1)
    assert f"{short(apart('orange', 'juice'))} to *juice* and {short(apart('orange', 'car'))} to *car*" in said.means
    assert apart("orange", "juice") < apart("orange", "car") and "*juice* is nearer to *orange* than *car*" in said.look
    o = {word: lookup.one_hot(WV.row(word), options.size) for word in ("orange", "juice", "car")}
    both = {float(np.linalg.norm(o["orange"] - o[word])) for word in ("juice", "car")}
    assert f"√2 = {both.pop():.2f}" in said.means and not both
    assert f"the other {options.size - 1:,} words" in said.means
    numbers = shown(options).dimensions
    assert f"{numbers * options.size:,} multiplications, {numbers * (options.size - 1):,} of them by 0" in said.means
    assert f"the {numbers} numbers" in said.means and f"**{numbers} numbers of its own**" in TEXT.lead
    assert f"a single 1 among {options.size:,} numbers" in TEXT.lead


def test_a_larger_vocabulary_costs_the_product_alone():
    said, options = experiment(2)
    assert said.title == f"V = {options.size:,}" and f"takes {50 * options.size:,} multiplications" in said.means
    assert "copies 50 as before" in said.means and lookup.look_up(WV.vectors.T, 5).shape == (50,)
    assert f"list here ends at {len(WV):,}" in said.means and len(WV) < options.size
    assert "random, for the clock only" in said.means
    E = lookup.widened(WV.vectors, options.size)
    np.testing.assert_array_equal(E[:, : len(WV)].T, WV.vectors)
    assert not (E[:, len(WV) :].T @ E[:, :100] > 0.9 * (E[:, :100] ** 2).sum(0)).all(), "no copies of words"


def test_king_and_queen_part_on_gender_alone():
    said, options = experiment(3)
    royal, gender = ([on(axis, word) for word in ("king", "queen")] for axis in ("royal", "gender"))
    assert f"On *royal* they lie {plain(royal[0], 1)} and {plain(royal[1], 1)} standard deviations above" in said.means
    assert f"On *gender* they part: {plain(gender[0], 1)} for *king*, +{plain(gender[1], 1)} for *queen*" in said.means
    found = shown(options)
    apart_on = np.abs(np.subtract(*(found.features[:, found.words.index(word)] for word in ("king", "queen"))))
    assert found.axes[int(apart_on.argmax())].name == "gender" and options.text == said.title == "king"
    np.testing.assert_allclose(found.features[:2, 0], [gender[0], royal[0]], atol=1e-4)


def test_beside_orange_stand_colours_and_then_fruit():
    said = re.search(
        r"\*Orange\* has \*(\w+)\* and \*(\w+)\* beside it, then \*(\w+)\*, \*(\w+)\* and \*(\w+)\*",
        TEXT.get("explain"),
    )
    ruler = Options().ruler.split()
    assert list(said.groups()) == sorted(ruler, key=lambda word: apart("orange", word))[:5]


def test_the_distance_is_that_of_the_angle():
    assert r"\lVert u - v\rVert^2 = 2 - 2\cos(u, v)" in TEXT.get("explain")
    cosine = float(WV.similarity("orange", "juice"))
    assert apart("orange", "juice") ** 2 == pytest.approx(2 - 2 * cosine, abs=1e-5)
    found = shown(Options())
    assert found.distances[0, found.words.index("juice")] == pytest.approx(apart("orange", "juice"), abs=1e-6)


def test_what_is_said_of_axes():
    said = TEXT.get("explain")
    for first, second in re.findall(r"from \*(\w+)\* to \*(\w+)\*", said):
        assert (first, second) in axes.AXES["gender"]
    assert f"the {representation.SCALE:,} most frequent words" in said
    assert f"of far fewer numbers, {WV.dimensions} here" in said
    assert "*apple* is a company too" in said
    fruit = min(on("food", word) for word in ("juice", "lemon", "fruit", "pear", "banana"))
    assert on("food", "apple") < fruit - 2 and WV.most_similar("apple", top=3)[2][0] == "iphone"
    found = shown(Options())
    assert found.axes[0].pairs == axes.AXES["gender"] and found.words[found.table[0]] == "man"


def test_a_held_out_pair_would_come_out_by_chance_in_one_of_two():
    """Where the other pairs say nothing of it, as on axes of words at random."""
    assert "Half of the pairs would come out right by chance" in TEXT.get("own_axes_why")
    rng = np.random.default_rng(1)
    right = total = 0
    for _ in range(40):
        words = [WV.words[i] for i in rng.choice(10_000, 20, replace=False)]
        one, all_ = representation.separated(WV, list(zip(words[::2], words[1::2], strict=True)))
        right, total = right + one, total + all_
    assert total == 400 and abs(right / total - 0.5) < 0.1
    for text in re.findall(r"\*(?:boats: )?(land sea[\w ]*)\*", TEXT.get("own_axes")):
        assert len(representation.axes_of(WV, text)[0].pairs) == 2


@pytest.mark.parametrize("text", SENSES.values())
def test_senses_are_counted(text):
    """By cosines of all words with the word and its two senses."""
    word, first, second = text.split()
    row = WV.row(word)
    near = [i for i in np.argsort(-(UNIT @ UNIT[row]), kind="stable") if i != row][: senses.NEAR]
    leans = int((UNIT[near] @ e(second) > UNIT[near] @ e(first)).sum())  # to the second
    said, other = TEXT.get("senses_why"), senses.NEAR - leans
    if word == "bank":
        assert (other, leans) == (senses.NEAR - 1, 1)
        assert f"all but one of its {senses.NEAR} nearest words lean that way" in said
        (river,) = [i for i in near if UNIT[i] @ e(second) > UNIT[i] @ e(first)]
        assert f"that leans to the river is *{WV.words[river]}*" in said
    elif word == "orange":
        assert (
            f"By the words *{first}* and *{second}*, {other} of the neighbours of *orange* lean to the colour" in said
        )
        assert f"and {leans} to the fruit" in said
    else:
        assert (
            f"by *{first}* and *{second}*, {other} of those of *mouse* to the animal and {leans} to the computer"
            in said
        )


def test_one_hots_are_told_apart_by_nothing():
    said = TEXT.get("alike_why")
    pairs = [one_hots.alike(WV, "orange", other) for other in ("lemon", "car")]
    assert "The cosine is 0 and the distance √2 for any two words" in said and "$-1/(V-1)$" in said
    for pair in pairs:
        assert pair.cosine == 0 and pair.distance == pytest.approx(2**0.5, rel=1e-12)
        assert pair.correlation == pytest.approx(-1 / (len(WV) - 1), rel=1e-6)
    for size in (3, 100):
        a, b = (lookup.one_hot(i, size) for i in (0, size - 1))
        assert np.corrcoef(a, b)[0, 1] == pytest.approx(-1 / (size - 1), rel=1e-5)


def test_a_place_is_taken_as_a_size():
    row = WV.row("orange")
    assert f"Then {row + 1:,} is a little more than {row:,}" in TEXT.get("bug_size")


@pytest.fixture(scope="module")
def reviews() -> dict[int, dict[str, float]]:
    """The card's means, by the number of labels; from how many sentences were right, as the card rounds the shares."""
    card = checkpoints.card(few_labels.NAME)["measured"]

    def mean(draws: list[float]) -> float:
        right = [round(share * card["test"]) for share in draws]
        return sum(right) / len(right) / card["test"]

    ways = ("one_hot", "embedded", "index")
    return {row["labels"]: {way: mean(row[way]["draws"]) for way in ways} for row in card["curve"]}


def test_with_few_labels_embeddings_win(reviews):
    said = TEXT.get("few_why")
    for labels in (20, 200):
        one_hot, embedded = (short(reviews[labels][way]) for way in ("one_hot", "embedded"))
        assert (
            f"{embedded} against {one_hot}" in said and reviews[labels]["embedded"] > reviews[labels]["one_hot"] + 0.05
        )
    assert f"with 20 of them {short(reviews[20]['embedded'])}" in said
    assert f"with 200 {short(reviews[200]['embedded'])}" in said
    assert all(at["embedded"] > at["one_hot"] + 0.03 for labels, at in reviews.items() if labels <= 500)


def test_with_many_labels_they_lose(reviews):
    said = TEXT.get("few_why")
    assert "from 1,000 on one-hot vectors catch up" in said
    assert (
        abs(reviews[1000]["one_hot"] - reviews[1000]["embedded"])
        < 0.01
        < 0.03
        < reviews[500]["embedded"] - reviews[500]["one_hot"]
    )
    assert f"with 2,000 they are ahead, {short(reviews[2000]['one_hot'])} to {short(reviews[2000]['embedded'])}" in said
    assert "never gets beyond chance by much" in said and max(at["index"] for at in reviews.values()) < 0.55
    assert list(reviews)[-1] == 2000


def test_what_is_said_of_the_reviews():
    card, said = checkpoints.card(few_labels.NAME), TEXT.get("few_reviews")
    test, labels = card["measured"]["test"], card["training"]["labels"]
    assert f"{test + labels:,} sentences of reviews" in said and f"of which {test} are held out" in said
    assert f"from {labels:,} sentences of reviews" in ENGLISH["word_representation.few.shipped"]
    found = few_labels.measured()
    assert found.one_hot.shape[1] == found.embedded.shape[1] == 10 and "ten draws" in said


def test_on_sentences_of_this_lesson_one_hot_vectors_stay_near_chance():
    assert "one-hot vectors stay near chance" in TEXT.get("few_reviews")
    learn, test = data.sentences("feelings")
    words = data.vocabulary(learn)
    by_words = few_labels.learn(data.one_hot(learn, words), data.classes(learn), 1)
    assert by_words.accuracy(data.one_hot(test, words), data.classes(test)) < 0.6
    by_vectors = few_labels.learn(data.embedded(learn, WV), data.classes(learn), 1)
    assert by_vectors.accuracy(data.embedded(test, WV), data.classes(test)) > 0.7
    assert len(CLASSES["emoji"]) == 5 and "one of five emoji" in TEXT.get("few")
    counted = Counter(word for sentence in learn for word in set(sentence.words))
    assert sum(count == 1 for count in counted.values()) > len(counted) / 2 and "most stand there once" in TEXT.get(
        "few_reviews"
    )
    last = [set(data.draw(data.classes(learn), 200, seed).tolist()) for seed in (1, 2)]
    assert last[0] == last[1] == set(range(len(learn))) and "all ten draws are the same" in TEXT.get("few_why")


def test_superb_speaks_for_positive_in_nine_draws_of_ten():
    """As the table prints it: to two places, with its share of the bias."""
    said = TEXT.get("few_word")
    assert "after 50 labels it speaks for *positive* in nine of the ten draws" in said and "in the fourth" in said
    learn, _ = data.sentences("feelings")
    assert "superb" not in data.vocabulary(learn) and "*Superb* stands in none of the sentences" in said
    X, y = data.embedded(learn, WV), data.classes(learn)
    words = [word for word in data.split(SENTENCES["feelings"]) if word in WV]
    shown_as = []
    for seed in range(1, 11):
        at = data.draw(y, 50, seed * few_labels.DRAWS)
        made = few_labels.learn(X[at], y[at], seed * few_labels.DRAWS)
        shown_as.append({word: round(float(made.W[0] @ e(word) + made.b[0]) / len(words), 2) for word in words})
    speaks = [number for number, parts in enumerate(shown_as, 1) if parts["superb"] > 0]
    assert speaks == [1, 2, 3, 5, 6, 7, 8, 9, 10] and not any(shown_as[3].values()), "no word speaks"


def test_with_twenty_labels_embeddings_find_more_emoji():
    """The mean of the ten draws of the curve."""
    said, (learn, test) = TEXT.get("few_emoji"), data.sentences("emoji")
    y, y_test, E, E_test = data.classes(learn), data.classes(test), data.embedded(learn, WV), data.embedded(test, WV)
    found = []
    for seed in range(few_labels.DRAWS, 2 * few_labels.DRAWS):
        at = data.draw(y, 20, seed)
        some = [learn[i] for i in at]
        words = data.vocabulary(some)
        by_words = few_labels.learn(data.one_hot(some, words), y[at], seed)
        by_vectors = few_labels.learn(E[at], y[at], seed)
        found.append((by_words.accuracy(data.one_hot(test, words), y_test), by_vectors.accuracy(E_test, y_test)))
    one_hot, embedded = np.mean(found, axis=0)
    assert (
        f"for {short(embedded)} of the {len(test)} sentences that are held out, one-hot vectors for {short(one_hot)}"
        in said
    )
    assert f"guessing would find {short(1 / len(CLASSES['emoji']))}" in said and "With 20 labels" in said


def test_the_vectors_are_those_of_the_text():
    assert f"{WV.dimensions} numbers for each of {len(WV):,} words" in TEXT.get("hood")
    assert "$50 \\cdot V$" in TEXT.get("clocks") and "numbers of four bytes" in TEXT.get("clocks")
    E = lookup.widened(WV.vectors, 100)
    assert E.dtype == lookup.one_hot(3, 100).dtype == np.float32 and E.itemsize == 4
    assert lookup.product(E, lookup.one_hot(3, 100)).dtype == np.float32


def test_answers_of_the_questions_are_true():
    checks = TEXT.checks()
    assert (
        checks["longer-1"].prompt.startswith("V grows from 10,000 to 100,000")
        and "50 numbers" in checks["longer-1"].wrong
    )
    assert checks["far-2"].options[2] == "Both are equally far" and "√2" in checks["far-2"].right
    o = [lookup.one_hot(WV.row(word), 10_000) for word in ("orange", "lemon", "car")]
    differ = {int((o[0] != other).sum()) for other in o[1:]}
    assert differ == {2} and "exactly two places" in checks["far-2"].wrong
    assert checks["new-0"].options[0].startswith("It has none of its own")
