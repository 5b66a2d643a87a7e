"""What a visitor does on this lesson's page without a browser, and what they read there."""

import re
from html import unescape

import numpy as np
from streamlit.testing.v1 import AppTest

from app.lessons.words.word_representation.options import Options
from core.words import library, representation
from core.words.results import Represented
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import MAIN, good, opened, pictures

SLUG = "word_representation"


def another(**brought: str) -> AppTest:
    """A visitor of their own who comes by a link."""
    return opened(AppTest.from_file(MAIN, default_timeout=300), SLUG, **brought)


def said(key: str, **values: object) -> str:
    return ENGLISH[key].format(**values)


def typed(app: AppTest, text: str, field: str = "text") -> AppTest:
    return good(app.text_input(key=f"{SLUG}.{field}").set_value(text).run())


def drawn(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the one picture of the page was sent."""
    (sent,) = pictures(app, SLUG)
    return unpacked(sent.bytes)


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


def tables(app: AppTest) -> list[list[list[str]]]:
    """The cells of the page's tables."""
    found = [str(part.proto.body) for part in app.get("html") if "<table" in str(part.proto.body)]
    rows = [re.findall(r"<tr>(.*?)</tr>", table) for table in found]
    return [
        [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in part] for part in rows
    ]


def represented(asked: Options) -> Represented:
    """What core makes of it, without the page's caches."""
    wv = library.load(asked.vectors)
    return representation.represent(wv, asked.text, asked.table, asked.ruler, asked.axes)


def header_names(header: dict) -> list[str]:
    return [axis["name"] for axis in header["axes"]]
