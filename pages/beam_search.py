"""Beam search: the likeliest sentence without trying them all, as a tree that grows."""

from app.lessons.translate.beam_search import page as beam_search
from app.lessons.translate.beam_search import ways as beam_more
from app.lessons.translate.beam_search import widths as beam_widths
from app.lessons.translate.beam_search.options import BeamOptions
from app.ui import frame

lesson = frame.begin("beam_search", BeamOptions)
beam_search.controls_row(lesson)
shown = beam_search.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: beam_search.predict(lesson, shown),
        "explain": lambda: lesson.explain(),
        "ways": lambda: beam_more.ways(lesson, shown),
        "logs": lambda: beam_more.logs(lesson, shown),
        "widths": lambda: beam_widths.widths(lesson, shown),
        "try": lambda: beam_search.experiments(lesson),
        "bug": lambda: beam_more.find_the_bug(lesson, shown),
        "referee": lambda: beam_search.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.translate.beam:search_stepper": "Sutskever et al. 2014, section 3.2",
                "core.translate.beam:_step": "",
                "core.translate.chain:rerank": "Wu et al. 2016, section 7, without its coverage",
                "core.translate.stepper:DecoderStepper.step": "Bahdanau et al. 2015, appendix A",
            }
        ),
    }
)
beam_search.take(lesson, shown)
frame.foot()
