"""The rooms of the house: who may import whom, read from the source and seen after importing.

A room is named by where a file stands and what it is called, so that a new lesson is held without a line being added here.
"""

import ast
import functools
import subprocess
import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from app.lessons.registry import LESSONS, SECTIONS

ROOT = Path(__file__).parents[2]
FOREIGN = ("streamlit", "plotly", "app", "pages")
LONGEST = 250  # lines of a module; past that a second thing has moved in
FRAME = ("app.fields", "app.i18n", "app.state", "app.theme")
NUMERIC = (
    *("torch", "numpy", "scipy", "sklearn", "librosa", "safetensors", "soundfile", "soxr", "av", "openTSNE", "umap"),
    *("numba", "babel", "sacrebleu", "jiwer", "PIL"),
)
# of core, what is neither a model nor loads one
PLAIN = ("core.*.options", "core.*.results", "core.errors", "core.sizes")
SLUGS = {entry.slug: entry.section for entry in LESSONS}
ALLOWED = {  # room -> what it may import besides the standard library; a file is held by the first that fits
    "core/**/results.py": ("numpy", "core.*.results"),
    "core/*/results/*.py": ("numpy", "core.*.results"),
    "app/jobs/*.py": ("core.errors", "core.sizes", "app.jobs", "app.lessons"),
    "app/web/*.py": ("streamlit", "starlette", "anyio", "app.web", "app.kit.script"),
    "app/kit/**/*.py": ("streamlit", "numpy", "core.*.results", "app.theme", "app.kit"),
    "app/ui/layout.py": ("plotly", "app.theme"),
    "app/ui/**/*.py": (
        *("streamlit", "nbformat", "numpy", *PLAIN, *FRAME),
        *("app.lessons.registry", "app.jobs", "app.kit", "app.ui", "app.web.turns"),
    ),
    "app/lessons/__init__.py": ("app.lessons.registry", "app.jobs.line"),
    "app/lessons/registry.py": (),
    "PICTURE": ("streamlit", "numpy", "core.*.options", "core.*.results", "app.theme", "app.kit", "app.lessons"),
    "app/lessons/**/__init__.py": ("app.jobs.line", "core.*.options"),
    "app/lessons/**/options.py": ("app.fields", "app.lessons", *PLAIN),
    "app/lessons/**/figures.py": ("plotly", "numpy", "core.*.results", "app.theme", "app.ui.layout"),
    "app/lessons/**/notebook.py": ("app.lessons", *PLAIN),
    "app/lessons/**/thumbnail.py": ("numpy", "app.kit", "app.lessons", *PLAIN),
    "app/lessons/**/compute.py": ("streamlit", "numpy", "babel", "core", "app.jobs.running", "app.lessons"),
    "app/lessons/**/*.py": ("streamlit", "numpy", *PLAIN, *FRAME, "app.jobs", "app.ui", "app.lessons"),
    "pages/home.py": ("streamlit", "app.i18n", "app.lessons", "app.ui", *PLAIN),
    "pages/credits.py": ("streamlit", "app.i18n", "app.ui"),
    "core/recipes/*.py": (*NUMERIC, "gensim", "pyarrow", "tokenizers", "core"),
    "core/**/*.py": (*NUMERIC, "core"),
}
SEEN = {  # room -> what must not have been loaded after importing all of it
    "core/**/*.py": ("streamlit", "plotly"),
    "core/**/results*/**/*.py": ("torch", "streamlit", "plotly"),
    "core/**/results.py": ("torch", "streamlit", "plotly"),
    "app/lessons/**/figures.py": ("torch", "streamlit"),
    "app/lessons/**/compute.py": ("torch",),  # models are loaded when they are asked for; plotly comes with Streamlit
    "app/lessons/**/*.py": ("torch",),
    "app/kit/**/*.py": ("torch",),
    "app/ui/**/*.py": ("torch",),
}
IMPORT_ALL = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print(" ".join(name for name in {never!r} if name in sys.modules))
"""


def files(room: str) -> list[Path]:
    return sorted(ROOT.glob(room))


def dotted(path: Path) -> str:
    """A file as the module that it is."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            place = ROOT / node.module.replace(".", "/")
            found |= {
                f"{node.module}.{one.name}"
                if (place / one.name).is_dir() or (place / f"{one.name}.py").exists()
                else node.module
                for one in node.names
            }
    return {module for module in found if module.split(".")[0] not in sys.stdlib_module_names}


def matches(module: str, rule: str) -> bool:
    """`a.b` allows itself and what is beneath it; a star stands for one name."""
    ours, wanted = module.split("."), rule.split(".")
    return len(ours) >= len(wanted) and all(w in ("*", o) for o, w in zip(ours, wanted, strict=False))


def is_picture(path: Path) -> bool:
    """Whether the file belongs to a moving picture: a folder with a component.js."""
    return any((folder / "component.js").exists() for folder in (path.parent, path.parent.parent))


@functools.cache
def rooms() -> dict[Path, str]:
    """Every file that stands in a room -> the first room that it fits."""
    found: dict[Path, str] = {}
    for room in ALLOWED:
        for path in files("app/lessons/**/*.py" if room == "PICTURE" else room):
            if room != "PICTURE" or is_picture(path):
                found.setdefault(path, room)
    return found


def faults(allowed: Iterable[tuple[Path, tuple[str, ...]]]) -> list[str]:
    """What is imported that may not be."""
    return sorted(
        f"{path.relative_to(ROOT)} imports {module}"
        for path, rules in allowed
        for module in imports(path)
        if not any(matches(module, rule) for rule in rules)
    )


@pytest.mark.parametrize("room", ALLOWED)
def test_room_imports_only_what_it_may(room):
    held = [path for path, its in rooms().items() if its == room]
    assert held, "no file stands there"
    assert faults((path, ALLOWED[room]) for path in held) == []


def test_core_knows_nothing_of_the_app():
    seen = {path: imports(path) for path in files("core/**/*.py")}
    assert [(path, module) for path, found in seen.items() for module in found if module.split(".")[0] in FOREIGN] == []


def test_core_has_no_circles():
    """Of modules that import one another, if inside functions: what is in a circle can only be understood at once."""
    names = {dotted(path): path for path in files("core/**/*.py") if path.name != "__init__.py"}
    TopologicalSorter({name: imports(path) & names.keys() for name, path in names.items()}).prepare()


def test_a_lesson_keeps_to_its_folder_and_to_what_its_section_shares():
    """And a section's shared files to one another."""
    found = []
    for path in files("app/lessons/*/**/*.py"):
        section, slug, *_ = (*path.relative_to(ROOT / "app" / "lessons").parts, "")
        own = slug if slug in SLUGS else ""
        for module in imports(path):
            parts = module.split(".")
            if parts[:2] == ["app", "lessons"] and len(parts) > 2:
                of_section, of_lesson = parts[2], parts[3] if len(parts) > 3 and parts[3] in SLUGS else ""
                if of_section != section or of_lesson not in ("", own):
                    found.append(f"{path.relative_to(ROOT)} imports {module}")
    assert found == []


def test_what_all_share_knows_no_lesson():
    shared = [
        *files("app/*.py"),
        *(path for room in ("ui", "kit", "web", "jobs") for path in files(f"app/{room}/**/*.py")),
    ]
    into = [
        (path, module) for path in shared for module in imports(path) if module.split(".")[:2] == ["app", "lessons"]
    ]
    assert len(shared) > 20
    assert [(path, module) for path, module in into if module not in ("app.lessons", "app.lessons.registry")] == []


@pytest.mark.parametrize(("slug", "section"), SLUGS.items())
def test_a_page_is_thin(slug, section):
    """All else stands in the lesson's folder."""
    path = ROOT / "pages" / f"{slug}.py"
    assert imports(path) == {f"app.lessons.{section}.{slug}.page"}
    assert len(path.read_text("utf-8").splitlines()) <= 10
    table = (ROOT / "app" / "lessons" / section / slug / "page.py").read_text("utf-8")
    assert len(table.splitlines()) <= 180, "a large tab has a file of its own"
    assert "session_state" not in table


def test_folders_of_lessons_are_those_that_are_registered():
    for section in SECTIONS:
        folders = {path.parent.name for path in files(f"app/lessons/{section}/*/page.py")}
        assert folders == {slug for slug, its in SLUGS.items() if its == section}


@pytest.mark.parametrize("room", SEEN)
def test_nothing_foreign_is_loaded(room):
    names = [dotted(path) for path in files(room) if "recipes" not in path.parts and path.stem != "__main__"]
    assert names, "no file stands there"
    code = IMPORT_ALL.format(names=names, never=SEEN[room])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == []


def test_caches_stand_in_compute_only():
    for path in files("app/**/*.py") + files("pages/*.py"):
        used = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        if path.name != "compute.py":
            assert not used & {"cache_data", "cache_resource"}, path


def test_no_module_is_longer_than_a_module_should_be():
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for room in ("app", "core", "pages")
        for ending in ("py", "js", "css")
        for path in files(f"{room}/**/*.{ending}")
    }
    assert len(lines) > 200
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}
