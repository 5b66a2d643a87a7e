"""The app's words: short strings from gettext catalogues, lessons from Markdown, both by language.

A second language is a folder assets/strings/<language> and, for each translated lesson, assets/lessons/<language>/
<slug>.md. What a language lacks is shown in English: string by string, section by section. A folder of strings has a
catalogue for each lesson, one for what the lessons of a section share, and `frame.po` for what every page has.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from babel.messages.pofile import read_po

from app import state

ASSETS = Path(__file__).resolve().parent.parent / "assets"
ENGLISH = "en"
MARKS = "\\`*_{}[]<>#$|~:!"  # what may mean something in Markdown


class Markdown(str):
    """Text to be set as Markdown as it stands: the project's own. All other text is a visitor's, and is escaped."""

    __slots__ = ()


def plain(text: str) -> Markdown:
    """Text in Markdown that shows it as it is; what is `Markdown` already stays so."""
    if isinstance(text, Markdown):
        return text
    return Markdown("".join(f"\\{letter}" if letter in MARKS else letter for letter in text))


def filled(line: str, values: Mapping[str, object]) -> Markdown:
    """A line of the project's with {name} put in, as Markdown: of the values nothing is a mark but what is `Markdown`."""
    shown = {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return Markdown(line.format(**shown) if shown else line)


@dataclass(frozen=True)
class Check:
    """A question of a lesson: `### name`, a paragraph, a list of answers, paragraphs that begin `right:` and `wrong:`.

    In a name that ends in -<number> this is the place of the right answer, counted from 0. Other questions are about
    what a visitor has before them: the page finds the answer (`answer` is None), and mostly the options too.
    """

    prompt: str
    options: tuple[Markdown, ...]
    right: str
    wrong: str
    answer: int | None


@dataclass(frozen=True)
class Experiment:
    """A guided experiment, section `try-<number>`: its name in bold, paragraphs that begin `look:` and `means:`."""

    title: str
    look: str
    means: str


@dataclass(frozen=True)
class LessonText:
    """A lesson's words: the question (`# …`), the line beneath it, and the sections (`## id`) as Markdown."""

    question: str
    lead: str
    sections: dict[str, str]

    def get(self, section: str) -> str:
        """A section's Markdown; empty if the lesson has none of that name."""
        return self.sections.get(section, "")

    def parts(self, section: str) -> tuple[str, str]:
        """A section's first paragraph, and the rest."""
        first, _, rest = self.get(section).partition("\n\n")
        return first.strip(), rest.strip()

    def experiment(self, number: int) -> Experiment:
        """What section `try-<number>` says; KeyError if there is none, ValueError if it is no experiment."""
        said = _labelled(self.sections[f"try-{number}"], ("look", "means"))
        if not (said[""] and said["look"] and said["means"]):
            raise ValueError(f"try-{number} needs a name in bold, a paragraph look: and a paragraph means:")
        return Experiment(said[""].strip("*"), said["look"], said["means"])

    def notes(self) -> tuple[str, ...]:
        """The list of section `start`: what a first visitor is told about the picture."""
        return tuple(line[2:].strip() for line in self.get("start").splitlines() if line.startswith("- "))

    def checks(self) -> dict[str, Check]:
        """The questions of the section `checks`, by name."""
        return _checks(self.get("checks"))

    def check(self, name: str) -> Check:
        """One question; KeyError if there is none of that name."""
        return self.checks()[name]


@functools.cache
def catalogues() -> dict[str, dict[str, str]]:
    """Language -> key -> string, out of all the catalogues in its folder."""
    found: dict[str, dict[str, str]] = {language: {} for language in state.LANGUAGES}
    for language, strings in found.items():
        for path in sorted((state.STRINGS / language).glob("*.po")):
            with path.open("rb") as file:
                strings |= {message.id: message.string for message in read_po(file) if message.id and message.string}
    return found


def language() -> str:
    """This session's language: chosen, else the browser's first choice that there is a catalogue for, else English."""
    wished = (state.session().lang or st.context.locale or ENGLISH).split("-")[0].lower()
    return wished if wished in catalogues() else ENGLISH


def t(key: str, **values: object) -> Markdown:
    """The string `key` in the session's language, else in English, with {name} put in, as Markdown. KeyError if there is
    none. Values are a visitor's unless they are `Markdown`: no link, no picture and no formula comes of them."""
    return filled(_string(key), values)


def verbatim(key: str, **values: object) -> str:
    """The same for where nothing is Markdown: in tables, charts, moving pictures, lists to choose from."""
    return _string(key).format(**values)


def _string(key: str) -> str:
    spoken = catalogues()[st.session_state.get("language", ENGLISH)]
    return spoken.get(key) or catalogues()[ENGLISH][key]


def prefixed(prefix: str) -> dict[str, str]:
    """The strings whose keys begin like this, by the rest of the key: words for a picture. What is missing is in English."""
    spoken = catalogues()[ENGLISH] | catalogues()[st.session_state.get("language", ENGLISH)]
    return {key.removeprefix(prefix): string for key, string in spoken.items() if key.startswith(prefix)}


def begin() -> str:
    """Begin a run of the script: settle the session's language. Called once, before any string is asked for."""
    state.begin()
    st.session_state["language"] = language()
    return st.session_state["language"]


def lesson_text(slug: str, spoken: str | None = None) -> LessonText:
    """A lesson's text in a language (the session's if none is given), sections that it lacks in English."""
    spoken = spoken or st.session_state.get("language", ENGLISH)
    english, own = _path(slug, ENGLISH), _path(slug, spoken)
    return _merged(
        english, english.stat().st_mtime, own if own.exists() else english, own.exists() and own.stat().st_mtime
    )


def _path(slug: str, spoken: str) -> Path:
    return ASSETS / "lessons" / spoken / f"{slug}.md"


@functools.lru_cache(maxsize=256)
def _merged(english: Path, changed: float, own: Path, own_changed: float) -> LessonText:
    base, top = parse(english.read_text("utf-8")), parse(own.read_text("utf-8"))
    return LessonText(top.question or base.question, top.lead or base.lead, base.sections | top.sections)


def parse(markdown: str) -> LessonText:
    """Split a lesson's Markdown into its question, its lead and its sections."""
    head, *parts = re.split(r"^## +([\w-]+) *$", markdown, flags=re.MULTILINE)
    question, _, lead = head.strip().removeprefix("# ").partition("\n")
    sections = {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
    return LessonText(question.strip(), lead.strip() or sections.get("lead", ""), sections)


@functools.lru_cache(maxsize=256)
def _checks(section: str) -> dict[str, Check]:
    _, *parts = re.split(r"^### +([\w-]+) *$", section, flags=re.MULTILINE)
    return {name: _check(name, body) for name, body in zip(parts[::2], parts[1::2], strict=True)}


def _check(name: str, body: str) -> Check:
    said = _labelled(body, ("right", "wrong"))
    options = tuple(Markdown(line[2:].strip()) for line in body.splitlines() if line.startswith("- "))
    place = re.search(r"-(\d+)$", name)
    return Check(said[""], options, said["right"], said["wrong"], int(place[1]) if place else None)


def _labelled(body: str, labels: tuple[str, ...]) -> dict[str, str]:
    """Paragraphs by the label they begin with, each in one line; what has none and is no list stands under ''."""
    said = dict.fromkeys(("", *labels), "")
    starts = "|".join(f"{label}:" for label in labels)
    for paragraph in re.split(rf"\n\s*\n|\n(?={starts})", body.strip()):
        label, _, rest = paragraph.partition(":")
        if label in labels:
            said[label] = " ".join(rest.split())
        elif not paragraph.startswith("- "):
            said[""] = "\n\n".join(filter(None, (said[""], " ".join(paragraph.split()))))
    return said
