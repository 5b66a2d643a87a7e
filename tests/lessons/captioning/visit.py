"""What a visitor does on the page on captioning, what is to be read there, and the same asked of core without the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.translate.captioning import looking
from app.lessons.translate.captioning.options import Options
from core.captions import encoder, pictures, presets
from core.captions.captioner import Captioner
from core.captions.options import CaptionConfig
from core.captions.results import Caption, Written
from tests.app import visiting
from tests.app.pictures import unpacked
from tests.app.visiting import MAIN, good, opened

SLUG = "captioning"
MADE = ("grey", "noise")
LAST = 22  # steps at most


def visit(**brought: object) -> AppTest:
    """A new visitor comes with these values in the address."""
    app = AppTest.from_file(MAIN, default_timeout=300)
    return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


def state_of(app: AppTest) -> Options:
    """What the visitor has set."""
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets: the header, and its arrays."""
    (one,) = visiting.pictures(app, SLUG)
    return unpacked(one.bytes)


def sentences(app: AppTest) -> list[list[str]]:
    """The words of each sentence that is drawn, its end left out."""
    return [one["words"][: len(one["words"]) - one["ended"]] for one in sent(app)[0]["sentences"]]


def steps(app: AppTest, name: str) -> list[np.ndarray]:
    """An array of all steps, by sentence."""
    header, arrays = sent(app)
    ends = np.cumsum([len(one["words"]) for one in header["sentences"]])
    assert ends[-1] == len(arrays[name])
    return np.split(arrays[name].astype(np.float64), ends[:-1])


def same(app: AppTest, found: Sequence[Written], alpha: float = 0.7) -> None:
    """The picture has these sentences, with everything that belongs to them, in this order."""
    assert [tuple(words) for words in sentences(app)] == [one.words for one in found]
    header, _ = sent(app)
    assert [one["ended"] for one in header["sentences"]] == [one.ended for one in found]
    for name in ("alpha", "energies", "log_probabilities", "beta", "pinned"):
        for ours, one in zip(steps(app, name), found, strict=True):
            np.testing.assert_allclose(ours, getattr(one, name), rtol=1e-4, atol=1e-5, err_msg=name)
    for one, log_p in zip(header["sentences"], steps(app, "log_probabilities"), strict=True):
        assert one["score"] == pytest.approx(log_p.sum() / len(log_p) ** alpha, abs=2e-4)
    for one, theirs in zip(header["sentences"], found, strict=True):
        for row, words, shares in zip(one["likeliest"], theirs.likeliest, theirs.probabilities, strict=True):
            assert [word for word, _ in row] == list(words[: len(row)])
            assert [p for _, p in row] == pytest.approx(shares[: len(row)].tolist(), abs=1e-4)


@cache
def grid_of(photo: str) -> np.ndarray:
    """What the encoder sees of a picture that is shipped or made."""
    shipped = photo not in MADE
    picture = pictures.read(presets.photographs()[photo].data) if shipped else presets.made(photo)
    return encoder.grid(pictures.square(picture))


@cache
def by_core(photo: str, way: str = "attend", width: int = 3, alpha: float = 0.7) -> Caption:
    """The beam's sentences about it."""
    return Captioner.load(way).search(grid_of(photo), CaptionConfig(width, alpha, width))


def on(photo: str, words: Sequence[str], pins: Mapping[int, int] | None = None, way: str = "attend") -> Written:
    """The sentence about it that begins with these words, the light held at these steps."""
    captioner = Captioner.load(way)
    return captioner.write(grid_of(photo), captioner.tokens(words), pins)


def last_thing(words: Sequence[str]) -> int:
    """The step of the last word that the list of things ends a name with; where there is none, that of the last word."""
    listed = json.loads((presets.FOLDER / "objects.json").read_text("utf-8"))
    ends = {name.split()[-1] for names in listed["objects"].values() for name in names}
    return max((step for step, word in enumerate(words) if word in ends), default=len(words) - 1)


def told(app: AppTest, monkeypatch: pytest.MonkeyPatch, say: Callable[[dict[str, Any]], None]) -> AppTest:
    """The picture says something: `say` gets what it was given to say it with, by name."""
    real = looking.draw

    def drawn(*given, **more):
        say(more)
        return more["rest"]

    monkeypatch.setattr(looking, "draw", drawn)
    good(app.run())
    monkeypatch.setattr(looking, "draw", real)
    return good(app.run())


def uploaded(app: AppTest, data: bytes, name: str = "picture.png") -> AppTest:
    """A visitor's file."""
    app.file_uploader(key=f"{SLUG}.file").set_value((name, data, "application/octet-stream"))
    return good(app.run())


def asked(app: AppTest, **changed: object) -> AppTest:
    """The same visitor with other values in the address."""
    for name, value in changed.items():
        app.query_params[name] = str(value)
    return good(app.run())


def tables(app: AppTest) -> list[list[list[str]]]:
    """The rows of each table, its head first."""
    found = [one for html in app.get("html") for one in re.findall("<table .*?</table>", str(html.proto.body))]
    cells = [
        [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", one)] for one in found
    ]
    return [[[unescape(cell) for cell in row] for row in one] for one in cells]


def table(app: AppTest, *head: str) -> list[list[str]]:
    """The rows of the first table that has these columns."""
    return next(rows[1:] for rows in tables(app) if {*head} <= {*rows[0]})
