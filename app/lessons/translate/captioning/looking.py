"""The moving picture of captioning: the chosen picture as the encoder sees it, and the sentence that is written about it."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import state
from app.i18n import prefixed, t, verbatim
from app.lessons.translate.captioning import compute, own_picture
from app.lessons.translate.captioning.options import OWN, PRESETS, Held, Options
from app.lessons.translate.captioning.picture import Rest, Start, draw
from app.lessons.translate.captioning.shown import Shown
from app.ui.frame import Lesson
from core.captions.options import ATTEND, LONGEST
from core.captions.results import Caption, Seen, Written
from core.errors import UserError


def hold(lesson: Lesson[Options]) -> None:
    """Of what a link brings, the nearest that there is: a picture that is here, a light to be held, words to be written."""
    own_picture.hold(lesson)
    options = lesson.state
    if options.way != ATTEND and options.held is not None:
        lesson.update(held=None)
    try:
        compute.known(options.way, compute.given_words(options))
    except UserError as error:
        lesson.update(given="", held=None)
        lesson.say(error.key, **error.values)


def picture(lesson: Lesson[Options], start: Start) -> Shown | None:
    """The moving picture; None where the picture could not be read or is not yet seen."""
    with lesson.guard():
        options = lesson.state
        seen = own_picture.seen(lesson) if options.photo == OWN else compute.seen(options.photo)
        return None if seen is None else _drawn(lesson, seen, start)
    return None


def _drawn(lesson: Lesson[Options], seen: Seen, start: Start) -> Shown:
    options, identity = lesson.state, own_picture.identity(lesson)
    found = compute.caption(options.photo, identity, seen, options.way, options.config)
    sentences, scores = _sentences(lesson, seen, identity, found)
    given = compute.given_words(options)
    branch = min(options.branch, len(sentences) - 1)
    step = compute.last_thing(sentences[branch]) if options.step is None else options.step

    def words_before(branch: int, step: int) -> str:
        return " ".join(sentences[branch].words[:step])

    def put(step: int, word: str, branch: int) -> None:
        if step >= LONGEST - 1:  # the last step is left for the end
            state.notice("captioning.too_many_words", most=LONGEST - 1)
            return
        lesson.update(given=f"{words_before(branch, step)} {word}".strip(), held=None, step=step, branch=0)

    rest = draw(
        seen,
        sentences,
        scores,
        way=options.way,
        rest=Rest(step, options.place, branch),
        held=None if options.held is None else (options.held.step, options.held.place),
        put=0 if options.held is not None else len(given),  # before a light that was held stand words of the beam
        writable=tuple(compute.writable(options.way)),
        scaled=options.wrongly == "scaled",
        key="captioning.picture",
        labels=prefixed("captioning.picture."),
        on_change=lambda rest: lesson.update(step=rest.step, place=rest.place, branch=rest.branch),
        on_hold=lambda step, place, branch: lesson.update(
            given=words_before(branch, step), held=Held(step, place), step=step, place=place, branch=0
        ),
        on_word=put,
        on_undo=lambda: lesson.update(given="", held=None, branch=0),
        present=state.session().present,
        start=start,
    )
    st.html(f'<p class="u-note">{escape(_note(options))}</p>')
    written = sentences[rest.branch]
    about = f"{identity} {options.way} {' '.join(written.words)} {options.held}"
    is_own = options.photo == OWN or bool(given) or options.held is not None
    return Shown(seen, options.way, written, min(rest.step, len(written.tokens) - 1), is_own, about)


def _sentences(lesson: Lesson[Options], seen: Seen, identity: str, found: Caption) -> tuple[list[Written], list[float]]:
    """The beam's, and before them the one that the visitor began or held the light in."""
    options, given = lesson.state, compute.given_words(lesson.state)
    sentences, scores = list(found.sentences), list(found.scores)
    if given or options.held is not None:
        own = compute.written_on(identity, seen.grid, options.way, given, options.held)
        sentences.insert(0, own)
        scores.insert(0, own.log_probability / len(own.tokens) ** options.alpha)
    return sentences, scores


def _note(options: Options) -> str:
    """What the picture is, and whose."""
    if options.photo == OWN:
        return t("captioning.of_own")
    if options.photo not in PRESETS:
        return t(f"captioning.of_{options.photo}")
    one = compute.shipped(options.photo)
    return verbatim("captioning.of", shows=one.shows, author=one.author, licence=one.licence)
