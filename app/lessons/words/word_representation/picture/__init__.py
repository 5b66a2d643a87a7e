"""One word twice: as a single 1 that is multiplied with all of E, and as the column of E that is looked up.

`draw(shown, rest=..., key=..., labels=..., axes=...)` draws it and returns the `Rest` it is in. The product runs, V is dragged and
words are opened in the browser; 150 ms after the last move the resting state comes back and `on_change(rest)` is called. Other
axes or another table leave the rest as it is; another text or other vectors bring the page's.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
  can_add, can_drop    whether axes can be added and dropped
  colours, labels, present, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.kit.wire import pack
from app.lessons.words.word_representation.picture import payload
from app.lessons.words.word_representation.picture.formulas import lines, terms
from app.lessons.words.word_representation.picture.rest import Rest, fit, parse
from core.words.results import Clocks, Represented

__all__ = ["Rest", "Start", "draw"]

COLOURS = ("embedding", "input", "candidate", "update", "activation", "loss")
MOST_AXES = 8  # that there is room for
LONGEST = 80  # characters of a word that is typed for an axis
_component = component(Path(__file__).parent)


def draw(
    shown: Represented,
    *,
    rest: Rest,
    clocks: Clocks | None,
    key: str,
    labels: Mapping[str, str],
    axes: Sequence[str],
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
    on_axis: Callable[[str], None] | None = None,
    on_drop: Callable[[int], None] | None = None,
) -> Rest:
    """Draw the words at `rest`; return where it rests now.

    clocks: what product and look-up take, None for not measured yet. labels: words by key, the strings
    `word_representation.picture.…`. axes: what the axes are called, translated. start: the experiments at its head.
    on_axis: called with the two words of a new axis, "first second"; on_drop: with the place of the axis that shall go.
    """
    subject = payload.subject(shown)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, shown)

    asked = fit(rest, shown)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    numbers, arrays = payload.build(shown, clocks, axes)
    header: dict[str, Any] = numbers | {
        "lines": lines(),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
        "can_add": on_axis is not None and len(axes) < MOST_AXES,
        "can_drop": on_drop is not None and len(axes) > 1,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_axis_change=_on_axis(key, on_axis),
        on_drop_change=_on_drop(key, on_drop, len(axes)),
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), arrays),
    )
    return held


def _on_axis(key: str, act: Callable[[str], None] | None) -> Callable[[], None]:
    """What there is to do when two words have been typed for an axis."""

    def typed() -> None:
        sent = last_sent(key, "axis")
        words = sent.get("words") if isinstance(sent, dict) else None
        is_pair = isinstance(words, list) and len(words) == 2 and all(isinstance(word, str) for word in words)
        if act is not None and is_pair and all(0 < len(word.strip()) <= LONGEST for word in words):
            act(" ".join(word.strip() for word in words))

    return typed


def _on_drop(key: str, act: Callable[[int], None] | None, count: int) -> Callable[[], None]:
    """What there is to do when an axis has been dropped."""

    def dropped() -> None:
        sent = last_sent(key, "drop")
        place = sent.get("place") if isinstance(sent, dict) else None
        if act is not None and count > 1 and is_index(place) and 0 <= place < count:
            act(place)

    return dropped
