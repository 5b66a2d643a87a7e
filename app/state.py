"""What a visitor has set: one frozen dataclass a lesson, kept in the session and mirrored in the address bar.

Everything else on a page is derived from it, so that a link opens the same picture. A lesson's state lives outside of
widget keys, because a widget forgets its value when its page is left. An address that a visitor brings (a link, the
back button) wins over what the session holds; what it cannot hold (long texts) can be taken away as a file.
"""

import dataclasses
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from app import fields
from core.errors import UserError

S = TypeVar("S")
LAG_SECONDS = 1.0


STRINGS = Path(__file__).resolve().parent.parent / "assets" / "strings"
LANGUAGES = tuple(sorted(path.stem for path in STRINGS.glob("*.po")))


@dataclass(frozen=True)
class Session:
    """What holds on every page: the language ('' = not chosen) and the classroom's big type."""

    lang: str = fields.choice("", ("", *LANGUAGES))
    present: bool = False


SESSION = ""  # the slug under which `Session` is kept


def load(slug: str, cls: type[S]) -> S:
    """The lesson's state, after taking over what the address says; writes the address if it differs.

    `cls` is a frozen dataclass with defaults, of a module: a class in a page's script would be a new one at each run.
    """
    if cls.__module__ == "__main__":
        raise TypeError(f"{cls.__name__} must be defined in a module, not in a page")
    memory = st.session_state
    present = memory.get(_key(slug))
    arriving = memory.get("state.page") != slug
    memory["state.page"] = slug
    brought = _brought(slug, cls, keep_if_empty=arriving and present is not None)
    if type(present) is not cls or brought is not None:
        memory[_key(slug)] = _from_address(cls, brought or {})
    sync(slug)
    return memory[_key(slug)]


def begin() -> Session:
    """Begin a run of the script: what holds on every page, after taking over what the address says about it."""
    memory = st.session_state
    memory["state.by_widget"] = memory.pop("state.touched", False)
    present = memory.get(_key(SESSION))
    brought = _brought(SESSION, Session, keep_if_empty=True)
    if present is None or brought is not None:
        memory[_key(SESSION)] = _from_address(Session, brought or {}, start=present)
    return memory[_key(SESSION)]


def session() -> Session:
    """What holds on every page."""
    return st.session_state.get(_key(SESSION)) or Session()


def current(slug: str) -> Any:
    """The lesson's state as it is now; `load` comes first."""
    return st.session_state[_key(slug)]


def update(slug: str, **changes: Any) -> None:
    """Change fields of a lesson's state and the address with it; ValueError for a value that the field cannot hold."""
    present = current(slug)
    checked = {name: fields.check_field(type(present), name, value) for name, value in changes.items()}
    changed = dataclasses.replace(present, **checked)
    st.session_state["state.touched"] = True
    st.session_state.pop("state.given", None)
    if changed != present:
        st.session_state[_key(slug)] = changed
        sync(slug)


def sync(slug: str) -> None:
    """Write what is not at its default into the address, in one message, only when it differs."""
    memory = st.session_state
    now = {SESSION: as_address(session())}
    shown = slug or memory.get("state.page", SESSION)
    if shown and _key(shown) in memory:
        now[shown] = as_address(memory[_key(shown)])
    for scope, params in now.items():
        if memory.get(f"state.written.{scope}") != params:
            earlier = [
                item for item in memory.get(f"state.earlier.{scope}", ()) if item[1] > time.monotonic() - LAG_SECONDS
            ]
            earlier.append((memory.get(f"state.written.{scope}"), time.monotonic()))
            memory[f"state.earlier.{scope}"] = earlier
            memory[f"state.written.{scope}"] = params
    wanted = {name: value for params in now.values() for name, value in params.items()}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


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
    plain = fields.defaults(type(state))
    written = {name: fields.write(getattr(state, name)) for name in plain if getattr(state, name) != plain[name]}
    return {name: value for name, value in written.items() if len(value) <= fields.MAX_TEXT_IN_ADDRESS}


def fits_in_address(slug: str) -> bool:
    """Whether a link holds the whole state."""
    state = current(slug)
    plain = fields.defaults(type(state))
    return all(getattr(state, name) == plain[name] or name in as_address(state) for name in plain)


def as_file(slug: str) -> bytes:
    """The lesson's whole state as JSON."""
    return json.dumps(
        {"app": "unrolled", "lesson": slug, "state": dataclasses.asdict(current(slug))}, ensure_ascii=False, indent=1
    ).encode()


def from_file(slug: str, data: bytes) -> None:
    """Set the lesson's state from a file that `as_file` made; UserError if it is not one."""
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
            notice("notice.bad_value", field=name)
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
    value = st.session_state[f"{slug}.{field}"]
    try:
        update(slug, **{field: value})
    except ValueError:
        notice("notice.bad_value", field=field)
    if then is not None:
        then()


def _brought(slug: str, cls: type, keep_if_empty: bool) -> dict[str, str] | None:
    """This state's part of the address if a visitor brought it; None if it is what was last written.

    An event that was on its way while the address was rewritten still carries the earlier one; that is no navigation.
    """
    memory = st.session_state
    there = {name: st.query_params[name] for name in fields.hints(cls) if name in st.query_params}
    written = memory.get(f"state.written.{slug}")
    if there == written or (keep_if_empty and not there):
        return None
    if written is not None and memory.get("state.by_widget"):
        return None
    recent = time.monotonic() - LAG_SECONDS
    if any(there == old and when > recent for old, when in memory.get(f"state.earlier.{slug}", ())):
        return None
    return there


def _from_address(cls: type[S], params: dict[str, str], start: S | None = None) -> S:
    values = {}
    for name, written in params.items():
        try:
            values[name] = fields.read_field(cls, name, written)
        except ValueError:
            notice("notice.bad_value", field=name)
    return dataclasses.replace(start, **values) if start is not None else cls(**values)
