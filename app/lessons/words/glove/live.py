"""A training while the worker does it: begun, watched, cancelled, and back to the one that ships."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from app import jobs, state
from app.lessons.words import texts
from app.lessons.words.glove import compute
from app.lessons.words.glove.compute import Trained
from app.lessons.words.glove.options import Options
from app.lessons.words.texts import OwnText
from app.ui import job_view
from core.words.options import GloveConfig

HELD, MOVED = "glove.run", "glove.moved"  # MOVED: until the page has run again after the picture was moved
EVERY = 0.6  # seconds between two looks at a training that runs
MOMENT = 0.3  # seconds that a page waits for what may be done at once
PROBLEMS = {"cancelled": "job.cancelled", "unknown": "glove.gone"}


@dataclass(frozen=True)
class Run:
    """A visitor's training. shown: what the picture shows; before: what it showed before this one began.

    ticket: of the job as long as it runs, on `corpus`, as `config` says; text: a visitor's own.
    """

    shown: Trained
    before: Trained | None = None
    corpus: str = ""
    config: GloveConfig | None = None
    text: OwnText | None = None
    ticket: jobs.Ticket | None = None
    problem: tuple[str, dict[str, Any]] | None = None


def current() -> Run:
    """The visitor's run, brought up to date."""
    return remember(refresh(st.session_state.get(HELD) or Run(compute.first())))


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
        return _stopped(run, "unknown") if found is None else _done(run, found)
    if status.state not in jobs.ACTIVE:
        return _stopped(run, status.state, status.sentence, dict(status.values))
    found = jobs.partial(run.ticket)
    if found is None:
        return run
    return replace(run, shown=Trained(run.ticket.run, run.corpus, run.config, found, True, run.text))


def _done(run: Run, found: Any) -> Run:
    if run.text is None:
        found = compute.kept(run.ticket.run, found)
    shown = Trained(f"{run.ticket.run} done", run.corpus, run.config, found, text=run.text)
    return replace(run, shown=shown, before=None, ticket=None)


def _stopped(run: Run, why: str, sentence: str = "", values: dict[str, Any] | None = None) -> Run:
    """It ended before it was done: what was shown before is shown again."""
    problem = (sentence or PROBLEMS.get(why, "job.failed"), values or {})
    return replace(run, shown=run.before or compute.first(), before=None, ticket=None, problem=problem)


def start(options: Options) -> None:
    """Begin what the controls say, in place of what runs."""
    run, text = current(), texts.held() if options.corpus == "own" else None
    if options.corpus == "own" and text is None:
        state.notice("glove.no_text")
        return
    if run.ticket is not None:
        jobs.cancel(run.ticket)
    config = compute.config(options)
    corpus, data = (options.corpus, None) if text is None else ("own", text.data)
    name = "glove" if text is None else "glove_own"
    ticket = job_view.submit(name, {"corpus": corpus, "data": data, "config": config}, MOMENT, again=True)
    state.update("glove", moment=-1, try_=0)
    begun = Run(run.before or run.shown, run.before or run.shown, corpus, config, text, ticket)
    remember(refresh(begun))


def cancel() -> None:
    """Stop; what was shown before is shown again."""
    run = current()
    if run.ticket is not None:
        jobs.cancel(run.ticket)
        remember(replace(_stopped(run, "cancelled"), problem=None))


def show_first() -> bool:
    """Go back to the training that ships; False while one runs."""
    run = current()
    if run.ticket is None and run.shown.name != "first":
        remember(Run(compute.first()))
    return run.ticket is None


def is_as_set(run: Run, options: Options) -> bool:
    """Whether what is shown was trained as the controls say."""
    text = texts.held() if options.corpus == "own" else None
    return (run.shown.corpus, run.shown.config, run.shown.text) == (options.corpus, compute.config(options), text)
