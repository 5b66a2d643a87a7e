"""The two language models: beside PyTorch's layer and loss, beside sums written out, and on odd input."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.recurrent import language
from core.recurrent.language import free, models, pairs, quiz, race, reach, typed
from core.recurrent.language.network import LanguageNetwork, NetworkConfig
from core.recurrent.language.text import joined, spelling, split
from core.recurrent.results.language import Expected, Raced, Reading, Scored
from core.referees import language as referees
from core.vocab import EOS, UNK, Vocabulary

SENTENCES = ("It was a piece of cake.", "Tom has a wombat!", "how are you", "a", "?")
ODD = ("é", "한국어 문장", "👍🏽 ok", "שלום", "<b>&lt;</b>", 'don\'t - "stop"...', "\u0301", "x_1 3.14 10:30", "'tis")


def small() -> tuple[models.WordModel, models.LetterModel]:
    """Two untrained networks over small vocabularies: letters a, b and space; words a, b, ab."""
    made = torch.Generator().manual_seed(3)
    letters = Vocabulary((EOS, UNK, " ", "a", "b"), lower=True)
    words = Vocabulary((EOS, UNK, "a", "b", "ab"), level="word", lower=True)
    networks = [
        LanguageNetwork(NetworkConfig(v, 6, 8), generator=made).eval().requires_grad_(False) for v in (letters, words)
    ]
    spelling_model = models.LetterModel(networks[0])
    return models.WordModel(networks[1], spelling_model), spelling_model


@pytest.mark.parametrize("text", SENTENCES + ODD)
def test_words_and_letters_say_the_same(text: str) -> None:
    assert split(joined(split(text))) == split(text)
    assert "".join(letter for group in spelling(split(text)) for letter in group) == joined(split(text))


def test_a_space_stands_before_each_word_but_not_before_a_closing_mark() -> None:
    assert joined(["don't", "go", ",", "tom", "!"]) == "don't go, tom!"
    assert spelling(["a", "b", "."]) == [["a"], [" ", "b"], ["."]]


def test_a_joined_emoji_is_one_mark() -> None:
    assert split("hi 👩‍👩‍👧👍🏽!") == ["hi", "👩‍👩‍👧", "👍🏽", "!"]
    assert split("x\u0301y a.") == ["x\u0301", "y", "a", "."]


@pytest.mark.parametrize("prefix", [[], ["tom"], ["tom", "wombat", "👍"], ["a"] * 30])
@pytest.mark.parametrize("name", ["words", "letters"])
def test_probabilities_add_up_to_one_after_any_beginning(name: str, prefix: list[str]) -> None:
    logs = language.load(name).log_probs(prefix)
    assert logs.shape == (len(language.load(name).vocabulary),)
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("text", SENTENCES + ODD)
def test_perplexity_is_exp_of_the_cross_entropy_of_torchs_layer(text: str) -> None:
    words, letters = language.load("words"), language.load("letters")
    spelled = [letter for group in spelling(split(text)) for letter in group]
    for model, symbols in ((words, split(text)), (letters, spelled)):
        taken, _ = referees.torch_log_probs(model, symbols)
        scored = model.score(text)
        assert scored.perplexity == pytest.approx(math.exp(-taken.mean()), rel=1e-6)
        np.testing.assert_allclose(scored.log_probs, taken, atol=2e-5)


@pytest.mark.parametrize("name", ["words", "letters"])
def test_a_score_is_the_sum_of_its_teacher_forced_steps(name: str) -> None:
    model = language.load(name)
    scored = model.score("It was a piece of cake.")
    place = model.vocabulary.index
    steps = [model.log_probs(scored.written[:t])[place[token]] for t, token in enumerate(scored.tokens)]
    np.testing.assert_allclose(scored.log_probs, steps, atol=1e-5)
    assert scored.tokens[-1] == EOS
    assert scored.bits == pytest.approx(-sum(steps) / math.log(2), abs=1e-4)


@pytest.mark.parametrize("size", [10, 100, 2000])
def test_a_smaller_vocabulary_adds_up_what_is_left_out(size: int) -> None:
    words = language.load("words")
    full, fewer = words.vocabulary.symbols, words.smaller(size)
    assert fewer.vocabulary.symbols == full[:size]
    text = ["it", "was", "a", "piece"]
    read_as = [word if word in full[:size] else UNK for word in text]
    expected = np.exp(words.log_probs(read_as))
    found = np.exp(fewer.log_probs(text))
    left_out = math.fsum(expected[size:])
    assert found[1] == pytest.approx(expected[1] + left_out, rel=1e-9)
    np.testing.assert_allclose(np.delete(found, 1), np.delete(expected[:size], 1), rtol=1e-9)


def test_a_race_at_every_size_is_what_each_smaller_model_says() -> None:
    words, letters = language.load("words"), language.load("letters")
    found = race.race(words, letters, "It was a piece of cake.", "It was a peace of cake.", (10, 200, 8000))
    for size in (10, 200, 8000):
        alone = words.smaller(size).reading("It was a piece of cake.")
        np.testing.assert_allclose(found.a.by_size[size].scored.log_probs, alone.scored.log_probs, atol=1e-5)
        np.testing.assert_allclose(found.a.by_size[size].scored.spelling, alone.scored.spelling, atol=1e-4)
        assert found.a.by_size[size].scored.tokens == alone.scored.tokens
    assert found.parted == 3
    by_letter = letters.score("It was a piece of cake.")
    np.testing.assert_allclose(found.a.spelled.scored.log_probs, by_letter.log_probs, atol=1e-5)
    assert [found.a.groups.count(i) for i in range(8)] == [2, 4, 2, 6, 3, 5, 1, 1]


@pytest.mark.parametrize(
    ("a", "b", "place"), [("a b c", "a x c", 1), ("a b", "a b c", 2), ("", "a", 0), ("a b", "a b", 3)]
)
def test_where_two_sentences_part(a: str, b: str, place: int) -> None:
    assert race.parting(a.split(), b.split()) == place


def test_the_spellings_of_all_words_never_have_more_than_one_in_all() -> None:
    """Brute force: over the letters a and b, all words up to six letters, each with its end; without the ends it is more."""
    _, letters = small()
    letters.network.b_y[[letters.vocabulary.index[letter] for letter in "ab"]] += 2.0  # a model that likes long words
    of_length = [[""]]
    for _ in range(6):
        of_length.append([word + letter for word in of_length[-1] for letter in "ab"])
    every = [word for words in of_length[1:] for word in words]
    with_end = math.fsum(math.exp(_spell(letters, word)) for word in every)
    only_letters = math.fsum(math.exp(letters.score(word).log_probs[:-1].sum()) for word in every)
    assert with_end < 1 < only_letters


def _spell(letters: models.LetterModel, word: str) -> float:
    return float(letters.spell([word], letters.read_words([word]))[0])


def test_the_spelling_of_a_word_is_its_letters_and_an_end_after_what_stands_before_it() -> None:
    letters = language.load("letters")
    known = letters.vocabulary.index
    before, word = list("tom has a"), list(" wombat")
    by_hand = sum(letters.log_probs(before + word[:i])[known[letter]] for i, letter in enumerate(word))
    after = np.exp(letters.log_probs(before + word))
    by_hand += math.log(sum(after[known[end]] for end in (EOS, " ", ".", ",", "?", "!", ";", ":") if end in known))
    scored = language.load("words").score("tom has a wombat")
    assert scored.tokens[3] == UNK
    assert scored.spelling[3] == pytest.approx(by_hand, abs=1e-4)
    assert scored.spelling[[0, 1, 2, 4]].tolist() == [0, 0, 0, 0]
    total = -(scored.log_probs.sum() + by_hand) / math.log(2)
    assert scored.bits_per_letter == pytest.approx(total / len("tom has a wombat."), abs=1e-5)


def test_a_letter_that_is_not_known_pays_for_being_one_of_all_unicode() -> None:
    scored = language.load("letters").score("👍")
    assert scored.tokens == (UNK, EOS)
    assert scored.spelling[0] == pytest.approx(-2 * math.log(0x110000 - 0x800 + 1))


def test_ranks_and_likeliest_words_are_those_of_a_sort() -> None:
    words = language.load("words")
    reading = words.reading("it was a piece of cake.")
    logs = words.log_probs(["it", "was", "a"])
    order = sorted(range(len(logs)), key=lambda k: -logs[k])
    assert [word for word, _ in reading.steps[3].tops] == [words.vocabulary.symbols[k] for k in order[:3]]
    assert reading.steps[3].rank == order.index(words.vocabulary.index["piece"]) + 1


@pytest.mark.parametrize("name", ["words", "letters"])
def test_free_running_takes_the_likeliest_symbol_each_time(name: str) -> None:
    model = language.load(name)
    given = ["tom"] if name == "words" else list("tom")
    written = free.write(model, given, 12)
    for t in range(len(given), len(written)):
        logs = model.log_probs(written[:t])
        logs[model.vocabulary.index[UNK]] = -np.inf
        assert written[t] == model.vocabulary.symbols[int(logs.argmax())]
    assert len(written) == 12 or model.vocabulary.symbols[int(model.log_probs(written).argmax())] in (EOS, UNK)


@pytest.mark.parametrize("name", ["words", "letters"])
def test_the_words_given_stay_whatever_the_model_would_make_of_them(name: str) -> None:
    """The letter model must not write on in the last word: "a" is no beginning of "are"."""
    for pair in pairs.pairs()[::5]:
        given = split(pair.right)
        for count in range(len(given)):
            assert list(free.words(language.load(name), given[:count])[:count]) == given[:count]


def test_what_is_given_stays_though_the_model_would_not_say_it() -> None:
    given = split("wombat piano the")
    for name in ("words", "letters"):
        assert list(free.words(language.load(name), given)[: len(given)]) == given
    long = split("a " * 30)
    assert free.words(language.load("words"), long) == tuple(long)


def test_reach_is_the_total_variation_distance_written_out() -> None:
    words = language.load("words")
    text = split("it was a piece of cake")
    found = reach.of_words(words, text, 4)
    assert found.distance.tolist() == [len("it was a piece "), len(" was a piece "), len(" a piece "), len(" piece ")]
    usual = np.exp(words.log_probs(text[:4]))
    logs = words.log_probs(text[:2])
    others = [words.vocabulary.symbols[k] for k in np.argsort(-logs)]
    others = [other for other in others if other not in (text[2], EOS, UNK)][: reach.OTHERS]
    moved = [0.5 * np.abs(np.exp(words.log_probs([*text[:2], other, text[3]])) - usual).sum() for other in others]
    assert found.moved[2] == pytest.approx(np.mean(moved), abs=1e-5)


def test_reach_of_letters_counts_from_the_first_letter_of_the_word() -> None:
    letters = language.load("letters")
    found = reach.of_letters(letters, split("it was a piece of cake"), 2)
    assert found.distance.tolist() == [7, 6, 5, 4, 3, 2, 1]  # the letters of "it was" and the space after it
    place, known = letters.vocabulary.index, letters.vocabulary.symbols
    others = [known[k] for k in np.argsort(-letters.log_probs(list("it wa")))]
    others = [other for other in others if other not in ("s", EOS, UNK)][: reach.OTHERS]
    usual = np.exp(letters.log_probs(list("it was ")))
    moved = [0.5 * np.abs(np.exp(letters.log_probs(list(f"it wa{other} "))) - usual).sum() for other in others]
    assert found.moved[5] == pytest.approx(np.mean(moved), abs=1e-5) and place["s"] not in others


def test_sixty_pairs_differ_in_one_word() -> None:
    written = pairs.pairs()
    assert [sum(pair.kind == kind for pair in written) for kind in pairs.KINDS] == [20, 40]
    for pair in written:
        right, wrong = split(pair.right), split(pair.wrong)
        assert len(right) == len(wrong)
        assert sum(one != other for one, other in zip(right, wrong, strict=True)) == 1


def test_what_the_card_says_of_the_pairs_is_so() -> None:
    from core import checkpoints

    said = checkpoints.card("everyday_words")["measured"]["pairs"]
    chosen = pairs.pairs()[::6]
    written = pairs.pairs()
    for name, bits in said["bits_apart"].items():
        right = {k: sum(b > 0 for b, p in zip(bits, written, strict=True) if p.kind == k) for k in pairs.KINDS}
        assert right == said["right"][name]
    for name in ("words", "letters"):
        found = pairs.bits_apart(language.load(name), chosen)
        np.testing.assert_allclose(found, said["bits_apart"][name][::6], atol=0.02)


def test_how_much_of_a_typed_sentence_is_read() -> None:
    assert typed.read("It was. ") == (("it", "was", "."), True)
    assert typed.read("a " * 50) == (("a",) * 40, False)
    words, is_all = typed.read("supercalifragilistic " * 30)
    assert len(joined(words)) <= typed.LETTERS and not is_all
    for nothing in ("", "  \n"):
        with pytest.raises(UserError, match="empty"):
            typed.read(nothing)
    with pytest.raises(UserError, match="long_word"):
        typed.read("x" * 5000)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_have_a_probability(text: str) -> None:
    for name in ("words", "letters"):
        scored = language.load(name).score(text)
        assert np.isfinite(scored.log_probs).all() and np.isfinite(scored.spelling).all()
        assert scored.bits > 0


def test_the_referee_finds_no_difference_and_finds_one_where_there_is_one() -> None:
    words, letters = language.load("words"), language.load("letters")
    rows = referees.check(words, letters, split("It was a wombat."), 100)
    assert all(row.difference <= 1e-5 * max(1, row.theirs) for row in rows)
    other = models.LetterModel(letters.network)
    W, b = letters.projection
    other.__dict__["projection"] = (W, b + 0.1)
    found = {row.name: row.difference for row in referees.check(words, other, split("It was a wombat."), 100)}
    assert found["log P (letters)"] > 1e-3 and found["log P"] < 1e-4


def read_as(written: str, bits: list[float], *tops: tuple[float, float]) -> Reading:
    """A reading made by hand: what each token costs, and P of the two likeliest at each place."""
    logs = -np.array(bits) * np.log(2)
    scored = Scored(tuple(written.split()), tuple(written.split()), logs, np.zeros(len(bits)), 10)
    return Reading(scored, tuple(Expected(1, (("x", one), ("y", other))) for one, other in tops))


def test_only_what_is_clear_is_asked() -> None:
    reading = read_as("a b a . <EOS>", [1, 4, 9, 2, 3], (0.5, 0.4), (0.5, 0.41))
    assert quiz.favourite(reading, 0) == ("x", 0.5) and quiz.favourite(reading, 1) is None
    assert quiz.favourite(reading, 2) is None, "past the end"
    assert quiz.dearest(reading) == [("a", pytest.approx(9)), ("b", pytest.approx(4)), ("<EOS>", pytest.approx(3))]
    assert quiz.dearest(read_as("a <EOS>", [1, 2])) is None
    for letters, answer in ((20, "words"), (16, None), (10, "letters")):
        assert quiz.surer(Raced(("a",), {10: read_as("a <EOS>", [7, 9])}, read_as("a", [letters]), (0,)), 10) == answer
