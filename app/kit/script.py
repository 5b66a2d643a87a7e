"""A component out of its folder: JavaScript and style sheet, its own parts after those that components share.

The server sends the script by itself, once (app/web/scripts.py); Streamlit gets a line that imports it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
FOLDER = "components"  # of the addresses of the modules, beneath the server's root
_served: dict[str, bytes] = {}


def served() -> Mapping[str, bytes]:
    """Name -> module, of all components that have been imported."""
    return MappingProxyType(_served)


def joined(files: Iterable[Path]) -> str:
    """The files one after the other, without comment lines and indentation."""
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def name_of(folder: Path) -> str:
    """What a picture is called: as its folder, and a lesson's `picture` as the lesson."""
    return folder.parent.name if folder.name == "picture" else folder.name


def script(folder: Path, *shared: Path) -> str:
    """The import of the files of ``kit/js``, then those that are shared with others, then the component's own ``js`` and
    component.js."""
    parts = [*sorted((HERE / "js").glob("*.js")), *shared, *sorted((folder / "js").glob("*.js"))]
    module = joined([*parts, folder / "component.js"]).encode()
    name = f"{name_of(folder)}.{hashlib.sha256(module).hexdigest()[:16]}.js"
    _served[name] = module
    root = "(window.__streamlit?.BACKEND_BASE_URL ?? window.location.origin).replace(/\\/$/, '')"
    return f"const root = {root};\nexport default (await import(`${{root}}/{FOLDER}/{name}`)).default;\n"


def component(folder: Path, *shared: Path) -> Callable[..., Any]:
    """The component that is drawn by the scripts of the folder, and by its ``component.css`` if it has one.

    shared: scripts that the pictures of a section have in common.
    """
    sheets = [path for path in (HERE / "common.css", folder / "component.css") if path.exists()]
    css = "\n".join(path.read_text("utf-8") for path in sheets)
    return st.components.v2.component(f"unrolled.{name_of(folder)}", js=script(folder, *shared), css=css)
