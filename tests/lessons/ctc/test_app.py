"""The page on CTC without a browser: first screen, experiments, controls, links, labels, what the picture sends."""

import json
import math
from dataclasses import asdict, replace

import pytest

from app import state
from app.i18n import lesson_text
from app.jobs.running import outcome
from app.lessons.speech.ctc import compute, page
from app.lessons.speech.ctc.options import LONGEST_LABEL, PRESETS, TABS, WIDTHS, Options
from app.lessons.speech.ctc.picture import Rest
from core.speech import transcribing, vocabulary
from core.speech.options import LANGUAGES
from core.speech.presets import sentences
from core.speech.results import Heard
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.lessons.ctc.reckoning import best, greedy, path_of, top_path, total
from tests.lessons.ctc.visit import SLUG, frames_of, in_tab, label_of, same, sent, state_of, told, visit, who_speaks

BAD = {"step": "99999", "width": "3", "moment": "99", "wrongly": "evil", "language": "x", "clip": "<b>", "tab": "evil"}
BAD |= {"try": "9"}
LABELS = {  # typed or forged -> as the picture has it
    "HELLO": "hello",
    "h3llo": "hllo",
    "<q>x</q>": "qxq",
    "$x$ **y**": "x y",
    "{label}": "label",
    "it’s": "it's",
    " a  b ": " a  b ",
    "aabb": "aabb",
    "z" * 5000: "z" * LONGEST_LABEL,
    "שלום": "",
    "🙂": "",
    "1,000": "",
}


def as_trained(preset: str) -> Heard:
    """A clip, heard by core."""
    return outcome(transcribing.transcribe({"preset": preset}))


# The first screen


def test_on_the_first_screen_greedy_and_the_label_part():
    app = visit()
    assert warnings(app) == [] and app.query_params == {}, "nothing is set"
    header, arrays = sent(app)
    y, label = frames_of(app), header["text"]
    same(arrays["log_probs"], as_trained("quick").log_probs)
    one = greedy(y)
    assert one != label
    assert total(y, label) > total(y, one), "all its paths are more probable"
    assert best(y, label) < best(y, one), "its best path is less"
    assert best(y, one) == pytest.approx(y.max(axis=1).sum()), "greedy's is the most probable of all"
    apart = [t for t, (a, b) in enumerate(zip(path_of(y, label), top_path(y), strict=True)) if a != b]
    assert header["rest"] == {"step": apart[0], "label": ""} and header["width"] == 8
    assert header["strip"]["on"] == 1 and header["wrongly"] == "none"
    assert len(pictures(app, SLUG)[0].bytes) < 70_000 * header["seconds"] + 30_000
    assert who_speaks("quick") in written(app)


def test_what_is_warmed_is_what_is_seen_first(monkeypatch):
    compute.warm()
    monkeypatch.setattr(transcribing, "decoded", None)
    monkeypatch.setattr(transcribing, "heard", None)
    for clip in PRESETS:
        assert warnings(visit(clip=clip)) == []
    same(compute.first().log_probs, sent(visit())[1]["log_probs"])


# Experiments


def test_experiments_set_what_they_say():
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"clip": "double"} and third == first | {"clip": "digits", "language": "words"}
    for number, changes in ((1, first), (2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number) and sent(app)[0]["strip"]["on"] == number
        assert warnings(app) == [] and lesson_text(SLUG, "en").experiment(number).means
    said = sentences()["double"].said
    assert any(a == b for a, b in zip(said, said[1:], strict=False)), "a double letter"
    text = sent(app)[0]["text"]
    assert set(text.split()[:-1]) <= set(vocabulary.shipped())
    assert text != sent(visit(clip="digits"))[0]["text"], "the list mends something"


def test_an_experiment_is_off_once_something_else_is_set():
    for changes in ({"label": "hello"}, {"width": 4}, {"language": "letters"}, {"moment": 1}, {"clip": "digits"}):
        assert sent(visit(**changes))[0]["strip"]["on"] == 0, changes
    for looking in ({"typed": "a-a"}, {"said": "a cook"}, {"tab": "bug"}, {"step": 3}):
        assert sent(visit(**looking))[0]["strip"]["on"] == 1, looking


# Controls


def test_a_clip_is_chosen_and_forgets_what_was_about_another():
    app = visit(label="hello", step=3, said="something else")
    for clip in PRESETS[::-1]:
        good(app.pills(key="ctc.clip").set_value(clip).run())
        assert warnings(app) == [] and replace(state_of(app), try_=1) == Options(clip=clip)
        same(sent(app)[1]["log_probs"], as_trained(clip).log_probs)
        assert who_speaks(clip) in written(app) and ENGLISH["sound.own"] not in app.pills(key="ctc.clip").options


def test_beam_and_language_hold_in_the_state_and_in_the_link():
    app = visit(clip="digits", label="two")
    found = {}
    for width in WIDTHS:
        good(app.selectbox(key="ctc.width").set_value(width).run())
        for language in LANGUAGES:
            good(app.selectbox(key="ctc.language").set_value(language).run())
            header, arrays = sent(app)
            y, text = frames_of(app), header["text"]
            assert (state_of(app).width, state_of(app).language, state_of(app).label) == (width, language, "two")
            assert address(app, "width") == (None if width == 8 else str(width))
            assert address(app, "language") == (None if language == "none" else language)
            assert header["width"] == width and header["rest"]["label"] == "two"
            label = best_of(header, arrays)
            assert arrays["found"][-1, 0] <= total(y, label) + 1e-3, "no more than all paths that there are"
            assert text == label or (language == "words" and label.startswith(f"{text} ")), (
                "but a word that is not over"
            )
            found[width, language] = text, total(y, text)
    assert found[16, "none"][1] >= found[1, "none"][1], "a wider beam finds no worse a label"
    assert len({found[8, language][0] for language in LANGUAGES}) > 1, "the language matters"
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert state_of(again) == state_of(app) and sent(again)[0]["text"] == sent(app)[0]["text"]


def best_of(header: dict, arrays: dict) -> str:
    """The first label of the last frame's beam."""
    node, letters = int(arrays["kept"][-1, 0]), ""
    while node:
        node, symbol = header["tree"][node]
        letters = header["letters"][symbol - 1] + letters
    return letters


# What the picture sends


def test_what_the_picture_sends_is_kept_and_in_the_link(monkeypatch):
    app = told(visit(), monkeypatch, Rest(5, "the cock"))
    assert (state_of(app).step, state_of(app).label) == (5, "the cock")
    assert sent(app)[0]["rest"] == {"step": 5, "label": "the cock"} and sent(app)[0]["strip"]["on"] == 0
    assert (address(app, "step"), address(app, "label")) == ("5", "the cock")
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert sent(again)[0]["rest"] == sent(app)[0]["rest"]
    told(app, monkeypatch, Rest(0, ""))
    assert sent(app)[0]["rest"] == {"step": 0, "label": ""} and address(app, "label") is None
    assert address(app, "step") == "0"


def test_the_cursor_goes_where_a_typed_label_parts():
    for label in ("cook", "hello", "e", "the the the"):
        app = visit(label=label)
        y = frames_of(app)
        path = path_of(y, label)
        apart = [t for t, (a, b) in enumerate(zip(path, top_path(y), strict=False)) if a != b]
        assert sent(app)[0]["rest"]["step"] == (apart[0] if apart else int(y.max(axis=1).argmin())), label


# Labels


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label[:12])
def test_odd_labels_in_every_tab(label):
    app = visit(label=label, wrongly="path")
    wanted = LABELS[label]
    assert state_of(app).label == sent(app)[0]["rest"]["label"] == wanted
    assert address(app, "label") == (wanted or None) and warnings(app) == []
    for tab in TABS:
        assert warnings(in_tab(app, tab)) == [] and "<q>" not in written(app), tab
        if tab == "referee":
            good(app.button(key="ctc.referee.run").click().run())


def test_a_label_that_no_path_spells():
    app = visit(label="z" * LONGEST_LABEL, tab="referee")
    assert total(frames_of(app), label_of(app)) == -math.inf
    good(app.button(key="ctc.referee.run").click().run())
    assert "inf" in written(app) and warnings(app) == []


# Links


@pytest.mark.parametrize("name", BAD)
def test_nonsense_in_the_address_gets_a_sentence(name):
    app = visit(**{name: BAD[name]})
    assert warnings(app) == [ENGLISH["notice.bad_value"].format(field=name)] and address(app, name) is None
    assert state_of(app) == Options() and warnings(good(app.run())) == []


def test_all_of_it_at_once():
    app = visit(**BAD)
    assert len(warnings(app)) == len(BAD) and app.query_params == {} and state_of(app) == Options()


@pytest.mark.parametrize("beyond", [29, len(transcribing.moments("quick").steps) - 1])
def test_a_frame_beyond_the_last_becomes_the_last_and_a_moment_the_end_of_training(beyond):
    app = visit(step=999, moment=beyond)
    assert sent(app)[0]["rest"]["step"] == len(frames_of(app)) - 1
    assert state_of(app).moment is None and address(app, "moment") is None and warnings(app) == []
    same(frames_of(app), compute.heard("quick").log_probs)
    for tab in TABS:
        assert warnings(in_tab(app, tab)) == [], tab


def test_somebody_elses_sound_is_not_in_a_link():
    app = visit(clip="own", label="hello", step=300, said="hello", moment=2)
    assert warnings(app) == [ENGLISH["sound.not_in_link"]] and address(app, "clip") is None
    assert state_of(app) == Options(moment=2, try_=0) and warnings(good(app.run())) == []


@pytest.mark.parametrize("typed", ["7", "<q>x</q>", "$x$", "שלום", ""])
def test_a_forged_path_gets_a_sentence_in_its_tab(typed):
    app = visit(typed=typed, tab="collapse")
    said = ENGLISH["ctc.not_a_symbol"] if typed else ENGLISH["ctc.nothing_typed"]
    assert len(warnings(app)) == 1 and warnings(app)[0].endswith(said.split("”")[-1]) and pictures(app, SLUG)
    assert "<q>" not in written(app)
    assert warnings(in_tab(app, "bug")) == []


def test_the_file_of_the_state_brings_it_back():
    app = visit(
        clip="double", label="it's", width=16, language="words", moment=2, wrongly="space", typed="a-a", said="Hé"
    )
    kept = json.loads(json.dumps(asdict(state_of(app))))
    assert Options(**kept) == state_of(app) and state.as_address(Options(**kept))["said"] == "Hé"
