"""What a visitor does on the page on BLEU, and what is to be read there."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.translate.bleu import page
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.picture import Rest
from core.translate.options import BleuConfig
from tests.app.visiting import MAIN, good, opened, pictures
from tests.lessons.bleu.samples import words

SLUG = "bleu"
COUNTED = {"smooth": "floor", "effective": 1, "brevity": "shortest", "lowercase": 1, "cut": "blanks"}


def visit(**brought: object) -> AppTest:
    """A new visitor comes with these values in the address."""
    app = AppTest.from_file(MAIN, default_timeout=300)
    return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


def state_of(app: AppTest) -> Options:
    """What the visitor has set."""
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> dict:
    """What the browser gets."""
    (one,) = pictures(app, SLUG)
    return json.loads(one.json)


def rest_of(app: AppTest) -> Rest:
    """Where the picture is asked to rest."""
    rest = sent(app)["rest"]
    return Rest(**(rest | {"references": tuple(rest["references"])}))


def told(app: AppTest, monkeypatch: pytest.MonkeyPatch, rest: Rest) -> AppTest:
    """The picture sends this."""
    real = page.draw

    def drawn(*given, on_change, **more):
        on_change(rest)
        return rest

    monkeypatch.setattr(page, "draw", drawn)
    good(app.run())
    monkeypatch.setattr(page, "draw", real)
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


def without_escapes(text: str) -> str:
    """Markdown as it is read."""
    return re.sub(r"\\(.)", r"\1", text)


def counted_on(app: AppTest) -> tuple[str, tuple[str, ...], BleuConfig]:
    """What is counted there: the candidate as far as it is, its references, and how."""
    state = state_of(app)
    kept = state.candidate if state.kept < 0 else " ".join(words(state.candidate, state.config)[: state.kept])
    return kept, state.held_to, state.config
