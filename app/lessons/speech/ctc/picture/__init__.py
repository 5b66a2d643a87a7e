"""A sound, the probabilities of its symbols, the best path of a label, how it collapses, and the trellis of all its paths.

`draw(heard, beam, rest=..., key=..., labels=...)` draws it with one cursor through all of it and returns the `Rest` it is in.
A label is typed in the picture, and the browser adds up its paths by itself, by the arithmetic of `core.speech.ctc`
(js/trellis.js, js/collapse.js). 500 ms after the last letter, 150 ms after any other move, the resting state comes back and
`on_change(rest)` is called.

The header of the data (see wire.py) is what `payload.build` gives, and
  wrongly                       the mistake that is on
  lines, terms                  the formulas
  rest, order_number, subject   what the page asked for last, and for which sound
  strip                         the experiments and notes: see app/kit/start.py
  colours, labels, present
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.speech import SOUNDING
from app.lessons.speech.ctc.picture import formulas, payload
from app.lessons.speech.ctc.picture.rest import LETTERS, LONGEST, Rest, fit, parse
from core.speech.results import PrefixBeam

if TYPE_CHECKING:
    from core.speech.results import Heard

__all__ = ["LETTERS", "LONGEST", "Rest", "Start", "draw"]

Mistake = Literal["none", "space", "dropped", "path"]
COLOURS = (*theme.PALETTE, "from_left", "from_right", "loss")
_component = component(Path(__file__).parent, SOUNDING)


def draw(
    heard: Heard,
    beam: PrefixBeam,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    start: Start | None = None,
    wrongly: Mistake = "none",
    text: str | None = None,
) -> Rest:
    """Draw what was heard, at `rest`; return where it rests now.

    beam: the prefix beam search of the same frames. labels: words by key, the strings `ctc.picture.…`. present: large type.
    start: what stands at its head. wrongly: a mistake in how boxes become letters (a blank read as a "space", blanks
    "dropped" before repeats are merged), or the best "path" taken for the best label.
    text: what is written where no label is chosen, the beam's best label by default.
    """
    subject, frames = payload.subject(heard), len(heard.log_probs)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, frames)

    asked = fit(rest, frames)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    numbers, arrays = payload.build(heard, beam, text)
    header = {
        "wrongly": wrongly,
        "lines": formulas.LINES,
        "terms": formulas.TERMS,
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        height="content",
        data=wire.pack(numbers | header | start_data(start), arrays),
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
    )
    return held
