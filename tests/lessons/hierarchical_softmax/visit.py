"""What a visitor does on this lesson's page without a browser, and what they read there."""

import re
from html import unescape

import numpy as np
from streamlit.testing.v1 import AppTest

from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import Options
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import MAIN, good, opened, pictures

SLUG = "hierarchical_softmax"


def visit(**brought: object) -> AppTest:
    """A new visitor comes with these values in the address."""
    app = AppTest.from_file(MAIN, default_timeout=300)
    return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


def typed(app: AppTest, text: str, field: str) -> AppTest:
    return good(app.text_input(key=f"{SLUG}.{field}").set_value(text).run())


def state_of(app: AppTest) -> Options:
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets to draw."""
    (one,) = pictures(app, SLUG)
    return unpacked(one.bytes)


def is_sent(app: AppTest, found: Walked) -> None:
    """The browser gets what core walks, to the digits of its arrays."""
    header, arrays = sent(app)
    assert tuple(header["words"]) == found.river.words and header["centre"] == found.river.centre
    np.testing.assert_allclose(header["beside"], found.river.beside)
    for i in (0, 1):
        np.testing.assert_array_equal(arrays[f"small_{i}_children"], found.river.trees[i].children)
        np.testing.assert_allclose(arrays[f"small_{i}_logit"], found.river.trees[i].logit, rtol=1e-5, atol=1e-6)
        assert tuple(header["real"][i]["codes"]) == found.real[i].codes
        np.testing.assert_allclose(arrays[f"real_{i}_logit"], found.real[i].logit, rtol=1e-5, atol=1e-6)


def tables(app: AppTest) -> list[str]:
    return [part for html in app.get("html") for part in re.findall("<table .*?</table>", str(html.proto.body))]


def table(app: AppTest, head: str) -> list[list[str]]:
    """The rows of the table that has this column, by its string."""
    heading = ENGLISH.get(f"{SLUG}.column.{head}", ENGLISH.get(head))
    (found,) = [one for one in tables(app) if f">{heading}</th>" in unescape(one.partition("</thead>")[0])]
    rows = re.findall("<tr>(.*?)</tr>", found.partition("</thead>")[2])
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
