"""The page on BLEU: examples, how it is counted, the picture in which one types, the tabs."""

from __future__ import annotations

from dataclasses import replace

from app import fields, state
from app.i18n import prefixed, t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.bug import find_the_bug
from app.lessons.translate.bleu.choosing import controls_row
from app.lessons.translate.bleu.corpus import corpus
from app.lessons.translate.bleu.misses import misses
from app.lessons.translate.bleu.options import REFERENCES, Options, sides
from app.lessons.translate.bleu.picture import Rest, draw
from app.lessons.translate.bleu.predict import predict
from app.lessons.translate.bleu.shown import Shown
from app.lessons.translate.bleu.smoothing import smoothing
from app.lessons.translate.bleu.systems import systems
from app.lessons.translate.bleu.take import take
from app.ui import checks, frame
from app.ui.frame import Lesson
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("bleu", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "corpus": lambda: corpus(lesson),
            "smoothing": lambda: smoothing(lesson, shown),
            "misses": lambda: misses(lesson, shown),
            "systems": lambda: systems(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.translate.counted:counted": "Papineni et al. 2002, section 2.1",
                    "core.translate.bleu:statistics": "Papineni et al. 2002, sections 2.1.1 and 2.2.2",
                    "core.translate.bleu:from_statistics": "Papineni et al. 2002, section 2.3; Chen & Cherry 2014",
                    "core.translate.bleu:word_tokens": "mteval-v13a.pl",
                    "core.translate.bleu_systems:half_width": "Koehn 2004",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The candidate over its references; None where there is nothing to count."""

    options = lesson.state
    known = rest_of(options)

    def moved(rest: Rest) -> None:
        nonlocal known
        if rest_of(lesson.state) != known:
            return  # an example was chosen at the same moment, which sends what was being typed before: it stands
        lesson.update(**sides(rest.candidate, rest.references), n=rest.n, step=rest.step, kept=rest.kept)
        known = rest_of(lesson.state)

    with lesson.guard():
        found = compute.shown(options) if options.rows else None  # without a reference the picture says so itself
        draw(
            compute.shown(options, options.wrongly) if found and options.wrongly else found,
            options.config,
            inset=compute.inset(),
            rest=known,
            key="bleu.picture",
            labels=prefixed("bleu.picture."),
            wrongly=options.wrongly,
            present=state.session().present,
            start=lesson.start(*experiments()),
            on_change=moved,
        )
        if found is not None:
            candidate = options.candidate if options.kept < 0 else " ".join(found.candidate)
            return Shown(candidate, options.held_to, options.config, found, options.n, options.rows)
    return None


def rest_of(options: Options) -> Rest:
    """Where the picture is asked to rest."""
    return Rest(options.candidate, options.references, options.n, options.step, options.kept)


def experiments() -> tuple[dict, dict, dict]:
    """Pairs of the paper's first candidate; seven times “the”; and its first six words alone."""
    names = ("candidate", *REFERENCES, "n", "step", "kept", "smooth", "effective", "brevity", "lowercase", "cut")
    start = {name: fields.defaults(Options)[name] for name in (*names, "wrongly")}
    candidate, references, n = compute.presets()["the"]
    return start, start | sides(candidate, references) | {"n": n}, start | {"kept": 6}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The same by sacreBLEU, with its signature."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        rows = compute.referee(shown.candidate, shown.references, shown.config)
        return [replace(row, name=t(f"bleu.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=shown.about)
