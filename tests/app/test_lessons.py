"""Every registered lesson is whole, and nothing is left over."""

import ast
import functools
import re
from pathlib import Path

import pytest

from app import i18n, lessons
from app.lessons.registry import LESSONS, PLANNED, SECTIONS, entry

ROOT = Path(__file__).parents[2]
SLUGS = [listed.slug for listed in LESSONS]
SECTIONS_OF_A_LESSON = (
    "lead",
    "start",
    "explain",
    "try-1",
    "try-2",
    "try-3",
    "referee",
    "hood",
    "checks",
    "references",
)
LONGEST = {
    "lead": 160,
    "look": 200,
    "first paragraph": 360,
}  # characters: two lines beside the chips, a few on the page
QUESTIONS = """# Q?

## checks

### gate-1

Which gate of {unit}
is it?

- forget
- update

right: Yes, it
is.

wrong: No.

### other

B?
"""
TRANSLATED = sorted((path.parent.name, path.stem) for path in (ROOT / "assets" / "lessons").glob("*/*.md"))


def source(*patterns: str) -> str:
    return "\n".join(path.read_text("utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern)))


@functools.cache
def constants_of_the_pages() -> set[object]:
    """Every constant that stands in the code of the pages and of the app."""
    code = ast.parse(source("pages/*.py") + source("app/**/*.py"))
    return {node.value for node in ast.walk(code) if isinstance(node, ast.Constant)}


def test_registry():
    planned = [slug for slug, _ in PLANNED]
    assert len(set(SLUGS + planned)) == len(SLUGS) + len(planned), "each lesson once"
    assert {listed.section for listed in LESSONS} | {section for _, section in PLANNED} <= set(SECTIONS)
    assert entry(SLUGS[0]) is LESSONS[0]
    with pytest.raises(KeyError):
        entry("no such lesson")


@pytest.mark.parametrize("slug", SLUGS)
def test_lesson_is_whole(slug):
    assert (ROOT / "pages" / f"{slug}.py").is_file()
    text = i18n.lesson_text(slug, i18n.ENGLISH)
    assert text.question.endswith("?"), "a lesson opens with a question"
    for section in SECTIONS_OF_A_LESSON:
        assert text.get(section), f"{slug}.md lacks the section {section}"
    assert len(text.notes()) == 3 and len(text.lead) <= LONGEST["lead"]
    for said in map(text.experiment, (1, 2, 3)):
        assert len(said.title.split()) <= 4 and len(said.look) <= LONGEST["look"], said.title
    first, rest = text.parts("explain")
    assert rest and len(first) <= LONGEST["first paragraph"] and "$" not in first, (
        "the idea in plain words, then the rest"
    )
    names = list(text.checks())
    assert len(names) >= 2, "at least two questions"
    for name in names:
        check = text.check(name)
        assert check.prompt and check.right and check.wrong, f"{slug}: check {name}"
        if check.answer is None:
            assert name in constants_of_the_pages(), f"{slug}: no page asks {name}"
        else:
            assert check.answer < len(check.options), f"{slug}: check {name}"


def test_every_lesson_has_its_small_picture():
    """The home page draws it by the kind that the registry names."""
    drawn = "".join(
        map(
            source,
            (
                "app/ui/lesson_map/pictures.js",
                *(f"app/ui/lesson_map/pictures_{name}.js" for name in ("words", "translate", "speech")),
            ),
        )
    )
    kinds = set(re.findall(r"^  (\w+)\(canvas", drawn, flags=re.MULTILINE))
    assert {listed.icon for listed in LESSONS} <= kinds
    found = lessons.thumbnails()
    assert set(found) == set(SLUGS)
    assert all(found.values()), "thumbnail.picture() gives what it is drawn from"


@pytest.mark.parametrize(("language", "slug"), TRANSLATED)
def test_translation_fits_the_english(language, slug):
    english, own = i18n.lesson_text(slug, i18n.ENGLISH), i18n.parse(source(f"assets/lessons/{language}/{slug}.md"))
    assert own.question and set(own.sections) <= set(english.sections)
    for name in own.checks():
        ours, theirs = english.check(name), own.check(name)
        assert len(ours.options) == len(theirs.options)
        for one, two in zip(
            (ours.prompt, ours.right, ours.wrong), (theirs.prompt, theirs.right, theirs.wrong), strict=True
        ):
            assert set(re.findall(r"{\w+}", two)) <= set(re.findall(r"{\w+}", one + ours.prompt)), (slug, name)


def test_nothing_is_left_over():
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert pages == {*SLUGS, "home", "credits"}
    assert {slug for _, slug in TRANSLATED} == set(SLUGS)
    assert {language for language, _ in TRANSLATED} <= set(i18n.catalogues())


def test_missing_sections_are_english(tmp_path, monkeypatch):
    for language, text in (
        ("en", "# Why?\n\nLead.\n\n## explain\n\nHow.\n\n## bug\n\nWrong.\n"),
        ("ko", "# 왜?\n\n## bug\n\n틀림.\n"),
    ):
        (tmp_path / "lessons" / language).mkdir(parents=True)
        (tmp_path / "lessons" / language / "some.md").write_text(text, "utf-8")
    monkeypatch.setattr(i18n, "ASSETS", tmp_path)
    text = i18n.lesson_text("some", "ko")
    assert (text.question, text.lead, text.get("explain"), text.get("bug")) == ("왜?", "Lead.", "How.", "틀림.")
    assert i18n.lesson_text("some", "de").question == "Why?"


def test_checks_are_read():
    text = i18n.parse(QUESTIONS)
    check = text.check("gate-1")
    assert check == i18n.Check("Which gate of {unit} is it?", ("forget", "update"), "Yes, it is.", "No.", 1)
    assert text.check("other").prompt == "B?" and text.check("other").answer is None
    with pytest.raises(KeyError):
        text.check("none")
