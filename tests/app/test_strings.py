"""The catalogues: every key used is there, none is left over, translations fit."""

import ast
import re
import string
from pathlib import Path

import pytest

from app import i18n
from app.lessons.registry import LESSONS, PLANNED, SECTIONS

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("app/**/*.py", "pages/*.py", "core/**/*.py") for path in sorted(ROOT.glob(room))]
TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
CALLS = ("t", "say", "notice", "UserError")  # their first argument is a key
SLUGS = {lesson.slug for lesson in LESSONS}
ENGLISH = i18n.catalogues()[i18n.ENGLISH]
OTHERS = sorted(set(i18n.catalogues()) - {i18n.ENGLISH})
BELONGS = {
    "vectors": "analogies",
    "translate": "attention",
} | dict.fromkeys(  # strings that are not named by their lesson's slug
    ("scope", "composer", "curve", "mistake", "sound", "own", "make", "part", "word", "detector", "judge", "speech"),
    "trigger_word",
)
FAMILIES = (
    {f"section.{name}" for name in SECTIONS}
    | {f"lesson.{slug}.title" for slug in SLUGS | {slug for slug, _ in PLANNED}}
    | {f"lesson.{slug}.question" for slug, _ in PLANNED}
)


def called_with() -> list[ast.expr]:
    """The first arguments of all calls that take a key; both arms of a choice."""
    found = []
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in CALLS:
                first = node.args[0]
                found += [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return found


def pattern(node: ast.JoinedStr) -> str:
    """An f-string as a regular expression."""
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.-]+" for part in node.values)


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
    left = {
        key
        for key in set(ENGLISH) - constants - families - {"language.name"}
        if not key.startswith(tuple(i18n.COMPONENTS))
    }
    assert {key for key in left if not any(re.fullmatch(form, key) for form in composed)} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translation_is_whole(language):
    """A language has the frame's strings, and those of the lessons that it translates."""
    own = i18n.catalogues()[language]
    slugs = SLUGS | {slug for slug, _ in PLANNED}
    untranslated = {slug for slug in slugs if not (ROOT / "assets" / "lessons" / language / f"{slug}.md").exists()}
    wanted = {key for key in ENGLISH if BELONGS.get(key.split(".")[0], key.split(".")[0]) not in untranslated}
    assert wanted <= set(own) <= set(ENGLISH)
    for key in own:
        assert placeholders(own[key]) == placeholders(ENGLISH[key]), key


def test_every_language_names_itself():
    names = [catalogue["language.name"] for catalogue in i18n.catalogues().values()]
    assert len(set(names)) == len(names)
