"""The fields of a lesson's state: what each may hold, and how it is written in an address.

A type is read from the dataclass's annotation: str, int, float, bool, Literal, `X | None`, `tuple[X, ...]` and a frozen
dataclass of these. Limits stand in the field's metadata; `text`, `number` and `choice` make such fields.
"""

import dataclasses
import functools
import math
import types
import typing
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, field
from typing import Any, get_args, get_origin
from urllib.parse import quote, unquote

FILE_BYTES = 1 << 20  # of a file of settings
MAX_TEXT = 5000
MAX_TEXT_IN_ADDRESS = 500
MAX_ITEMS = 64
NOTHING = "-"


def text(default: str = "", max_length: int = MAX_TEXT, rests: bool = False) -> Any:
    """A field for what a visitor types. rests: for where a picture rests, which is nothing to go back to."""
    return field(default=default, metadata={"max_length": max_length, "rests": rests})


def number(default: float | None, low: float, high: float, rests: bool = False) -> Any:
    """A field for an int or float (by its annotation) from `low` to `high`. rests: as in `text`."""
    return field(default=default, metadata={"low": low, "high": high, "rests": rests})


def choice(default: Any, options: tuple[Any, ...]) -> Any:
    """A field for one of `options`."""
    return field(default=default, metadata={"options": options})


def clean(value: str, max_length: int = MAX_TEXT) -> str:
    """What a visitor typed, in Unicode's form C, without control and bidirectional override characters, cut to length.

    Tabs and line ends become single spaces and line feeds.
    """
    value = value[: 4 * max_length].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (
        c
        for c in unicodedata.normalize("NFC", value)
        if c == "\n" or unicodedata.category(c) not in REMOVED or c in JOINERS
    )
    return "".join(kept)[:max_length]


REMOVED = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = "\u200c\u200d"  # they belong to the spelling of Persian, of Indian languages and of emoji


@functools.cache
def hints(cls: type) -> dict[str, Any]:
    """Name -> type of a dataclass's fields."""
    return typing.get_type_hints(cls)


@functools.cache
def defaults(cls: type) -> dict[str, Any]:
    """Name -> default of a state's fields; every field must have one."""
    found = {}
    for item in dataclasses.fields(cls):
        found[item.name] = item.default_factory() if item.default_factory is not MISSING else item.default
        if found[item.name] is MISSING:
            raise TypeError(f"{cls.__name__}.{item.name} has no default")
    return found


def check(value: Any, hint: Any, limits: Mapping[str, Any] = types.MappingProxyType({})) -> Any:
    """`value` (from a widget, a component or JSON) as `hint` within `limits`; ValueError where it cannot be."""
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return None if value is None else check(value, _without_none(hint), limits)
    if origin is typing.Literal:
        return _among(value, get_args(hint))
    if origin is tuple:
        if not isinstance(value, list | tuple) or len(value) > limits.get("max_items", MAX_ITEMS):
            raise ValueError("not a short list")
        return tuple(check(item, get_args(hint)[0], limits) for item in value)
    if dataclasses.is_dataclass(hint):
        return _check_record(value, hint)
    value = _SIMPLE[hint](value, limits)
    return _among(value, limits["options"]) if "options" in limits else value


def read(written: str, hint: Any, limits: Mapping[str, Any] = types.MappingProxyType({}), nested: bool = False) -> Any:
    """The value that an address holds for a field of type `hint`; ValueError where it holds none."""
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return None if written == NOTHING else read(written, _without_none(hint), limits, nested)
    if origin is typing.Literal:
        return check(next((option for option in get_args(hint) if str(option) == written), written), hint, limits)
    if origin is tuple:
        parts = written.split(",") if written else []
        return check(tuple(read(part, get_args(hint)[0], limits, True) for part in parts), hint, limits)
    if dataclasses.is_dataclass(hint):
        parts, wanted = written.split(":"), hints(hint)
        if len(parts) != len(wanted):
            raise ValueError("wrong number of parts")
        values = {
            name: read(part, wanted[name], _limits(hint, name), True) for name, part in zip(wanted, parts, strict=True)
        }
        return check(values, hint, limits)
    return check(_FROM_TEXT[hint](unquote(written) if nested and hint is str else written), hint, limits)


def write(value: Any, nested: bool = False) -> str:
    """A value as it stands in an address, such that `read` gives it back."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple):
        return ",".join(write(item, True) for item in value)
    if dataclasses.is_dataclass(value):
        return ":".join(write(getattr(value, item.name), True) for item in dataclasses.fields(value))
    return quote(value, safe=" _").replace("-", "%2D") if nested and isinstance(value, str) else str(value)


def check_field(cls: type, name: str, value: Any) -> Any:
    """`value` as the field `name` of `cls`; ValueError where it cannot be."""
    return check(value, hints(cls)[name], _limits(cls, name))


def read_field(cls: type, name: str, written: str) -> Any:
    """The field `name` of `cls` from an address; ValueError where it cannot be read."""
    return read(written, hints(cls)[name], _limits(cls, name))


def options(cls: type, name: str) -> tuple[Any, ...]:
    """What the field `name` of `cls` may hold, one of these."""
    return _limits(cls, name)["options"]


def resting(cls: type) -> list[str]:
    """The fields of `cls` that tell where a picture rests."""
    return [item.name for item in dataclasses.fields(cls) if item.metadata.get("rests")]


def spelled(name: str) -> str:
    """A field's name as it stands in an address: `try_`, which Python keeps for itself without its line, as `try`."""
    return name.rstrip("_")


def _limits(cls: type, name: str) -> Mapping[str, Any]:
    return cls.__dataclass_fields__[name].metadata


def _without_none(hint: Any) -> Any:
    return next(kind for kind in get_args(hint) if kind is not type(None))


def _among(value: Any, options: tuple[Any, ...]) -> Any:
    for option in options:
        if type(option) is type(value) and option == value:
            return option
    raise ValueError("not one of the choices")


def _check_record(value: Any, cls: type) -> Any:
    if isinstance(value, cls):
        value = {item.name: getattr(value, item.name) for item in dataclasses.fields(cls)}
    if not isinstance(value, Mapping) or set(value) != set(hints(cls)):
        raise ValueError("not the fields of a " + cls.__name__)
    return cls(**{name: check_field(cls, name, value[name]) for name in hints(cls)})


def _check_text(value: Any, limits: Mapping[str, Any]) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return clean(value, limits.get("max_length", MAX_TEXT))


def _check_bool(value: Any, limits: Mapping[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _check_number(kind: type, value: Any, limits: Mapping[str, Any]) -> Any:
    if isinstance(value, bool) or not isinstance(value, int if kind is int else int | float) or abs(value) > 1e15:
        raise ValueError("not a number of this kind")
    if not math.isfinite(value) or not limits.get("low", -math.inf) <= value <= limits.get("high", math.inf):
        raise ValueError("out of range")
    return kind(value)


def _bool_from_text(written: str) -> bool:
    return {"1": True, "0": False}[written] if written in ("0", "1") else _check_bool(written, {})


_SIMPLE = {
    str: _check_text,
    bool: _check_bool,
    int: functools.partial(_check_number, int),
    float: functools.partial(_check_number, float),
}
_FROM_TEXT = {str: str, bool: _bool_from_text, int: int, float: float}
