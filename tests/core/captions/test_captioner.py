"""The front door with small random decoders: searches, sentences written on, the light held, and the referee."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from core.captions import encoder, pictures
from core.captions.captioner import Captioner
from core.captions.decoder import Decoder, DecoderConfig
from core.captions.options import ATTEND, SPECIAL, WAYS, CaptionConfig
from core.captions.results import Picture
from core.captions.writing import LAST
from core.referees import captions as referee
from tests.core.captions.made_views import views

WORDS = (*SPECIAL, "a", "dog", "red", "ball", "runs", "after", "the", "wet", "sand")


def made(way: str, seed: int = 3) -> Captioner:
    torch.manual_seed(seed)
    decoder = Decoder(DecoderConfig(way, len(WORDS), embedding=12, units=13, place=11, attention=7))
    with torch.no_grad():
        decoder.embedding.weight.mul_(4)
        decoder.bias[LAST] = 0.5
        if way == ATTEND:
            decoder.u.weight.mul_(8)
    return Captioner(decoder, WORDS)


@pytest.fixture
def grid() -> np.ndarray:
    return np.random.default_rng(8).exponential(1.0, (49, 1280)).astype(np.float32)


@pytest.mark.parametrize("way", WAYS)
def test_a_sentence_written_out_has_the_probability_that_the_beam_gave_it(way, grid):
    model = made(way)
    found = model.search(grid, CaptionConfig(width=4, alpha=0.5, n_best=4))
    assert 2 <= len(found.sentences) <= 4
    for written, score in zip(found.sentences, found.scores, strict=True):
        assert written.log_probability / len(written.tokens) ** 0.5 == pytest.approx(score, abs=1e-5)
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert found.words == found.sentences[0].words


@pytest.mark.parametrize("way", WAYS)
def test_writing_on_from_nothing_is_the_beam_of_one(way, grid):
    model = made(way)
    greedy = model.search(grid, CaptionConfig(width=1)).sentences[0]
    written = model.write(grid)
    assert written.tokens == greedy.tokens
    np.testing.assert_allclose(written.log_probabilities, greedy.log_probabilities, atol=1e-6)
    likeliest = [row[0] for row in written.likeliest]
    assert [WORDS[token] for token in written.tokens] == likeliest
    np.testing.assert_allclose(written.probabilities[:, 0], np.exp(written.log_probabilities), rtol=1e-6)


def test_a_picture_of_any_shape_is_squashed_and_seen():
    model = made(ATTEND)
    image = Image.fromarray(views()[9]).resize((320, 120)).convert("RGBA")
    grid = encoder.grid(pictures.square(Picture(np.asarray(image.convert("RGB")))))
    config = CaptionConfig(width=2, n_best=2)
    found, expected = model.caption(image, config), model.search(grid, config)
    assert [one.tokens for one in found.sentences] == [one.tokens for one in expected.sentences]
    np.testing.assert_array_equal(found.attention, expected.attention)


def test_given_words_stand_and_the_rest_is_written_after_them(grid):
    model = made(ATTEND)
    given = model.tokens(["the", "wet"])
    written = model.write(grid, given)
    assert written.words[:2] == ("the", "wet")
    again = model.write(grid, written.tokens[:-1])
    assert again.tokens == written.tokens
    with pytest.raises(KeyError):
        model.tokens(["unicorn"])


def test_light_that_is_held_falls_on_one_place_alone(grid):
    model = made(ATTEND)
    free, held = model.write(grid), model.write(grid, pins={1: 30})
    assert held.tokens[0] == free.tokens[0]
    np.testing.assert_array_equal(held.alpha[1], np.eye(49)[30])
    np.testing.assert_allclose(held.z[1], held.beta[1] * model.look(grid).a[0, 30].numpy(), rtol=1e-5)
    assert 0 < held.beta[1] < 1
    np.testing.assert_allclose(held.energies[1], free.energies[1], rtol=1e-5)
    assert list(held.pinned[:2]) == [-1, 30]
    assert abs(held.log_probabilities[1] - free.log_probabilities[1]) > 1e-4


@pytest.mark.parametrize("way", WAYS)
def test_the_referee_agrees_and_would_not_with_other_numbers(way, grid):
    model = made(way)
    written = model.write(grid, pins={1: 30} if way == ATTEND else None)
    rows = {row.name: row for row in referee.check(model, grid, written)}
    assert {"z", "log_p", "sum", "light"} <= rows.keys()
    assert ("alpha" in rows) == (way == ATTEND)
    assert max(row.difference for row in rows.values()) < 1e-4
    other = model.write(1.1 * grid, written.tokens)
    assert max(row.difference for row in referee.check(model, grid, other)) > 1e-3


@pytest.mark.parametrize(("way", "seed"), [("start", 6), ("every", 7), ("attend", 3)])
def test_sentences_written_side_by_side_are_those_written_one_by_one(way, seed, grid):
    model = made(way, seed)
    found = model.search(grid, CaptionConfig(width=5, n_best=5)).sentences
    assert len({len(one.tokens) for one in found}) > 1, "of several lengths"
    for one in found:
        alone = model.write(grid, one.tokens)
        assert alone.tokens == one.tokens and alone.likeliest == one.likeliest and alone.ended == one.ended
        for name in ("log_probabilities", "alpha", "energies", "beta", "z", "probabilities", "pinned"):
            np.testing.assert_allclose(getattr(one, name), getattr(alone, name), rtol=1e-5, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("alpha", [0.0, 0.4, 1.5])
def test_another_length_normalisation_ranks_what_the_beam_has_left_as_a_search_would(alpha, grid):
    model = made(ATTEND, seed=3)
    searched = model.search(grid, CaptionConfig(5, alpha, 5))
    ranked = model.search(grid, CaptionConfig(5, 0.7, 5)).ranked(alpha)
    assert len({len(one.tokens) for one in ranked.sentences}) > 1, "of several lengths"
    assert [one.tokens for one in ranked.sentences] == [one.tokens for one in searched.sentences]
    np.testing.assert_allclose(ranked.scores, searched.scores, atol=1e-5)
