"""A long job on a page: the button that asks for it, its place in the line, its progress, and a way out."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app import jobs
from app.i18n import t
from core.errors import UserError

EVERY = 1.0  # seconds between two looks
EVERY_QUICK = 0.25  # the same at a quick job
MOMENT = 0.3  # seconds that a page waits for a quick job; no more than other pages wait for this one (app.turns)


def visitor() -> str:
    """The name of this visitor's session, as jobs know it."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def offer(name: str, description: object, label: str) -> object | None:
    """A button `label` that asks for the job; once asked, its progress; once done, its result (else None).

    When the description changes, the button is there again."""
    held = f"job.{name}"
    asked, ticket = st.session_state.get(held, (None, None))
    if asked != description or (ticket is not None and jobs.status(ticket).state in ("cancelled", "unknown")):
        ticket = None
    if ticket is None:
        if not st.button(label, key=f"{held}.ask"):
            return None
        ticket = _ask(name, description)
    return run(ticket, label, jobs.is_quick(name))


def follow(name: str, description: object, label: str) -> object | None:
    """The result of a job that is asked for without a button; as long as there is none, how it stands (and None).

    UserError: the job failed, with the sentence that it gave.
    """
    held = f"job.{name}"
    asked, ticket = st.session_state.get(held, (None, None))
    if asked != description or jobs.status(ticket).state == "unknown":
        ticket = _ask(name, description)
    status = jobs.status(ticket)
    if status.state == "cancelled" and st.button(t("job.again"), key=f"{held}.again"):
        ticket = _ask(name, description)
        status = jobs.status(ticket)
    if status.state == "failed":
        if status.sentence.startswith("job."):  # it was not the description's fault: next time it may go well
            st.session_state.pop(held)
        raise UserError(status.sentence, **status.values)
    return run(ticket, label, jobs.is_quick(name))


def drop(name: str) -> None:
    """Give up what was asked for under this name, and let its description go."""
    _, ticket = st.session_state.pop(f"job.{name}", (None, None))
    if ticket is not None and jobs.status(ticket).state in jobs.ACTIVE:
        jobs.cancel(ticket)


def run(ticket: jobs.Ticket, label: str, quick: bool = False) -> object | None:
    """The result of a job that was submitted, or, as long as there is none, how it stands (and None)."""
    status = jobs.status(ticket)
    if status.state in jobs.ACTIVE:
        st.fragment(_watch, run_every=EVERY_QUICK if quick else EVERY)(ticket, label)
    elif status.state == "failed":
        st.warning(t(status.sentence, **status.values))
    elif status.state != "done":
        st.caption(t("job.cancelled"))
    return jobs.result(ticket)


def _ask(name: str, description: object) -> jobs.Ticket:
    """Submit the job and remember it. A quick one may be done within a moment, and is then there at once."""
    ticket = jobs.submit(name, description, visitor())
    st.session_state[f"job.{name}"] = (description, ticket)
    if jobs.is_quick(name):
        jobs.wait(ticket, MOMENT)
    return ticket


def _watch(ticket: jobs.Ticket, label: str) -> None:
    status = jobs.status(ticket)
    if status.state not in jobs.ACTIVE:
        st.rerun()
    bar, out = st.columns([5, 1], vertical_alignment="bottom")
    if status.state == "queued":
        words = t("job.place", place=status.place)
    else:
        words = t(status.sentence, **status.values) if status.sentence else t("job.running")
    bar.progress(min(max(status.progress, 0.0), 1.0), text=f"{label}: {words}")
    if out.button(t("job.cancel"), key=f"job.cancel.{ticket.run}"):
        jobs.cancel(ticket)
        st.rerun()
