"""A long job on a page, from the button to the result."""

from streamlit.testing.v1 import AppTest

from app import jobs
from app.jobs.line import Job


def script():
    import streamlit as st

    from app import i18n
    from app.ui import job_view

    i18n.begin()
    found = job_view.offer("count", {"steps": st.session_state.get("steps", 2)}, "Count")
    st.write("nothing yet" if found is None else f"found {found['tag']}")
    job_view.offer("fail", {"ours": False}, "Fail")


def test_offer(monkeypatch):
    table = {name: Job(f"tests.app.jobs_for_tests:{name}", seconds=1) for name in ("count", "fail")}
    jobs.start(table, workers=0)
    page = AppTest.from_function(script).run()
    assert [button.label for button in page.button] == ["Count", "Fail"]
    page.button[0].click().run()
    assert page.markdown[0].value == "found None" and not page.exception
    page.run()
    assert page.markdown[0].value == "found None", "the result stays"
    page.session_state["steps"] = 3
    page.run()
    assert page.markdown[0].value == "nothing yet", "for another description it is asked again"
    page.button(key="job.fail.ask").click().run()
    assert len(page.warning) == 1 and not page.exception
    jobs.stop()
