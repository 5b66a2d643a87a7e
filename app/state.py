"""What a visitor has set: one frozen dataclass a lesson, kept in the session and mirrored in the address bar.

Everything else on a page is derived from it, so that a link opens the same picture. A lesson's state lives outside of
widget keys, which are forgotten when a page is left. An address that a visitor brings (a link, the back button) wins over
what the session holds; what it cannot hold (long texts) can be taken away as a file.

Which address was brought is told without a clock. The messages of one connection keep their order, so an event that was on
its way while the page wrote new addresses carries one of those that were there before; they are kept until an event carries
a newer one. Back and Forward say so themselves.
"""

import dataclasses
import json
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app import fields
from core.errors import UserError, check_size

S = TypeVar("S")
MOST_ON_THEIR_WAY = 64  # addresses written that no event has carried yet
STRINGS = Path(__file__).resolve().parent.parent / "assets" / "strings"
LANGUAGES = tuple(sorted(path.name for path in STRINGS.iterdir() if (path / "frame.po").exists()))
SESSION = ""  # the slug under which `Session` is kept


@dataclass(frozen=True)
class Session:
    """What holds on every page: the language ('' = not chosen) and the classroom's big type."""

    lang: str = fields.choice("", ("", *LANGUAGES))
    present: bool = False


def load(slug: str, cls: type[S]) -> S:
    """The lesson's state, after taking over what the address says; writes the address if it differs.

    `cls` is a frozen dataclass with defaults, of a module: a class in a page's script would be a new one at each run.
    """
    if cls.__module__ == "__main__":
        raise TypeError(f"{cls.__name__} must be defined in a module, not in a page")
    memory = st.session_state
    event, present = _event(), memory.get(_key(slug))
    arriving = memory.get("state.page") != slug
    memory["state.page"] = slug
    there = event.part(cls)
    if type(present) is not cls or (event.is_brought and (there or not arriving)):
        memory[_key(slug)] = _from_address(cls, there)
    memory["state.event"] = dataclasses.replace(event, is_brought=False)
    sync(slug, always=arriving)
    return memory[_key(slug)]


def begin() -> Session:
    """Begin a run of the script: what holds on every page, after taking over what a link says about it.

    Back and Forward change neither the language nor the size of the type.
    """
    memory, event = st.session_state, _event()
    present, there = memory.get(_key(SESSION)), event.part(Session)
    if present is None or (there and event.is_brought and not event.is_history):
        memory[_key(SESSION)] = _from_address(Session, there, start=present)
    return memory[_key(SESSION)]


def session() -> Session:
    """What holds on every page."""
    return st.session_state.get(_key(SESSION)) or Session()


def current(slug: str) -> Any:
    """The lesson's state as it is now; `load` comes first."""
    return st.session_state[_key(slug)]


def update(slug: str, **changes: Any) -> None:
    """Change fields of a lesson's state and the address with it; ValueError for a value that the field cannot hold.

    What callbacks change is written by `load`, all at once: one deed of the visitor's is one entry of the history.
    """
    present = current(slug)
    checked = {name: fields.check_field(type(present), name, value) for name, value in changes.items()}
    changed, run = dataclasses.replace(present, **checked), get_script_run_ctx()
    st.session_state.pop("state.given", None)
    if changed != present:
        st.session_state[_key(slug)] = changed
        if run.has_script_started or run.fragment_ids_this_run:
            sync(slug)


def sync(slug: str, always: bool = False) -> None:
    """Write what is not at its default into the address, in one message, if the browser was told another one last.

    always: also if not, as where the browser has made an address of its own for another page. Back and Forward are always
    answered: an address that was on its way to the browser may have come in between.
    """
    memory, event = st.session_state, _event()
    wanted = as_address(session())
    shown = slug or memory.get("state.page", SESSION)
    if shown and _key(shown) in memory:
        wanted |= as_address(memory[_key(shown)])
    sent = memory["state.sent"]
    if always or event.is_history or wanted != sent[-1]:
        st.query_params.from_dict(wanted)
        memory["state.sent"] = [*sent, wanted][-MOST_ON_THEIR_WAY:]


def widget(slug: str, field: str, then: Callable[[], None] | None = None, again: bool = False) -> dict[str, Any]:
    """Arguments `key` and `on_change` that make a widget show and set one field of the state.

    again: a value that the page gives is given at each run until the visitor changes something. Streamlit says it once,
    and a browser that was busy drops that for the next run's message: it then shows, and sends back, the first option.
    Not for fields in which one types, which would be overwritten.
    """
    key, memory = f"{slug}.{field}", st.session_state
    value = getattr(current(slug), field)
    if memory.get(key, _UNSET) != value:
        memory.setdefault("state.given", set()).add(key)
        memory[key] = value
    elif again and key in memory.get("state.given", ()):
        memory[key] = value
    return {"key": key, "on_change": _copy_back, "args": (slug, field, then)}


def set_session(**changes: Any) -> None:
    """Change the language or the big type; for callbacks."""
    update(SESSION, **changes)


def as_address(state: Any) -> dict[str, str]:
    """The fields that are not at their default, as they stand in an address; long texts are left out."""
    written = {fields.spelled(name): fields.write(getattr(state, name)) for name in _changed(state)}
    return {name: value for name, value in written.items() if len(value) <= fields.MAX_TEXT_IN_ADDRESS}


def _changed(state: Any) -> list[str]:
    return [name for name, plain in fields.defaults(type(state)).items() if getattr(state, name) != plain]


def fits_in_address(slug: str) -> bool:
    """Whether a link holds the whole state."""
    return len(as_address(current(slug))) == len(_changed(current(slug)))


def as_file(slug: str) -> bytes:
    """The lesson's whole state as JSON."""
    kept = {"app": "unrolled", "lesson": slug, "state": dataclasses.asdict(current(slug))}
    return json.dumps(kept, ensure_ascii=False, indent=1).encode()


def from_file(slug: str, data: bytes) -> None:
    """Set the lesson's state from a file that `as_file` made; UserError if it is not one."""
    check_size(len(data), fields.FILE_BYTES, "error.state_file_size")
    try:
        found = json.loads(data.decode("utf-8"))
        lesson, values = found["lesson"], dict(found["state"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError("error.state_file") from error
    if lesson != slug:
        raise UserError("error.state_file_lesson", lesson=fields.clean(str(lesson), 40))
    cls = type(current(slug))
    good = {}
    for name in fields.hints(cls).keys() & values.keys():
        try:
            good[name] = fields.check_field(cls, name, values[name])
        except ValueError:
            notice("notice.bad_value", field=fields.spelled(name))
    update(slug, **(fields.defaults(cls) | good))


def notice(key: str, **values: object) -> None:
    """Keep a sentence for the frame to show at the top of the page, in this run or the next."""
    waiting = st.session_state.setdefault("state.notices", [])
    if (key, values) not in waiting:
        waiting.append((key, values))


def take_notices() -> list[tuple[str, dict[str, object]]]:
    """The sentences that wait, which are then forgotten."""
    return st.session_state.pop("state.notices", [])


_UNSET = object()


def _key(slug: str) -> str:
    return f"state.of.{slug}"


def _copy_back(slug: str, field: str, then: Callable[[], None] | None) -> None:
    try:
        update(slug, **{field: st.session_state[f"{slug}.{field}"]})
    except ValueError:
        notice("notice.bad_value", field=fields.spelled(field))
    if then is not None:
        then()


@dataclass(frozen=True)
class _Event:
    """What made the script run: the address it carried, and whether a visitor brought that, by Back or Forward or else."""

    of_run: weakref.ref
    address: dict[str, str]
    is_brought: bool
    is_history: bool

    def part(self, cls: type) -> dict[str, str]:
        """Of the address, what the fields of `cls` hold."""
        names = {name: fields.spelled(name) for name in fields.hints(cls)}
        return {name: self.address[written] for name, written in names.items() if written in self.address}


def _event() -> _Event:
    """The event of this run; the first call comes before anything is written.

    A run that the page itself asked for (st.rerun), or a fragment meanwhile, has the same context and brings nothing new:
    the address it carries may be one that the browser has not been told yet.
    """
    memory, run = st.session_state, get_script_run_ctx()
    known = memory.get("state.event")
    if known is not None and known.of_run() is run:
        return known
    address, sent, is_history = st.query_params.to_dict(), memory.get("state.sent", []), run.is_history_navigation
    is_brought = is_history or address not in sent
    if is_history:
        memory["state.sent"] = [address, *sent[1:]]
    elif is_brought:
        memory["state.sent"] = [address]
    else:
        memory["state.sent"] = sent[sent.index(address) :]
    memory["state.event"] = _Event(weakref.ref(run), address, is_brought, is_history)
    return memory["state.event"]


def _from_address(cls: type[S], params: dict[str, str], start: S | None = None) -> S:
    values = {}
    for name, written in params.items():
        try:
            values[name] = fields.read_field(cls, name, written)
        except ValueError:
            notice("notice.bad_value", field=fields.spelled(name))
    return dataclasses.replace(start, **values) if start is not None else cls(**values)
