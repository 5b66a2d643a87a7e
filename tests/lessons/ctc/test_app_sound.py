"""A visitor's own sound on the page on CTC: heard, or a sentence, and the page goes on."""

import numpy as np
import pytest

from app.jobs.running import outcome
from app.lessons.speech import sound
from app.lessons.speech.ctc.options import PRESETS, TABS, Options
from core.speech import audio, transcribing
from core.speech.presets import sentences
from core.speech.results import RATE
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.core.speech import sounds
from tests.lessons.ctc.visit import (
    SLUG,
    frames_of,
    in_tab,
    is_heard,
    same,
    sent,
    state_of,
    table,
    tables,
    uploaded,
    visit,
    who_speaks,
)

NOISE = np.random.default_rng(0).normal(0, 0.1, RATE)
SOUNDS = {  # samples -> what is said of them
    "silence": (np.zeros(RATE), ["audio.silent"]),
    "whisper": (0.1 * NOISE, []),
    "noise": (NOISE, []),
    "sweep": (sounds.chirp(RATE, 2.0)[:, 0], []),
    "tones": (sounds.tones(RATE, 1.0, 8).mean(axis=1), []),
    "backwards": (audio.read(sentences()["digits"].data).samples[::-1], []),
    "a tenth of a second": (NOISE[: RATE // 10], []),
    "too loud": (np.sign(NOISE), ["audio.clipped"]),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_any_sound_is_heard_and_every_tab_opens(name):
    samples, said = SOUNDS[name]
    app = uploaded(visit(step=5, label="hello", said="hello", language="letters"), audio.wav(samples))
    assert is_heard(app) and state_of(app) == Options(clip="own", language="letters", try_=0)
    assert warnings(app) == [ENGLISH[key] for key in said]
    own = outcome(transcribing.transcribe({"data": audio.wav(samples)}))
    same(sent(app)[1]["log_probs"], own.log_probs)
    assert ENGLISH["ctc.own"] in written(app) and not any(who_speaks(clip) in written(app) for clip in PRESETS)
    for tab in TABS:
        assert warnings(in_tab(app, tab)) == [ENGLISH[key] for key in said], tab
        assert not app.select_slider, "no moment of the training has heard it"
        if tab == "voice":
            assert not any(ENGLISH["ctc.voice.edit"] in one[0] for one in tables(app)), (
                "nothing is known of what was said"
            )
        if tab == "referee":
            good(app.button(key="ctc.referee.run").click().run())
            names = [row[0] for row in table(app, ENGLISH["referee.ours"])]
            assert names == [ENGLISH[f"ctc.check.{name}"] for name in ("loss", "gradient", "shares", "paths")]


def test_a_shipped_clip_as_a_file_is_heard_by_content_and_not_by_name():
    app = uploaded(visit(moment=1), sentences()["double"].data, "song.txt")
    shipped = visit(clip="double")
    same(frames_of(app), frames_of(shipped))
    assert sent(app)[0]["text"] == sent(shipped)[0]["text"] and warnings(app) == []
    assert address(app, "clip") == "own" and "song" not in "".join(app.query_params)
    in_tab(app, "voice")
    good(app.text_input(key="ctc.said").set_value("hello there").run())
    assert [row[0] for row in table(app, ENGLISH["ctc.voice.edit"])] == ["hello", "there"]
    good(app.pills(key="ctc.clip").set_value("digits").run())
    assert state_of(app) == Options(clip="digits", moment=1, tab="voice", try_=0)
    good(app.pills(key="ctc.clip").set_value("own").run())
    same(frames_of(app), frames_of(shipped))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "audio.empty"),
        (b"this is no sound at all" * 40, "audio.not_audio"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt ", "audio.damaged"),
        (audio.wav(NOISE[:200]), "audio.too_short"),
        (audio.wav(np.zeros(31 * RATE)), "ctc.too_long"),
    ],
)
def test_what_cannot_be_heard_gets_a_sentence_and_the_page_goes_on(data, key):
    app = uploaded(visit(label="hello"), data)
    (said,) = warnings(app)
    values = {"container": "WAV", "seconds": 30 if key == "ctc.too_long" else 0.1}
    assert said.replace("\\", "") == ENGLISH[key].format(**values)
    assert state_of(app) == Options(try_=0) and sound.KEPT not in app.session_state and pictures(app, SLUG)
    assert warnings(good(app.run())) == []


def test_thirty_seconds_are_heard_and_a_frame_at_their_end_is_held():
    samples = np.tile(NOISE, 30)
    app = uploaded(visit(), audio.wav(samples))
    count = len(frames_of(app))
    assert count == 999 and warnings(app) == []
    app.query_params["step"] = "998"
    assert sent(good(app.run()))[0]["rest"]["step"] == 998


def test_what_the_other_lesson_heard_is_heard_again_here():
    """One sound in the session: a page of the trigger word has heard it, and this one has not."""
    app = visit()
    data = sentences()["quick"].data
    app.session_state[sound.KEPT] = sound.Sound.of(data)
    app.session_state[sound.KEPT].heard["activate"] = object()
    good(app.pills(key="ctc.clip").set_value("quick").run())
    good(app.pills(key="ctc.clip").set_value("own").run())
    same(frames_of(app), frames_of(visit()))
    assert is_heard(app)


def test_a_worker_that_crashed_over_a_sound_does_not_cost_the_sound(monkeypatch):
    runs = Runs(monkeypatch)
    app = uploaded(visit(), sentences()["double"].data)
    for tab in TABS[:3]:
        assert warnings(in_tab(app, tab)) == [ENGLISH["job.crashed"]] and not is_heard(app), tab
    assert len(runs.given) == 1 and address(app, "clip") == "own"
    runs.go_well()
    good(app.button(key="job.transcribe.again").click().run())
    assert warnings(app) == [] and is_heard(app) and len(runs.given) == 2
