"""Long work off the page: the line (without processes) and the workers (with real ones)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from app import jobs
from app.jobs.digest import digest
from app.jobs.line import AWAY_AFTER, FINISHED_KEPT, GONE_AFTER, Job, Queue, Status
from app.jobs.pool import Here
from tests.app.stepwise_jobs import Steps
from tests.app.waiting import PATIENCE, until

HERE, STEPWISE = "tests.app.jobs_for_tests", "tests.app.stepwise_jobs"
TABLE = {
    "count": Job(f"{HERE}:count", seconds=1, defaults=({"steps": 1, "tag": "default"},)),
    "capped": Job(f"{HERE}:count", seconds=1, limit=0.4),
    "stubborn": Job(f"{HERE}:stubborn", seconds=1, limit=0.4),
    "hanging": Job(f"{HERE}:stubborn", seconds=1),
    "crash": Job(f"{HERE}:crash", seconds=1),
    "fail": Job(f"{HERE}:fail", seconds=1),
    "big": Job(f"{HERE}:big", seconds=1),
    "noisy": Job(f"{HERE}:noisy", seconds=1),
    "warmth": Job(f"{HERE}:warmth", seconds=1),
    "growing": Job(f"{STEPWISE}:growing", seconds=1),
    "stepwise": Job(f"{STEPWISE}:stepwise", seconds=1),
    "size": Job(f"{HERE}:size", seconds=1),
    "long": Job(f"{HERE}:count", seconds=30),
}


# The same, but none of them quick: one worker does everything.
ONE_LANE = {name: replace(job, seconds=10.0) for name, job in TABLE.items()}
TWO_LANES = {
    "quick": Job(f"{HERE}:count", seconds=1),
    "modules": Job(f"{HERE}:modules", seconds=1),
    "behind": Job(f"{HERE}:count", seconds=90),
    "long": Job(f"{STEPWISE}:stepwise", seconds=90),
    "other": Job("colorsys:rgb_to_hsv", seconds=90),  # a module that nothing else asks for
}


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


@pytest.fixture(scope="module")
def pool() -> Iterator[None]:
    jobs.start(ONE_LANE, workers=1)
    yield
    jobs.stop()


@pytest.fixture
def lanes(pool: None) -> Iterator[None]:
    """One worker for everything and one for what is quick; the module's own pool comes back afterwards."""
    jobs.start(TWO_LANES, workers=1)
    yield
    jobs.start(ONE_LANE, workers=1)


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """Leave for the steps of a job, of which it may take none yet."""
    return Steps(tmp_path)


def wait(ticket: jobs.Ticket, reached: Callable[[Status], bool] | None = None) -> Status:
    """Wait until the job has ended (or for what is asked for), and give its status then."""
    reached = reached or (lambda status: status.state not in ("queued", "running"))

    def status() -> Status | None:
        now = jobs.status(ticket)
        return now if reached(now) else None

    return until(status, lambda: f"still {jobs.status(ticket)}")


# --- the line ---


def taken(line: Queue) -> list[object]:
    """Take and end everything in the line, one second each; the descriptions in the order of their turn."""
    order = []
    while (run := line.next()) is not None:
        order.append(run.description["tag"])
        line.finish(run, Status("done"), 1.0, b"x")
    return order


def test_first_come_first_served(line: Queue, clock: Clock):
    for visitor in "abc":
        line.submit("count", {"tag": visitor}, visitor)
        clock.now += 1
    assert taken(line) == ["a", "b", "c"]


def test_short_jobs_pass_long_ones(line: Queue):
    line.submit("long", {"tag": "long"}, "a")
    line.submit("count", {"tag": "short"}, "b")
    assert taken(line) == ["short", "long"]


def test_a_long_job_is_not_passed_for_ever(line: Queue, clock: Clock):
    line.submit("long", {"tag": "long"}, "patient")
    for turn in range(40):
        line.submit("count", {"tag": turn}, f"visitor {turn}")
        clock.now += 1
        run = line.next()
        line.finish(run, Status("done"), 1.0, b"x")
        if run.description is None and run.name == "long":
            break
    assert 28 <= turn <= 31


def test_visitors_take_turns(line: Queue, clock: Clock):
    line.submit("count", {"tag": "greedy 1"}, "greedy")
    line.finish(line.next(), Status("done"), 20.0, b"x")
    line.submit("count", {"tag": "greedy 2"}, "greedy")
    clock.now += 5
    line.submit("count", {"tag": "modest"}, "modest")
    assert taken(line) == ["modest", "greedy 2"]


def test_a_new_job_replaces_the_one_of_its_name(line: Queue):
    first = line.submit("count", {"tag": 1}, "a")
    second = line.submit("count", {"tag": 2}, "a")
    assert line.status(first).state == "cancelled"
    assert line.status(second) == Status("queued", place=1)
    assert taken(line) == [2]


def test_jobs_of_other_names_wait_side_by_side(line: Queue):
    """Who brings a file while their map waits gets both."""
    names = ("count", "fail", "long")
    tickets = [line.submit(name, {"tag": name}, "a") for name in names]
    assert [line.status(ticket).state for ticket in tickets] == ["queued"] * 3
    line.submit("long", {"tag": "another"}, "a")
    assert [line.status(ticket).state for ticket in tickets] == ["queued", "queued", "cancelled"]
    assert taken(line) == ["count", "fail", "another"]


def test_who_asks_for_much_does_not_stand_before_the_others(line: Queue, clock: Clock):
    for name in ("count", "fail", "big"):
        line.submit(name, {"tag": name}, "greedy")
    clock.now += 0.5
    line.submit("count", {"tag": "modest"}, "modest")
    assert taken(line) == ["count", "modest", "fail", "big"]


def test_who_waits_for_a_training_brings_a_file_like_all_others(line: Queue, clock: Clock):
    line.submit("long", {"tag": "training"}, "a")
    line.submit("count", {"tag": "file"}, "a")
    clock.now += 0.5
    line.submit("count", {"tag": "other"}, "b")
    assert taken(line) == ["file", "other", "training"]


def test_the_quick_lane_takes_quick_jobs_only_and_in_their_order(line: Queue, clock: Clock):
    line.submit("long", {"tag": "long"}, "a")
    line.submit("count", {"tag": "first"}, "b")
    clock.now += 60  # by now the long one would be next
    line.submit("count", {"tag": "second"}, "c")
    assert line.next(quick=True).description["tag"] == "first"
    assert line.next(quick=True).description["tag"] == "second"
    assert line.next(quick=True) is None
    assert line.next().description["tag"] == "long"


def test_place_of_a_quick_job_is_among_the_quick(line: Queue, clock: Clock):
    line.submit("long", {"tag": 1}, "a")
    clock.now += 60
    quick = line.submit("count", {"tag": 2}, "b")
    assert line.status(quick).place == 1


def test_a_replaced_job_goes_on_for_the_others(line: Queue):
    mine, theirs = line.submit("count", {"tag": 1}, "a"), line.submit("count", {"tag": 1}, "b")
    assert mine.run == theirs.run
    line.submit("count", {"tag": 2}, "a")
    assert line.status(mine).state == "cancelled"
    assert line.status(theirs).state == "queued"
    assert taken(line) == [1, 2]


def test_place_in_the_line(line: Queue):
    tickets = [line.submit("count", {"tag": i}, str(i)) for i in range(3)]
    line.submit("long", {"tag": 9}, "9")
    line.cancel(tickets[0])
    assert [line.status(ticket).place for ticket in tickets[1:]] in ([1, 2], [1, 1])


def test_defaults_wait_for_everybody(line: Queue):
    line.submit("count", {"tag": "default"}, None)
    line.submit("long", {"tag": "visitor"}, "a")
    assert taken(line) == ["visitor", "default"]


def test_who_no_longer_asks_is_dropped(line: Queue, clock: Clock):
    gone, there = line.submit("count", {"tag": "gone"}, "a"), line.submit("count", {"tag": "there"}, "b")
    clock.now += GONE_AFTER + 1
    line.status(there)
    assert taken(line) == ["there"]
    assert line.status(gone).state == "cancelled"


def test_leaving_gives_up_what_is_ones_own(line: Queue):
    shared, _ = line.submit("count", {"tag": 1}, "a"), line.submit("count", {"tag": 1}, "b")
    line.leave("a")
    assert line.status(shared).state == "cancelled"
    assert taken(line) == [1]


def done(line: Queue, visitor: str, tag: object, name: str = "count") -> jobs.Ticket:
    """A ticket of a job that has ended."""
    ticket = line.submit(name, {"tag": tag}, visitor)
    if line.status(ticket).state == "queued":
        line.finish(line.next(), Status("done"), 1.0, b"x")
    return ticket


def test_a_result_goes_with_the_last_of_its_visitors(line: Queue):
    alone, one, other = done(line, "a", 1), done(line, "a", 2), done(line, "b", 2)
    line.leave("a")
    assert line.result(alone) is None and line.status(alone).state == "unknown"
    assert line.result(other) == b"x" and one.run == other.run
    line.leave("b")
    assert not line.results and not line.runs


def test_results_that_are_nobodys_own_stay(clock: Clock):
    line = Queue(TABLE | {"common": Job(f"{HERE}:count", seconds=1, shared=True)}, clock)
    line.submit("count", {"tag": "default"}, None)
    line.finish(line.next(), Status("done"), 1.0, b"x")
    default, common = done(line, "a", "default"), done(line, "a", 1, "common")
    line.leave("a")
    assert line.result(default) == line.result(common) == b"x"


def test_what_ends_after_its_visitors_have_gone_is_not_kept(line: Queue):
    line.submit("count", {"tag": 1}, "a")
    run = line.next()
    line.leave("a")
    assert run.status.state == "cancelled"
    line.finish(run, Status("done"), 1.0, b"x")
    assert not line.results and not line.runs


def test_who_is_away_for_a_while_has_left(line: Queue, clock: Clock):
    ticket, waiting, running = (
        done(line, "a", 1),
        line.submit("long", {"tag": 2}, "a"),
        line.submit("count", {"tag": 3}, "b"),
    )
    line.next(quick=True)
    line.tidy(lambda visitor: visitor == "b")
    clock.now += AWAY_AFTER - 1
    line.tidy(lambda visitor: visitor == "b")
    assert line.result(ticket) == b"x"
    line.tidy(lambda visitor: True)  # there again, as after a tunnel
    clock.now += AWAY_AFTER - 1
    line.tidy(lambda visitor: False)
    assert line.result(ticket) == b"x"
    clock.now += AWAY_AFTER
    line.tidy(lambda visitor: visitor == "b")
    assert line.result(ticket) is None and line.status(waiting).state == "unknown"
    assert line.status(running).state == "running"


def test_descriptions_are_freed_when_they_are_no_longer_needed(line: Queue, clock: Clock):
    line.submit("count", {"tag": "ended"}, "a")
    ended = line.next()
    line.finish(ended, Status("done"), 1.0, b"x")
    cancelled = line.runs[line.submit("count", {"tag": "cancelled"}, "b").run]
    line.leave("b")
    replaced = line.runs[line.submit("count", {"tag": "replaced"}, "c").run]
    line.submit("count", {"tag": "replacing"}, "c")
    clock.now += GONE_AFTER + 1
    dropped = line.runs[line.submit("count", {"tag": "replacing"}, "d").run]
    dropped.seen = 0.0
    assert line.next() is None
    assert [run.description for run in (ended, cancelled, replaced, dropped)] == [None] * 4


def test_results_and_runs_are_bounded(line: Queue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.jobs.line.KEPT_BYTES", 1000)
    tickets = []
    for i in range(FINISHED_KEPT + 50):
        tickets.append(line.submit("count", {"tag": i}, f"visitor {i}"))
        line.finish(line.next(), Status("done"), 0.01, bytes(300))
    assert sum(map(len, line.results.values())) <= 1000
    assert len(line.runs) <= FINISHED_KEPT + 1
    assert line.status(tickets[0]) == Status("unknown")
    assert line.result(tickets[0]) is None
    assert line.result(tickets[-1]) == bytes(300)
    again = line.submit("count", {"tag": 0}, "a")
    assert line.status(again).state == "queued"


def test_a_result_that_is_used_stays(line: Queue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.jobs.line.KEPT_BYTES", 1000)
    tickets = []
    for i in range(6):
        tickets.append(line.submit("count", {"tag": i}, f"visitor {i}"))
        line.finish(line.next(), Status("done"), 0.01, bytes(300))
        assert line.result(tickets[0]) is not None


def test_digest_is_equal_for_equal_descriptions():
    @dataclass(frozen=True)
    class Config:
        x: float = 1.0
        name: str = "a"

    assert digest("j", {"a": 1, "b": [1, 2]}) == digest("j", {"b": [1, 2], "a": 1})
    assert digest("j", Config()) == digest("j", Config(1.0, "a"))
    assert digest("j", {"v": np.arange(3)}) == digest("j", {"v": np.arange(3)})
    different = [
        digest("j", {"a": 1}), digest("k", {"a": 1}), digest("j", {"a": "1"}), digest("j", {"a": 1.0}),
        digest("j", {"a": [1, 2]}), digest("j", {"a": [[1], 2]}), digest("j", {"a": b"1"}),
        digest("j", {"v": np.arange(3.0)}), digest("j", {"v": np.arange(4)}), digest("j", Config(2.0)),
    ]  # fmt: skip
    assert len(set(different)) == len(different)


# --- the workers ---


def test_result_and_progress(pool: None, steps: Steps):
    ticket = jobs.submit("stepwise", steps.description, "a")
    steps.allow(2)
    seen = wait(ticket, lambda status: status.progress >= 0.4)
    assert seen == Status("running", progress=0.4, sentence="job.running", values={"step": 2})
    steps.allow(5)
    assert wait(ticket).state == "done"
    counted = jobs.submit("count", {"steps": 1}, "a")
    assert wait(counted).state == "done" and jobs.result(counted)["tag"] is None
    assert jobs.result(counted) is not jobs.result(counted), "each asker has a copy of their own"


def test_a_running_job_shows_what_it_has_so_far(pool: None, steps: Steps):
    ticket, shared = (jobs.submit("growing", steps.description, visitor) for visitor in "ab")
    for count in (2, 4):
        steps.allow(count)
        wait(ticket, lambda status, count=count: status.progress >= count / 5)
        assert jobs.partial(ticket) == jobs.partial(shared) == list(range(count)), "the latest, for all who share it"
        assert jobs.partial(jobs.Ticket(ticket.run, "stranger")) is None
    steps.allow(5)
    assert wait(ticket).state == "done"
    assert jobs.partial(ticket) is None and jobs.result(ticket) == "whole"


def test_what_a_cancelled_job_had_is_gone(pool: None, steps: Steps):
    ticket = jobs.submit("growing", steps.description, "a")
    steps.allow(2)
    wait(ticket, lambda status: status.progress >= 0.4)
    assert jobs.partial(ticket) == [0, 1]
    jobs.cancel(ticket)
    assert jobs.partial(ticket) is None


def test_last_item_is_the_result_where_nothing_is_returned(pool: None):
    ticket = jobs.submit("noisy", {}, "a")
    assert wait(ticket).state == "done"
    assert jobs.result(ticket) == 1.0


def test_a_worker_is_warmed_once_before_its_first_job(pool: None):
    for turn in range(2):
        ticket = jobs.submit("warmth", {"turn": turn}, "a")
        assert wait(ticket).state == "done" and jobs.result(ticket) == 1


def test_equal_descriptions_share_one_run(pool: None):
    tickets = [jobs.submit("count", {"steps": 3, "seconds": 0.05, "tag": "same"}, visitor) for visitor in "abc"]
    assert {wait(ticket).state for ticket in tickets} == {"done"}
    assert len({jobs.result(ticket)["at"] for ticket in tickets}) == 1
    later = jobs.submit("count", {"steps": 3, "seconds": 0.05, "tag": "same"}, "d")
    assert jobs.status(later).state == "done", "what was computed once is there at once"


def test_defaults_are_computed_beforehand(pool: None):
    wait(jobs.Ticket(digest("count", TABLE["count"].defaults[0]), ""), lambda status: status.state == "done")
    ticket = jobs.submit("count", {"steps": 1, "tag": "default"}, "a")
    assert jobs.status(ticket).state == "done"


def test_cancelling_keeps_the_worker(pool: None, steps: Steps):
    before = process_of("before")
    ticket = jobs.submit("stepwise", steps.description, "a")
    steps.allow(1)
    wait(ticket, lambda status: status.progress > 0)
    jobs.cancel(ticket)
    assert jobs.status(ticket).state == "cancelled"
    assert process_of("after cancelling") == before


def test_a_run_never_takes_the_number_of_a_cancelled_one(pool: None, steps: Steps):
    steps.allow(1)
    for turn in range(30):  # the worker remembers what was cancelled; memory addresses come back, numbers must not
        cancelled = jobs.submit("stepwise", steps.description | {"turn": turn}, "a")
        wait(cancelled, lambda status: status.progress > 0)
        jobs.cancel(cancelled)
        assert wait(jobs.submit("count", {"steps": 2, "tag": f"after {turn}"}, "a")).state == "done"


def test_cancelling_what_does_not_listen_restarts_the_worker(pool: None):
    before = process_of("before hanging")
    ticket = jobs.submit("hanging", {"seconds": 60}, "a")
    wait(ticket, lambda status: status.state == "running")
    jobs.cancel(ticket)
    assert process_of("after hanging") != before


def test_an_equal_job_after_cancelling_runs_anew(pool: None, steps: Steps):
    ticket = jobs.submit("stepwise", steps.description, "a")
    steps.allow(1)
    wait(ticket, lambda status: status.progress > 0)
    jobs.cancel(ticket)
    again = jobs.submit("stepwise", steps.description, "a")
    steps.allow(5)
    assert wait(again).state == "done"


@pytest.mark.parametrize("name", ["capped", "stubborn"])
def test_each_job_has_a_time_cap(pool: None, name: str):
    ticket = jobs.submit(name, {"steps": 1000, "seconds": 0.05 if name == "capped" else 60}, "a")
    assert wait(ticket) == Status("failed", sentence="job.too_long")


def test_a_crash_gives_a_sentence_and_a_new_worker(pool: None):
    before = process_of("before the crash")
    ticket = jobs.submit("crash", {}, "crashing")
    waiting = jobs.submit("count", {"steps": 1, "tag": "behind the crash"}, "waiting")
    assert wait(ticket) == Status("failed", sentence="job.crashed")
    assert wait(waiting).state == "done"
    assert jobs.result(waiting)["process"] != before


def test_errors_give_sentences(pool: None):
    ours, other = jobs.submit("fail", {"ours": True}, "a"), jobs.submit("fail", {"ours": False}, "b")
    assert wait(ours) == Status("failed", sentence="text.empty", values={"length": 0})
    assert wait(other) == Status("failed", sentence="job.failed")
    again = jobs.submit("fail", {"ours": False}, "b")
    assert again == other and jobs.status(again).state in ("queued", "running"), "a failure may be tried again"


def test_a_result_too_large_to_keep_is_refused(pool: None):
    assert wait(jobs.submit("big", {"bytes": 70 * 2**20}, "a")) == Status("failed", sentence="job.too_large")


def test_a_description_that_cannot_travel_fails_alone(pool: None):
    assert wait(jobs.submit("count", {"steps": lambda: 1}, "a")) == Status("failed", sentence="job.failed")
    assert wait(jobs.submit("count", {"steps": 1, "tag": "after"}, "a")).state == "done"


def test_unknown_job(pool: None):
    with pytest.raises(KeyError):
        jobs.submit("no such job", {}, "a")


def test_waiting_ends_with_the_job_and_at_the_latest_in_time(pool: None, steps: Steps):
    ticket = jobs.submit("stepwise", steps.description, "a")
    assert jobs.wait(ticket, 0.05).state in ("queued", "running")
    steps.allow(5)
    assert jobs.wait(ticket, PATIENCE).state == "done"
    assert jobs.wait(ticket, PATIENCE).state == "done", "at once"
    failing = jobs.submit("fail", {"ours": True, "tag": "awaited"}, "a")
    assert jobs.wait(failing, PATIENCE).state == "failed"


def test_a_large_file_goes_to_the_worker_and_is_held_by_nobody_afterwards(pool: None):
    data = np.random.default_rng(0).bytes(25 * 2**20)
    ticket = jobs.submit("size", {"data": data}, "a")
    assert wait(ticket).state == "done"
    found = jobs.result(ticket)
    assert found["size"] == len(data)
    worker = psutil.Process(found["process"])
    until(
        lambda: worker.memory_info().rss <= found["memory"] - 20 * 2**20,
        lambda: "the file is still in the worker, which has nothing to do",
    )


def test_a_quick_job_does_not_wait_for_a_long_one(lanes: None, steps: Steps):
    long = jobs.submit("long", steps.description, "a")
    wait(long, lambda status: status.state == "running")
    behind = jobs.submit("behind", {"steps": 1}, "b")
    for turn in range(3):
        quick = jobs.submit("quick", {"steps": 2, "tag": turn}, "a")
        assert wait(quick).state == "done"
    assert jobs.status(long).state == "running"
    assert jobs.status(behind) == Status("queued", place=1), "the quick lane leaves it alone"
    jobs.cancel(long)
    assert wait(behind).state == "done"
    assert jobs.result(behind)["process"] != jobs.result(quick)["process"]


def test_the_quick_worker_has_not_what_only_long_jobs_need(lanes: None, steps: Steps):
    assert jobs.is_quick("quick") and not jobs.is_quick("long")
    long = jobs.submit("long", steps.description, "a")
    wait(long, lambda status: status.state == "running")  # now the other worker must do it
    ticket = jobs.submit("modules", {}, "b")
    assert wait(ticket).state == "done"
    loaded = jobs.result(ticket)
    assert HERE in loaded and "colorsys" not in loaded


ASKED = itertools.count()  # no two askings are equal, so none has the answer of another


def process_of(tag: str) -> int:
    """The process number of the worker, by asking it."""
    ticket = jobs.submit("count", {"steps": 1, "tag": tag, "asked": next(ASKED)}, "asker")
    assert wait(ticket).state == "done"
    return jobs.result(ticket)["process"]


# --- without workers ---


def test_without_workers_a_job_runs_at_once():
    here = Here(TABLE)
    ticket = here.queue.submit("count", {"steps": 3, "tag": "here"}, "a")
    here.on_submit()
    assert here.queue.status(ticket).state == "done"


def test_without_workers_failures_and_caps_are_the_same():
    here = Here(TABLE)
    failing = here.queue.submit("fail", {"ours": True}, "a")
    here.on_submit()
    capped = here.queue.submit("capped", {"steps": 1000, "seconds": 0.05}, "a")
    here.on_submit()
    assert here.queue.status(failing) == Status("failed", sentence="text.empty", values={"length": 0})
    assert here.queue.status(capped) == Status("failed", sentence="job.too_long")
