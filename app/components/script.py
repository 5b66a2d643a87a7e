"""A component's JavaScript as the one module that Streamlit takes: its own parts, after those that components share."""

from collections.abc import Iterable
from pathlib import Path

SHARED = Path(__file__).parent / "js"


def joined(files: Iterable[Path]) -> str:
    """The files one after the other, without comment lines and indentation."""
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def script(folder: Path, shared: Iterable[str], parts: Iterable[str]) -> str:
    """The named files of ``components/js``, then those of the component's own ``js``, then its component.js."""
    return joined(
        [
            *(SHARED / f"{name}.js" for name in shared),
            *(folder / "js" / f"{name}.js" for name in parts),
            folder / "component.js",
        ]
    )
