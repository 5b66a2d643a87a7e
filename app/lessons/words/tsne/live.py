"""A map while the worker makes it: asked for, watched, paused, taken up again; the picture that follows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from app import jobs, state
from app.i18n import t
from app.lessons.words.tsne import compute
from app.ui import job_view
from core.words.options import MapConfig, PointsKey
from core.words.results import Film, Paused

HELD = "tsne.run"
EVERY = 0.4  # seconds between two looks at a map that is being made
MOMENT = 0.35  # seconds that a page waits for what may be done at once


@dataclass(frozen=True)
class Run:
    """A visitor's map. wanted: what was asked for; film, key, config: what is shown, which may still be the one before.

    ticket: of the job as long as it runs. paused: it was stopped on the way, and `film.resume` tells where.
    """

    wanted: tuple[PointsKey, MapConfig]
    film: Film
    key: PointsKey
    config: MapConfig
    ticket: jobs.Ticket | None = None
    paused: bool = False
    problem: tuple[str, dict[str, Any]] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether what is shown is what was asked for."""
        return (self.key, self.config) == self.wanted


def run_for(wanted: tuple[PointsKey, MapConfig]) -> Run:
    """The run for what is wanted, begun if there is none, and brought up to date."""
    run: Run | None = st.session_state.get(HELD)
    key, config, film = compute.first_map()
    if run is None:
        run = Run((key, config), film, key, config)
    if run.wanted != wanted:
        if run.ticket is not None:
            jobs.cancel(run.ticket)
        run = replace(run, wanted=wanted, ticket=None, paused=False, problem=None)
        if wanted == (key, config):
            run = replace(run, film=film, key=key, config=config)
        else:
            run = submit(run)
    return remember(refresh(run))


def remember(run: Run) -> Run:
    """Remember it."""
    st.session_state[HELD] = run
    return run


def submit(run: Run, resume: Paused | None = None, again: bool = False) -> Run:
    """Ask the worker; what is done within a moment is there at once. again: also for what has failed before."""
    key, config = run.wanted
    asked = compute.description(key, config, resume)
    ticket = job_view.submit(compute.job_of(key), asked, MOMENT, again)
    status = job_view.status(ticket)
    if resume is not None and status.state == "failed":  # it can still go on
        return replace(run, problem=(status.sentence, dict(status.values)))
    return replace(run, ticket=ticket, paused=False, problem=None)


def refresh(run: Run) -> Run:
    """Take over what the worker has so far."""
    if run.ticket is None:
        return run
    status, (key, config) = job_view.status(run.ticket), run.wanted
    if status.state == "done":
        return replace(run, film=jobs.result(run.ticket), key=key, config=config, ticket=None)
    if status.state == "failed":
        return replace(run, ticket=None, problem=(status.sentence, dict(status.values)))
    if status.state not in jobs.ACTIVE:
        return replace(run, ticket=None, problem=("job.cancelled", {}))
    found = jobs.partial(run.ticket)
    return run if found is None else replace(run, film=found, key=key, config=config)


def draw_buttons(run: Run) -> None:
    """How far it is, and what can be done about it."""
    if run.ticket is not None:
        status = jobs.status(run.ticket)
        with st.container(horizontal=True, vertical_alignment="center", key="tsne-live"):
            words = t("job.place", place=status.place) if status.state == "queued" else t("tsne.running")
            st.markdown(words, width="content")
            if run.is_shown and run.film.resume is not None:
                st.button(t("tsne.pause"), key="tsne.pause", on_click=_pause)
            st.button(t("job.cancel"), key="tsne.cancel", on_click=_cancel)
    elif run.paused:
        with st.container(horizontal=True, vertical_alignment="center", key="tsne-live"):
            st.markdown(t("tsne.paused", step=run.film.step), width="content")
            st.button(t("tsne.continue"), key="tsne.continue", on_click=_go_on, type="primary")
            st.button(t("tsne.again"), key="tsne.again", on_click=_again)
    elif run.problem is not None and not (run.is_shown and run.problem[0] == "job.cancelled"):
        with st.container(horizontal=True, vertical_alignment="center", key="tsne-live"):
            if not run.is_shown:
                st.markdown(t("tsne.not_made"), width="content")
            st.button(t("tsne.run"), key="tsne.run_again", on_click=_again)


def _pause() -> None:
    """Stop, and keep all that is needed to go on; the film so far can be looked through meanwhile."""
    run = refresh(st.session_state[HELD])
    if run.ticket is not None and run.film.resume is not None:
        jobs.cancel(run.ticket)
        remember(replace(run, ticket=None, paused=True, film=run.film.so_far()))


def _cancel() -> None:
    run: Run = st.session_state[HELD]
    if run.ticket is not None:
        jobs.cancel(run.ticket)
        remember(replace(run, ticket=None, problem=("job.cancelled", {})))


def _go_on() -> None:
    run: Run = st.session_state[HELD]
    state.update("tsne", frame=-1)
    remember(submit(run, run.film.resume, again=True))


def _again() -> None:
    remember(submit(st.session_state[HELD], again=True))
