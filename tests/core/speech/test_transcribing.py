"""From bytes to text: the clips that ship, a visitor's own, what cannot be heard, and how it was learned."""

import itertools

import jiwer
import numpy as np
import pytest
import torch
from scipy.special import log_softmax
from torch.nn.functional import ctc_loss

from app.i18n import t
from app.jobs.running import outcome
from core.errors import UserError
from core.speech import audio, ctc, letters, transcribing, vocabulary
from core.speech.options import LANGUAGES, DecodingConfig
from core.speech.presets import sentences
from core.speech.results import RATE, Clip, Heard
from tests.core.speech import sounds
from tests.core.speech.random_frames import log_probs

NAMES = ("quick", "double", "digits", "commands")


@pytest.fixture(scope="module")
def heard() -> dict[str, Heard]:
    """What ships, as it is heard."""
    return {name: outcome(transcribing.transcribe({"preset": name})) for name in NAMES}


def greedy(found: Heard) -> str:
    return letters.decode(ctc.greedy(found.log_probs)).strip()


def searched(found: Heard, language: str = "none") -> str:
    return transcribing.written(transcribing.decoded(found, DecodingConfig(8, language))).strip()


def test_greedy_loses_a_letter_that_the_beam_keeps(heard: dict[str, Heard]):
    """What the lesson opens on: the most probable path spells something else than the most probable label."""
    said, found = sentences()["quick"].said, heard["quick"]
    assert searched(found) == said != greedy(found)
    assert jiwer.cer(said, greedy(found)) < 0.35
    best, own = (
        ctc.trellis(found.log_probs, ctc.greedy(found.log_probs)),
        ctc.trellis(found.log_probs, letters.encode(said)),
    )
    assert own.log_probability > best.log_probability and own.best_log_probability < best.best_log_probability
    step = transcribing.parting(found.log_probs, letters.encode(said))
    one, other = np.sort(np.exp(found.log_probs[step]))[:-3:-1]
    assert abs(one - 0.5) + abs(other - 0.4) < 0.2 and 20 <= len(found.log_probs) <= 60


def test_greedy_loses_one_of_two_letters_that_are_the_same(heard: dict[str, Heard]):
    said, text = sentences()["double"].said, greedy(heard["double"])
    assert searched(heard["double"], "none") == said
    assert text in {said[:i] + said[i + 1 :] for i in range(1, len(said)) if said[i] == said[i - 1]}


@pytest.mark.parametrize("name", ["digits", "commands"])
def test_words_mend_what_letters_get_wrong(heard: dict[str, Heard], name: str):
    said = sentences()[name].said
    assert 0 < jiwer.cer(said, greedy(heard[name])) < 0.7
    assert searched(heard[name], "words") == said


def test_a_visitors_bytes_are_heard_as_the_clip_is(heard: dict[str, Heard]):
    """16 bits, at 48 kHz, in stereo: the same sound."""
    samples = heard["double"].clip.samples
    again = outcome(transcribing.transcribe({"data": audio.wav(samples)}))
    assert np.abs(np.exp(again.log_probs) - np.exp(heard["double"].log_probs)).max() < 0.02
    grown = np.repeat(np.interp(np.arange(3 * len(samples)) / 3, np.arange(len(samples)), samples)[:, None], 2, axis=1)
    other = outcome(transcribing.transcribe({"data": sounds.encode("flac", grown, 48_000)}))
    assert len(other.log_probs) == len(again.log_probs) and other.clip.channels == 2
    assert (other.log_probs.argmax(1) == again.log_probs.argmax(1)).mean() > 0.8


def test_it_tells_how_far_it_is_in_words():
    told = list(transcribing.transcribe({"preset": "double"}))
    fractions = [fraction for fraction, *_ in told]
    assert fractions == sorted(fractions) and fractions[0] == 0.0
    assert all(t(key, **values) != key for _, key, values in told)


def test_silence_is_heard_and_says_nothing():
    """All but every step of real zeros is a blank; and where all are, no language adds a word."""
    found = outcome(transcribing.transcribe({"data": audio.wav(np.zeros(RATE))}))
    assert transcribing.blanks(found.log_probs) > 0.9
    y = np.full((20, len(letters.SYMBOLS)), np.log(1e-4))
    y[:, 0] = np.log(1 - 28e-4)
    assert [searched(_frames(y), language) for language in LANGUAGES] == [""] * 3
    assert transcribing.blanks(y) == 1.0


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (audio.wav(np.full(31 * RATE, 0.1)), "ctc.too_long"),
        (audio.wav(np.full(RATE // 20, 0.1)), "audio.too_short"),
        (b"", "audio.empty"),
        (b"no sound at all", "audio.not_audio"),
    ],
)
def test_what_cannot_be_heard_is_said_in_words(data: bytes, key: str):
    with pytest.raises(UserError) as refused:
        outcome(transcribing.transcribe({"data": data}))
    assert refused.value.key == key
    assert t(key, **refused.value.values) != key


def test_thirty_seconds_and_a_tenth_of_one_are_heard():
    longest = transcribing.heard(Clip(np.zeros(30 * RATE, dtype=np.float32), RATE))
    assert len(longest.log_probs) == 999
    assert len(outcome(transcribing.transcribe({"data": audio.wav(np.full(RATE // 10, 0.1))})).log_probs) == 3


@pytest.mark.parametrize("seed", range(60))
def test_where_paths_part_against_all_paths(seed: int):
    """All paths of blanks, a and b; the other letters cannot be."""
    generator = np.random.default_rng(seed)
    y = np.full((5, len(letters.SYMBOLS)), -1e4)
    symbols = (0, *letters.encode("ab"))
    y[:, symbols] = log_probs(generator, 5, 3)
    label = letters.encode("".join(generator.choice(list("ab"), generator.integers(0, 4))))
    paths = {path: sum(y[range(5), path]) for path in itertools.product(symbols, repeat=5)}
    own = [path for path in paths if ctc.collapse(path) == label]
    best, top = max(own, key=paths.get), max(paths, key=paths.get)
    apart = [step for step in range(5) if best[step] != top[step]]
    assert transcribing.parting(y, label) == (apart[0] if apart else int(y.max(1).argmin()))


def test_where_there_is_no_parting():
    y = log_probs(np.random.default_rng(0), 6, 29)
    for labels in (ctc.greedy(y), letters.encode("longer than all")):
        assert transcribing.parting(y, labels) == int(y.max(1).argmin())


@pytest.mark.parametrize("seed", range(20))
def test_words_only_of_the_list(seed: int):
    """Frames that fit no word: a search that ends within one writes the words before it."""
    y = log_probs(np.random.default_rng(seed), 12, 29)
    for words in ((), ("ab", "b")):
        found = transcribing.decoded(_frames(y), DecodingConfig(4, "words", words=words))
        best = found.at(-1)[0]
        told, spelled = transcribing.written(found).split(), letters.decode(best.labels).split()
        assert set(told) <= set(words or vocabulary.shipped())
        assert spelled == told or (best.score == -np.inf and spelled[:-1] == told)


def _frames(y: np.ndarray) -> Heard:
    return Heard(Clip(np.zeros(1, dtype=np.float32), RATE), np.zeros((1, 40)), 0.01, y, 0.03, 0.016)


@pytest.mark.parametrize("name", NAMES)
def test_moments_of_the_training(heard: dict[str, Heard], name: str):
    """The losses by PyTorch; the last is the network that ships, on the clip that ships; it learned."""
    found, said = transcribing.moments(name), letters.encode(sentences()[name].said)
    y = torch.tensor(found.log_probs, dtype=torch.float64).transpose(0, 1)
    count = len(found.steps)
    sizes = torch.full((count,), len(y)), torch.full((count,), len(said))
    theirs = ctc_loss(y, torch.tensor([said] * count), *sizes, reduction="none")
    assert found.losses == pytest.approx(theirs.numpy(), abs=1e-6)
    assert np.exp(found.log_probs).sum(2) == pytest.approx(1.0, abs=1e-5)
    assert found.blanks == pytest.approx((found.log_probs.argmax(2) == 0).mean(1))
    assert np.abs(np.exp(found.log_probs[-1]) - np.exp(heard[name].log_probs)).max() < 5e-3
    assert found.texts[-1] == greedy(heard[name])
    assert found.steps[0] == 0 and list(found.steps) == sorted(set(found.steps))
    assert found.losses[-1] < 0.8 * min(found.losses[:3]) and 1.0 in found.blanks


def test_half_precision_is_spread_again(monkeypatch: pytest.MonkeyPatch, tmp_path):
    """What is kept need not sum to 1: it is divided by its sum."""
    y = np.random.default_rng(1).normal(size=(2, 9, 29)).astype(np.float16)
    np.savez(tmp_path / "moments.npz", steps=np.array([0, 7]), double=y)
    monkeypatch.setattr(transcribing, "MOMENTS", tmp_path / "moments.npz")
    found = transcribing.moments.__wrapped__("double")
    assert found.log_probs == pytest.approx(log_softmax(y.astype(np.float64), axis=2), abs=1e-5)
