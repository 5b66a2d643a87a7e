"""How much may wait and be under way, over all visitors."""

from collections.abc import Callable

import numpy as np
import pytest

from app import jobs
from app.jobs import room
from app.jobs.line import GONE_AFTER, Job, Queue, Status
from core.errors import UserError

COUNT = "tests.app.jobs_for_tests:count"
TABLE = {"count": Job(COUNT, seconds=1), "other": Job(COUNT, seconds=1), "long": Job(COUNT, seconds=30)}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(clock: Clock) -> Queue:
    return Queue(TABLE, clock)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for two."""
    monkeypatch.setattr(room, "RUNS", 2)


def asked(line: Queue, visitor: str | None, tag: object = None, name: str = "count") -> jobs.Ticket:
    return line.submit(name, {"tag": tag or visitor}, visitor)


def is_refused(ask: Callable[[], object]) -> bool:
    """Whether there is no room, which is said in words that are there."""
    try:
        ask()
    except UserError as error:
        assert (error.key, error.values) == ("job.full", {})
        return True
    return False


def test_a_class_of_a_hundred_has_room(line: Queue):
    """Each waits for a training, brings a picture, and measures something."""
    for visitor in map(str, range(100)):
        line.submit("count", {"data": bytes(5 * 2**20)}, visitor, key=f"picture of {visitor}")
        asked(line, visitor, name="long")
        asked(line, visitor, name="other")
    assert [run.status.state for run in line.runs.values()] == ["queued"] * 300


def test_more_than_there_is_room_for_is_refused_and_the_others_stay(line: Queue, few: None):
    first, second = asked(line, "a"), asked(line, "b")
    assert is_refused(lambda: asked(line, "c"))
    assert [line.status(ticket).state for ticket in (first, second)] == ["queued"] * 2 and len(line.runs) == 2
    assert asked(line, "c", tag="a").run == first.run, "who asks for what waits already takes no room"


@pytest.mark.parametrize("way", ["done", "cancelled", "left", "gone", "replaced"])
def test_there_is_room_again_when_one_has_ended(line: Queue, clock: Clock, few: None, way: str):
    first = asked(line, "a")
    asked(line, "b")
    assert is_refused(lambda: asked(line, "c"))
    if way == "done":
        line.finish(line.next(), Status("done"), 1.0, b"x")
    elif way == "cancelled":
        line.cancel(first)
    elif way == "left":
        line.leave("a")
    elif way == "gone":
        clock.now += GONE_AFTER + 1
        asked(line, "b")
    else:
        assert asked(line, "a", tag="another").run != first.run, "in the place of the one before"
        line.cancel(asked(line, "a", tag="another"))
    assert not is_refused(lambda: asked(line, "c")) and is_refused(lambda: asked(line, "d"))


def test_what_runs_has_its_room_until_the_worker_has_let_go_of_it(line: Queue, few: None):
    running = asked(line, "a")
    run = line.next()
    asked(line, "b")
    assert is_refused(lambda: asked(line, "c"))
    line.cancel(running)
    assert line.status(running).state == "cancelled" and run.description is not None
    assert is_refused(lambda: asked(line, "c"))
    line.finish(run, Status("cancelled"), 1.0)
    assert not is_refused(lambda: asked(line, "c"))


def test_a_default_always_has_room(line: Queue, few: None):
    for tag in range(3):
        asked(line, None, tag=f"default {tag}")
    assert len(line.runs) == 3 and is_refused(lambda: asked(line, "a"))


def test_the_bytes_of_all_descriptions_are_bounded(line: Queue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "BYTES", 100_000)
    rows = np.zeros((100, 100), np.float32)  # 40,000 bytes
    line.submit("count", {"given": rows}, "a")
    line.submit("count", {"files": [bytes(20_000), "x" * 20_000]}, "b")
    assert is_refused(lambda: line.submit("count", {"given": rows + 1}, "c"))
    assert not is_refused(lambda: line.submit("count", {"tag": "small"}, "c"))
    line.finish(line.next(), Status("failed", sentence="job.failed"), 1.0)
    assert not is_refused(lambda: line.submit("count", {"given": rows + 1}, "d"))


def test_who_is_refused_hears_so_from_the_front_door(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "BYTES", 10_000)
    jobs.start(TABLE, workers=0)
    assert is_refused(lambda: jobs.submit("count", {"steps": 1, "data": bytes(10_000)}, "a"))
    ticket = jobs.submit("count", {"steps": 1, "data": bytes(5_000), "tag": "in"}, "a")
    assert jobs.result(ticket)["tag"] == "in"
    jobs.stop()
