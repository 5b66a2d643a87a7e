"""Links that mean harm: what they cost the server, and what of their words would be more than words on a page."""

import dataclasses
import gc
import importlib
import math
import re
import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from app import fields, i18n, jobs
from app.jobs.pool import Here
from app.lessons.registry import LESSONS, Entry
from tests.app.visiting import opened, warnings, written

DEARER = 25  # times what the page costs as it is; to search the spelling of two dozen words is a hundred times as dear
TURNS = 4
LINK = "the [click](https://evil.example) ![p](https://evil.example) **bold** `code` <b>b</b> king"
LIVE = re.compile(r"(?<!\\)\[click|(?<!\\)!\[p|(?<!\\)\*\*bold|(?<!\\)`code|<b>b</b>")
BESIDE = re.compile(r"\\+\[click|\\+\*\\?\*bold|\\+`code")
LABELLED = ("button", "checkbox", "radio", "slider", "selectbox", "text_input", "text_area", "number_input", "expander")


def options(entry: Entry) -> type:
    """What a visitor can set in a lesson."""
    return importlib.import_module(f"app.lessons.{entry.section}.{entry.slug}.options").Options


def tabs(entry: Entry) -> list[str]:
    """The lesson's tabs, as they stand in an address."""
    return [str(tab) for tab in fields.options(options(entry), "tab")]


def typed(cls: type) -> dict[str, int]:
    """The fields for what a visitor types, and how long each may be."""
    return {
        item.name: item.metadata.get("max_length", fields.MAX_TEXT)
        for item in dataclasses.fields(cls)
        if fields.hints(cls)[item.name] is str and "options" not in item.metadata
    }


def numbers(cls: type, bound: str) -> dict[str, str]:
    """Every number at its "low" or its "high" bound."""
    return {
        fields.spelled(item.name): str(item.metadata[bound])
        for item in dataclasses.fields(cls)
        if bound in item.metadata and item.name != "try_"
    }


def hostile(cls: type, turn: int) -> Iterator[dict[str, str]]:
    """Addresses that ask for as much as they can: unknown words, known ones, one endless word, other scripts, far numbers.

    Those of another turn ask for something else.
    """
    texts = (
        " ".join(f"qz{turn}x{i}vwk" for i in range(24)),
        f"{turn} the man and the woman of the king " * 200,
        f"{'ab' * 2_400}{turn}",
        f"{turn}😀안녕{{t}}<" * 600,
    )
    far = ({}, numbers(cls, "high"), numbers(cls, "low"), {})
    for text, values in zip(texts, far, strict=True):
        yield values | {fields.spelled(name): text[-most:] for name, most in typed(cls).items()}


@pytest.fixture
def unrun(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs wait for ever, so that what is measured is the page's own."""
    jobs.stop()
    monkeypatch.setattr(Here, "on_submit", lambda _: None)
    gc.disable()
    yield
    gc.enable()
    jobs.stop()


def cost(app: AppTest, address: dict[str, str]) -> float:
    """Processor time of one run of the page, in seconds, with an address that is brought."""
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    began = time.process_time()
    app.run()
    spent = time.process_time() - began
    assert not app.exception, address
    return spent


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.slug)
def test_no_address_costs_the_server_much(app, entry, unrun):
    """The models are loaded by the page as it is and by the first turn; the second is what any link costs from then on."""
    opened(app, entry.slug)
    for tab in tabs(entry):
        usual, least = min(cost(app, {"tab": tab}) for _ in range(3)), [math.inf]
        for turn in range(TURNS):  # a third and fourth only where the machine may have been busy with something else
            if turn < 2 or max(least) >= DEARER * usual:
                spent = [cost(app, one | {"tab": tab}) for one in hostile(options(entry), turn)]
                least = [*map(min, spent, least if turn else spent)]
        assert max(least) < DEARER * usual, (tab, usual, least)


def marks(app: AppTest) -> list[str]:
    """What has a meaning in Markdown or HTML though a visitor wrote it, and what is escaped where nothing has a meaning."""
    said = [
        part.value for kind in ("markdown", "caption", "warning", "info", "error", "success") for part in app.get(kind)
    ]
    said += [part.label for kind in LABELLED for part in app.get(kind)]
    said += [option.content for group in app.get("button_group") for option in group.proto.options]
    bodies = [str(part.proto.body) for part in app.get("html")]
    drawn = [part.proto.spec for part in app.get("plotly_chart")]
    return [
        *(text for text in said if LIVE.search(text) or "\\\\" in text.replace(r"\\(", "")),
        *(body for body in bodies if "<b>b</b>" in body or BESIDE.search(body)),
        *(spec for spec in drawn if "<b>b</b>" in spec or BESIDE.search(spec)),
    ]


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.slug)
def test_a_visitors_words_are_only_words(app, entry):
    """In every tab, in each field by itself and in all of them."""
    whole = {fields.spelled(name): LINK[:most] for name, most in typed(options(entry)).items()}
    opened(app, entry.slug)
    seen = not whole
    for tab in tabs(entry):
        for address in [whole, *({name: text} for name, text in whole.items())]:
            cost(app, address | {"tab": tab})
            assert not marks(app), (tab, address)
            seen |= "click" in "".join([written(app), *warnings(app), *(part.value for part in app.text_input)])
    assert seen, "what was brought stands on the page"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b *c* [d](e) <f> $g$ é🙂", "a\\_b \\*c\\* \\[d\\](e) \\<f\\> \\$g\\$ é🙂"),
        ("![p](q) `r` :red[s] ~~t~~ # u", "\\!\\[p\\](q) \\`r\\` \\:red\\[s\\] \\~\\~t\\~\\~ \\# u"),
        ("\\", "\\\\"),
        (i18n.Markdown("**ours** $x$"), "**ours** $x$"),
    ],
)
def test_text_is_escaped_once_and_what_is_ours_is_not(text: str, shown: str):
    assert i18n.plain(text) == shown and i18n.plain(i18n.plain(text)) == shown
    assert i18n.filled("*{a}* {n:.1f}", {"a": text, "n": 0.25}) == f"*{shown}* 0.2"


def test_strings_are_markdown_and_their_values_are_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(i18n, "_string", {"key": "**{word}**"}.__getitem__)
    said = i18n.t("key", word="[a](b)")
    assert said == "**\\[a\\](b)**" and isinstance(said, i18n.Markdown)
    assert i18n.t("key", word=said) == "****\\[a\\](b)****"
    assert i18n.verbatim("key", word="[a](b)") == "**[a](b)**" and not isinstance(
        i18n.verbatim("key", word=""), i18n.Markdown
    )
