"""A picture and the sentence that is written about it, word by word: where the light falls, what is seen, what may come next.

`draw(seen, sentences, scores, ...)` draws it and returns the `Rest` it is in. Stepping, playing, pinning a place and going
over to another sentence of the beam happen in the browser; 150 ms after the last move the resting state comes back and
`on_change(rest)` is called. Three things it asks of the page, each by a message of its own: `on_hold(step, place, branch)`,
to hold the light at a place from a step on; `on_word(step, word, branch)`, to write another word there; and `on_undo()`.

The header of the data (see wire.py) is what `payload.build` gives, and
  way, scaled           how the picture goes in; whether the mistake is on that stretches each light to its own most
  held, put             [step, place] where the light is held; how many words of sentence 0 the visitor gave
  writable, end         the words that may be typed, and how the end of a sentence is called
  lines, terms, shapes  the formulas
  spoken                the number of these sentences: what is asked for says for which
  rest, order_number, subject   what the page asked for last, and for which picture
  colours, labels, present; strip: see app/kit/start.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.translate.captioning.picture import formulas, payload
from app.lessons.translate.captioning.picture.rest import LONGEST_WORD, Rest, fit, hold_of, parse, word_of
from core.captions.options import END
from core.captions.results import Seen, Written

__all__ = ["LONGEST_WORD", "Rest", "Start", "draw"]

Way = Literal["start", "every", "attend"]
_component = component(Path(__file__).parent)


def draw(
    seen: Seen,
    sentences: Sequence[Written],
    scores: Sequence[float],
    *,
    way: Way,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    held: tuple[int, int] | None = None,
    put: int = 0,
    writable: Sequence[str] = (),
    scaled: bool = False,
    on_change: Callable[[Rest], None] | None = None,
    on_hold: Callable[[int, int, int], None] | None = None,
    on_word: Callable[[int, str, int], None] | None = None,
    on_undo: Callable[[], None] | None = None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the picture and its sentences, the first of them first, at `rest`; return where it rests now.

    scores: log P / T^α of each. held: the step and the place from which, and at which, the light is held. put: how many
    words of the first sentence were given by the visitor. writable: words that may be typed, the commonest first.
    scaled: each light is stretched to its own most, a mistake. labels: words by key, the strings `captioning.picture.…`.
    start: what stands at its head.
    """
    subject, spoken, sizes = payload.subject(seen, way), payload.number_of(sentences), payload.steps_of(sentences)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, sizes)

    def hold_sent() -> None:
        hold = hold_of(last_sent(key, "hold"), spoken, sizes) if way == "attend" else None
        if on_hold is not None and hold is not None:
            on_hold(*hold)

    def word_sent() -> None:
        word = word_of(last_sent(key, "word"), spoken, sizes, set(writable))
        if on_word is not None and word is not None:
            on_word(*word)

    def undo_sent() -> None:
        if on_undo is not None and last_sent(key, "undo"):
            on_undo()

    asked = fit(rest, sizes)
    known = exchange(key, asked, subject)
    now = fit(known.settle(asked, subject, sent()), sizes)
    numbers, arrays = payload.build(seen, sentences, scores)
    header = {
        "way": way,
        "scaled": scaled,
        "held": None if held is None else list(held),
        "put": put,
        "writable": list(writable),
        "lines": formulas.lines(way),
        "terms": formulas.terms(way),
        "shapes": formulas.shapes(way),
        "end": END,
        "spoken": spoken,
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        height="content",
        data=wire.pack(numbers | header | start_data(start), arrays),
        on_rest_change=on_message(sent, on_change),
        on_hold_change=hold_sent,
        on_word_change=word_sent,
        on_undo_change=undo_sent,
        on_start_change=on_start(start, key),
    )
    return now
