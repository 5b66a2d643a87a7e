"""What goes wrong between the server and its workers: one ends for it, another is started, and no job is lost."""

import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app import jobs
from app.jobs import pool
from app.jobs.line import Job, Status
from app.jobs.process import Worker
from tests.app import faulty_jobs
from tests.app.waiting import PATIENCE, until

FAULTY = "tests.app.faulty_jobs"
TABLE = {
    name: Job(f"{FAULTY}:{name}", seconds=10, limit=limit)
    for name, limit in (("pid", 60), ("garbled", 5), ("unsendable", 60))
}
CRASHED = Status("failed", sentence="job.crashed")


@pytest.fixture
def workers() -> Iterator[None]:
    """One worker."""
    jobs.start(TABLE, workers=1)
    yield
    jobs.stop()


class Rests:
    """In place of waiting: how long was to be waited, and what happens after so many times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, enough: int) -> None:
        self.taken: list[float] = []
        self.works = threading.Event()
        self.enough = enough
        monkeypatch.setattr(pool.Pool, "_rest", lambda _, seconds: self.take(seconds))

    def take(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) == self.enough:
            assert self.works.wait(PATIENCE)


def ended(ticket: jobs.Ticket) -> Status:
    """How a job ended."""
    found = jobs.wait(ticket, PATIENCE)
    assert found.state not in jobs.ACTIVE, found
    return found


def process(tag: str) -> int:
    """The number of the worker's process, by asking it."""
    ticket = jobs.submit("pid", {"tag": tag}, "asker")
    assert ended(ticket).state == "done"
    return jobs.result(ticket)


# What comes to a worker


def whole(*message: object) -> bytes:
    return pickle.dumps(message)


BROKEN_OFF = {
    "in the middle": whole("run", 1, f"{FAULTY}:pid", {"data": bytes(1000)})[:-500],
    "noise": b"\x80\xff no pickle",
    "what cannot be read": whole("run", 1, f"{FAULTY}:pid", faulty_jobs.Unreadable()),
    "a module that is not there": b"\x80\x04cnowhere.at_all\nName\n.",
    "no message": pickle.dumps(7),
}
BROKEN = BROKEN_OFF | {"no description": whole("run", 1)}  # which is seen when its turn comes


@pytest.mark.parametrize(
    ("name", "computing"), [*((name, False) for name in BROKEN), *((name, True) for name in BROKEN_OFF)]
)
def test_a_worker_ends_when_what_comes_is_broken_off(name: str, computing: bool, tmp_path: Path):
    """Whatever it is doing; unless its server has died in the middle of it, the pipe stays open."""
    with subprocess.Popen(
        [sys.executable, "-m", "app.jobs.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as worker:
        assert pickle.load(worker.stdout) == ("ready",)
        if computing:
            until_there = {"until": str(tmp_path / "never")}
            worker.stdin.write(whole("run", 0, "tests.app.jobs_for_tests:hold", until_there))
            worker.stdin.flush()
            assert pickle.load(worker.stdout)[1].state == "running"
        worker.stdin.write(BROKEN[name])
        worker.stdin.flush()
        if name == "in the middle":
            worker.stdin.close()
        try:
            assert worker.wait(PATIENCE) is not None
        finally:
            worker.kill()


def test_a_description_that_the_worker_cannot_read_fails_alone(workers: None):
    before = process("before")
    assert ended(jobs.submit("pid", {"given": faulty_jobs.Unreadable()}, "a")) == CRASHED
    assert process("after") != before


def test_a_description_that_cannot_be_sent_fails_alone_whatever_it_raises(workers: None):
    before = process("before")
    failed = ended(jobs.submit("pid", {"given": faulty_jobs.Unsendable()}, "a"))
    assert failed == Status("failed", sentence="job.failed")
    assert process("after") == before, "the worker has heard nothing of it"


# What comes from a worker


def test_an_answer_that_cannot_be_read_ends_the_run_and_the_worker(workers: None, caplog: pytest.LogCaptureFixture):
    before = process("before")
    assert ended(jobs.submit("garbled", {}, "a")) == CRASHED
    assert process("after") != before and not psutil.pid_exists(before)
    assert any("cannot be read" in record.message and record.exc_info for record in caplog.records)


def test_an_answer_that_cannot_be_sent_breaks_nothing(workers: None):
    before = process("before")
    assert ended(jobs.submit("unsendable", {}, "a")) == Status("failed", sentence="job.failed")
    assert process("after") == before


def test_an_unexpected_error_ends_one_run_and_its_worker_and_is_logged(
    workers: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    before, real = process("before"), pool.Pool._reason_to_stop

    def reason(self: pool.Pool, run, late: bool) -> Status | None:
        if run.name == "garbled":
            raise KeyError("not foreseen")
        return real(self, run, late)

    monkeypatch.setattr(pool.Pool, "_reason_to_stop", reason)
    monkeypatch.setitem(TABLE, "garbled", TABLE["pid"])
    failing, behind = jobs.submit("garbled", {}, "a"), jobs.submit("pid", {"tag": "behind"}, "b")
    assert ended(failing) == CRASHED and ended(behind).state == "done"
    assert jobs.result(behind) != before and not psutil.pid_exists(before)
    assert any(record.exc_info and record.exc_info[0] is KeyError for record in caplog.records)


def test_an_error_between_two_runs_does_not_end_the_lane(workers: None, monkeypatch: pytest.MonkeyPatch):
    before, real, failed = process("before"), pool.Queue.next, []

    def taken(self: pool.Queue, quick: bool = False):
        if not failed:
            failed.append(True)
            raise ZeroDivisionError("not foreseen")
        return real(self, quick)

    monkeypatch.setattr(pool.Queue, "next", taken)
    assert process("after") != before and failed


def test_a_worker_that_died_with_nothing_to_do_costs_nobody_their_job(workers: None):
    before = process("before")
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert process("after") != before


# What does not start


def test_where_no_worker_starts_the_jobs_wait_and_are_done_once_one_does(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    rests = Rests(monkeypatch, enough=8)

    def made(modules: set[str]) -> Worker:
        if not rests.works.is_set():
            raise OSError(12, "Cannot allocate memory")
        return Worker(modules)

    monkeypatch.setattr(pool, "Worker", made)
    jobs.start(TABLE, workers=1)
    tickets = [jobs.submit("pid", {"tag": tag}, f"{tag}") for tag in range(3)]
    until(lambda: len(rests.taken) == rests.enough)
    assert rests.taken == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    assert {jobs.status(ticket).state for ticket in tickets} == {"queued"}
    rests.works.set()
    assert [ended(ticket).state for ticket in tickets] == ["done"] * 3
    assert len(rests.taken) == rests.enough
    assert sum(record.levelno == logging.ERROR for record in caplog.records) == rests.enough
    jobs.stop()


def test_a_worker_that_dies_as_it_starts_takes_no_job_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    rests, starts = Rests(monkeypatch, enough=2), tmp_path / "starts"
    monkeypatch.setenv("UNROLLED_TEST_STARTS", str(starts))
    jobs.start(TABLE, workers=1)
    ticket = jobs.submit("pid", {}, "a")
    until(lambda: len(rests.taken) == rests.enough)
    assert jobs.status(ticket) == Status("queued", place=1)
    starts.touch()
    rests.works.set()
    assert ended(ticket).state == "done" and rests.taken == [1.0, 2.0]
    jobs.stop()


def test_a_worker_that_never_gets_ready_is_given_up(monkeypatch: pytest.MonkeyPatch):
    rests, made = Rests(monkeypatch, enough=1), []

    class Mute(Worker):
        def __init__(self, modules: set[str]) -> None:
            super().__init__(modules)
            made.append(self.process.pid)

        def answer(self) -> tuple:
            return super().answer() if rests.works.is_set() else ("nothing",)

    monkeypatch.setattr(pool, "Worker", Mute)
    monkeypatch.setattr(pool, "START_LIMIT", 0.0)
    jobs.start(TABLE, workers=1)
    ticket = jobs.submit("pid", {}, "a")
    until(lambda: rests.taken)
    monkeypatch.setattr(pool, "START_LIMIT", PATIENCE)
    rests.works.set()
    assert ended(ticket).state == "done" and jobs.result(ticket) == made[1] != made[0]
    assert not psutil.pid_exists(made[0])
    jobs.stop()


def test_what_cannot_start_can_be_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "Worker", lambda modules: os.open("/nowhere at all", os.O_RDONLY))
    monkeypatch.setattr(pool, "REST", (PATIENCE, PATIENCE))
    jobs.start(TABLE, workers=1)
    (lane,) = jobs._runner._threads
    jobs.stop()
    lane.join(PATIENCE / 2)
    assert not lane.is_alive()
