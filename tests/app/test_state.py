"""A lesson's state: the session, the address, widgets and files."""

import functools
import json

import pytest
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

from core.errors import UserError
from tests.app.states_for_tests import Held, Options


def script():
    import streamlit as st

    from app import state
    from tests.app.states_for_tests import Options

    state.begin()
    slug = st.session_state.get("slug", "one")
    if changes := st.session_state.pop("session", None):
        state.set_session(**changes)
    options = state.load(slug, Options)
    if changes := st.session_state.pop("again", None):
        state.update(slug, **changes)
        st.rerun()
    st.text_input("text", **state.widget(slug, "text"))
    st.toggle("bug", **state.widget(slug, "bug", again=True))
    st.session_state["seen"] = options
    st.session_state["notices"] = state.take_notices()
    if changes := st.session_state.pop("changes", None):
        state.update(slug, **changes)
    st.session_state["fits"] = state.fits_in_address(slug)
    st.session_state["file"] = state.as_file(slug)
    if (data := st.session_state.pop("open", None)) is not None:
        try:
            state.from_file(slug, data)
        except Exception as error:
            st.session_state["error"] = error
    st.session_state["after"] = state.current(slug)


def page(**address: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return good(app.run())


def good(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def address(app: AppTest) -> dict[str, str]:
    return {name: value[-1] if isinstance(value, list) else value for name, value in app.query_params.items()}


def test_defaults_leave_the_address_empty():
    app = page()
    assert app.session_state["seen"] == Options() and address(app) == {}


def test_address_is_taken_over_and_kept():
    app = page(text="Hi", step="3", unit="7", bug="1", order="hold", pins="gamma_f:-:3:1", chosen="a%2Cb,c")
    expected = Options("Hi", 3, 1.0, 7, True, "hold", "predict", ("a,b", "c"), (Held("gamma_f", None, 3, 1.0),))
    assert app.session_state["seen"] == expected
    assert address(app)["pins"] == "gamma_f:-:3:1" and not app.session_state["notices"]
    assert app.text_input[0].value == "Hi" and app.toggle[0].value is True


def test_hostile_address():
    app = page(
        text="<script>\x00" + "x" * 9000, step="-5", order="evil", pins=":::", nonsense="1", rate="nan", lang="a" * 99
    )
    seen = app.session_state["seen"]
    assert seen.text.startswith("<script>x") and len(seen.text) == 5000
    assert (seen.step, seen.order, seen.pins, seen.rate) == (0, "network", (), 1.0)
    assert {values["field"] for _, values in app.session_state["notices"]} == {"step", "order", "pins", "rate", "lang"}
    assert address(app) == {}, "what cannot be used goes from the address, and so does a long text"


def test_widget_changes_state_and_address():
    app = page()
    good(app.text_input[0].set_value("Hello").run())
    assert app.session_state["seen"].text == "Hello" and address(app) == {"text": "Hello"}
    good(app.toggle[0].set_value(True).run())
    assert address(app) == {"text": "Hello", "bug": "1"}
    good(app.text_input[0].set_value("The cat").run())
    assert address(app) == {"bug": "1"}, "a default is not written"


def test_what_a_page_gives_is_given_until_the_visitor_acts():
    """A browser that draws only the second of two messages has the value too; what is being typed is not overwritten."""
    app = page(bug="1", text="Hi")
    assert app.toggle[0].proto.set_value and app.text_input[0].proto.set_value
    good(app.run())
    assert app.toggle[0].proto.set_value and app.toggle[0].proto.value and not app.text_input[0].proto.set_value
    good(app.toggle[0].set_value(False).run())
    good(app.run())
    assert not app.toggle[0].proto.set_value and not app.session_state["seen"].bug


def test_update_changes_widgets_and_address():
    app = page()
    app.session_state["changes"] = {"text": "Set", "step": 4}
    good(app.run())
    assert address(app) == {"text": "Set", "step": "4"}
    good(app.run())
    assert app.text_input[0].value == "Set" and app.session_state["seen"].step == 4
    app.session_state["changes"] = {"step": "four"}
    assert app.run().exception, "a page that sets what a field cannot hold is wrong"


def test_address_that_a_visitor_brings_wins():
    app = page(text="Hi")
    good(app.text_input[0].set_value("Hello").run())
    app.query_params.clear()
    app.query_params["text"] = "Another link"
    good(app.run())
    assert app.session_state["seen"] == Options(text="Another link")


def event(app: AppTest, back: bool = False, **carried: str) -> AppTest:
    """The script runs for an event that carries this address; back: the visitor has pressed Back or Forward."""
    app.query_params.clear()
    app.query_params.update(carried)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "RerunData", functools.partial(RerunData, is_history_navigation=back))
        return good(app.run())


def text(app: AppTest) -> str:
    return app.session_state["seen"].text


def typed(app: AppTest, written: str) -> AppTest:
    return good(app.text_input[0].set_value(written).run())


def test_an_address_that_lags_is_no_navigation():
    """However late they come: events that the browser sent before it knew of one of the newer addresses."""
    app = typed(page(), "Hello")
    app.query_params.clear()
    typed(app, "Hello again")
    for carried in ({}, {}, {"text": "Hello"}, {"text": "Hello again"}):
        event(app, **carried)
        assert text(app) == "Hello again" and app.text_input[0].value == "Hello again"


def test_an_event_that_carries_the_newest_address_ends_the_lag():
    """Of one connection nothing comes later than what was sent after it: an older address is then one that was brought."""
    app = typed(page(), "Hello")
    event(app, text="Hello")
    assert text(event(app)) == "The cat"
    assert address(app) == {}


def test_back_goes_back_at_any_moment():
    """Also where no event has come yet from behind the change, and where the address was overwritten meanwhile."""
    app = typed(page(), "Hello")
    assert text(event(app, back=True)) == "The cat" and address(app) == {}
    assert text(event(app, text="Hello")) == "The cat", "a message that was on its way when Back was pressed"
    assert text(event(app)) == "The cat"
    assert text(event(app, back=True, text="Hello")) == "Hello", "and forward again"
    typed(app, "Here")
    assert text(event(app, back=True, text="Hello")) == "Hello"


def test_back_changes_neither_language_nor_type():
    app = page()
    app.session_state["session"] = {"lang": "ko", "present": True}
    good(app.run())
    typed(app, "Hello")
    event(app, back=True)
    assert text(app) == "The cat" and address(app) == {"lang": "ko", "present": "1"}
    fresh = event(page(), lang="ko")
    assert address(fresh) == {"lang": "ko"}, "a link does"


def test_a_page_that_runs_itself_again_has_brought_nothing():
    """Its second run carries an address that the browser does not know yet; events that lag are told from it all the same."""
    app = page()
    app.session_state["again"] = {"text": "By the page"}
    good(app.run())
    assert text(app) == "By the page"
    assert text(event(app)) == "By the page"


def test_state_outlives_another_page():
    app = page(text="Hi")
    app.session_state["slug"] = "two"
    app.query_params.clear()
    good(app.run())
    assert app.session_state["seen"] == Options() and address(app) == {}
    app.session_state["slug"] = "one"
    good(app.run())
    assert app.session_state["seen"].text == "Hi" and address(app) == {"text": "Hi"}


def test_long_text_goes_into_a_file():
    app = page()
    long = "word " * 900
    good(app.text_input[0].set_value(long).run())
    assert address(app) == {} and app.session_state["fits"] is False
    data = app.session_state["file"]
    assert json.loads(data)["state"]["text"] == long
    fresh = page()
    fresh.session_state["open"] = data
    good(fresh.run())
    assert fresh.session_state["after"].text == long


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.state_file"),
        (b"\xff\xfe", "error.state_file"),
        (b"[1, 2]", "error.state_file"),
        (b"[" * 100_000, "error.state_file"),
        (b'{"lesson": "one"}', "error.state_file"),
        (b'{"lesson": "two", "state": {}}', "error.state_file_lesson"),
    ],
)
def test_other_files_are_refused(data, key):
    app = page()
    app.session_state["open"] = data
    good(app.run())
    error = app.session_state["error"]
    assert isinstance(error, UserError) and error.key == key


def test_a_file_sets_what_it_can():
    app = page(step="7")
    state = {"text": "New", "step": -1, "bug": True, "pins": [{"gate": "g", "unit": None, "start": 1, "value": 0.5}]}
    app.session_state["open"] = json.dumps({"lesson": "one", "state": state | {"foreign": 1}}).encode()
    good(app.run())
    assert app.session_state["after"] == Options(text="New", bug=True, pins=(Held("g", None, 1, 0.5),))


def test_state_class_of_a_page_is_refused():
    def bad():
        from dataclasses import dataclass

        from app import state

        @dataclass(frozen=True)
        class Mine:
            text: str = ""

        Mine.__module__ = "__main__"
        state.load("one", Mine)

    assert AppTest.from_function(bad, default_timeout=60).run().exception
