"""The page on image captioning: the picture, the way it goes in, the tabs."""

from __future__ import annotations

from dataclasses import replace

from app import fields
from app.i18n import t
from app.lessons.translate.captioning import compute, own_picture
from app.lessons.translate.captioning.bug import find_the_bug
from app.lessons.translate.captioning.looking import hold, picture
from app.lessons.translate.captioning.nothing import nothing
from app.lessons.translate.captioning.options import ANEW, WIDTHS, Options
from app.lessons.translate.captioning.predict import predict
from app.lessons.translate.captioning.regions import regions
from app.lessons.translate.captioning.scored import scored
from app.lessons.translate.captioning.shown import Shown
from app.lessons.translate.captioning.take import take
from app.lessons.translate.captioning.ways import ways
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.captions.options import GREY, START, WAYS
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("captioning", Options)
    hold(lesson)
    controls_row(lesson)
    shown = picture(lesson, lesson.start(*experiments()))
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "ways": lambda: ways(lesson, shown),
            "regions": lambda: regions(lesson, shown),
            "nothing": lambda: nothing(lesson, shown),
            "scored": lambda: scored(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.captions.encoder:Encoder": "Tan & Le 2019; Sandler et al. 2018, section 3",
                    "core.captions.decoder:Decoder": "Vinyals et al. 2015; Mao et al. 2015; Xu et al. 2015",
                    "core.captions.captioner:Captioner.write": "",
                    "core.captions.alignment:AlignmentNetwork": "Karpathy & Fei-Fei 2015, section 3.1, equation 8",
                    "core.captions.scores:Cider": "Vedantam, Zitnick & Parikh 2015",
                    "core.captions.objects:rates": "Rohrbach et al. 2018",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The picture, the way it goes in, and how many sentences the beam keeps."""

    def anew() -> None:
        lesson.update(**ANEW)

    with controls.row():
        own_picture.upload(lesson)
        own_picture.choose(lesson, anew)
        controls.choice(lesson, "way", {way: t(f"captioning.way.{way}") for way in WAYS}, t("tab.ways"), then=anew)
        widths = {width: t("captioning.width", width=width) for width in sorted({*WIDTHS, lesson.state.width})}
        controls.select(lesson, "width", widths, t("captioning.width_label"), visible=False, then=anew, width=110)


def experiments() -> tuple[dict, dict, dict]:
    """The light on its way; a picture of nothing; the first picture once more, seen only at the start."""
    names = ("photo", "way", "width", "alpha", "given", "held", "step", "place", "branch", "wrongly")
    start = {name: fields.defaults(Options)[name] for name in names}
    return start, start | {"photo": GREY}, start | {"way": START}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The sentence on screen once more, by code that is not ours."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        rows = compute.referee(shown.way, shown.seen, shown.written)
        return [replace(row, name=t(f"captioning.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=shown.about)
