"""The rooms of the house: who may import whom, read from the source and seen after importing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STANDARD = sys.stdlib_module_names
LONGEST = 250  # lines of a module; past that a second thing has moved in
FRAME = ("i18n", "state", "fields", "lessons.registry", "theme", "web.turns", "jobs", "kit", "ui")
ALLOWED = {  # room -> what it may import besides the standard library
    "core/**/results.py": ("numpy", "core.*.results"),
    "core/*/results/*.py": ("numpy", "core.*.results"),
    "app/**/figures.py": ("plotly", "numpy", "core.*.results", "app.theme", "app.ui.layout"),
    "app/kit/**/*.py": ("streamlit", "numpy", "core.*.results", "core.*.options", "app.theme", "app.kit"),
    "app/ui/**/*.py": (
        "streamlit",
        "plotly",
        "numpy",
        "nbformat",
        "core.*.results",
        "core.errors",
        *(f"app.{name}" for name in FRAME),
    ),
    "app/lessons/**/*.py": ("streamlit", "numpy", "plotly", "torch", "babel", "app", "core"),
    "pages/*.py": ("streamlit", "app", "core.*.results", "core.*.options", "core.errors"),
}
NEVER = {  # room -> what it must not import
    "core/**/*.py": ("streamlit", "plotly", "app", "pages"),
    "app/lessons/**/*.py": ("app.main", "app.server"),
    "app/lessons/**/compute.py": ("app.ui", "app.figures", "plotly"),
    "app/jobs/*.py": ("app.ui", "app.figures", "plotly"),
}
# room -> (its packages or modules, what must not have been loaded after importing all of it)
SEEN = {
    "core": (("core",), ("streamlit", "plotly")),
    "results": (("core.recurrent.results", "core.words.results"), ("torch", "streamlit", "plotly")),
    "figures": (("app.lessons.recurrent.figures",), ("torch", "streamlit")),
    "kit": (("app.kit",), ("torch",)),  # plotly comes with Streamlit
    "ui": (("app.ui",), ("torch",)),
}
IMPORT_ALL = """
import importlib, pkgutil, sys
for name in {names!r}:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        if not found.name.rpartition(".")[2].startswith("__") and "recipes" not in found.name:
            importlib.import_module(found.name)
print(" ".join(name for name in {never!r} if name in sys.modules))
"""


def files(room: str) -> list[Path]:
    return sorted(ROOT.glob(room))


def imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            packages = node.module in ("app", "core", "app.ui", "app.kit", "app.lessons", "app.web")
            found |= {f"{node.module}.{name.name}" for name in node.names} if packages else {node.module}
    return found


def matches(module: str, rule: str) -> bool:
    """`a.b` allows itself and what is beneath it; a star stands for one name."""
    ours, wanted = module.split("."), rule.split(".")
    return len(ours) >= len(wanted) and all(w in ("*", o) for o, w in zip(ours, wanted, strict=False))


@pytest.mark.parametrize("room", ALLOWED)
def test_room_imports_only_what_it_may(room):
    for path in files(room):
        for module in imports(path):
            good = module.split(".")[0] in STANDARD or any(matches(module, rule) for rule in ALLOWED[room])
            assert good, f"{path.relative_to(ROOT)} imports {module}"


@pytest.mark.parametrize("room", NEVER)
def test_room_never_imports(room):
    for path in files(room):
        for module in imports(path):
            assert not any(matches(module, rule) for rule in NEVER[room]), f"{path.relative_to(ROOT)} imports {module}"


@pytest.mark.parametrize("room", SEEN)
def test_nothing_foreign_is_loaded(room):
    names, never = SEEN[room]
    if not all(
        (ROOT / name.replace(".", "/")).exists() or (ROOT / f"{name.replace('.', '/')}.py").exists() for name in names
    ):
        pytest.skip("not built yet")
    code = IMPORT_ALL.format(names=names, never=never)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == []


def test_caches_stand_in_compute_only():
    for path in files("app/**/*.py") + files("pages/*.py"):
        used = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        if not path.stem.startswith("compute"):
            assert not used & {"cache_data", "cache_resource"}, path


def test_pages_are_tables_of_contents():
    for path in files("pages/*.py"):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 80, path
        assert "session_state" not in text, path


def test_no_module_is_longer_than_a_module_should_be():
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for room in ("app", "core", "pages")
        for ending in ("py", "js", "css")
        for path in files(f"{room}/**/*.{ending}")
    }
    assert len(lines) > 200
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}
