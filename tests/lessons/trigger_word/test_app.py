"""The page of the trigger word: every clip, detector and mistake, a visitor's own sound and word, and what is taken away."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.speech import compute as shared
from app.lessons.speech import sound
from app.lessons.speech.options import PRESETS
from app.lessons.speech.trigger_word import compute, figures, notebook, take
from app.lessons.speech.trigger_word.curve import AROUND
from app.lessons.speech.trigger_word.options import BUGS, CHUNKS, TABS, Options
from app.lessons.speech.trigger_word.settings import config_of
from app.lessons.speech.trigger_word.shown import Shown, hourly, percent
from app.theme import THEMES
from app.ui import export
from core.speech import audio, chime, events, hearing, streaming
from core.speech.options import DetectorConfig
from core.speech.trigger import Detector
from tests.app.notebooks import printed
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "trigger_word"


@pytest.mark.parametrize("word", ["activate", "voyager"])
def test_every_clip_is_heard_by_every_detector(app, word):
    opened(app, SLUG, word=word)
    for clip in PRESETS:
        app.query_params["clip"] = clip
        good(app.run())
        assert warnings(app) == [] and pictures(app, "trigger_word"), clip
        assert address(app, "clip") in (clip, None)


@pytest.mark.parametrize("bug", BUGS)
def test_every_mistake_in_every_tab(app, bug):
    opened(app, SLUG, bug=bug, clip="near")
    for tab in TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab


def drawn(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """Header and arrays of the picture."""
    (part,) = pictures(app, SLUG)
    return unpacked(part.bytes)


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("chunk", CHUNKS[1:])
def test_sound_in_chunks(app, chunk, forget):
    whole = shared.hearing("sentence", "activate").detection.probabilities
    opened(app, SLUG, chunk=f"{chunk:g}", forget=str(int(forget)))
    header, arrays = drawn(app)
    assert header["stream"]["chunk"] == chunk and header["stream"]["forget"] is forget
    np.testing.assert_array_equal(arrays["whole"], whole)
    apart = np.abs(arrays["probabilities"] - whole).max()
    assert header["stream"]["apart"] == pytest.approx(apart, abs=1e-9)
    lost = {0.1: 0.963, 0.5: 0.935, 1.0: 0.479, 2.0: 0.479}[chunk]
    assert apart == pytest.approx(lost, abs=2e-3) if forget else apart < 5e-6
    assert arrays["states"].shape == (round(10 / chunk), 80) and arrays["states"].itemsize == 1
    assert header["rest"]["seconds"] == pytest.approx({0.1: 4.7, 0.5: 5.0, 1.0: 5.0, 2.0: 6.0}[chunk])
    assert warnings(app) == []


def test_the_whole_sound_sends_nothing_of_chunks(app):
    opened(app, SLUG)
    header, arrays = drawn(app)
    assert header["stream"] is None and header["chunks"] == list(CHUNKS)
    assert set(arrays) == {"sound", "spectrogram", "probabilities", "overview"}


def test_chunks_of_every_size_are_compared(app):
    opened(app, SLUG, tab="stream")
    text = written(app)
    for said in ("0.1 s", "2 s", "4.69 s", "4.71 s", "never", "e-07"):
        assert said in text, said


@pytest.mark.parametrize("tab", ["explain", "stream"])
def test_what_is_not_heard_in_chunks(app, tab):
    opened(app, SLUG, chunk="0.5", bug="early", tab=tab)
    assert warnings(app) == [ENGLISH["stream.mistake"]]
    header, _ = drawn(app)
    assert header["stream"] is None and header["chunks"] == []
    app.query_params["bug"] = "none"
    good(app.run())
    uploaded(app, audio.wav(0.1 * np.sin(np.arange(31 * 16_000) / 9)))
    assert warnings(app) == [] or ENGLISH["stream.too_long"].format(seconds=30) in warnings(app)
    assert drawn(app)[0]["chunks"] == []


def test_what_is_taken_away_is_what_is_on_screen():
    config, heard = compute.tuned("activate"), shared.hearing("sentence", "activate")
    streamed = streaming.in_chunks(Detector.load("activate"), heard.clip.samples, heard.detection, 0.5, forget=True)
    shown = Shown(heard, config, config, shared.shipped_clips()["sentence"].said, "activate", "", streamed)
    assert take.events(shown.drawn, config)["seconds"] == []
    assert compute.score(shown.drawn, config, shown.ends).found == 0
    said, _, apart = printed(export.notebook(notebook.cells("sentence", "activate", config, streamed), "Title"))
    assert "492 steps" in said and float(apart) == pytest.approx(streamed.apart, abs=1e-5)


@pytest.mark.parametrize(("name", "said"), [("clip", "sound.not_in_link"), ("word", "word.not_in_link")])
def test_what_a_link_cannot_hold_gets_a_sentence(app, name, said):
    opened(app, SLUG, **{name: "own"})
    assert warnings(app) == [ENGLISH[said]] and address(app, name) is None
    assert warnings(good(app.run())) == []


def test_nonsense_in_the_address(app):
    bad = {"clip": "<b>", "word": "x", "threshold": "2", "seconds": "-1", "placed": "::", "agree": "0", "tab": "evil"}
    opened(app, SLUG, **bad)
    assert len(warnings(app)) == len(bad) and not set(bad) & set(app.query_params)
    app.query_params["placed"] = ",".join("captivate:1" for _ in range(4))
    app.query_params["tab"] = "make"
    good(app.run())
    assert warnings(app) == [], "one clip twice is laid once"


def uploaded(app: AppTest, data: bytes, name: str = "sound.wav") -> AppTest:
    app.file_uploader(key=f"{SLUG}.file").set_value((name, data, "audio/wav"))
    return good(app.run())


def test_an_uploaded_sound_is_heard_by_content_and_not_by_name(app):
    opened(app, SLUG)
    samples = audio.read(shared.shipped_clips()["near"].data).samples
    uploaded(app, audio.wav(samples), "song.txt")
    assert warnings(app) == [] and address(app, "clip") == "own"
    heard = app.session_state[sound.KEPT].heard["activate"]
    assert len(heard.clip.samples) == len(samples) and heard.clip.container == "WAV"
    app.query_params["word"] = "voyager"
    good(app.run())
    assert list(app.session_state[sound.KEPT].heard) == ["voyager"], "only the last hearing is kept"
    app.query_params["clip"] = "noise"
    good(app.run())
    app.query_params["clip"] = "own"
    assert warnings(good(app.run())) == [], "it is still there"


@pytest.mark.parametrize("data", [b"", b"this is no sound at all" * 40, b"RIFF\xff\xff\xff\xffWAVEfmt "])
def test_what_is_no_sound_gets_a_sentence_and_the_page_goes_on(app, data):
    opened(app, SLUG)
    uploaded(app, data)
    sentences = ("audio.empty", "audio.not_audio", "audio.damaged")
    assert len(warnings(app)) == 1
    assert warnings(app)[0] in {ENGLISH[key].format(container="WAV") for key in sentences}
    assert address(app, "clip") is None and pictures(app, "trigger_word")
    assert sound.KEPT not in app.session_state


def test_silence_and_the_shortest_sound(app):
    opened(app, SLUG)
    uploaded(app, audio.wav(np.zeros(32_000)))
    assert warnings(app) == [ENGLISH["audio.silent"]] and address(app, "clip") == "own"
    uploaded(app, audio.wav(0.3 * np.sin(np.arange(1800) / 9)), "short.wav")
    for tab in TABS:
        app.query_params["tab"] = tab
        good(app.run())


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://example.org/trigger_word", True),
        ("http://localhost:8501/trigger_word?a=1", True),
        ("http://127.0.0.1:8501", True),
        ("http://[::1]:8501", True),
        ("http://192.168.1.7:8501/trigger_word", False),
        ("http://lab.example.org", False),
        ("http://localhost.example.org", False),
        (None, True),
    ],
)
def test_where_browsers_open_the_microphone(url, secure):
    assert sound.is_secure(url) is secure


def test_settings_that_were_not_moved_are_the_tuned_ones():
    tuned = DetectorConfig(0.85, 3, 5, 1.5)
    assert config_of(Options(), tuned) == tuned
    moved = Options(threshold=0.2, agree=1)
    assert config_of(moved, tuned) == replace(tuned, threshold=0.2, agree=1)


def runs(values: np.ndarray, threshold: float, agree: int, rest: float) -> list[int]:
    """Where runs of steps at or above the threshold are long enough, counted out one by one."""
    found, last = [], -1e9
    for t in range(len(values)):
        begun = t - agree + 1
        whole = begun >= 0 and all(v >= threshold for v in values[begun : t + 1])
        if whole and (begun == 0 or values[begun - 1] < threshold) and (t - last) * 0.02 >= rest:
            found.append(t)
            last = t
    return found


@pytest.mark.parametrize("clip", PRESETS)
@pytest.mark.parametrize("threshold", [0.02, 0.3, 0.9])
def test_events_are_those_that_can_be_counted_out(clip, threshold):
    heard = shared.hearing(clip, "activate")
    config = DetectorConfig(threshold, 3, 2, 0.5)
    found = compute.detection(heard, config)
    expected = runs(events.smooth(heard.detection.probabilities, 3), threshold, 2, 0.5)
    assert [round((event - found.first_seconds) / 0.02) for event in found.events] == expected
    rows = take.events(heard, config)
    assert len(rows["seconds"]) == len(expected) and set(rows["threshold"]) <= {threshold}
    numbers = take.numbers(heard, config)
    assert [t for t, fired in enumerate(numbers["event"]) if fired] == expected
    assert len(numbers["seconds"]) == 492 and numbers["seconds"][0] == pytest.approx(0.172)


def test_the_score_is_that_of_labels_set_by_hand():
    heard = shared.hearing("sentence", "activate")
    end = shared.shipped_clips()["sentence"].ends("activate")[0]
    config = DetectorConfig(0.5, 1, 1, 1.0)
    found = compute.score(heard, config, (end,))
    times = 0.172 + 0.02 * np.arange(492)
    y = (times > end) & (times <= end + 0.36)
    assert found.steps == 492 and found.ones == y.sum() == 18
    assert found.accuracy == pytest.approx(((heard.detection.probabilities >= 0.5) == y).mean())
    assert found.always_no == pytest.approx(474 / 492)
    assert (found.found, found.words) == (1, 1)
    assert compute.accuracy_of_silence(1, 1.0) == pytest.approx(1 - 18 / (3600 / 0.02), abs=1e-6)


def test_the_sound_with_chimes_has_them_at_the_events():
    heard = shared.hearing("sentence", "activate")
    clip = audio.read(compute.with_chimes(heard, compute.tuned("activate")))
    added = clip.samples[:160_000] / np.float32(1) - heard.clip.samples
    single = chime.chime(clip.rate)
    at = int(np.correlate(added, single, "valid").argmax()) / clip.rate
    assert at == pytest.approx(compute.detection(heard, compute.tuned("activate")).events[0], abs=0.01)


def test_what_ships_is_read_with_no_limit_on_the_whole_server(monkeypatch):
    """A page reads it, beside which others run; only a worker may be held to a limit of memory."""
    compute.part_clip.clear()
    monkeypatch.setattr(audio, "memory", lambda: pytest.fail("the whole process is held to a limit"))
    assert len(compute.part_clip("background").samples) == 10 * compute.part_clip("captivate").rate
    for name in shared.shipped_clips():
        assert len(hearing.clip({"preset": name}).samples)
    with pytest.raises(pytest.fail.Exception):
        hearing.clip({"data": next(iter(shared.shipped_clips().values())).data})


def test_the_mix_is_background_and_clips():
    background = compute.part_clip("background").samples
    clip = compute.part_clip("captivate").samples
    found = audio.read(compute.mix([(clip, 2.5)])).samples
    expected = background.copy()
    expected[40_000 : 40_000 + len(clip)] += clip
    assert found == pytest.approx(expected, abs=2e-4)


def test_examples_are_composed(app):
    opened(app, SLUG, tab="make")
    parts = f"{SLUG}.parts"
    assert app.session_state[parts] == ["activate_nova", "captivate"]
    app.query_params["placed"] = "activity:1.5,activate_daniel:4"
    good(app.run())
    assert app.session_state[parts] == ["activity", "activate_daniel"]
    good(app.button(key=f"{SLUG}.listen").click().run())
    assert address(app, "clip") == "own" and warnings(app) == []
    heard = app.session_state[sound.KEPT].heard["activate"]
    assert len(heard.clip.samples) == 160_000
    text = written(app)
    for number in ("441,000", "5,511", "1,375", "160,000", "997", "492"):
        assert number in text


def test_a_word_of_ones_own_needs_clips(app):
    opened(app, SLUG, tab="own")
    fewest, most = compute.own_limits()
    said = ENGLISH["own.number"].format(fewest=fewest, most=most, number=0)
    assert said in [caption.value for caption in app.caption]
    word = compute.part_clip("activate_nova").samples
    key = f"{SLUG}.own.files.0"
    app.file_uploader(key=key).set_value([(f"{n}.wav", audio.wav(word[n:]), "audio/wav") for n in range(fewest)])
    good(app.run())
    assert app.button(key="job.own_word.ask").label == ENGLISH["own.train"]
    good(app.button(key=f"{SLUG}.own.clear").click().run())
    assert said in [caption.value for caption in app.caption]


def test_the_notebook_redoes_the_picture():
    heard = shared.hearing("near", "activate")
    config = replace(compute.tuned("activate"), threshold=0.3)
    data = export.notebook(notebook.cells("near", "activate", config), "Title")
    said, _, apart = printed(data)
    assert "160000 samples, 997 columns, 492 steps" in said
    found = compute.detection(heard, config).events
    assert f"events: {found}" in said
    assert float(apart) < 1e-5
    assert "is not in this notebook" in notebook.note("own") and notebook.note("near") == ""
    assert "sound.wav" in notebook.cells("own", "own", config)[0]


def test_numbers_are_read_back():
    heard = shared.hearing("sentence", "activate")
    data = export.csv(take.numbers(heard, compute.tuned("activate")))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [float(row["probability"]) for row in rows] == pytest.approx(heard.detection.probabilities.tolist())
    assert sum(int(row["event"]) for row in rows) == len(heard.detection.events) == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("word", ["activate", "voyager"])
def test_the_curve_is_the_cards(theme, around, word):
    rows = compute.curve(word)
    at = compute.nearest(rows, 0.893)
    assert rows[at]["threshold"] == 0.9
    words = dict.fromkeys(("missed", "threshold", "people", "synthetic", "alarms"), "x")
    figure = figures.misses_and_alarms(rows, at, around, words, theme)
    lines, marks = figure.data[::2], figure.data[1::2]
    assert len({line.line.dash for line in lines}) == len({line.marker.symbol for line in lines}) == 2
    for line, mark, who in zip(lines, marks, ("people", "synthetic"), strict=True):
        name = f"{who}_{around}"
        assert line.customdata[:, 1] == pytest.approx([row[name]["rate"] for row in rows])
        assert np.square(line.x) == pytest.approx([row["alarms_human"]["per_hour"] for row in rows], rel=1e-5)
        low, high = rows[at][name]["interval"]
        assert (mark.y[0] - mark.error_y.arrayminus[0]) ** 2 == pytest.approx(low, abs=1e-6)
        assert (mark.y[0] + mark.error_y.array[0]) ** 2 == pytest.approx(high, abs=1e-6)
    assert len(figure.to_json()) < 50_000


@pytest.mark.parametrize("word", ["activate", "voyager"])
def test_whose_misses_the_curve_shows_is_said(app, word):
    """Of "activate" no people are left to test with: those of the curve tuned the settings, and it says so."""
    opened(app, SLUG, word=word, tab="curve")
    said = ENGLISH["curve.people_tuned"] in [caption.value for caption in app.caption]
    assert said == compute.people_tuned_it(word) == (word == "activate")
    card, rows = compute.card(word), compute.curve(word)
    whose = card["tuned" if said else "measured"]
    assert [row["people_quiet"] for row in rows] == [row["people_quiet"] for row in whose["curve"]]
    assert [row["alarms_human"] for row in rows] == [row["alarms_human"] for row in card["measured"]["curve"]]
    row = rows[compute.nearest(rows, card["config"]["threshold"])]
    assert percent(row["people_noise"]) in written(app)
    app.session_state[f"{SLUG}.by_change"] = True
    good(app.run())


def test_measured_figures_are_written_with_their_intervals():
    assert percent({"rate": 0.0486, "interval": [0.0159, 0.1097]}) == "4.9% (1.6%–11.0%)"
    assert hourly({"per_hour": 1.728, "interval": [0.561, 4.033]}) == "1.73 (0.56–4.03)"
