"""Reading audio: what comes out is the signal that other encoders were given; what cannot be read says why."""

import io
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.signal import correlate, resample_poly

from core.speech import audio, audio_limits
from core.speech.audio import AudioError, read, remarks
from core.speech.results import RATE
from tests.core.speech import sounds

ROOT = Path(__file__).parents[3]
RATES = {"ogg opus": 48_000, "webm": 48_000, "webm live": 48_000, "amr": 8_000, "3gp": 8_000}
# Kinds that are not exact, with what is left of the signal, in dB above the difference.
LOSSY = {
    "wav 8": 36, "wav a-law": 36, "wav adpcm": 36, "ogg vorbis": 30, "ogg opus": 30, "mp3": 30, "m4a": 30, "mp4": 30,
    "mp4 ready to stream": 30, "mkv": 30, "webm": 30, "webm live": 30, "mp3 tagged": 22,
}  # fmt: skip
# Kinds whose file does not say how much the encoder put before the sound: seconds by which it may be late or early.
SHIFTED = {"aac": 0.05, "mp4 fragmented": 0.05, "mp3 stream": 0.05, "avi": 0.05, "wma": 0.06, "amr": 0.02, "3gp": 0.02}


def key_of(data: bytes) -> str:
    """The key of the sentence for a file that cannot be read."""
    with pytest.raises(AudioError) as error:
        read(data)
    return error.value.key


def snr(expected: np.ndarray, found: np.ndarray, edge: int = RATE // 20) -> float:
    """Signal to difference in dB over the samples that both have, but for the ends, where no filter sees all it needs."""
    stop = min(len(expected), len(found)) - edge
    wanted, got = expected[edge:stop].astype(np.float64), found[edge:stop].astype(np.float64)
    return 10 * np.log10(np.square(wanted).sum() / (np.square(wanted - got).sum() + 1e-20))


def wav_header(**changes: int) -> bytes:
    """A WAV of a second, 16 bits, whose header says something else: rate, channels, bits, format or size."""
    data = bytearray(sounds.encode("wav 16", sounds.tones(RATE, 1.0), RATE))
    places = {"format": (20, "<H"), "channels": (22, "<H"), "rate": (24, "<I"), "bits": (34, "<H"), "size": (40, "<I")}
    for name, value in changes.items():
        place, form = places[name]
        struct.pack_into(form, data, place, value)
    return bytes(data)


# --- what comes out ---


@pytest.mark.parametrize("kind", [kind for kind in sounds.KINDS if kind not in SHIFTED])
def test_each_kind_gives_the_signal_that_went_in(kind):
    rate = RATES.get(kind, 44_100)
    clip = read(sounds.encode(kind, sounds.chirp(rate, 2.0), rate))
    assert (clip.rate, clip.samples.dtype, clip.samples.ndim) == (RATE, np.float32, 1)
    assert (clip.original_rate, clip.channels, clip.truncated) == (rate, 1, False)
    assert abs(clip.seconds - 2.0) < 0.06
    assert snr(sounds.chirp(RATE, 2.0)[:, 0], clip.samples) > LOSSY.get(kind, 80)


@pytest.mark.parametrize("kind", SHIFTED)
def test_a_kind_that_does_not_count_its_start_gives_the_same_a_little_later(kind):
    rate = RATES.get(kind, 44_100)
    clip = read(sounds.encode(kind, sounds.chirp(rate, 2.0), rate))
    wanted = sounds.chirp(RATE, 2.0)[RATE // 2 : RATE, 0]
    at = correlate(clip.samples, wanted, "valid")
    lag = int(at.argmax())
    got = clip.samples[lag : lag + len(wanted)]
    assert abs(lag - RATE // 2) <= SHIFTED[kind] * RATE
    assert np.corrcoef(got, wanted)[0, 1] > 0.93
    assert abs(clip.seconds - 2.0) < 0.06 and not clip.truncated


@pytest.mark.parametrize("bits, subtype", [(8, "PCM_U8"), (16, "PCM_16"), (24, "PCM_24"), (32, "PCM_32")])
def test_at_its_own_rate_a_wav_is_exact_to_the_last_bit(bits, subtype):
    whole = np.random.default_rng(0).integers(-(2 ** (bits - 1)), 2 ** (bits - 1), RATE)
    target = io.BytesIO()
    soundfile.write(target, whole / 2.0 ** (bits - 1), RATE, format="WAV", subtype=subtype)
    assert np.array_equal(read(target.getvalue()).samples, (whole / 2.0 ** (bits - 1)).astype(np.float32))


@pytest.mark.parametrize(
    "rate", [2_000, 8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000, 384_000]
)
@pytest.mark.parametrize("channels", [1, 2, 8])
def test_any_rate_and_number_of_channels(rate, channels):
    clip = read(sounds.encode("wav float", sounds.tones(rate, 1.0, channels), rate))
    assert (clip.original_rate, clip.channels, len(clip.samples)) == (rate, channels, RATE)
    assert snr(sounds.tones(RATE, 1.0, channels).mean(axis=1), clip.samples) > 90


@pytest.mark.parametrize("kind", ["flac", "ogg vorbis", "ogg opus", "m4a", "webm"])
@pytest.mark.parametrize("channels", [2, 6, 8])
def test_channels_of_what_is_packed(kind, channels):
    samples = sounds.chirp(48_000, 1.0, channels)
    if kind == "ogg opus":  # soundfile's own gives up at more than two
        data = sounds.by_pyav("ogg", "libopus", {}, samples, 48_000)
    else:
        data = sounds.encode(kind, samples, 48_000)
    clip = read(data)
    assert clip.channels == channels and not clip.truncated
    # Codecs keep only the bass of the channel for the bass: of six, a sixth of the mean may be gone.
    assert snr(sounds.chirp(RATE, 1.0)[:, 0], clip.samples) > (70 if kind == "flac" else 14)


def test_resampling_is_that_of_scipy_and_nothing_folds_back():
    rng = np.random.default_rng(1)
    low = np.fft.irfft(np.fft.rfft(rng.normal(size=48_000)) * (np.arange(24_001) < 4_000), 48_000)
    noise = 0.5 * low / np.abs(low).max()
    found = read(sounds.encode("wav float", noise[:, None], 48_000)).samples
    assert snr(resample_poly(noise, 1, 3, window=("kaiser", 12.0)), found) > 60
    t = np.arange(48_000) / 48_000
    too_high = 0.5 * np.sin(2 * np.pi * 11_000 * t)  # would be heard at 5 kHz
    folded = read(sounds.encode("wav float", too_high[:, None], 48_000)).samples
    assert np.abs(folded[800:-800]).max() < 1e-4


def test_what_a_file_is_called_or_said_to_be_does_not_matter():
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    for kind in ("mp3", "flac"):
        data = sounds.encode(kind, sounds.chirp(44_100, 1.0), 44_100)
        assert read(tag + data).container == kind.upper()
        assert snr(sounds.chirp(RATE, 1.0)[:, 0], read(tag + data).samples) > 25


def test_sound_of_a_video():
    clip = read(sounds.by_pyav("mp4", "aac", {}, sounds.chirp(44_100, 1.0), 44_100, video=True))
    assert (clip.container, clip.codec) == ("MP4", "AAC")
    assert snr(sounds.chirp(RATE, 1.0)[:, 0], clip.samples) > 20


def test_a_size_that_was_not_known_when_it_was_written():
    for size in (0, 0x7FFFFFFF, 0xFFFFFFFF):
        clip = read(wav_header(size=size))
        assert len(clip.samples) == RATE and not clip.truncated


def test_channels_that_cancel_one_another_are_heard_all_the_same():
    one = sounds.chirp(RATE, 1.0)
    clip = read(sounds.encode("wav 16", np.hstack([one, -one]), RATE))
    assert max(snr(one[:, 0], clip.samples), snr(-one[:, 0], clip.samples)) > 80
    assert remarks(clip) == ()


def test_floats_beyond_full_scale_are_made_softer_and_not_cut():
    one = sounds.chirp(RATE, 1.0)
    for scale in (3.0, 2.0**31):
        clip = read(sounds.encode("wav double", one * scale, RATE))
        assert snr(one[:, 0] / np.abs(one).max(), clip.samples) > 80
        assert remarks(clip) == ()


def test_what_is_no_number_is_silence():
    samples = sounds.tones(44_100, 1.0)
    samples[1000], samples[2000], samples[3000] = np.nan, np.inf, -np.inf
    clip = read(sounds.encode("wav float", samples, 44_100))
    assert np.isfinite(clip.samples).all()
    assert snr(sounds.tones(RATE, 1.0)[:, 0], clip.samples, edge=RATE // 4) > 80
    nothing = read(sounds.encode("wav float", np.full((RATE, 1), np.nan), RATE))
    assert remarks(nothing) == ("audio.silent",)


# --- what should be told ---


def test_remarks():
    def told(samples: np.ndarray, kind: str = "wav 16") -> tuple[str, ...]:
        return remarks(read(sounds.encode(kind, samples, RATE)))

    tone = sounds.tones(RATE, 1.0)
    assert told(tone) == told(tone * 2) == ()  # the whole range, and nothing cut off
    assert told(tone * 0) == ("audio.silent",)
    assert told(tone * 0.001) == ("audio.silent",)
    assert told(tone * 0.02) == ("audio.quiet",)
    assert told((tone * 4).clip(-1, 1)) == ("audio.clipped",)
    assert told((tone * 4).clip(-1, 1), "wav 8") == ("audio.clipped",)
    assert told((tone * 4).clip(-1, 1), "wav float") == ("audio.clipped",)
    assert told(tone * 4, "wav float") == ()  # floats can hold it


def test_the_share_that_is_clipped_is_that_of_the_signal():
    sine = np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE)[:, None]
    clip = read(sounds.encode("wav 16", (2 * sine).clip(-1, 1), RATE))
    assert clip.clipped == pytest.approx(2 / 3, abs=0.03)  # |sin| ≥ ½ for two thirds of the time
    assert clip.peak == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(
    "kind",
    ["wav 16", "wav float", "aiff", "flac", "ogg vorbis", "ogg opus", "mp3", "mp4 ready to stream", "webm", "avi"],
)
def test_a_file_that_is_cut_short_gives_what_is_left_of_it(kind):
    rate = RATES.get(kind, 44_100)
    data = sounds.encode(kind, sounds.chirp(rate, 6.0), rate)
    clip = read(data[: len(data) * 6 // 10])
    assert clip.truncated and remarks(clip) == ("audio.truncated",)
    assert 2.0 < clip.seconds < 4.5
    wanted = sounds.chirp(RATE, 6.0)[:, 0]
    at = correlate(clip.samples[: 2 * RATE], wanted[RATE : 2 * RATE], "valid")
    assert abs(int(at.argmax()) - RATE) < 0.05 * RATE, "the beginning is the beginning"


def test_damage_in_the_middle_costs_that_place_only():
    data = bytearray(sounds.encode("flac", sounds.chirp(44_100, 4.0), 44_100))
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    clip = read(bytes(data))
    assert clip.truncated and clip.seconds > 3.5


# --- what cannot be read ---


@pytest.mark.parametrize(
    "data",
    [
        b"hello, this is text " * 100,
        "hello, this is text ".encode("utf-16") * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(1000),
        b"%PDF-1.7\n" + bytes(1000),
        b"PK\x03\x04" + bytes(1000),
        b"#EXTM3U\nhttp://localhost/sound.mp3\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        bytes(10_000),
        b"\xff" * 10_000,
        b"R",
        np.random.default_rng(2).bytes(50_000),
    ],
    ids=["text", "utf-16", "png", "jpeg", "pdf", "zip", "playlist", "concat", "zeros", "ones", "one byte", "noise"],
)
def test_no_audio(data):
    assert key_of(data) == "audio.not_audio"


def test_empty_and_too_large():
    assert key_of(b"") == "audio.empty"
    assert key_of(bytes(audio_limits.MAX_BYTES + 1)) == "audio.too_large"
    assert key_of(bytes(audio_limits.MAX_BYTES)) == "audio.not_audio"


def test_too_short():
    assert key_of(sounds.encode("wav 16", sounds.tones(RATE, 0.09), RATE)) == "audio.too_short"
    assert read(sounds.encode("wav 16", sounds.tones(RATE, 0.11), RATE)).seconds == 0.11


def test_headers_that_say_absurd_things():
    assert key_of(wav_header(rate=1)) == "audio.rate"
    assert key_of(wav_header(rate=4_000_000_000)) == "audio.rate"
    assert key_of(wav_header(channels=9)) == "audio.channels"
    assert key_of(wav_header(channels=65_535)) == "audio.channels"
    assert key_of(wav_header(channels=0)) == "audio.damaged"
    assert key_of(wav_header(bits=0)) == "audio.codec"
    assert len(read(wav_header(size=2**31)).samples) == RATE
    flac = bytearray(sounds.encode("flac", sounds.tones(RATE, 1.0), RATE))
    flac[21:26] = bytes([flac[21] | 15, 255, 255, 255, 255])  # 2³⁶ − 1 samples. RFC 9639, section 8.2
    assert len(read(bytes(flac)).samples) == RATE


def test_codecs_that_are_not_known():
    assert key_of(wav_header(format=0x0099)) == "audio.codec"
    assert key_of(sounds.encode("mkv", sounds.tones(44_100, 1.0), 44_100).replace(b"A_AAC", b"A_ZZZ")) == "audio.codec"


def test_a_video_without_sound():
    for muxer in ("mp4", "matroska", "avi"):
        assert key_of(sounds.by_pyav(muxer, "", {}, np.zeros((0, 1)), 0, video=True)) == "audio.no_track"


def test_damaged_beyond_reading():
    m4a = sounds.encode("m4a", sounds.tones(44_100, 1.0), 44_100)
    assert key_of(m4a[: len(m4a) // 2]) == "audio.damaged"  # its table of contents is at its end
    for kind in ("wav 16", "flac", "ogg vorbis", "webm"):
        assert key_of(sounds.encode(kind, sounds.tones(48_000, 1.0), 48_000)[:40]) == "audio.damaged"


def test_small_files_that_unpack_to_hours_are_left_at_the_limit():
    hours = np.zeros((8_000 * 3600, 1), dtype=np.int16)
    target = io.BytesIO()
    soundfile.write(target, hours, 8_000, format="FLAC", subtype="PCM_16")
    assert len(target.getvalue()) < 200_000
    assert key_of(target.getvalue()) == "audio.too_long"
    assert key_of(sounds.encode("ogg opus", hours[: 8_000 * 601], 8_000)) == "audio.too_long"
    assert read(sounds.encode("flac", hours[: 8_000 * 600], 8_000)).seconds == 600


def test_every_failure_and_remark_has_its_sentence():
    from app.i18n import t

    for line in (ROOT / "core/speech").glob("*.py"):
        for part in line.read_text("utf-8").split('"audio.')[1:]:
            key = "audio." + part.partition('"')[0]
            assert t(key) != key, key


# --- and besides ---


def test_wav_is_what_another_reader_reads():
    samples = np.array([0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, 1e-5])
    found, rate = soundfile.read(io.BytesIO(audio.wav(samples, 22_050)), dtype="int16")
    assert rate == 22_050
    assert found.tolist() == [0, 16384, -16384, 32767, -32768, 32767, -32768, 0]
    again = read(audio.wav(sounds.tones(RATE, 1.0)[:, 0]))
    assert snr(sounds.tones(RATE, 1.0)[:, 0], again.samples) > 85


def test_the_large_library_is_loaded_only_where_it_is_needed():
    code = "import sys, core.speech.audio; print('av' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
