"""The texts that ship with the project, read from ``assets/data``."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets"

# Held out by whole works, so that no line of them was seen in training: a comedy, a tragedy, a history.
SHAKESPEARE_DEV = ("two_gentlemen_of_verona",)
SHAKESPEARE_TEST = ("as_you_like_it", "macbeth", "henry_v")


@cache
def shakespeare() -> dict[str, str]:
    """Title -> text of 42 works of Shakespeare (Project Gutenberg, public domain)."""
    text = gzip.decompress((ASSETS / "data" / "shakespeare.txt.gz").read_bytes()).decode()
    works: dict[str, str] = {}
    for part in text.split("\n# ")[0:]:
        title, _, body = part.removeprefix("# ").partition("\n")
        works[title.strip()] = body.strip("\n") + "\n"
    return works


def shakespeare_split(split: str) -> str:
    """The works of ``train``, ``dev`` or ``test``, one after the other. The split is by work."""
    held = {"dev": SHAKESPEARE_DEV, "test": SHAKESPEARE_TEST}
    works = shakespeare()
    if split == "train":
        return "".join(text for title, text in works.items() if title not in SHAKESPEARE_DEV + SHAKESPEARE_TEST)
    return "".join(works[title] for title in held[split])
