"""The catalogues: every key used is there, none is left over, translations fit."""

import ast
import re
import string
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app import i18n
from app.lessons.registry import LESSONS, PLANNED, SECTIONS

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("app/**/*.py", "pages/*.py", "core/**/*.py") for path in sorted(ROOT.glob(room))]
TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
CALLS = ("t", "verbatim", "say", "notice", "UserError")  # their first argument is a key
SLUGS = {entry.slug for entry in LESSONS}
SECTION_OF = {entry.slug: entry.section for entry in LESSONS}
ENGLISH = i18n.catalogues()[i18n.ENGLISH]
OTHERS = sorted(set(i18n.catalogues()) - {i18n.ENGLISH})
SECTION_OF_CORE = {"captions": "translate"}  # a folder of core that has no section of its own
GENERAL = ("answer.", "control.", "error.")  # words of the frame that any lesson may use, if only one does yet
FAMILIES = (
    {f"section.{name}" for name in SECTIONS}
    | {f"lesson.{slug}.title" for slug in SLUGS | {slug for slug, _ in PLANNED}}
    | {f"lesson.{slug}.question" for slug, _ in PLANNED}
    | {f"lesson.{slug}.{place}" for slug in SLUGS for place in ("behind", "ahead")}
)


def files(language: str) -> dict[str, set[str]]:
    """Name of a catalogue of the language -> its keys."""
    found = {}
    for path in sorted((ROOT / "assets" / "strings" / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = {message.id for message in read_po(file) if message.id}
    return found


def called_with(names: tuple[str, ...] = CALLS, trees: Iterable[ast.Module] = TREES) -> list[ast.expr]:
    """The first arguments of all calls that take a key; both arms of a choice."""
    found = []
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in names:
                first = node.args[0]
                found += [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return found


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a regular expression."""
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.-]+" for part in node.values)


def room_of(path: Path) -> str:
    """The lesson, or the section, whose folder a file stands in, else "frame"."""
    rooms = [SECTION_OF_CORE.get(room, room) for room in path.relative_to(ROOT).parts]
    return next((room for room in (*reversed(rooms[:-1]), path.stem) if room in SLUGS or room in SECTIONS), "frame")


def section_of(path: Path) -> str:
    """The section whose folder a file stands in."""
    return SECTION_OF.get(room_of(path), room_of(path))


# Where the words of pictures are asked for by their prefix: files, and the prefixes.
CALLED = [
    (path, node.value)
    for path, tree in zip(SOURCES, TREES, strict=True)
    for node in called_with(("prefixed",), [tree])
    if isinstance(node, ast.Constant)
]
OF_PICTURES = tuple(sorted({prefix for _, prefix in CALLED}))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_keys_that_are_used_are_there():
    used = {node.value for node in called_with() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {key for key in used if "." in key} <= set(ENGLISH)
    assert set(ENGLISH) >= FAMILIES


def test_no_key_is_left_over():
    constants = {node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    composed = [pattern(node) for node in called_with() if isinstance(node, ast.JoinedStr)]
    families = {key for key in ENGLISH if key.startswith(("section.", "lesson."))}
    assert families == FAMILIES, "a lesson that exists has its question in its Markdown"
    left = set(ENGLISH) - constants - families - {"language.name"}
    left = {key for key in left if not key.startswith(OF_PICTURES)}
    assert {key for key in left if not any(re.fullmatch(form, key) for form in composed)} == set()


@pytest.mark.parametrize("prefix", OF_PICTURES)
def test_no_word_of_a_picture_is_left_over(prefix):
    """Each is named where the picture is drawn or in the kit, whole or by a beginning to which a name is added."""
    rooms = {room for path, asked in CALLED if asked == prefix for room in (room_of(path), section_of(path))} | {"kit"}
    scripts = [path for path in sorted(ROOT.glob("app/**/*")) if path.suffix in (".js", ".py")]
    files = [path for path in scripts if (room_of(path) if "kit" not in path.parts else "kit") in rooms]
    written = "\n".join(path.read_text("utf-8") for path in files)
    said = set(re.findall(r"labels\??\.(\w+)|[\"'`](\w+)|\b(\w+):", written))
    said = {word for words in said for word in words if word}
    keys = {key.removeprefix(prefix) for key in ENGLISH if key.startswith(prefix)}
    assert keys, prefix
    begun = {key for key in keys if {key[: dash.start() + i] for dash in re.finditer("_", key) for i in (0, 1)} & said}
    assert keys - said - begun == set()


def test_a_string_stands_where_it_is_used():
    """What one lesson alone says is in its own catalogue; what one section alone says, in the section's or a lesson's of it."""
    used: dict[str, set[str]] = {key: set() for key in ENGLISH}
    for path, tree in zip(SOURCES, TREES, strict=True):
        constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        forms = [pattern(node) for node in called_with(CALLS, [tree]) if isinstance(node, ast.JoinedStr)]
        for key in ENGLISH:
            named = key in constants or any(re.fullmatch(form, key) for form in forms)
            if key.startswith(("tab.", "lesson.")):  # the frame's words for what stands in a lesson's catalogue
                continue
            if named or any(key.startswith(prefix) and prefix in constants for prefix in OF_PICTURES):
                used[key].add(room_of(path))
    wrong = []
    for name, keys in files(i18n.ENGLISH).items():
        for key in keys:
            by, sections = used[key], {SECTION_OF.get(room, room) for room in used[key]}
            if name in SLUGS:
                good = by <= {name, SECTION_OF[name]}
            elif name in SECTIONS:
                good = sections <= {name} and (key.startswith(OF_PICTURES) or not (len(by) == 1 and by <= SLUGS))
            else:
                good = name != "frame" or not by or len(sections) > 1 or "frame" in sections or key.startswith(GENERAL)
            if not good:
                wrong.append(f"{key} in {name}.po, used by {', '.join(sorted(by))}")
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", [i18n.ENGLISH, *OTHERS])
def test_every_string_stands_in_one_catalogue_of_the_frame_a_section_or_a_lesson(language):
    found = files(language)
    planned = {slug for slug, _ in PLANNED}
    assert set(found) <= {"frame", *SECTIONS} | SLUGS | planned
    assert sum(map(len, found.values())) == len(set().union(*found.values())) == len(i18n.catalogues()[language])


@pytest.mark.parametrize("language", OTHERS)
def test_translation_is_whole(language):
    """A language has the frame's strings, the titles, and what belongs to the lessons that it translates."""
    own, english = i18n.catalogues()[language], files(i18n.ENGLISH)
    translated = [entry for entry in LESSONS if (ROOT / "assets/lessons" / language / f"{entry.slug}.md").exists()]
    wanted = {"frame"} | {entry.slug for entry in translated} | {entry.section for entry in translated}
    titles = {key for key in ENGLISH if key.startswith("lesson.") and key.endswith((".title", ".question"))}
    assert titles.union(*(english[name] for name in wanted if name in english)) <= set(own) <= set(ENGLISH)
    for key in own:
        assert placeholders(own[key]) == placeholders(ENGLISH[key]), key


def test_every_language_names_itself():
    names = [catalogue["language.name"] for catalogue in i18n.catalogues().values()]
    assert len(set(names)) == len(names)
