"""Analogies: arithmetic with words, drawn in the plane of the relation."""

from app.lessons.words.analogies import axes as analogy_scores
from app.lessons.words.analogies import page as analogies
from app.lessons.words.analogies.options import AnalogiesOptions
from app.ui import frame

lesson = frame.begin("analogies", AnalogiesOptions)
analogies.equation(lesson)
found = analogies.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: analogies.predict(lesson, found),
        "explain": lambda: lesson.explain(),
        "axes": lambda: analogy_scores.axes(lesson),
        "measured": lambda: analogy_scores.scores(lesson),
        "vectors": lambda: analogy_scores.own_vectors(lesson),
        "try": lambda: analogies.experiments(lesson),
        "bug": lambda: analogies.find_the_bug(lesson, found),
        "referee": lambda: analogies.referee(lesson, found),
        "hood": lambda: lesson.hood(
            {
                "core.words.search:add": "Mikolov, Yih & Zweig 2013",
                "core.words.search:mul": "Levy & Goldberg 2014, equation 4",
                "core.words.search:best": "",
                "core.words.analogy:relation_axes": "",
            }
        ),
    }
)
analogies.take(lesson, found)
frame.foot()
