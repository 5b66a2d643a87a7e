"""What a visitor does on the page of GloVe without a browser, and what it is sent to draw."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.words.glove import live
from app.lessons.words.glove.options import Options
from core.words import counting, ratios
from core.words.corpus import Corpus
from core.words.results import Counted, Ratios
from tests.app.visiting import good, pictures

SLUG = "glove"
TEXT = "The cat sat by the dog. A dog ran to the cat. The king saw the queen and the queen saw a king. " * 40


def state_of(app: AppTest) -> Options:
    return app.session_state[f"state.of.{SLUG}"]


def run_of(app: AppTest) -> live.Run:
    return app.session_state[live.HELD]


def typed(app: AppTest, text: str, field: str = "text") -> AppTest:
    """A visitor types into a field."""
    return good(app.text_input(key=f"{SLUG}.{field}").set_value(text).run())


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets to draw: the header, and the arrays."""
    (one,) = pictures(app, SLUG)
    size = 4 + int.from_bytes(one.bytes[:4], "little")
    header = json.loads(one.bytes[4:size], parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    arrays = {}
    for name, (kind, shape, at) in header["arrays"].items():
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(one.bytes, "<" + kind, count, size + at).reshape(shape)
    return header, arrays


def is_sent(app: AppTest, found: Counted) -> None:
    """The browser gets these counts."""
    header, arrays = sent(app)
    assert (header["tokens"], header["words"]) == (list(found.tokens), list(found.words))
    assert header["read"] == found.read.tolist()
    for name in ("place", "part", "right"):
        np.testing.assert_array_equal(arrays[name], getattr(found, name), err_msg=name)


def counted_ratios(text: Corpus, about: Sequence, options: Options) -> Ratios:
    """The ratios of a text as the window is set."""
    first, second, probes = about
    return ratios.of_text(text, first, second, probes, options.window, options.harmonic, options.symmetric)


def looked_at(text: Corpus, sentence: str, window: int = 10) -> dict[str, object]:
    """Where a sentence opens."""
    found = counting.counted(text, sentence)
    place, row, column = counting.telling(text, found, window)
    return {"step": len(found.read) + place, "row": row, "column": column}


def tables(app: AppTest) -> list[str]:
    return [part for html in app.get("html") for part in re.findall("<table .*?</table>", str(html.proto.body))]


def cells(table: str, tag: str = "tbody") -> list[list[str]]:
    """The cells of a table's body, or of its head, row by row."""
    rows = re.findall("<tr>(.*?)</tr>", re.search(f"<{tag}>(.*?)</{tag}>", table)[1])
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def number(text: str) -> float:
    """A number as a table writes it."""
    return float(text.replace("−", "-").replace(",", "").rstrip(" %‰"))
