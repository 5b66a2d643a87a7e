"""A visitor's own picture on the page on captioning: seen, or a sentence, and the page goes on; nobody else gets it."""

import io

import numpy as np
import pytest
from PIL import Image, ImageOps

from app.lessons.translate.captioning import own_picture
from app.lessons.translate.captioning.options import PRESETS, TABS, Options
from core.captions import encoder
from core.captions.captioner import Captioner
from core.captions.options import WAYS, CaptionConfig
from core.captions.pictures import MAX_BYTES, square
from core.captions.results import Picture
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.core.captions.made_pictures import png, saved, scene, turned_exif
from tests.lessons.captioning.visit import SLUG, asked, same, sent, sentences, state_of, table, uploaded, visit

ALPHA = np.linspace(0, 255, 96 * 64).reshape(64, 96, 1).astype(np.uint8)
CLEAR = np.concatenate([scene(), ALPHA], axis=2)
TURNED = saved(scene(), "JPEG", quality=95, exif=turned_exif(6))
PICTURES = {  # the file's name, its bytes, and what is in it by Pillow
    "png": ("picture.png", saved(scene()), scene()),
    "turned": ("a b.jpeg", TURNED, np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(TURNED))))),
    "clear": (
        "x.webp",
        saved(CLEAR, "WEBP", lossless=True, exact=True),
        np.asarray(Image.composite(Image.fromarray(scene()), Image.new("RGB", (96, 64), "white"), Image.fromarray(ALPHA[..., 0]))),
    ),
    "eight": ("<b>.txt", saved(scene(8, 8)), scene(8, 8)),
    "narrow": ("…", saved(scene(8, 600)), scene(8, 600)),
}  # fmt: skip
REFUSED = {  # name, bytes, what is said
    "one": ("one.png", saved(scene(1, 1)), ("too_small", {"width": 1, "height": 1, "least": 8})),
    "gif": ("a.gif", saved(scene(), "GIF"), ("not_picture", {})),
    "html": ("a.png", b"<html><script>alert(1)</script></html>" * 40, ("not_picture", {})),
    "empty": ("a.png", b"", ("empty", {})),
    "bomb": ("a.png", png(50_000, 50_000, 8, 2, b""), ("too_many_pixels", {"width": 50_000, "height": 50_000, "limit": 40})),
    "cut": ("a.jpg", saved(scene(), "JPEG", quality=95)[:-700], ("damaged", {"kind": "JPEG"})),
    "large": ("a.png", saved(scene()) + bytes(MAX_BYTES), ("too_large", {"megabytes": "10.0", "limit": 10})),
}  # fmt: skip


def found(pixels: np.ndarray, way: str = "attend", width: int = 3):
    """The beam's sentences about these pixels."""
    return Captioner.load(way).search(encoder.grid(square(Picture(pixels))), CaptionConfig(width, 0.7, width)).sentences


@pytest.mark.parametrize("name", PICTURES)
def test_a_file_is_seen_by_content_and_not_by_name(name):
    called, data, pixels = PICTURES[name]
    app = uploaded(visit(photo="moose", way="every", width=2, given="a man", step=3, place=5, branch=1), data, called)
    assert state_of(app) == Options(photo="own", way="every", width=2, try_=0) and warnings(app) == []
    same(app, found(pixels, "every", 2))
    header, arrays = sent(app)
    assert (header["height"], header["width"]) == pixels.shape[:2]
    shown = Image.open(io.BytesIO(arrays["photo"].tobytes()))
    near = np.asarray(Image.fromarray(pixels).resize(shown.size), np.float64)
    assert shown.format == "JPEG" and np.abs(np.asarray(shown) - near).mean() < 6
    assert b"a maker" not in pictures(app, SLUG)[0].bytes and not shown.getexif()
    assert app.query_params.keys() == {"photo", "way", "width", "try"} and address(app, "photo") == "own"
    assert ENGLISH["captioning.of_own"] in written(app) and called not in written(app)


def test_every_tab_speaks_of_it():
    app = uploaded(visit(), *PICTURES["turned"][1::-1])
    pixels = PICTURES["turned"][2]
    for tab in TABS:
        for wrongly in ("fluent", "scaled") if tab == "bug" else ("none",):
            assert warnings(asked(app, tab=tab, wrongly=wrongly)) == [], tab
        if tab == "ways":
            rows = table(app, ENGLISH["captioning.ways.sentence"])
            assert [row[1].split() for row in rows] == [list(found(pixels, way)[0].words) for way in WAYS]
        if tab == "referee":
            good(app.button(key="captioning.referee.run").click().run())
            assert all(float(row[-1]) < 1e-4 for row in table(app, ENGLISH["referee.ours"]))


def test_it_is_there_to_come_back_to_and_another_takes_its_place():
    app, other = uploaded(visit(), PICTURES["png"][1]), visit()
    first = sentences(app)
    assert app.pills(key="captioning.photo").value == "own"
    good(app.pills(key="captioning.photo").set_value("stream").run())
    assert (
        state_of(app).photo == "stream" and ENGLISH["captioning.photo.own"] in app.pills(key="captioning.photo").options
    )
    good(app.pills(key="captioning.photo").set_value("own").run())
    assert sentences(app) == first
    app = uploaded(asked(app, given=first[0][0], held="0:3"), PICTURES["narrow"][1])
    assert sent(app)[0]["height"] == 600 and (state_of(app).given, state_of(app).held) == ("", None)
    assert (
        len(app.pills(key="captioning.photo").options)
        == len(good(other.run()).pills(key="captioning.photo").options) + 1
    )
    assert own_picture.KEPT not in other.session_state, "nobody else has it"


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_seen_gets_a_sentence_and_the_page_goes_on(name):
    called, data, (key, values) = REFUSED[name]
    app = uploaded(visit(photo="moose", way="start", width=2, given="a man"), data, called)
    assert [said.replace("\\", "") for said in warnings(app)] == [ENGLISH[f"captions.{key}"].format(**values)]
    given = "a man" if name == "large" else ""  # which is refused before it has taken the place of anything
    assert state_of(app) == Options(photo="moose", way="start", width=2, given=given, try_=0), "what was there before"
    assert own_picture.KEPT not in app.session_state
    assert pictures(app, SLUG) and "<script>" not in written(app) and address(app, "photo") == "moose"
    assert len(app.pills(key="captioning.photo").options) == len(PRESETS)
    assert warnings(good(app.run())) == []
    app = uploaded(app, PICTURES["png"][1])
    assert state_of(app).photo == "own" and warnings(app) == [], "and the next is taken"
    mine = sentences(app)
    app = uploaded(app, data, called)
    assert len(warnings(app)) == 1 and state_of(app).photo == "own" and sentences(app) == mine, "nor does that one go"


def test_somebody_elses_picture_is_not_in_a_link():
    mine = uploaded(visit(width=2), PICTURES["png"][1])
    link = {name: address(mine, name) for name in mine.query_params}
    app = visit(**link, given="a man", held="1:2", step=3, branch=1)
    assert warnings(app) == [ENGLISH["captioning.not_in_link"]] and address(app, "photo") is None
    assert state_of(app) == Options(width=2, try_=0) and warnings(good(app.run())) == []
    assert sentences(app) == sentences(visit(width=2)) != sentences(mine)


def test_a_worker_that_crashed_over_a_picture_does_not_cost_the_picture(monkeypatch):
    runs = Runs(monkeypatch)
    app = uploaded(visit(), PICTURES["png"][1])
    for photo in ("own", "stream", "own"):
        good(app.pills(key="captioning.photo").set_value(photo).run())
        assert warnings(app) == ([ENGLISH["job.crashed"]] if photo == "own" else [])
    assert len(runs.given) == 1 and state_of(app).photo == "own"
    runs.go_well()
    good(app.button(key="job.see.again").click().run())
    assert warnings(app) == [] and sentences(app) and len(runs.given) == 2
