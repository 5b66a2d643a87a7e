"""A sound, its spectrogram and what a detector makes of them, on one time axis with a player.

`draw(hearing, config=..., rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Playing,
stepping and moving the threshold happen in the browser, where the events follow at once by the arithmetic of
`core.speech.events`; 150 ms after the last move the resting state comes back, `on_change(rest)` is called with it, and
the page runs again. A page that keeps `rest` in its state and gives it back sees no jump: only what the page itself
changed moves the picture. What is sent depends on neither cursor nor threshold, so that these cost nothing to send again.

Of a clip longer than `WINDOW` seconds a part is shown; a strip above it shows the whole, and moving the part brings back
another ``start``. The header of the data (see wire.py) is what `payload.build` gives, and
  events            smoothing, agree, refractory
  words             [text, start, end] each, in seconds
  rest, order_number, subject   what the page asked for last, and for which hearing
  colours, labels, present
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from app.kit import wire
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.lessons.speech.trigger_word.picture import payload
from app.lessons.speech.trigger_word.picture.rest import WINDOW, Rest, fit, parse
from app.lessons.speech.trigger_word.waveform import MEANINGS
from app.theme import SIGNED
from core.speech.options import DetectorConfig
from core.speech.results import Hearing

__all__ = ["WINDOW", "Rest", "draw"]

HERE = Path(__file__).parent

_component = component(HERE)


def draw(
    hearing: Hearing,
    *,
    config: DetectorConfig,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    words: Sequence[tuple[str, float, float]] = (),
) -> Rest:
    """Draw what was heard, at `rest`; return where it rests now.

    config: smoothing, agreeing steps and refractory time; the threshold is that of `rest`. labels: words by key,
    the strings `scope.…`. words: what is said from when to when, in seconds. present: large type.
    """
    subject, total = payload.subject(hearing), hearing.clip.seconds

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, total)

    given = fit(rest, total)
    known = exchange(key, given, subject)
    held = known.settle(given, subject, sent())
    numbers, arrays = payload.build(hearing, held.start)
    header = {
        "events": {"smoothing": config.smoothing, "agree": config.agree, "refractory": config.refractory},
        "words": [[text, round(start, 3), round(end, 3)] for text, start, end in words],
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": MEANINGS, "signed": SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key, on_rest_change=on_message(sent, on_change), height="content", data=wire.pack(numbers | header, arrays)
    )
    return held
