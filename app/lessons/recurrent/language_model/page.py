"""The page on language models: two sentences race, word by word and letter by letter."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent.language_model import compute, notebook
from app.lessons.recurrent.language_model.bug import find_the_bug
from app.lessons.recurrent.language_model.free import free_running
from app.lessons.recurrent.language_model.options import FAR, PAIRS, Options
from app.lessons.recurrent.language_model.picture import Rest, draw
from app.lessons.recurrent.language_model.predict import predict
from app.lessons.recurrent.language_model.sentences import sentences
from app.lessons.recurrent.language_model.shown import Shown
from app.lessons.recurrent.language_model.vocabulary import vocabulary
from app.lessons.recurrent.language_model.words_or_letters import words_or_letters
from app.lessons.recurrent.language_model.written import written_pairs
from app.ui import checks, controls, export, frame
from app.ui.frame import Lesson
from core.recurrent.options import VOCABULARIES

SMALL = 100  # a vocabulary at the most, of which the referee adds up what is left out


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("language_model", Options)
    sentences(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "letters": lambda: words_or_letters(lesson, shown),
            "free": lambda: free_running(lesson, shown),
            "vocabulary": lambda: vocabulary(lesson, shown),
            "pairs": lambda: written_pairs(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.language.network:LanguageNetwork": "Press & Wolf 2017",
                    "core.recurrent.language.models:LetterModel.spell": "",
                    "core.recurrent.language.models:narrowed": "",
                    "core.recurrent.language.kneser_ney:KneserNey": "Chen & Goodman 1999",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def picture(lesson: Lesson[Options]) -> Shown | None:
    """Both sentences through both models; None (and a sentence) where there is nothing to read."""
    options = lesson.state
    with lesson.guard():
        a = _read(lesson, options.a)
        given = min(options.given, len(a))
        b = compute.free(a, given, _writer(options)) if options.free else _read(lesson, options.b)
        race = compute.race(a, b)
        rest = draw(
            race,
            rest=Rest(options.step, options.size),
            key="language_model.picture",
            labels=prefixed("language_model.race."),
            on_change=lambda rest: lesson.update(**asdict(rest)),
            on_word=lambda which, place, word: _put(lesson, {"a": a, "b": b}[which], place, word),
            models=options.models,
            free=options.free,
            given=given,
            unk_free=options.bug == "unk_free",
            present=state.session().present,
            start=lesson.start(*experiments()),
        )
        if compute.is_foreign(race):
            st.caption(t("language_model.foreign"))
        return Shown(race, rest)
    return None


def _writer(options: Options) -> str:
    """Whose own text is shown where the model runs free: the letter model's where it is drawn alone."""
    return "letters" if options.models == "letters" else "words"


def _read(lesson: Lesson[Options], text: str) -> tuple[str, ...]:
    words, is_all = compute.read(text)
    if not is_all:
        lesson.say("language_model.cut", words=len(words))
    return words


def _put(lesson: Lesson[Options], words: tuple[str, ...], place: int, word: str) -> None:
    """Sentence B becomes these words with another one at this place."""
    controls.forget_refused("language_model", "b")
    lesson.update(b=compute.with_word(words, place, word), free=False, step=place + 1)


def experiments() -> tuple[dict, dict, dict]:
    """A word that parts them, a verb whose noun is far back, a vocabulary of ten."""
    a, b = PAIRS["know"]
    start = {"a": a, "b": b, "models": "both", "size": VOCABULARIES[-1], "free": False, "bug": "none"}
    start |= {"step": compute.parting(a, b) + 1}
    a, b = FAR
    far = {"a": a, "b": b, "step": compute.parting(a, b) + 1}
    return start, start | far, start | {"size": VOCABULARIES[0], "step": 64}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """PyTorch's layer and its cross-entropy on sentence A; and <UNK> as a sum."""
    lesson.explain("referee")
    if shown is not None:
        words, size = shown.race.a.words, min(shown.rest.size, SMALL)
        checks.referee(lesson, lambda: compute.referee(words, size), about=f"{words} {size}")


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    a, b, size = shown.race.a.words, shown.race.b.words, shown.rest.size
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.race, size)),
        notebook=lambda: export.notebook(notebook.cells(a, b, size), title=lesson.text.question),
    )
