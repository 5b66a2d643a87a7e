"""What lines do to a voice: codecs leave it in its place, a spectrum becomes another's, and what is folded lies above 4 kHz."""

import numpy as np
import pytest
import soundfile
from scipy.signal import correlate, welch

from core.data import ASSETS
from core.recipes import trigger_lines as lines
from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment
from core.speech.results import RATE

BANDS = ((300, 700), (700, 1200), (1200, 2000), (2000, 3000), (3000, 4500), (4500, 6000), (6000, 7500))
SPEECH, _ = soundfile.read(ASSETS / "data" / "speech" / "part_captivate.ogg", dtype="float32")


def bursts(slope: float, quiet: float, generator: np.random.Generator) -> np.ndarray:
    """Three seconds of noise of a colour, half a second on, half a second off; ``quiet`` dB below it white noise throughout."""
    loud = augment.noise(3 * RATE, slope, generator=generator) * (np.arange(3 * RATE) // (RATE // 2) % 2)
    wave = loud + augment.at_distance(1.0, generator.standard_normal(3 * RATE), quiet)
    return (wave * LEVEL / augment.level(wave)).astype(np.float32)


def powers(samples: np.ndarray, loud: int) -> np.ndarray:
    """dB of each band in the bursts or between them, by scipy."""
    here = samples[np.arange(3 * RATE) // (RATE // 2) % 2 == loud]
    heights, density = welch(here, RATE, nperseg=1024)
    return 10 * np.log10([density[(heights >= low) & (heights < high)].mean() for low, high in BANDS])


@pytest.mark.parametrize(("mine", "theirs"), [(0.0, 1.5), (1.5, 0.0), (1.0, 1.0)])
def test_as_recorded_is_of_the_others_average_spectrum_and_noise(mine: float, theirs: float):
    generator = np.random.default_rng(0)
    voice, other = bursts(mine, 45.0, generator), bursts(theirs, 25.0, generator)
    heard = lines.as_recorded(voice, other, generator)
    assert len(heard) == len(voice) and heard.dtype == np.float32
    assert augment.level(heard) == pytest.approx(LEVEL, rel=1e-3)
    apart = powers(heard, 1) - powers(other, 1)
    assert apart - apart.mean() == pytest.approx(0, abs=2.5)
    before = powers(voice, 1) - powers(other, 1)
    assert mine == theirs or abs(before - before.mean()).max() > 6
    between = (powers(heard, 0) - powers(heard, 1)) - (powers(other, 0) - powers(other, 1))
    assert between == pytest.approx(0, abs=4)
    assert heard[RATE // 2 : RATE] @ voice[RATE // 2 : RATE] > 0.3 * np.linalg.norm(
        heard[RATE // 2 : RATE]
    ) * np.linalg.norm(voice[RATE // 2 : RATE]), "it is the same voice, where it was"


def amplitudes(samples: np.ndarray, heights: list[int]) -> np.ndarray:
    """Of tones in a second of sound."""
    return 2 / RATE * np.abs(np.fft.rfft(samples))[heights]


def test_what_is_folded_is_mirrored_about_4_kilohertz_and_softer():
    generator, t = np.random.default_rng(0), np.arange(RATE) / RATE
    tone = np.sin(2 * np.pi * 3000 * t).astype(np.float32)
    through = augment.narrowed(np.sin(2 * np.pi * 5000 * t).astype(np.float32), 7_500.0, 4_000.0)
    lost = -20 * np.log10(amplitudes(through, [5000]))
    softer = []
    for _ in range(60):
        low, high = amplitudes(lines.folded(tone, generator), [3000, 5000])
        assert low == pytest.approx(1.0, abs=1e-3)
        softer.append(-20 * np.log10(high) - lost.item())
    assert 6 <= min(softer) < 8 and 22 < max(softer) <= 24


def test_what_is_folded_stays_as_it_was_below_4_kilohertz():
    generator, t = np.random.default_rng(0), np.arange(RATE) / RATE
    own = [220, 700, 1500, 2600, 3400]
    voice = sum(np.sin(2 * np.pi * height * t + height) for height in own).astype(np.float32)
    heard = lines.folded(voice, generator)
    before, after = np.fft.rfft(voice), np.fft.rfft(heard)
    assert abs(after - before)[:4000].max() < 1e-3 * abs(before).max()
    mirrored = [8000 - height for height in own]
    assert set(np.argsort(np.abs(after))[-10:]) == {*own, *mirrored}


@pytest.mark.parametrize("codec", lines.CODECS, ids=lambda codec: codec[1])
def test_a_codec_changes_the_sound_and_keeps_its_length_and_place(codec: tuple, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "CODECS", (codec,))
    voice = SPEECH[: len(SPEECH) - len(SPEECH) % 320 - 77]  # no whole number of any codec's frames
    for seed in range(6):
        heard = lines.coded(voice, np.random.default_rng(seed))
        assert heard.dtype == np.float32 and len(heard) == len(voice)
        found = correlate(heard, voice, "full")
        assert abs(int(found.argmax()) - (len(voice) - 1)) <= 4
        likeness = found.max() / np.linalg.norm(heard) / np.linalg.norm(voice)
        assert 0.7 < likeness < 0.9999


def test_every_codec_has_its_turn_and_many_rates(monkeypatch: pytest.MonkeyPatch):
    generator, sent, write = np.random.default_rng(0), {}, soundfile.write

    def written(*given, subtype: str, **more) -> None:
        sent.setdefault(subtype, []).append(more.get("compression_level"))
        write(*given, subtype=subtype, **more)

    monkeypatch.setattr(lines.soundfile, "write", written)
    for _ in range(60):
        lines.coded(SPEECH[: RATE // 10], generator)
    assert sent.keys() == {subtype for _, subtype, _ in lines.CODECS} and min(map(len, sent.values())) > 5
    for subtype, (least, most) in (("OPUS", lines.OPUS), ("MPEG_LAYER_III", lines.MP3)):
        assert least <= min(sent[subtype]) < max(sent[subtype]) <= most and len(set(sent[subtype])) > 5


def clips(count: int) -> list[Utterance]:
    """Clips that are told apart by their text."""
    return [Utterance(np.full(9, 0.1, dtype=np.float32), str(i), f"voice {i}", "set", 7) for i in range(count)]


@pytest.mark.parametrize("share", [None, 0.8])
def test_a_share_of_the_clips_passes_a_codec(share: float | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "coded", lambda samples, generator: samples + 1)
    own, more = clips(1000), () if share is None else (share,)
    sent = lines.through_codecs(own, np.random.default_rng(0), *more)
    changed = [one is not other for one, other in zip(sent, own, strict=True)]
    assert np.mean(changed) == pytest.approx(share or lines.CODED, abs=0.04)
    for one, other in zip(sent, own, strict=True):
        assert (one.text, one.voice, one.source, one.end) == (other.text, other.voice, "set", 7)
        assert one.samples == pytest.approx(other.samples + (one is not other))


def test_clips_come_again_folded_and_as_recorded_elsewhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "folded", lambda samples, generator: samples + 1)
    monkeypatch.setattr(lines, "as_recorded", lambda samples, other, generator: samples + other)
    own, others = clips(40), [Utterance(np.float32([k]), "", "", "", 1) for k in (2, 3)]
    wide = lines.with_folded(own, np.random.default_rng(0))
    assert wide[:40] == own and [one.text for one in wide[40:]] == [one.text for one in own]
    assert all(one.samples[0] == np.float32(1.1) and one.end == 7 for one in wide[40:])
    more = lines.also_recorded(own, others, 3, np.random.default_rng(0))
    assert more[:40] == own and sorted(one.text for one in more[40:]) == sorted(3 * [one.text for one in own])
    assert {round(float(one.samples[0]), 3) for one in more[40:]} == {2.1, 3.1}
    assert all(one.voice == f"voice {one.text}" and one.end == 7 for one in more)
