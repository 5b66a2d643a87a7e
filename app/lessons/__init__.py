"""The lessons, a folder each, by section; `registry` lists them. Here is what their folders bring to the whole.

A folder brings what it has: `JOBS` in its `__init__.py`, `warm()` in its `compute.py`, `picture()` in its `thumbnail.py`.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from app.lessons.registry import LESSONS, SECTIONS

if TYPE_CHECKING:
    from app.jobs.line import Job


def jobs() -> dict[str, Job]:
    """The long jobs that can be asked for, by name. ValueError if two folders bring one of the same name."""
    found: dict[str, Job] = {}
    for folder in _folders():
        brought = getattr(importlib.import_module(folder), "JOBS", {})
        if found.keys() & brought.keys():
            raise ValueError(f"{folder} brings a job that is there already: {sorted(found.keys() & brought.keys())}")
        found |= brought
    return found


def warm() -> None:
    """Load the models and compute the pictures that are seen first; the server does, before the first visitor."""
    for folder in _folders():
        getattr(_module(folder, "compute"), "warm", lambda: None)()


def thumbnails() -> dict[str, dict[str, object]]:
    """Slug of a lesson -> what its small picture on the home page is drawn from, a real result."""
    found = {entry.slug: _module(_folder(entry.section, entry.slug), "thumbnail") for entry in LESSONS}
    return {slug: module.picture() for slug, module in found.items() if module is not None}


def _folders() -> Iterator[str]:
    """Each section's package, then those of its lessons."""
    for section in SECTIONS:
        yield _folder(section)
        yield from (_folder(section, entry.slug) for entry in LESSONS if entry.section == section)


def _folder(*names: str) -> str:
    return ".".join((__name__, *names))


def _module(folder: str, name: str) -> ModuleType | None:
    """A file of a folder; None where it has none of that name."""
    if importlib.util.find_spec(f"{folder}.{name}") is None:
        return None
    return importlib.import_module(f"{folder}.{name}")
