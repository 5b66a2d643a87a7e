"""What the picture is sent, and what may come back from a browser."""

import math

import numpy as np
import pytest

from app.lessons.recurrent.sampling.picture import Rest, payload
from app.lessons.recurrent.sampling.picture.rest import fit, parse
from core.recurrent import desk, sampling, sources
from core.recurrent.options import SOURCES, SamplingConfig
from core.recurrent.results.sampling import Writing
from tests.lessons.sampling.samples import written

CONFIG = SamplingConfig(0.7, 0, 0.9)
SENT = {"step": 1, "seed": 7, "temperature": 0.7, "top_k": 0, "top_p": 0.9, "min_p": 0.0, "temperature_last": False,
        "kept": ["new"], "needle": None, "number": 5, "subject": 3}  # fmt: skip


def everyday(seed: int, config: SamplingConfig = CONFIG) -> Writing:
    start, _ = desk.read("everyday", "my brother wants")
    sample = sampling.sample(sources.load("everyday"), start, config, seed)
    return desk.together("everyday", sample, sample, ())


def test_what_is_sent_draws_what_was_drawn() -> None:
    """Needles and logits as they travel, in plain Python: the hotter, the nearer to an edge a needle may be."""
    for seed in range(20, 40):
        made = everyday(seed, SamplingConfig(1.0))
        build, packed = payload.build(made), payload.logits(made)
        for row, token, u in zip(packed, build["tokens"], build["us"], strict=True):
            z = np.where(row == payload.NEVER, -np.inf, row / payload.GRAIN)
            assert sampling.draw(sampling.adjust(z), u) == token


def test_the_same_beginning_of_another_network_is_another_subject() -> None:
    subjects = {
        payload.subject(desk.together(source, one := sampling.sample(sources.load(source), ("M",), CONFIG, 1), one, ()))
        for source in SOURCES
    }
    assert len(subjects) == 4
    assert payload.subject(everyday(1)) == payload.subject(everyday(2))


def test_a_given_word_is_shown_where_its_piece_lies() -> None:
    made = everyday(7)
    for draw, bar in zip(made.sample.given, payload.build(made)["given"], strict=True):
        chances = sorted(draw.p, reverse=True)
        left, right = bar["at"]
        assert bar["pieces"] == pytest.approx(chances[:8], abs=1e-4)
        assert right - left == pytest.approx(draw.p[draw.index], abs=2e-4)
        assert left == pytest.approx(sum(p for p in chances if p > draw.p[draw.index]), abs=2e-4)
    start, _ = desk.read("everyday", "a zyzzyva")
    sample = sampling.sample(sources.load("everyday"), start, CONFIG, 1)
    assert payload.thin(sample.given[1])["at"] is None, "<UNK> is never written"


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": -1}, {"step": 20}, {"step": True}, {"step": "1"}, {"seed": 0}, {"seed": 10_000}, {"seed": 7.5},
        {"temperature": 2.1}, {"temperature": math.nan}, {"temperature": None}, {"top_k": 51}, {"top_k": False},
        {"top_p": 0.0}, {"top_p": math.inf}, {"min_p": 0.6}, {"min_p": "0"}, {"temperature_last": 1}, {"needle": 1.0},
        {"needle": -0.1}, {"needle": math.nan}, {"needle": True}, {"kept": "new"}, {"kept": ["<EOS>"]},
        {"kept": ["<UNK>"]}, {"kept": ["no such"]}, {"kept": [1]}, {"kept": ["new"] * 21}, {"kept": None}, {"subject": 4},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_fit_is_a_message_without_a_rest(wrong: dict[str, object]) -> None:
    message = parse(SENT | wrong, 3, written("word", CONFIG, 7))
    assert message is not None and not message.fits and message.value is None


@pytest.mark.parametrize("nothing", [None, 3, [], {}, {"number": "5"}, {"number": True}, SENT | {"number": None}])
def test_what_is_no_message_is_none(nothing: object) -> None:
    assert parse(nothing, 3, written("word", CONFIG, 7)) is None


def test_what_fits_is_read_whole() -> None:
    message = parse(SENT | {"needle": 0.25}, 3, written("word", CONFIG, 7))
    assert message.fits and message.value == Rest(1, 7, 0.7, 0, 0.9, 0.0, False, ("new",), 0.25)
    whole = parse(SENT | {"temperature": 1}, 3, written("word", CONFIG, 7)).value
    assert whole.temperature == 1.0 and isinstance(whole.temperature, float)


def test_a_rest_beyond_the_text_is_brought_into_it() -> None:
    made = written("word", CONFIG, 7, kept=("new",))
    last = len(made.sample.tokens) - 1
    rest = Rest(99, 7, 0.7, 0, 0.9, 0.0, False, ("no such",))
    assert fit(rest, made).step == last and fit(rest, made).kept == ("new",)
    assert fit(Rest(0, 7, 0.7, 0, 0.9, 0.0, False), made).step == 0
