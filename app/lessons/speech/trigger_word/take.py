"""What a visitor takes away from the trigger word: its tables, the sound with chimes, the notebook."""

from __future__ import annotations

from app.i18n import t
from app.lessons.speech.trigger_word import compute, notebook
from app.lessons.speech.trigger_word.options import Options
from app.lessons.speech.trigger_word.shown import Shown
from app.ui import export
from app.ui.frame import Lesson
from core.speech.options import DetectorConfig
from core.speech.results import Hearing


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Probabilities and events as CSV, the sound with its chimes, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    # Taken now: no session is at hand when a file is made.
    clip, slug, title = lesson.state.clip, lesson.slug, lesson.text.question
    fired = (f"{slug}-events.csv", lambda: export.csv(events(shown.drawn, shown.config)))
    chimes = (f"{slug}.wav", lambda: compute.with_chimes(shown.drawn, shown.config))
    lesson.take(
        csv=lambda: export.csv(numbers(shown.drawn, shown.config)),
        notebook=lambda: export.notebook(
            notebook.cells(clip, shown.word, shown.config, shown.streamed), title=title, note=notebook.note(clip)
        ),
        files={t("take.events"): fired, t("take.chimes"): chimes},
    )


def numbers(heard: Hearing, config: DetectorConfig) -> dict[str, list]:
    """A row for every step: its time, the probability, the smoothed one, whether it fired there."""
    found = compute.detection(heard, config)
    times = [round(found.first_seconds + found.step_seconds * t, 3) for t in range(len(found.probabilities))]
    fired = {round(event, 3) for event in found.events}
    return {
        "seconds": times,
        "probability": found.probabilities.tolist(),
        "smoothed": found.smoothed.tolist(),
        "event": [int(time in fired) for time in times],
    }


def events(heard: Hearing, config: DetectorConfig) -> dict[str, list]:
    """A row for every event: its time, and the settings it came by."""
    found = compute.detection(heard, config).events
    settings = {"threshold": config.threshold, "smoothing": config.smoothing, "agree": config.agree}
    settings["refractory"] = config.refractory
    return {"seconds": [round(event, 3) for event in found]} | {n: [v] * len(found) for n, v in settings.items()}
