"""A sentence read into one vector, the vector alone, and what is written from it; beneath, where it lies among others.

`draw(found, maps, lengths, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Reading, writing,
pins and the choice of a map happen in the browser; 150 ms after the last move the resting state comes back and
`on_change(rest)` is called. A press on a sentence of a map asks for that one: `on_text(text)`.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
  subject, colours, labels, present, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.kit.wire import pack
from app.lessons.translate.seq2seq.picture import payload
from app.lessons.translate.seq2seq.picture.formulas import lines, terms
from app.lessons.translate.seq2seq.picture.rest import Rest, fit, parse
from core.translate.results import LengthBin, OneVector, SentenceMap

__all__ = ["Rest", "Start", "draw"]

# Encoder, c, decoder, P, the words read and the word before; the groups of the maps take the others too.
COLOURS = ("activation", "memory", "output", "update", "input", "candidate", "forget", "reset")
_component = component(Path(__file__).parent)


def draw(
    found: OneVector,
    maps: Mapping[str, SentenceMap],
    lengths: Mapping[str, Sequence[LengthBin]],
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> Rest:
    """Draw a sentence and its one vector at `rest`; return where it rests now.

    maps: sentences by their c, by the names that `Rest.map` has. lengths: BLEU by the length of the source, by the
    order in which it is read: "as_it_stands" and "reversed", or "both_ways". labels: words by key, the strings
    `seq2seq.picture.…`. start: the experiments at its head. on_text: a sentence of a map is asked for.
    """
    subject = payload.subject(found)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, found, maps)

    asked = fit(rest, found, maps)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    numbers, arrays = payload.build(found, maps, lengths)
    header: dict[str, Any] = numbers | {
        "lines": lines(numbers["both_ways"]),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_text_change=_asker(key, maps, on_text),
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), arrays),
    )
    return held


def _asker(key: str, maps: Mapping[str, SentenceMap], on_text: Callable[[str], None] | None) -> Callable[[], None]:
    """What there is to do when a sentence is asked for; one that stands in none of the maps is nothing."""

    def pressed() -> None:
        sent = last_sent(key, "text")
        text = sent.get("text") if isinstance(sent, dict) else None
        if on_text is not None and isinstance(text, str) and any(text in one.texts for one in maps.values()):
            on_text(text)

    return pressed
