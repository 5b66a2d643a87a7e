"""Debiasing: a direction found, words slid to 0 along it, pairs made mirror images; and what that loses and leaves."""

from app.lessons.words.debiasing import page as debiasing
from app.lessons.words.debiasing import scores as debiasing_more
from app.lessons.words.debiasing.options import DebiasingOptions
from app.ui import frame

lesson = frame.begin("debiasing", DebiasingOptions)
debiasing.controls_row(lesson)
shown = debiasing.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: debiasing.predict(lesson, shown),
        "explain": lambda: debiasing.explain(lesson),
        "scores": lambda: debiasing_more.scores(lesson, shown),
        "remaining": lambda: debiasing_more.remaining(lesson, shown),
        "soft": lambda: debiasing_more.soft(lesson, shown),
        "try": lambda: debiasing.experiments(lesson),
        "bug": lambda: debiasing_more.find_the_bug(lesson, shown),
        "referee": lambda: debiasing.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.words.debias:subspace": "Bolukbasi et al. 2016, step 1",
                "core.words.debias:neutralize": "Bolukbasi et al. 2016, step 2a",
                "core.words.debias:equalized": "Bolukbasi et al. 2016, step 2a",
                "core.words.weat:weat": "Caliskan et al. 2017",
                "core.words.remaining:remaining": "Gonen & Goldberg 2019",
                "core.words.soft:transform": "Bolukbasi et al. 2016, step 2b",
            }
        ),
    }
)
debiasing.take(lesson, shown)
frame.foot()
