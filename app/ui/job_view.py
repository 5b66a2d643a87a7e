"""A long job on a page: the button that asks for it, its place in the line, its progress, and a way out.

What failed is not sent again by whatever is clicked next: the visitor's session remembers it, by what was asked, and says it
again. A failure that was not the description's fault has a button, and only that button sends the same once more.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app import jobs
from app.i18n import t
from app.jobs.digest import digest
from core.errors import UserError

EVERY = 1.0  # seconds between two looks
EVERY_QUICK = 0.25  # the same at a quick job
MOMENT = 0.3  # seconds that a page waits for a quick job; no more than other pages wait for this one (app.turns)
FAILED, MOST_FAILED = "jobs.failed", 100  # how what failed in this session ended, by ticket; the latest of it


def visitor() -> str:
    """The name of this visitor's session, as jobs know it."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def submit(name: str, description: object, seconds: float = 0.0, again: bool = False) -> jobs.Ticket:
    """Ask for a job, and wait so many seconds for its end; a ticket of one that `status` knows.

    What failed before, or was refused, is only sent again if `again` says so: if the visitor has asked for it.
    """
    failed = _failed()
    before = _ticket(name, description) if failed else None
    if before in failed and not again:
        return before
    failed.pop(before, None)
    try:
        ticket = jobs.submit(name, description, visitor())
    except UserError as error:  # there is no room
        ticket = before or _ticket(name, description)
        _remember(ticket, jobs.Status("failed", sentence=error.key, values=error.values))
        return ticket
    if seconds:
        jobs.wait(ticket, seconds)
    return ticket


def status(ticket: jobs.Ticket) -> jobs.Status:
    """Where the job stands, as `jobs.status`; a failure stands in the session until the same is sent again."""
    known = _failed().get(ticket)
    if known is not None:
        return known
    found = jobs.status(ticket)
    if found.state == "failed":
        _remember(ticket, found)
    return found


def is_to_blame(ended: jobs.Status) -> bool:
    """Whether a job failed by what it was given: then the same again fails again."""
    return ended.state == "failed" and not ended.sentence.startswith("job.")


def offer(name: str, description: object, label: str) -> object | None:
    """A button `label` that asks for the job; once asked, its progress; once done, its result (else None).

    When the description changes, the button is there again."""
    ticket = _held(name, description)
    if ticket is None or status(ticket).state in ("cancelled", "unknown"):
        place = st.empty()
        if not place.button(label, key=f"job.{name}.ask"):
            return None
        place.empty()
        ticket = _ask(name, description, again=True)
    return _run(ticket, name, description, label)


def follow(name: str, description: object, label: str) -> object | None:
    """The result of a job that is asked for without a button; as long as there is none, how it stands (and None).

    UserError: the job failed by its description, with the sentence that it gave.
    """
    ticket = _held(name, description)
    if ticket is None or status(ticket).state == "unknown":
        ticket = _ask(name, description)
    found = status(ticket)
    if is_to_blame(found):
        raise UserError(found.sentence, **found.values)
    return _run(ticket, name, description, label)


def drop(name: str) -> None:
    """Give up what was asked for under this name, and let its description go."""
    _, ticket = st.session_state.pop(f"job.{name}", (None, None))
    if ticket is not None and status(ticket).state in jobs.ACTIVE:
        jobs.cancel(ticket)


def _run(ticket: jobs.Ticket, name: str, description: object, label: str) -> object | None:
    """The result of a job that was submitted, or, as long as there is none, how it stands (and None)."""
    found = status(ticket)
    again = {"on_click": _ask, "args": (name, description, True), "key": f"job.{name}.again"}
    if found.state in jobs.ACTIVE:
        every = EVERY_QUICK if jobs.is_quick(name) else EVERY
        st.fragment(_watch, run_every=every)(ticket, label)
    elif found.state == "failed":
        st.warning(t(found.sentence, **found.values))
        if not is_to_blame(found):
            st.button(t("job.retry"), **again)
        return None
    elif found.state != "done":
        st.caption(t("job.cancelled"))
        st.button(t("job.again"), **again)
    return jobs.result(ticket)


def _ask(name: str, description: object, again: bool = False) -> jobs.Ticket:
    """Submit the job and remember it. A quick one may be done within a moment, and is then there at once."""
    ticket = submit(name, description, MOMENT if jobs.is_quick(name) else 0.0, again)
    st.session_state[f"job.{name}"] = (description, ticket)
    return ticket


def _held(name: str, description: object) -> jobs.Ticket | None:
    """The ticket of what was asked last under this name, if it is the same."""
    asked, ticket = st.session_state.get(f"job.{name}", (None, None))
    return ticket if asked == description else None


def _ticket(name: str, description: object) -> jobs.Ticket:
    """The ticket that this visitor has, or would have, of this job."""
    return jobs.Ticket(digest(name, description), visitor())


def _failed() -> dict[jobs.Ticket, jobs.Status]:
    return st.session_state.setdefault(FAILED, {})


def _remember(ticket: jobs.Ticket, ended: jobs.Status) -> None:
    failed = _failed()
    failed[ticket] = ended
    while len(failed) > MOST_FAILED:
        del failed[next(iter(failed))]


def _watch(ticket: jobs.Ticket, label: str) -> None:
    found = status(ticket)
    if found.state not in jobs.ACTIVE:
        st.rerun()
    bar, out = st.columns([5, 1], vertical_alignment="bottom")
    if found.state == "queued":
        words = t("job.place", place=found.place)
    else:
        words = t(found.sentence, **found.values) if found.sentence else t("job.running")
    bar.progress(min(max(found.progress, 0.0), 1.0), text=f"{label}: {words}")
    if out.button(t("job.cancel"), key=f"job.cancel.{ticket.run}"):
        jobs.cancel(ticket)
        st.rerun()
