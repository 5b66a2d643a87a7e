"""A component's JavaScript as one module: its own parts, after those that components share.

The server sends the module by itself, once (app/component_scripts.py); Streamlit gets a line that imports it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

SHARED = Path(__file__).parent / "js"
FOLDER = "components"  # of the addresses of the modules, beneath the server's root
_served: dict[str, bytes] = {}


def served() -> Mapping[str, bytes]:
    """Name -> module, of all components that have been imported."""
    return MappingProxyType(_served)


def joined(files: Iterable[Path]) -> str:
    """The files one after the other, without comment lines and indentation."""
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def script(folder: Path, shared: Iterable[str], parts: Iterable[str]) -> str:
    """The import of the named files of ``components/js``, then those of the component's own ``js``, then its component.js."""
    shared_files = [SHARED / f"{name}.js" for name in shared]
    module = joined(
        [*shared_files, *(folder / "js" / f"{name}.js" for name in parts), folder / "component.js"]
    ).encode()
    name = f"{folder.name}.{hashlib.sha256(module).hexdigest()[:16]}.js"
    _served[name] = module
    root = "(window.__streamlit?.BACKEND_BASE_URL ?? window.location.origin).replace(/\\/$/, '')"
    return f"const root = {root};\nexport default (await import(`${{root}}/{FOLDER}/{name}`)).default;\n"
