"""Functions of `core` as they stand in their files."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """A function or class: path from the project's root, first line, code."""

    path: str
    line: int
    code: str


def source(dotted: str) -> Source:
    """The source of "module:qualified.name", as it runs."""
    module_name, _, qualified = dotted.partition(":")
    found = importlib.import_module(module_name)
    for part in qualified.split("."):
        found = getattr(found, part)
    found = inspect.unwrap(found)
    lines, line = inspect.getsourcelines(found)
    path = Path(inspect.getsourcefile(found)).relative_to(ROOT)
    return Source(path.as_posix(), line, "".join(lines))
