"""What a visitor does on the page on error analysis, and what is to be read there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.translate.error_analysis import page
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.picture import Rest
from tests.app.pictures import unpacked
from tests.app.visiting import MAIN, good, opened, pictures

SLUG = "error_analysis"
OWN = {"text": "Il dort.", "human": "He is asleep.", "row": -1}
WIDE = {"text": "Nous avons mangé du pain et du fromage dans le jardin hier soir.", "human": "We ate bread.", "row": -1}


def visit(**brought: object) -> AppTest:
    """A new visitor comes with these values in the address."""
    app = AppTest.from_file(MAIN, default_timeout=300)
    return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


def state_of(app: AppTest) -> Options:
    """What the visitor has set."""
    return app.session_state[f"state.of.{SLUG}"]


def typed(app: AppTest, field: str, text: str) -> AppTest:
    """Type into one of the two fields."""
    return good(app.text_input(key=f"{SLUG}.{field}").set_value(text).run())


def sent(app: AppTest) -> dict:
    """The header of what the browser gets."""
    (one,) = pictures(app, SLUG)
    return unpacked(one.bytes)[0]


def rest_of(app: AppTest) -> Rest:
    """Where the picture is asked to rest."""
    return Rest(**(sent(app)["rest"] | {"good": tuple(sent(app)["rest"]["good"])}))


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


def table(app: AppTest, head: str) -> list[list[str]]:
    """The rows of the first table that has this column."""
    return next(rows[1:] for rows in tables(app) if head in rows[0])
