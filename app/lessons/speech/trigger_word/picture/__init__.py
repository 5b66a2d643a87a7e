"""A sound, its spectrogram and what a detector makes of them, on one time axis with a player.

`draw(hearing, config=..., rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Playing,
stepping and moving the threshold happen in the browser, where the events follow at once by the arithmetic of
`core.speech.events`; 150 ms after the last move the resting state comes back, `on_change(rest)` is called with it, and
the page runs again. A page that keeps `rest` in its state and gives it back sees no jump: only what the page itself
changed moves the picture. What is sent depends on neither cursor nor threshold, so that these cost nothing to send again.

Where the sound comes in chunks, what has not come by the cursor is not drawn, and a column between two chunks shows what
is carried from one to the next. Another size of chunk is a resting state too: the page sends what the detector made of it.

Of a clip longer than `WINDOW` seconds a part is shown; a strip above it shows the whole, and moving the part brings back
another ``start``. The header of the data (see wire.py) is what `payload.build` gives, and
  events            smoothing, agree, refractory
  stream            null, or what `payload.in_chunks` says; the array `whole` then has what the whole sound gave
  chunks            the sizes of chunks to choose from, 0 for all at once; empty where there is no choice
  words             [text, start, end] each, in seconds
  rest, order_number, subject   what the page asked for last, and for which hearing
  strip             the experiments and notes: see app/kit/start.py
  colours, labels, present
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from app.kit import wire
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.speech import SOUNDING
from app.lessons.speech.trigger_word.options import CHUNKS
from app.lessons.speech.trigger_word.picture import payload
from app.lessons.speech.trigger_word.picture.rest import WINDOW, Rest, fit, parse
from app.lessons.speech.trigger_word.waveform import MEANINGS
from app.theme import SIGNED
from core.speech.options import DetectorConfig
from core.speech.results import Hearing, Streamed

__all__ = ["WINDOW", "Rest", "draw"]

HERE = Path(__file__).parent

_component = component(HERE, SOUNDING)


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
    streamed: Streamed | None = None,
    can_stream: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw what was heard, at `rest`; return where it rests now.

    config: smoothing, agreeing steps and refractory time; the threshold is that of `rest`. labels: words by key,
    the strings `scope.…`. words: what is said from when to when, in seconds. present: large type. streamed: the same sound
    in the chunks of `rest`; can_stream: whether other chunks can be chosen. start: what stands at its head.
    """
    subject, total = payload.subject(hearing), hearing.clip.seconds

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, total)

    given = fit(rest, total)
    known = exchange(key, given, subject)
    held = known.settle(given, subject, sent())
    numbers, arrays = payload.build(hearing, held.start)
    if streamed is not None:
        numbers["stream"], in_chunks = payload.in_chunks(streamed)
        arrays |= {"whole": arrays["probabilities"]} | in_chunks
    header = {
        "events": {"smoothing": config.smoothing, "agree": config.agree, "refractory": config.refractory},
        "chunks": list(CHUNKS) if can_stream else [],
        "words": [[text, round(begin, 3), round(end, 3)] for text, begin, end in words],
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": MEANINGS, "signed": SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        height="content",
        data=wire.pack({"stream": None} | numbers | header | start_data(start), arrays),
    )
    return held
