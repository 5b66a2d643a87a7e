"""The trigger word: from the microphone to the chime."""

from app.lessons.speech.trigger_word import bug as trigger_bug
from app.lessons.speech.trigger_word import curve as trigger_curve
from app.lessons.speech.trigger_word import make as trigger_make
from app.lessons.speech.trigger_word import own_word as trigger_own
from app.lessons.speech.trigger_word import page as trigger_word
from app.lessons.speech.trigger_word.options import TriggerOptions
from app.ui import frame

lesson = frame.begin("trigger_word", TriggerOptions)
trigger_word.controls_row(lesson)
shown = trigger_word.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: trigger_word.predict(lesson, shown),
        "explain": lambda: trigger_word.explain(lesson),
        "curve": lambda: trigger_curve.curve(lesson, shown),
        "make": lambda: trigger_make.make(lesson),
        "own": lambda: trigger_own.own_word(lesson),
        "try": lambda: trigger_word.experiments(lesson),
        "bug": lambda: trigger_bug.find_the_bug(lesson, shown),
        "referee": lambda: trigger_word.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.speech.features:log_mel": "",
                "core.speech.trigger:Stream.feed_frames": "Arik et al. 2017; Cho et al. 2014",
                "core.speech.events:fired": "",
            }
        ),
    }
)
trigger_word.take(lesson, shown)
frame.foot()
