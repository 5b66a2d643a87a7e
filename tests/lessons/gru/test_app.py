"""The tab on how long a memory lasts: what is on it at first, what a visitor chooses there, and what does not fit."""

import json

import pytest

from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, written

APART = "Unit 48 tells the two texts apart longest: from step 15 to step 41"


def charts(app) -> list[dict]:
    """The figures on the page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_it_shows_something_at_first(app):
    opened(app, "gru", tab="memory")
    assert (app.selectbox(key="gru.place").value, app.selectbox(key="gru.letter").value) == (9, "[")
    assert app.selectbox(key="gru.place").format_func(9) == "10 “(”"
    assert APART in written(app)
    assert app.selectbox(key="gru.since").value == 14
    assert "the memory of step 15 (“·”)" in written(app), "whose memory unit 48 keeps longest"
    swapped, kept = charts(app)
    assert [trace["type"] for trace in swapped["data"]] == ["bar", "heatmap"]
    assert swapped["layout"]["xaxis2"]["ticktext"][:5] == list("(near")
    assert len(kept["data"]) == 1
    assert set(app.query_params) == {"tab"}


def test_a_visitor_swaps_another_letter(app):
    opened(app, "gru", tab="memory")
    good(app.selectbox(key="gru.letter").set_value("a").run())
    assert address(app, "letter") == "a" and address(app, "try") is None, "the experiment is still on"
    good(app.selectbox(key="gru.place").set_value(7).run())
    assert address(app, "place") == "7" and address(app, "letter") is None, "another place, another letter"
    assert app.selectbox(key="gru.letter").value not in ("t", " ")
    assert "t" not in app.selectbox(key="gru.letter").options, "a letter is not swapped for itself"
    good(app.selectbox(key="gru.since").set_value(3).run())
    assert address(app, "since") == "3" and "the memory of step 4 (“e”)" in written(app)


@pytest.mark.parametrize("text", ["a", "the cat is old.", "🙂 安 x", "x" * 600])
def test_what_does_not_fit_another_text_gives_way(app, text):
    opened(
        app, "gru", tab="memory", text=text, model="shakespeare", place="4000", letter="zz", since="4000", step="500"
    )
    assert len(charts(app)) == 2
    assert ENGLISH["swap.nowhere"] in written(app) or "tells the two texts apart longest" in written(app)


@pytest.mark.parametrize("variant", ["simplified", "reset_after", "keeps"])
def test_in_every_form(app, variant):
    opened(app, "gru", tab="memory", variant=variant)
    assert len(charts(app)) == 2
