"""What the app is made of, read where it stands: model cards, the credits of the data, the libraries' own metadata."""

import functools
import importlib.metadata
import json
import re
from collections.abc import Iterable

import streamlit as st

from app.i18n import ASSETS, t
from app.ui.tables import html_table

REQUIREMENTS = ASSETS.parent / "requirements.txt"
Rows = tuple[tuple[str, ...], ...]


def models() -> None:
    """A row for each trained model: what it is, what it was trained on, how good it is, how to make it again."""
    head = (
        "credits.name",
        "credits.kind",
        "credits.parameters",
        "credits.trained_on",
        "credits.measured",
        "credits.recipe",
    )
    _table((*head, "credits.licence"), model_rows())


def data() -> None:
    """A row for each data file: title, author, licence and notice."""
    _table(("credits.name", "credits.author", "credits.licence", "credits.source"), data_rows())


def libraries() -> None:
    """A row for each library that the app needs, and what these need."""
    _table(("credits.name", "credits.version", "credits.licence"), library_rows())


def model_rows() -> Rows:
    """The model cards in assets/weights."""
    cards = [json.loads(path.read_text("utf-8")) for path in sorted((ASSETS / "weights").glob("*.json"))]
    return tuple(
        (
            card["name"],
            ", ".join(_kind(card["config"])),
            f"{card['config'].get('parameters', 0):,}",
            f"{card.get('data', '')} ({card.get('data_licence', '')})",
            _measured(card.get("measured", {})),
            card.get("recipe", "").removeprefix("python -m "),
            card.get("licence", ""),
        )
        for card in cards
    )


def data_rows() -> Rows:
    """The entries of assets/data/CREDITS.json, none where there is no such file."""
    path = ASSETS / "data" / "CREDITS.json"
    entries = json.loads(path.read_text("utf-8")) if path.exists() else []
    return tuple(
        (entry["title"], entry["author"], entry["licence"], " ".join((entry["url_text"], entry["notice"])).strip())
        for entry in entries
    )


@functools.cache
def library_rows() -> Rows:
    """Every installed distribution that requirements.txt asks for, directly or through another, with its licence."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = _names(line for line in REQUIREMENTS.read_text("utf-8").splitlines() if line and line[0] not in "#-")
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            meta = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # asked for on another system only
        found[name] = (meta["Name"], meta["Version"], _licence(meta))
        waiting += _names(line for line in importlib.metadata.requires(name) or () if "extra ==" not in line)
    return tuple(found[name] for name in sorted(found))


def _names(lines: Iterable[str]) -> list[str]:
    """The distribution's name at the beginning of each requirement, in the form that names are compared in."""
    return [re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line).group()).lower() for line in lines]


def _licence(meta: importlib.metadata.PackageMetadata) -> str:
    if meta["License-Expression"]:
        return meta["License-Expression"]
    listed = [line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or () if line.startswith("License ::")]
    lines = (meta["License"] or "").strip().splitlines()
    return ", ".join(listed) or (lines[0][:80] if lines else "")


def _kind(config: dict[str, object]) -> list[str]:
    """The cell, and what of its form is not the course's."""
    form = {name: value for name, value in (config.get("form") or {}).items() if value}
    named = (name if value is True else f"{name} {value}" for name, value in form.items())
    return [str(config.get("cell") or ""), *(text.replace("_", " ") for text in named)]


def _measured(figures: dict[str, object]) -> str:
    """The first held-out figure of a card."""
    plain = [(name, value) for name, value in figures.items() if isinstance(value, float)]
    test = [item for item in plain if item[0].startswith("test")] or plain
    return ", ".join(f"{name.removeprefix('test_').replace('_', ' ')} {value:.3g}" for name, value in test[:1])


def _table(head: tuple[str, ...], rows: Rows) -> None:
    if rows:
        st.html(html_table([t(key) for key in head], rows, numbers=False))
    else:
        st.caption(t("credits.none"))
