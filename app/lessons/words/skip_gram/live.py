"""A training while the worker does it: begun, watched, paused, taken up again, replaced after asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from app import jobs, state
from app.lessons.words import texts
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.compute import Trained
from app.lessons.words.skip_gram.options import Options
from app.lessons.words.texts import OwnText
from app.ui import job_view
from core.words.options import LearningConfig
from core.words.results import Learned

HELD, MOVED = "skip_gram.run", "skip_gram.moved"  # MOVED: until the page has run again after the picture was moved
EVERY = 0.6  # seconds between two looks at a training that runs
MOMENT = 0.3  # seconds that a page waits for what may be done at once
PROBLEMS = {"cancelled": "job.cancelled", "unknown": "skip_gram.gone"}


@dataclass(frozen=True)
class Asked:
    """A training that was asked for: of which text, how; text: a visitor's own. resumed: it goes on from where it was."""

    corpus: str
    config: LearningConfig
    text: OwnText | None = None
    resumed: bool = False


@dataclass(frozen=True)
class Run:
    """A visitor's training. shown: what the picture shows; asked: what runs or is paused, if anything does.

    whole: the last that came of what runs with all its moments, from which it can go on. before: where the map's words lay
    last, for the next look. ticket: of the job as long as it runs. paused: it was stopped on
    the way and can go on. asking: another was asked for while this one is not done. replays: how often the film is to be
    played from its start: once for each training that was there at once. aside: this run, while the one that ships is shown.
    """

    shown: Trained
    asked: Asked | None = None
    ticket: jobs.Ticket | None = None
    paused: bool = False
    asking: bool = False
    replays: int = 0
    whole: Trained | None = None
    before: np.ndarray | None = None
    problem: tuple[str, dict[str, Any]] | None = None
    aside: Run | None = None

    @property
    def can_pause(self) -> bool:
        """Whether there is something of this training to go on from."""
        return self.ticket is not None and self.whole is not None and self.whole.name == self.ticket.run


def wanted(options: Options) -> Asked:
    """What the controls say."""
    text = texts.held() if options.corpus == "own" else None
    return Asked(options.corpus if text is None else text.name, compute.config(options), text)


def is_as_set(run: Run, options: Options) -> bool:
    """Whether what is shown was trained as the controls say."""
    now = wanted(options)
    return (run.shown.corpus, run.shown.config) == (now.corpus, now.config)


def current() -> Run:
    """The visitor's run, brought up to date."""
    run: Run = st.session_state.get(HELD) or Run(compute.first())
    return remember(refresh(run))


def remember(run: Run) -> Run:
    """Remember it."""
    st.session_state[HELD] = run
    return run


def refresh(run: Run) -> Run:
    """Take over what the worker has so far."""
    if run.ticket is None:
        return run
    status = job_view.status(run.ticket)
    if status.state == "done":
        found = jobs.result(run.ticket)
        return stopped(run, "unknown") if found is None else _done(run, found)
    if status.state not in jobs.ACTIVE:
        return stopped(run, status.state, status.sentence, dict(status.values))
    found = jobs.partial(run.ticket)
    if found is None:
        return run
    seen = Trained(run.ticket.run, run.asked.corpus, run.asked.config, found, True)
    return replace(run, shown=seen, whole=run.whole if found.theta is None else seen)


def stopped(run: Run, why: str, sentence: str = "", values: dict[str, Any] | None = None) -> Run:
    """It ended before it was done; what was learnt stays, and can go on where there is something to go on from."""
    key = sentence or PROBLEMS.get(why, "job.failed")
    can_go_on = run.can_pause
    asked = run.asked if can_go_on else None
    return replace(
        run, shown=still(run), asked=asked, ticket=None, paused=can_go_on, asking=False, problem=(key, values or {})
    )


def still(run: Run) -> Trained:
    """What is shown, as something that no longer runs: with all its moments, up to the last time that they came."""
    shown = run.shown
    if not shown.live:
        return shown
    if run.whole is None or run.whole.name != shown.name:
        return compute.first()
    shown = run.whole
    name = f"{shown.name} {float(shown.learned.moments.epochs[-1])}"
    return replace(shown, live=False, name=name, lies=run.before)


def _done(run: Run, found: Learned) -> Run:
    asked = run.asked
    if asked.text is None and not asked.resumed:
        found = compute.kept(run.ticket.run, found)
    shown = Trained(f"{run.ticket.run} done", asked.corpus, asked.config, found, lies=run.before)
    return replace(run, shown=shown, asked=None, ticket=None, asking=False, before=None)


def submit(run: Run, asked: Asked, resume: Learned | None = None) -> Run:
    """Ask the worker. What somebody had trained already is there at once, and is played from its start.

    Where it is refused, or fails at once, what was paused can still go on."""
    text, asked = asked.text, replace(asked, resumed=resume is not None)
    corpus, data = (asked.corpus, None) if text is None else ("own", text.data)
    job = "word_vectors" if text is None and resume is None else "word_vectors_own"
    described = compute.description(corpus, data, asked.config, resume)
    ticket = job_view.submit(job, described, 0.0 if resume else MOMENT, again=True)
    status = job_view.status(ticket)
    if status.state == "failed":
        return replace(run, shown=still(run), asking=False, problem=(status.sentence, dict(status.values)))
    at_once = status.state == "done"
    run = replace(
        run, shown=still(run), asked=asked, ticket=ticket, paused=False, asking=False, problem=None, aside=None
    )
    return refresh(replace(run, replays=run.replays + at_once))


def start(options: Options) -> None:
    """Begin, or ask first where a training would be lost."""
    run = current()
    if options.corpus == "own" and texts.held() is None:
        state.notice("skip_gram.no_text")
    elif run.ticket is not None or run.paused:
        remember(replace(run, asking=True))
    else:
        begin(options)


def begin(options: Options) -> None:
    """Begin what the controls say, in place of what there is."""
    run = current()
    if run.ticket is not None:
        jobs.cancel(run.ticket)
    state.update("skip_gram", moment=-1, try_=0)
    remember(submit(replace(run, ticket=None, paused=run.paused or run.can_pause), wanted(options)))


def pause() -> None:
    """Stop, and keep all that is needed to go on; what was learnt so far can be looked through meanwhile."""
    run = current()
    if run.can_pause:
        jobs.cancel(run.ticket)
        remember(replace(run, ticket=None, paused=True, asking=False, shown=still(run)))


def cancel() -> None:
    """Stop; what was learnt so far stays to be looked at."""
    run = current()
    if run.ticket is not None:
        jobs.cancel(run.ticket)
        remember(replace(run, ticket=None, asked=None, asking=False, shown=still(run), before=None))


def go_on() -> None:
    """Take a paused training up again."""
    run = current()
    if run.paused and run.asked is not None:
        state.update("skip_gram", moment=-1)
        remember(submit(run, run.asked, run.shown.learned))


def let_go_on() -> None:
    """Another was asked for, and is not wanted after all."""
    remember(replace(current(), asking=False))


def show_first() -> bool:
    """Go back to the training that ships, and set the visitor's own aside; False while one runs."""
    run = current()
    if run.ticket is None and run.shown.name != "first":
        remember(Run(compute.first(), replays=run.replays, aside=replace(run, problem=None)))
    return run.ticket is None


def show_own() -> None:
    """Back to the visitor's own training."""
    run = current()
    if run.aside is not None:
        state.update("skip_gram", moment=-1)
        remember(replace(run.aside, replays=run.replays))
