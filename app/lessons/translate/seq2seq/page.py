"""The page on encoder and decoder: the sentence, the picture with its one vector, the tabs."""

from __future__ import annotations

from dataclasses import asdict, replace

from app import state
from app.i18n import prefixed, t
from app.lessons.translate import sentence
from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.bug import find_the_bug
from app.lessons.translate.seq2seq.forcing import forcing
from app.lessons.translate.seq2seq.longer import longer
from app.lessons.translate.seq2seq.map import sentence_map
from app.lessons.translate.seq2seq.options import CARD, HOMEWORK, TASKS, TRAIN, Options
from app.lessons.translate.seq2seq.picture import Rest, draw
from app.lessons.translate.seq2seq.predict import predict
from app.lessons.translate.seq2seq.shown import Shown
from app.lessons.translate.seq2seq.take import take
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("seq2seq", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "map": lambda: sentence_map(lesson, shown),
            "longer": lambda: longer(lesson, shown),
            "forcing": lambda: forcing(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.translate.seq2seq:EncoderDecoder.encode": "Cho et al. 2014, section 2.2",
                    "core.translate.seq2seq:EncoderDecoder.advance": "Cho et al. 2014, section 2.2; PyTorch's form of the GRU",
                    "core.translate.one_vector:read": "",
                    "core.recipes.translate_kinds:Kind.taught": "Sutskever et al. 2014, section 3.3",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The sentence, the direction, and the order in which the source is read."""
    presets = {"en-fr": {t(f"seq2seq.preset.{name}"): text for name, text in _presets().items()}}
    sentence.task_and_sentence(lesson, TASKS, lambda: _order(lesson), presets)


def _presets() -> dict[str, str]:
    return {"card": CARD, "homework": HOMEWORK, "train": TRAIN}


def _order(lesson: Lesson[Options]) -> None:
    if lesson.state.task == "en-fr":
        controls.toggle(lesson, "reversed", t("seq2seq.reversed"), help=t("seq2seq.reversed_help"))


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The moving picture of the lesson's state; None (and a sentence) where there is nothing to read."""
    options = lesson.state
    name = compute.model(options)
    with lesson.guard():
        found, maps = compute.read(name, options.text, options.unit is not None), compute.maps(name, options.text)
        rest = draw(
            found,
            maps,
            compute.lengths(name),
            rest=Rest(options.step, options.unit, options.map),
            key="seq2seq.picture",
            labels=prefixed("seq2seq.picture."),
            present=state.session().present,
            start=lesson.start(*experiments()),
            on_change=lambda rest: lesson.update(**asdict(rest)),
            on_text=lambda text: lesson.update(text=text, step=-1),
        )
        return Shown(found, maps, rest)
    return None


def experiments() -> tuple[dict, dict, dict]:
    """Eight words that one vector holds, ten that it does not, and these read backwards."""
    start = {
        "task": "en-fr",
        "text": CARD,
        "locale": "",
        "reversed": False,
        "step": -1,
        "unit": None,
        "map": "paraphrases",
    }
    longer = start | {"text": HOMEWORK}
    return start, longer, longer | {"reversed": True}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The same by PyTorch's own layers, and by plain runs."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        rows = compute.referee(
            shown.found.name, shown.found.text, compute.read(shown.found.name, shown.found.text, True)
        )
        return [replace(row, name=t(f"seq2seq.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=shown.about)
