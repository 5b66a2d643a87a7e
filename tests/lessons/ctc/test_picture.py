"""What the picture of CTC sends to a browser, and what it takes of what comes back."""

import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.speech.ctc import options, picture
from app.lessons.speech.ctc.picture import LETTERS, LONGEST, Rest, formulas, payload
from app.lessons.speech.ctc.picture.rest import Message, fit, parse
from core.speech import letters
from core.speech.prefix_beam import search
from core.speech.results import Clip
from tests.app.strings import english
from tests.lessons.ctc.samples import FRAMES, beam, heard, written

LABELS = english("ctc.picture.")
FOLDER = Path(picture.__file__).parent
SCRIPTS = "".join(path.read_text("utf-8") for path in (*FOLDER.glob("js/*.js"), FOLDER / "component.js"))
SENT = {"number": 5, "subject": 7, "step": 3, "label": "it's on"}


def drawn(
    monkeypatch: pytest.MonkeyPatch, rest: Rest, sent: object = None, name: str = "quick", **given: object
) -> dict:
    """All that the component is given, its data as a browser reads them; `sent`: what the browser has sent last."""
    out = {}
    monkeypatch.setattr(picture, "_component", lambda **more: out.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key: sent)
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    out["held"] = picture.draw(heard(name), beam(name), **({"rest": rest, "key": "k", "labels": LABELS} | given))
    return out | read(out["data"])


def read(data: bytes) -> dict:
    """The header and the arrays, by app/kit/wire.py's description."""
    end = 4 + int.from_bytes(data[:4], "little")
    header, found = json.loads(data[4:end]), {}
    for name, (kind, shape, at) in header.pop("arrays").items():
        count = int(np.prod(shape))
        found[name] = np.frombuffer(data[end:], f"<{kind}", count, at).reshape(shape)
    return {"header": header, "arrays": found}


# What is sent


@pytest.mark.parametrize("name", FRAMES)
def test_what_is_sent_is_what_was_heard_and_its_beam(monkeypatch, name):
    found, own, searched = drawn(monkeypatch, Rest(0), name=name), heard(name), beam(name)
    header, arrays = found["header"], found["arrays"]
    np.testing.assert_array_equal(arrays["log_probs"], own.log_probs)
    np.testing.assert_allclose(arrays["sound"] / payload.PCM, own.clip.samples, atol=0.5 / payload.PCM)
    assert (header["rate"], header["step"], header["first"]) == (own.clip.rate, own.step_seconds, own.first_seconds)
    assert header["seconds"] == own.clip.seconds and header["text"] == written(name) and header["width"] == 8
    assert header["letters"] == LETTERS and header["longest"] == LONGEST and header["strip"] is None
    tree = header["tree"]
    for t in range(len(own.log_probs)):
        wanted = searched.at(t, payload.ROWS)
        kept = [place for place in arrays["kept"][t] if place >= 0]
        assert [spelled(tree, place) for place in kept] == [one.labels for one in wanted]
        np.testing.assert_allclose(arrays["found"][t, : len(kept)], [one.log_probability for one in wanted], rtol=1e-6)
    assert len(found["data"]) < 70_000 * own.clip.seconds + 15_000


def spelled(tree: list[list[int]], place: int) -> tuple[int, ...]:
    """A label of the beam from the nodes that are sent."""
    return () if place <= 0 else (*spelled(tree, tree[place][0]), tree[place][1])


def test_the_spectrogram_goes_from_its_floor_to_the_loudest_cell(monkeypatch):
    found = drawn(monkeypatch, Rest(0))
    levels, cells, own = found["header"]["levels"], found["arrays"]["spectrogram"].astype(float), heard("quick")
    decibels = 10 * np.log10(np.exp(own.frames.astype(float)))
    decibels -= decibels.max()
    np.testing.assert_allclose(levels["floor"] * (1 - cells / 255), np.maximum(decibels, levels["floor"]), atol=0.15)
    assert cells.max() == 255 and 0.5 < (cells == 0).mean() < 0.6
    middle = levels["at"] + levels["wide"] * (len(cells) - 1) / 2
    assert middle == pytest.approx(own.clip.seconds / 2) and levels["wide"] == own.hop_seconds


def test_a_sound_without_columns_and_a_beam_that_ends_in_nothing(monkeypatch):
    short = replace(heard("one"), clip=Clip(np.zeros(3, np.float32), 16000), frames=np.zeros((0, 40), np.float32))
    none = np.full((1, 29), -np.inf, np.float32)
    for own, searched in ((short, beam("one")), (replace(short, log_probs=none), search(none, 4))):
        numbers, arrays = payload.build(own, searched)
        assert arrays["spectrogram"].shape == (0, 40) and numbers["text"] == ""
        assert arrays["kept"].shape == arrays["found"].shape == (1, min(5, searched.kept.shape[1]))


def test_a_beam_of_one_label_has_one_row(monkeypatch):
    numbers, arrays = payload.build(heard("quick"), beam("quick", 1))
    assert arrays["kept"].shape == (60, 1) and numbers["width"] == 1 and numbers["text"] == written("quick", 1)


def test_another_sound_has_another_number():
    numbers = {payload.subject(heard(name)) for name in FRAMES}
    y = heard("quick").log_probs.copy()
    y[0, 0] = np.nextafter(y[0, 0], np.float32(0))
    assert len({*numbers, payload.subject(replace(heard("quick"), log_probs=y))}) == len(FRAMES) + 1


def test_what_the_browser_sent_is_told_and_held(monkeypatch):
    told, subject = [], payload.subject(heard("quick"))
    given = drawn(
        monkeypatch, Rest(48), SENT | {"subject": subject}, on_change=told.append, present=True, wrongly="path"
    )
    given["on_rest_change"]()
    assert told == [given["held"]] == [Rest(3, "it's on")]
    header = given["header"]
    assert header["rest"] == {"step": 48, "label": ""}, "the page's own order stays what it was"
    assert header["present"] is True and header["wrongly"] == "path" and given["height"] == "content"
    assert header["labels"] == LABELS and header["subject"] == subject


@pytest.mark.parametrize("sent", [None, SENT, SENT | {"subject": 0}, SENT | {"label": 3}])
def test_what_is_for_another_sound_or_no_rest_is_not_told(monkeypatch, sent):
    told = []
    given = drawn(monkeypatch, Rest(48), sent, on_change=told.append)
    given["on_rest_change"]()
    assert told == [] and given["held"] == Rest(48)


# What comes back


def taken(**changes: object) -> Message[Rest]:
    return parse(SENT | changes, 7, 60)


def test_a_rest_is_taken():
    assert taken() == Message(5, Rest(3, "it's on"), True)
    assert (
        taken(label="").value == Rest(3) and taken(label="a" * LONGEST).fits and taken(label="  ").value.label == "  "
    )


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 1.0}, [SENT]])
def test_what_is_no_message_at_all(value):
    assert parse(value, 7, 60) is None


@pytest.mark.parametrize(
    "changes",
    [
        *({"step": value} for value in (None, "3", 3.0, True, False, [3], {}, float("nan"), float("inf"))),
        *(
            {"label": value}
            for value in (None, 3, True, ["a"], {}, b"a", "A", "é", "a1", "a.", "a\n", "a-b", "\u200ba")
        ),
        *({"label": value} for value in ("a" * (LONGEST + 1), "x" * 10**6, "<b>", "’")),
        *({"subject": value} for value in (None, 8, "7", [7], {})),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_rest_is_not_taken(changes):
    assert taken(**changes) == Message(5)


@pytest.mark.parametrize("name", ["step", "label", "subject"])
def test_what_lacks_a_part_is_not_taken(name):
    assert parse({key: value for key, value in SENT.items() if key != name}, 7, 60) == Message(5)


@pytest.mark.parametrize(("step", "held"), [(-1, 0), (-(10**30), 0), (59, 59), (60, 59), (10**30, 59)])
def test_a_frame_that_there_is_not_becomes_the_nearest(step, held):
    assert taken(step=step).value == Rest(held, "it's on")
    assert fit(Rest(step, "It’s 2 late"), 60) == Rest(held, "it's  late")
    assert fit(Rest(step, "ÉA" * 60), 0) == Rest(0, "a" * 60) and fit(Rest(step, None), 1) == Rest(0)


def test_the_page_and_the_picture_agree_on_what_there_is():
    assert LETTERS == "".join(letters.SYMBOLS) and LONGEST == options.LONGEST_LABEL
    assert {*options.MISTAKES} == {*picture.Mistake.__args__}


# Words


def test_the_formula_has_words_and_colours_for_each_term():
    made = {term["id"]: term for term in formulas.TERMS}
    said = {word for line in formulas.LINES for word in line}
    assert made.keys() <= said and {f"term_{name}" for name in made} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= {*picture.COLOURS, "ink", "accent"}


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    asked = set(re.findall(r"(?<!spelling\.)\blabels\.(\w+)", SCRIPTS)) - {"length", "filter", "flatMap", "forEach"}
    asked |= {f"term_{term['id']}" for term in formulas.TERMS}
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    chosen = {"too_short", "impossible", "merged", "falls_out", "read_space", "stay", "step", "skip", "wrong_space"}
    chosen |= {
        "wrong_dropped",
        "spectrogram",
        "probabilities",
        "best_path",
        "merge",
        "svg",
        "png",
        "save_svg",
        "save_png",
    }
    chosen |= {"wrong_path", "needs", "needs_one", "count", "count_one", "though", "and"}
    assert len(asked) > 40 and asked | kit | chosen <= LABELS.keys() | {"trellis"}
    assert LABELS.keys() <= asked | kit | chosen, "a sentence that nothing shows"


def test_the_sentences_have_no_place_that_nothing_fills():
    filled = set(re.findall(r"\b(\w+)(?=[:,} ])", SCRIPTS))
    for name, text in LABELS.items():
        assert {place for _, place, _, _ in Formatter().parse(text) if place is not None} <= filled, name
