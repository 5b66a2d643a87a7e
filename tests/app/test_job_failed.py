"""A job that failed, on a page: said as long as the same is asked for, and sent again by its button alone."""

import pytest
from streamlit.testing.v1 import AppTest

from app import jobs
from app.jobs import room
from app.jobs.line import Job, Status
from app.ui import job_view
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import good, warnings

OF_ITSELF = ("job.crashed", "job.too_long", "job.failed", "job.too_large")
COUNT = "tests.app.jobs_for_tests:count"
TABLE = {
    "followed": Job(COUNT, seconds=1),
    "offered": Job(COUNT, seconds=30),
    "fail": Job(f"{COUNT[:-5]}fail", seconds=1),
}


def followed():
    import streamlit as st

    from app import i18n
    from app.ui import frame, job_view

    i18n.begin()
    st.button("Another thing", key="other")
    with frame.guard():
        found = job_view.follow("followed", {"steps": 1, "tag": st.session_state.get("tag", "a")}, "Count")
        st.text("nothing" if found is None else found["tag"])


def offered():
    import streamlit as st

    from app import i18n
    from app.ui import job_view

    i18n.begin()
    st.button("Another thing", key="other")
    found = job_view.offer("offered", {"steps": 1, "tag": st.session_state.get("tag", "a")}, "Count")
    st.text("nothing" if found is None else found["tag"])


class Tagged(Runs):
    """The same by the tags of the descriptions."""

    @property
    def ran(self) -> list[str]:
        return [given["tag"] for given in self.given]

    def fail(self, *tags: str) -> None:
        self.fails = lambda given: given["tag"] in tags


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch):
    found = Tagged(monkeypatch, lambda given: False)
    jobs.start(TABLE, workers=0)
    yield found
    jobs.stop()


def text(page: AppTest) -> str:
    return page.text[0].value if page.text else ""


def keys(page: AppTest) -> list[str]:
    return [button.key for button in page.button]


def clicked(page: AppTest, key: str) -> AppTest:
    return good(page.button(key=key).click().run())


def asking(page: AppTest, tag: str) -> AppTest:
    """Another description."""
    page.session_state["tag"] = tag
    return good(page.run())


@pytest.mark.parametrize("sentence", OF_ITSELF)
def test_what_failed_of_itself_is_sent_again_by_its_button_alone(runs: Tagged, sentence: str):
    runs.fail("a")
    runs.ended = sentence
    page = good(AppTest.from_function(followed).run())
    for _ in range(3):
        assert warnings(page) == [ENGLISH[sentence]] and text(page) == "nothing" and runs.ran == ["a"]
        assert page.button(key="job.followed.again").label == ENGLISH["job.retry"]
        clicked(page, "other")
    clicked(page, "job.followed.again")
    assert runs.ran == ["a", "a"] and warnings(page) == [ENGLISH[sentence]], "it failed once more"
    clicked(page, "other")
    assert runs.ran == ["a", "a"]
    runs.go_well()
    clicked(page, "job.followed.again")
    assert text(page) == "a" and runs.ran == ["a"] * 3
    assert warnings(page) == [] and keys(page) == ["other"]


@pytest.mark.parametrize("sentence", OF_ITSELF)
def test_the_same_where_a_button_asks_for_it(runs: Tagged, sentence: str):
    runs.fail("a")
    runs.ended = sentence
    page = clicked(good(AppTest.from_function(offered).run()), "job.offered.ask")
    for _ in range(3):
        assert warnings(page) == [ENGLISH[sentence]] and runs.ran == ["a"]
        assert keys(page) == ["other", "job.offered.again"]
        clicked(page, "other")
    runs.go_well()
    clicked(page, "job.offered.again")
    assert text(page) == "a" and runs.ran == ["a", "a"] and warnings(page) == [] and keys(page) == ["other"]


def test_another_description_is_sent_at_once_and_the_first_is_still_known(runs: Tagged):
    runs.fail("a", "c")
    page = good(AppTest.from_function(followed).run())
    assert text(asking(page, "b")) == "b" and warnings(page) == []
    asking(page, "c")
    assert runs.ran == ["a", "b", "c"] and warnings(page) == [ENGLISH["job.crashed"]]
    asking(page, "a")
    assert runs.ran == ["a", "b", "c"] and warnings(page) == [ENGLISH["job.crashed"]]
    assert text(asking(page, "b")) == "b"
    runs.go_well()
    clicked(asking(page, "c"), "job.followed.again")
    assert runs.ran == ["a", "b", "c", "c"] and text(page) == "c"
    clicked(asking(page, "a"), "job.followed.again")
    assert text(page) == "a" and text(asking(page, "c")) == "c" and runs.ran == ["a", "b", "c", "c", "a"]


def test_the_visitors_session_knows_what_the_line_has_forgotten(runs: Tagged):
    runs.fail("a")
    page = good(AppTest.from_function(followed).run())
    jobs._runner.queue.runs.clear()
    clicked(page, "other")
    assert runs.ran == ["a"] and warnings(page) == [ENGLISH["job.crashed"]]
    good(AppTest.from_function(followed).run())
    assert runs.ran == ["a", "a"], "another visitor knows nothing of it"


def test_what_failed_for_one_is_there_for_them_once_another_has_it(runs: Tagged):
    """They share the run that failed; the second to ask again finds it done."""
    runs.fail("a")
    pages = [good(AppTest.from_function(followed).run()) for _ in "ab"]
    runs.go_well()
    assert text(clicked(pages[0], "job.followed.again")) == "a"
    assert warnings(clicked(pages[1], "other")) == [ENGLISH["job.crashed"]] and text(pages[1]) == "nothing"
    ran = len(runs.ran)
    assert text(clicked(pages[1], "job.followed.again")) == "a" and len(runs.ran) == ran


def test_only_the_latest_failures_are_remembered(runs: Tagged, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(job_view, "MOST_FAILED", 2)
    runs.fail("a", "b", "c")
    page = good(AppTest.from_function(followed).run())
    for tag in "bcba":
        asking(page, tag)
    assert runs.ran == ["a", "b", "c", "a"]


def test_what_is_the_visitors_doing_is_said_without_a_button(runs: Tagged):
    runs.fail("a", "b")
    runs.ended = "vectors.full"
    page = good(AppTest.from_function(followed).run())
    for tag in ("a", "b", "a"):
        for _ in range(2):
            clicked(asking(page, tag), "other")
            assert warnings(page) == [ENGLISH["vectors.full"]] and keys(page) == ["other"] and text(page) == ""
    assert runs.ran == ["a", "b"]
    page = clicked(good(AppTest.from_function(offered).run()), "job.offered.ask")
    assert warnings(clicked(page, "other")) == [ENGLISH["vectors.full"]] and keys(page) == ["other"]


def test_what_there_is_no_room_for_is_asked_for_again_by_its_button_alone(
    runs: Tagged, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(room, "RUNS", 0)
    page = good(AppTest.from_function(followed).run())
    assert warnings(page) == [ENGLISH["job.full"]] and text(page) == "nothing"
    clicked(page, "job.followed.again")
    assert warnings(page) == [ENGLISH["job.full"]] and runs.ran == []
    monkeypatch.setattr(room, "RUNS", 1)
    clicked(page, "other")
    assert warnings(page) == [ENGLISH["job.full"]]
    assert text(clicked(page, "job.followed.again")) == "a" and warnings(page) == [] and keys(page) == ["other"]
    monkeypatch.setattr(room, "RUNS", 0)
    other = clicked(good(AppTest.from_function(offered).run()), "job.offered.ask")
    assert warnings(other) == [ENGLISH["job.full"]] and keys(other) == ["other", "job.offered.again"]


def test_what_was_given_up_can_still_be_asked_for(runs: Tagged, monkeypatch: pytest.MonkeyPatch):
    """What is followed keeps its button; what is offered is offered again."""
    page = AppTest.from_function(followed).run()
    real = jobs.status
    monkeypatch.setattr(jobs, "status", lambda ticket: Status("cancelled"))
    clicked(page, "other")
    assert page.caption[0].value == ENGLISH["job.cancelled"]
    assert page.button(key="job.followed.again").label == ENGLISH["job.again"]
    monkeypatch.setattr(jobs, "status", real)
    assert text(clicked(page, "job.followed.again")) == "a"
