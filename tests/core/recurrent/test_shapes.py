"""The five shapes: which arrows there are, and that what runs in them is what each network says elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.recurrent import shapes
from core.recurrent.configurations import CONFIGURATIONS
from core.recurrent.names import Names
from core.recurrent.one_word import OneWord
from core.recurrent.options import SHAPES
from core.recurrent.sentiment import Sentiment
from core.recurrent.tagger import LONGEST, Tagger
from core.translate import prefixes
from core.translate.options import TranslationConfig
from core.translate.translator import Translator

ARROWS = {  # shape, T_x, T_y -> boxes; then arrows in, arrows out, outputs fed back, states passed on, as box numbers
    ("one_one", 1, 1): (1, [0], [0], [], []),
    ("one_many", 1, 1): (1, [0], [0], [], []),
    ("one_many", 1, 3): (3, [0], [0, 1, 2], [1, 2], [0, 1]),
    ("one_many", 1, 8): (8, [0], [0, 1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6]),
    ("many_one", 1, 1): (1, [0], [0], [], []),
    ("many_one", 3, 1): (3, [0, 1, 2], [2], [], [0, 1]),
    ("many_one", 8, 1): (8, [0, 1, 2, 3, 4, 5, 6, 7], [7], [], [0, 1, 2, 3, 4, 5, 6]),
    ("many_many", 1, 1): (1, [0], [0], [], []),
    ("many_many", 3, 3): (3, [0, 1, 2], [0, 1, 2], [], [0, 1]),
    ("many_many", 8, 8): (8, [0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7], [], [0, 1, 2, 3, 4, 5, 6]),
    ("n_m", 1, 1): (2, [0], [1], [], [0]),
    ("n_m", 3, 3): (6, [0, 1, 2], [3, 4, 5], [4, 5], [0, 1, 2, 3, 4]),
    ("n_m", 3, 1): (4, [0, 1, 2], [3], [], [0, 1, 2]),
    ("n_m", 1, 3): (4, [0], [1, 2, 3], [2, 3], [0, 1, 2]),
    ("n_m", 5, 8): (13, [0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10, 11, 12], [6, 7, 8, 9, 10, 11, 12], list(range(12))),
}
DATES = (
    ("3 Mar 2021", ""),
    ("2 March 2021", "en_GB"),
    ("Wednesday, 3 September 1997", "en_GB"),
    ("12/25/1999", "en_US"),
    ("25.12.1999", "de_DE"),
    ("le 14 juillet 1989", "fr_FR"),
    ("1. Mai 2004", "de_DE"),
    ("2021年3月2日", "ja_JP"),
    ("2021년 3월 2일", "ko_KR"),
    ("Aug 9 85", ""),
)
GREEDY = {"method": "greedy"}


@pytest.mark.parametrize("key", ARROWS, ids=lambda key: "-".join(map(str, key)))
def test_each_shape_has_its_arrows(key: tuple[str, int, int]) -> None:
    name, T_x, T_y = key
    steps = CONFIGURATIONS[name].steps(T_x, T_y)
    kinds = ("has_input", "has_output", "is_fed", "passes_on")
    assert (len(steps), *([t for t, step in enumerate(steps) if getattr(step, kind)] for kind in kinds)) == ARROWS[key]


@pytest.mark.parametrize(
    ("name", "T_x", "T_y"),
    [("one_one", 2, 1), ("one_many", 2, 3), ("many_one", 3, 3), ("many_many", 3, 2), ("n_m", 0, 3), ("many_one", 0, 1)],
)
def test_numbers_that_a_shape_cannot_have_are_refused(name: str, T_x: int, T_y: int) -> None:
    with pytest.raises(ValueError, match=name):
        CONFIGURATIONS[name].steps(T_x, T_y)


def test_the_shapes_are_those_that_a_visitor_chooses_from() -> None:
    assert tuple(CONFIGURATIONS) == tuple(shapes.RUNS) == SHAPES
    with pytest.raises(KeyError):
        shapes.run("many", "M")


@pytest.mark.parametrize(("letter", "seed"), [("M", 1), ("a", 2), ("Z", 3), ("Q", 4)])
def test_the_name_is_the_one_that_the_network_writes(letter: str, seed: int) -> None:
    names = Names.load("names")
    found, sample = shapes.run("one_many", letter, seed=seed), names.sample(letter, seed)
    assert found.written == sample.tokens and found.begins == "<EOS>" and found.is_all
    read = [found.begins, letter.upper(), *found.written[:-1]]
    with torch.no_grad():
        outputs, _ = names.model.cell(torch.tensor(names.model.vocabulary.encode(read))[:, None])
        p = names.model.logits(outputs)[1:, 0].softmax(-1).numpy()
    np.testing.assert_allclose(np.vstack([found.first, found.states]), outputs[:, 0].numpy(), atol=1e-5)
    for t, box in enumerate(found.boxes):
        assert (box.reads, box.is_fed) == ((letter.upper(), False) if t == 0 else ("", True))
        assert box.writes in dict(box.chances) and box.would == ""
        likeliest = [names.model.vocabulary.symbols[i] for i in (-p[t]).argsort(kind="stable")[:5]]
        assert sorted(symbol for symbol, _ in box.chances[:5]) == sorted(likeliest) and len(box.chances) <= 6
        for symbol, chance in box.chances:
            assert chance == pytest.approx(p[t, names.model.vocabulary.index[symbol]], abs=2e-3)


def test_of_several_letters_the_first_is_read_and_others_than_letters_are_refused() -> None:
    several, one = shapes.run("one_many", " maria "), shapes.run("one_many", "M")
    assert several.written == one.written and not several.is_all
    for typed in ("é", "3", "<EOS>", "김", "🙂"):
        with pytest.raises(UserError) as error:
            shapes.run("one_many", typed)
        assert error.value.key == "shapes.letter"
    with pytest.raises(UserError) as error:
        shapes.run("one_many", "  ")
    assert error.value.key == "shapes.empty"


@pytest.mark.parametrize(("text", "locale"), DATES)
def test_the_date_is_the_one_that_the_translator_writes(text: str, locale: str) -> None:
    translator = Translator.load("dates-plain")
    found = shapes.run("n_m", text, locale=locale)
    said = translator.translate(text, TranslationConfig(locale=locale, **GREEDY))
    assert found.written == said.target and "".join(found.written[:-1]) == said.text
    assert (found.T_x, found.T_y) == (len(said.source), len(said.target)) and found.both_ways
    reading, writing = found.boxes[: found.T_x], found.boxes[found.T_x :]
    assert tuple(box.reads for box in reading) == said.source and not any(box.writes or box.chances for box in reading)
    assert [box.is_fed for box in writing] == [False, *[True] * (found.T_y - 1)]
    for box, log_p in zip(writing, said.log_probabilities, strict=True):
        assert box.chances[0] == (box.writes, pytest.approx(np.exp(log_p), abs=1e-6)) and len(box.chances) == 3
    with torch.no_grad():
        a, _ = translator.model.encoder(
            translator.model.source_embedding(torch.tensor([translator.read(text, locale)[1]]))
        )
    np.testing.assert_allclose(found.states[: found.T_x], a[0].numpy(), atol=1e-6)
    s = translator.decoding(text, locale=locale).states
    np.testing.assert_allclose(found.states[found.T_x :, : s.shape[1]], s, atol=1e-6)
    assert np.isnan(found.states[found.T_x :, s.shape[1] :]).all() and not found.first.any()


@pytest.mark.parametrize(("text", "locale"), DATES)
def test_what_would_be_written_is_what_the_beginning_alone_gives(text: str, locale: str) -> None:
    translator = Translator.load("dates-plain")
    found = shapes.run("n_m", text, locale=locale)
    typed = "".join(box.reads for box in found.boxes[1 : found.T_x - 1])
    for t in range(1, len(typed) + 1):
        if typed[t - 1] != " ":  # it is taken off an end
            alone = translator.translate(typed[:t], TranslationConfig(locale=locale, **GREEDY))
            assert found.boxes[t].would == alone.text, typed[:t]
    assert found.boxes[found.T_x - 1].would == "".join(found.written[:-1])
    assert not any(box.would for box in found.boxes[found.T_x :])


def test_odd_dates_have_a_result() -> None:
    found = shapes.run("n_m", "🙂 <b> 日本")
    assert "🙂" in found.unknown and "日" not in found.unknown and found.written
    with pytest.raises(UserError):
        shapes.run("n_m", " ")
    with pytest.raises(UserError):
        shapes.run("n_m", "1" * 61)
    with pytest.raises(ValueError, match="decoder"):
        prefixes.would(Translator.load("dates"), [1, 5, 0])


def test_each_word_has_a_tag() -> None:
    text = "Anna Kowalska flew to Lisbon"
    found, said = shapes.run("many_many", text), Tagger.load("forward").tag(text)
    assert found.written == said.tags and tuple(box.reads for box in found.boxes) == said.words
    assert (found.T_x, found.T_y, found.x_size, found.y_size) == (
        5,
        5,
        Tagger.load("forward").inputs(["a"]).shape[1],
        9,
    )
    np.testing.assert_array_equal(found.states, said.states)
    for box, row in zip(found.boxes, said.probabilities, strict=True):
        assert [chance for _, chance in box.chances] == sorted(row, reverse=True)[:5]
        assert box.chances[0][0] == box.writes and row[said.labels.index(box.writes)] == row.max()
    assert not shapes.run("many_many", "word " * (LONGEST + 1)).is_all


@pytest.mark.parametrize("pads", [0, 4])
def test_one_answer_comes_once_all_is_read(pads: int) -> None:
    text, model = "The plot was thin but I loved it", Sentiment.load()
    found, read = shapes.run("many_one", text, pads=pads), model.read(text)
    T = len(read.words)
    assert len(found.boxes) == len(found.states) == found.T_x == T + pads
    assert tuple(box.reads for box in found.boxes) == (*read.words, *[shapes.PAD] * pads)
    assert [box.writes for box in found.boxes[:-1]] == [""] * (T + pads - 1)
    p = model.read_words(read.words, pads).by_step
    assert found.written == (("positive" if p[-1] >= 0.5 else "negative"),)
    assert [box.chances[0][1] for box in found.boxes] == pytest.approx(list(p), abs=1e-6)
    assert [float(box.would) for box in found.boxes[:-1]] == pytest.approx(list(p[:-1]), abs=0.0051)
    assert 1 / (1 + np.exp(-found.logit)) == pytest.approx(p[-1], abs=1e-6) and found.boxes[-1].would == ""
    np.testing.assert_allclose(found.states[:T], read.states, atol=1e-6)
    if not pads:
        np.testing.assert_allclose(found.without, model.without(read.words), atol=1e-6)
    else:
        assert found.without is None
        assert abs(p[-1] - p[T - 1]) > 1e-4, "the zeros have moved it"


def test_a_word_has_an_answer_of_its_own() -> None:
    found, read = shapes.run("one_one", "loved it"), OneWord.load().read("loved")
    assert found.written == ("positive",) and not found.is_all and found.boxes[0].reads == "loved"
    assert found.boxes[0].chances[0] == ("positive", pytest.approx(read.probability))
    np.testing.assert_allclose(found.states, read.hidden[None])
    assert found.logit == pytest.approx(read.logit)
