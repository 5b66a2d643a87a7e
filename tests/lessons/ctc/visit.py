"""What a visitor does on the page on CTC, and what is to be read there."""

from __future__ import annotations

import re
from html import escape, unescape

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.speech import sound
from app.lessons.speech.ctc import listening
from app.lessons.speech.ctc.options import Options
from app.lessons.speech.ctc.picture import Rest
from core.speech.presets import sentences
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import MAIN, good, opened, pictures

SLUG = "ctc"


def visit(**brought: object) -> AppTest:
    """A new visitor comes with these values in the address."""
    app = AppTest.from_file(MAIN, default_timeout=300)
    return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


def state_of(app: AppTest) -> Options:
    """What the visitor has set."""
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets: the header, and its arrays."""
    (one,) = pictures(app, SLUG)
    return unpacked(one.bytes)


def frames_of(app: AppTest) -> np.ndarray:
    """The symbols' log-probabilities that the picture draws (T, 29)."""
    return sent(app)[1]["log_probs"].astype(np.float64)


def label_of(app: AppTest) -> str:
    """The label that the trellis is drawn for."""
    header, _ = sent(app)
    return header["rest"]["label"] or header["text"]


def told(app: AppTest, monkeypatch: pytest.MonkeyPatch, rest: Rest) -> AppTest:
    """The picture sends this."""
    real = listening.draw

    def drawn(*given, on_change, **more):
        on_change(rest)
        return rest

    monkeypatch.setattr(listening, "draw", drawn)
    good(app.run())
    monkeypatch.setattr(listening, "draw", real)
    return good(app.run())


def uploaded(app: AppTest, data: bytes, name: str = "sound.wav") -> AppTest:
    """A visitor's file."""
    app.file_uploader(key=f"{SLUG}.file").set_value((name, data, "audio/wav"))
    return good(app.run())


def is_heard(app: AppTest) -> bool:
    """Whether a sound of the visitor's own is kept, and has been heard."""
    return sound.KEPT in app.session_state and list(app.session_state[sound.KEPT].heard) == ["ctc"]


def who_speaks(clip: str) -> str:
    """What stands beneath the picture of a shipped clip."""
    one = sentences()[clip]
    return escape(ENGLISH["ctc.human" if one.human else "ctc.synthetic"].format(voice=one.voice))


def in_tab(app: AppTest, name: str) -> AppTest:
    app.query_params["tab"] = name
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


def same(one: np.ndarray, other: np.ndarray) -> None:
    """The same log-probabilities: heard twice, they may differ in the last digit of seven."""
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-5)
