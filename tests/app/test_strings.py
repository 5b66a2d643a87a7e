"""The catalogues: every key used is there, none is left over, translations fit."""

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app import i18n
from app.lessons.registry import LESSONS, PLANNED, SECTIONS

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("app/**/*.py", "pages/*.py", "core/**/*.py") for path in sorted(ROOT.glob(room))]
TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
CALLS = ("t", "say", "notice", "UserError")  # their first argument is a key
SLUGS = {entry.slug for entry in LESSONS}
ENGLISH = i18n.catalogues()[i18n.ENGLISH]
OTHERS = sorted(set(i18n.catalogues()) - {i18n.ENGLISH})
FAMILIES = (
    {f"section.{name}" for name in SECTIONS}
    | {f"lesson.{slug}.title" for slug in SLUGS | {slug for slug, _ in PLANNED}}
    | {f"lesson.{slug}.question" for slug, _ in PLANNED}
)


def files(language: str) -> dict[str, set[str]]:
    """Name of a catalogue of the language -> its keys."""
    found = {}
    for path in sorted((ROOT / "assets" / "strings" / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = {message.id for message in read_po(file) if message.id}
    return found


def called_with(names: tuple[str, ...] = CALLS) -> list[ast.expr]:
    """The first arguments of all calls that take a key; both arms of a choice."""
    found = []
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in names:
                first = node.args[0]
                found += [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return found


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a regular expression."""
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.-]+" for part in node.values)


OF_PICTURES = tuple(sorted({node.value for node in called_with(("prefixed",)) if isinstance(node, ast.Constant)}))


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
    """Each stands in some script or description of a picture, whole or by its beginning, to which a name is added."""
    written = "\n".join(path.read_text("utf-8") for ending in ("js", "py") for path in ROOT.glob(f"app/**/*.{ending}"))
    said = set(re.findall(r"\w+", written))
    keys = {key.removeprefix(prefix) for key in ENGLISH if key.startswith(prefix)}
    assert keys, prefix
    begun = {key for key in keys if any(key[: dash.end()] in said for dash in re.finditer("_", key))}
    assert keys - said - begun == set()


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
    titles = {key for key in ENGLISH if key.startswith("lesson.")}
    assert titles.union(*(english[name] for name in wanted if name in english)) <= set(own) <= set(ENGLISH)
    for key in own:
        assert placeholders(own[key]) == placeholders(ENGLISH[key]), key


def test_every_language_names_itself():
    names = [catalogue["language.name"] for catalogue in i18n.catalogues().values()]
    assert len(set(names)) == len(names)
