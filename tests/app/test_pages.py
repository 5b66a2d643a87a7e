"""Every page runs, with odd input too, in every language, and says what is wrong in a sentence."""

import importlib
from pathlib import Path

import pytest

from app import fields, i18n
from app.lessons.registry import LESSONS, Entry
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, warnings, written

ROOT = Path(__file__).parents[2]
SLUGS = [entry.slug for entry in LESSONS]
ODD = [
    "a",
    "x" * 6000,
    "🙂👩‍🚀",
    "안녕하세요",
    "שלום עולם",
    "<script>alert(1)</script>",
    "{t} %s \\ $x$ `a`",
    "\u0000\u202e",
    "=1+1",
]


def options(entry: Entry) -> type:
    """What a visitor can set in a lesson."""
    return importlib.import_module(f"app.lessons.{entry.section}.{entry.slug}.options").Options


def test_home(app):
    good(app.run())
    assert ENGLISH["home.heading"] in written(app)
    for text in ODD[:5]:
        good(app.text_input(key="home.text").set_value(text).run())


def test_every_lesson_is_reached_from_home(app):
    """By the navigation itself; the other tests open a page as by its address, without another before it."""
    good(app.run())
    for slug in SLUGS:
        good(app.switch_page(f"../pages/{slug}.py").run())
        assert i18n.lesson_text(slug, "en").question.replace("'", "&#x27;") in written(app)
    good(app.switch_page("../pages/home.py").run())
    assert ENGLISH["home.heading"] in written(app)


def test_credits(app):
    opened(app, "credits")
    for name in ("streamlit", "torch", "Apache-2.0"):
        assert name in written(app)


@pytest.mark.parametrize("slug", [entry.slug for entry in LESSONS if fields.defaults(options(entry)).get("text")])
def test_lesson_with_odd_input(app, slug):
    opened(app, slug)
    assert i18n.lesson_text(slug, "en").question.replace("'", "&#x27;") in written(app)
    before = app.text_input(key=f"{slug}.text").value
    good(app.text_input(key=f"{slug}.text").set_value("  ").run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]]
    assert app.text_input(key=f"{slug}.text").value == before
    for text in ODD:
        good(app.text_input(key=f"{slug}.text").set_value(text).run())
        assert "u-question" in written(app)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", sorted(i18n.catalogues()))
def test_lesson_in_every_language(app, slug, language):
    app.query_params["lang"] = language
    opened(app, slug)
    assert i18n.lesson_text(slug, language).question.replace("'", "&#x27;") in written(app)
    assert address(app, "lang") == language


@pytest.mark.parametrize("slug", SLUGS)
def test_every_tab_of_a_lesson(app, slug):
    opened(app, slug)
    titles = {value: key.removeprefix("tab.") for key, value in ENGLISH.items() if key.startswith("tab.")}
    for tab in [tab.label for tab in app.tabs]:
        assert tab in titles
        app.query_params["tab"] = titles[tab]
        good(app.run())
        assert address(app, "tab") in (titles[tab], None), "the first tab is not written"


def test_hostile_address(app):
    opened(app, "lstm")
    bad = {"text": "<b>\u202e", "step": "-1", "tab": "evil", "present": "yes", "lang": "../ko", "pins": "::"}
    for name, value in bad.items():
        app.query_params[name] = value
    good(app.run())
    assert len(app.warning) == 5 and set(app.query_params) == {"text", "try"}, "a text of one's own is no experiment"
    assert app.text_input(key="lstm.text").value == "<b>"


def test_present_stays_from_page_to_page(app):
    opened(app, SLUGS[0])
    good(app.button(key="frame.present").click().run())
    assert address(app, "present") == "1"
    app.switch_page(f"../pages/{SLUGS[1]}.py")
    app.query_params.clear()
    good(app.run())
    assert address(app, "present") == "1"
    good(app.button(key="frame.present").click().run())
    assert "present" not in app.query_params
