"""What visitors bring, without a browser: one limit a kind, everywhere; what is refused, taken, and taken away again."""

import ast
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.testing.v1 import AppTest

from app import fields
from app.lessons.speech import sound
from app.lessons.speech.trigger_word import compute as trigger
from app.lessons.speech.trigger_word import own_word
from app.lessons.translate.captioning import own_picture
from app.lessons.words import compute, own_vectors, texts
from app.web import uploads
from core.captions import options as captions
from core.captions import pictures
from core.speech import audio, audio_limits
from core.speech import options as speech
from core.speech.own_word import job as train
from core.words import corpus, upload
from core.words import options as words
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, warnings

ROOT = Path(__file__).parents[2]
CONSTANTS = {"MAX_BYTES", "CLIP_BYTES", "FILE_BYTES", "TEXT_BYTES"}
PLACES = {  # field -> address of its page, and bytes that its files may have
    "trigger_word.file": ({}, speech.MAX_BYTES),
    "ctc.file": ({}, speech.MAX_BYTES),
    "trigger_word.own.files.0": ({"tab": "own"}, speech.CLIP_BYTES),
    "captioning.file": ({}, captions.MAX_BYTES),
    "analogies.vectors.file": ({"tab": "vectors"}, words.FILE_BYTES),
    "tsne.vectors.file": ({"vectors": "own"}, words.FILE_BYTES),
    "debiasing.vectors.file": ({"vectors": "own"}, words.FILE_BYTES),
    "word_representation.vectors.file": ({"vectors": "own"}, words.FILE_BYTES),
    "skip_gram.file": ({"tab": "own_text"}, words.TEXT_BYTES),
    "glove.file": ({"tab": "own_text"}, words.TEXT_BYTES),
    "lstm.state_file": ({}, fields.FILE_BYTES),
}
BY_FIELD_ALONE = {"trigger_word.own.files.0", "analogies.vectors.file", "lstm.state_file"}  # no words beside it say it
TOO_LARGE = {
    "trigger_word.file": "audio.too_large",
    "ctc.file": "audio.too_large",
    "trigger_word.own.files.0": "audio.too_large",
    "captioning.file": "captions.too_large",
    "analogies.vectors.file": "vectors.too_large",
    "skip_gram.file": "corpus.too_large",
    "glove.file": "corpus.too_large",
    "lstm.state_file": "error.state_file_size",
}
TEXT = (
    b"The cat sat on the mat. The dog sat on the rug. The cat and the dog sat on a mat and a rug. A dog and a cat.\n"
    * 3
)


def visit(app: AppTest, key: str) -> AppTest:
    """The page with this field, and its popover open."""
    slug = key.split(".")[0]
    app.session_state[f"{slug}.take"] = key.endswith("state_file")
    return opened(app, slug, **PLACES[key][0])


def bring(app: AppTest, key: str, *files: tuple[str, bytes]) -> AppTest:
    """These files stand in the field; none: what was there has been taken away."""
    given = [(name, data, "application/octet-stream") for name, data in files]
    field = app.file_uploader(key=key)
    field.set_value((given if field.accept_multiple_files else given[0]) if given else None)
    return good(app.run())


def vectors(first: str) -> bytes:
    """A small file of them."""
    return "".join(f"{word} {n} 1 2\n" for n, word in enumerate((first, "b", "c"))).encode()


def test_the_server_takes_the_largest_kind_and_no_more():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] << 20 == max(limit for _, limit in PLACES.values()) == 200 << 20


def test_what_core_refuses_is_what_the_fields_refuse():
    assert upload.FILE_BYTES == words.FILE_BYTES and corpus.TEXT_BYTES == words.TEXT_BYTES
    assert audio_limits.MAX_BYTES == speech.MAX_BYTES and pictures.MAX_BYTES == captions.MAX_BYTES
    with pytest.raises(audio_limits.UserError) as caught:
        next(train({"files": (bytes(speech.CLIP_BYTES + 1),) * 3}))
    assert (caught.value.key, caught.value.values["limit"]) == ("audio.too_large", 5)


def test_every_field_for_a_file_is_a_place_with_a_limit_of_that_name():
    used, limits = set(), []
    for path in ROOT.glob("app/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("file_uploader", "audio_input"):
                used.add(path.relative_to(ROOT).as_posix())
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "Place":
                limits.append(ast.unparse(node.args[1]).rpartition(".")[2])
    assert used == {"app/ui/uploads.py"} and len(limits) == 6 and set(limits) == CONSTANTS


@pytest.mark.parametrize("key", PLACES)
def test_a_field_and_its_words_say_the_limit_of_core(app, key):
    visit(app, key)
    limit = PLACES[key][1] >> 20
    field = app.file_uploader(key=key)
    assert field.proto.max_upload_size_mb == limit and limit << 20 == PLACES[key][1]
    captions = " ".join(caption.value for caption in app.caption)
    said = re.findall(r"(\d+) MB", f"{field.label} {field.help} {captions}")
    assert said == [str(limit)] * (key not in BY_FIELD_ALONE)


@pytest.mark.parametrize("folder", ["strings", "lessons"])
def test_no_text_has_a_limit_of_its_own(folder):
    written = {
        path: path.read_text("utf-8")
        for path in (ROOT / "assets" / folder).rglob("*.*o" if folder == "strings" else "*.md")
    }
    assert len(written) > 20
    assert [path.name for path, text in written.items() if re.search(r"\d\s?(MB|MiB|GB|megabyte)\b", text)] == []


def test_the_readme_says_the_limits_of_core():
    kinds = (words.FILE_BYTES, speech.MAX_BYTES, captions.MAX_BYTES, words.TEXT_BYTES, uploads.ROOM >> 10)
    written = (ROOT / "README.md").read_text("utf-8")
    said = re.search(r"A file of word vectors may have.*?together", written, re.DOTALL)[0]
    assert [int(number) for number in re.findall(r"\d+", said)] == [limit >> 20 for limit in kinds]


@pytest.mark.parametrize("key", TOO_LARGE)
def test_what_is_too_large_is_refused_with_its_limit_and_not_read(app, key, monkeypatch):
    limit = PLACES[key][1]
    if limit == words.FILE_BYTES:  # a large one takes long to make
        limit = 1 << 20
        monkeypatch.setattr(own_vectors, "FILE_BYTES", limit)
    read = []
    monkeypatch.setattr(UploadedFile, "getvalue", lambda file: read.append(file) or b"")
    before = dict(visit(app, key).query_params)
    bring(app, key, ("large", bytes(limit + 2**19)))
    assert warnings(app) == [ENGLISH[TOO_LARGE[key]].format(megabytes=f"{limit / 2**20 + 0.5:.1f}", limit=limit >> 20)]
    assert read == [] and dict(app.query_params) == before
    assert warnings(good(app.run())) == []


def test_a_recording_has_the_limit_of_a_file(app, monkeypatch):
    monkeypatch.setattr(sound, "MAX_BYTES", 1 << 20)
    opened(app, "ctc")
    app.audio_input(key="ctc.microphone").set_value(("a.wav", bytes(3 << 19), "audio/wav"))
    good(app.run())
    assert warnings(app) == [ENGLISH["audio.too_large"].format(megabytes="1.5", limit=1)]
    assert sound.KEPT not in app.session_state


@pytest.mark.parametrize("slug", ["trigger_word", "ctc"])
def test_a_sound_that_is_taken_away_gives_way_to_one_that_ships(app, slug):
    opened(app, slug)
    key, shut = f"{slug}.file", f"{slug}.upload"
    first = app.pills(key=f"{slug}.clip").value
    app.session_state[shut] = True
    bring(app, key, ("a.wav", audio.wav(trigger.part_clip("activate_nova").samples)))
    assert app.pills(key=f"{slug}.clip").value == "own" and app.session_state[shut] is False
    bring(app, key)
    assert sound.KEPT not in app.session_state and address(app, "clip") is None
    assert (
        app.pills(key=f"{slug}.clip").value == first
        and ENGLISH["sound.own"] not in app.pills(key=f"{slug}.clip").options
    )


def test_a_file_too_large_does_not_take_the_place_of_the_one_in_use(app, monkeypatch):
    monkeypatch.setattr(sound, "MAX_BYTES", 1 << 20)
    opened(app, "ctc")
    bring(app, "ctc.file", ("a.wav", audio.wav(trigger.part_clip("activate_nova").samples)))
    kept = app.session_state[sound.KEPT]
    bring(app, "ctc.file", ("large", bytes(3 << 19)))
    assert len(warnings(app)) == 1 and app.session_state[sound.KEPT] is kept and address(app, "clip") == "own"


def test_a_sound_that_cannot_be_heard_opens_its_field_again(app):
    opened(app, "ctc")
    app.session_state["ctc.upload"] = True
    bring(app, "ctc.file", ("a.wav", b"no sound"))
    assert warnings(app) == [ENGLISH["audio.not_audio"]]
    assert app.session_state["ctc.upload"] is True and app.session_state["ctc.record"] is False


def test_a_picture_that_is_taken_away_gives_way_to_one_that_ships(app):
    opened(app, "captioning")
    first, data = app.pills(key="captioning.photo").value, (ROOT / "docs" / "attention.png").read_bytes()
    app.session_state["captioning.upload"] = True
    bring(app, "captioning.file", ("a.png", data))
    assert app.pills(key="captioning.photo").value == "own" and app.session_state["captioning.upload"] is False
    bring(app, "captioning.file", ("b.png", b"no picture"))
    assert app.pills(key="captioning.photo").value == "own" and app.session_state["captioning.upload"] is True
    bring(app, "captioning.file")
    assert app.pills(key="captioning.photo").value == "own", "the one that was refused has been taken away"
    bring(app, "captioning.file", ("a.png", data))
    bring(app, "captioning.file")
    assert own_picture.KEPT not in app.session_state and app.pills(key="captioning.photo").value == first


def test_vectors_that_are_taken_away_give_way_to_those_that_ship(app):
    visit(app, "analogies.vectors.file")
    bring(app, "analogies.vectors.file", ("a", vectors("a")))
    assert app.session_state[compute.OWN].vectors.words == ("a", "b", "c") and address(app, "vectors") == "own"
    assert compute.ARRIVED not in app.session_state and "job.vectors" not in app.session_state, (
        "the file is held no more"
    )
    bring(app, "analogies.vectors.file", ("b", vectors("d")))
    assert app.session_state[compute.OWN].vectors.words == ("d", "b", "c"), "another in its place"
    bring(app, "analogies.vectors.file")
    assert compute.OWN not in app.session_state and address(app, "vectors") is None


def test_a_field_that_was_gone_for_a_while_takes_nothing_away(app):
    visit(app, "analogies.vectors.file")
    bring(app, "analogies.vectors.file", ("a", vectors("a")))
    for tab in ("explain", "vectors"):
        app.query_params["tab"] = tab
        good(app.run())
    assert compute.OWN in app.session_state and address(app, "vectors") == "own"


@pytest.mark.parametrize("slug", ["skip_gram", "glove"])
@pytest.mark.parametrize("how", ["file", "typed"])
def test_a_text_that_is_taken_away_gives_way_to_one_that_ships(app, slug, how):
    visit(app, f"{slug}.file")
    if how == "file":
        bring(app, f"{slug}.file", ("a.txt", TEXT))
    else:
        good(app.text_area(key=f"{slug}.typed").set_value(TEXT.decode()).run())
    assert app.session_state[texts.HELD].data == TEXT and address(app, "corpus") == "own"
    if how == "file":
        bring(app, f"{slug}.file")
    else:
        good(app.text_area(key=f"{slug}.typed").set_value("").run())
    assert texts.HELD not in app.session_state and address(app, "corpus") is None


def test_a_clip_of_ones_own_word_goes_with_its_file(app):
    key = "trigger_word.own.files.0"
    visit(app, key)
    clips = [(f"{n}.wav", audio.wav(trigger.part_clip("activate_nova").samples[n:])) for n in range(3)]
    bring(app, key, *clips)
    assert [clip.name for clip in app.session_state[own_word.CLIPS]] == ["0.wav", "1.wav", "2.wav"]
    bring(app, key)
    assert app.session_state[own_word.CLIPS] == ()


def test_a_file_for_which_the_server_has_no_room_gets_a_sentence(app, monkeypatch):
    """Its bytes were dropped as they came, so that the page finds none of its name."""
    opened(app, "ctc")
    monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_, **__: [])
    bring(app, "ctc.file", ("a.wav", b"any"))
    assert warnings(app) == [ENGLISH["upload.full"]] and sound.KEPT not in app.session_state


def test_files_that_wait_to_be_read_have_a_bound_for_all(app, monkeypatch):
    data = vectors("a")
    monkeypatch.setattr(compute, "ARRIVED_BYTES", len(data) - 1)
    visit(app, "analogies.vectors.file")
    bring(app, "analogies.vectors.file", ("a", data))
    assert warnings(app) == [ENGLISH["vectors.full"]]
    assert compute.OWN not in app.session_state and compute.ARRIVED not in app.session_state


def test_vectors_of_all_visitors_have_a_bound_that_counts_who_is_there(monkeypatch):
    """Three visitors with vectors of 600 bytes: a third one is told that there is no room, until one of them has gone."""
    made = [compute.WordVectors(("a", "b"), np.ones((2, 75), np.float32)) for _ in range(4)]
    room = compute.Room("vectors.full")
    for one in made[:2]:
        room.add(one, one.vectors.nbytes, 1300)
    with pytest.raises(audio_limits.UserError, match=r"vectors\.full"):
        room.add(made[2], made[2].vectors.nbytes, 1300)
    room.add(made[2], made[2].vectors.nbytes, 1300, instead=made[1])
    del made[:2], one
    room.add(made[1], made[1].vectors.nbytes, 1300)
