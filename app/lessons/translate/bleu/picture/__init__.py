"""BLEU of one candidate: its n-grams and the references that pay for them, four precisions, the penalty, the score.

`draw(found, config, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Texts are typed in the
picture and words are cut off by dragging; until the page has answered the browser counts by itself, by the arithmetic
of `core.translate.counted` (js/count.js). 500 ms after the last letter, 150 ms after any other move, the resting state
comes back and `on_change(rest)` is called.

The data are what `payload.counted` gives, and
  lines, terms, wrong    the formulas, and where the mistake stands in them
  rest, order_number     what the page asked for last
  colours, labels, present, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.translate.bleu.picture import formulas, payload
from app.lessons.translate.bleu.picture.rest import Rest, fit, parse
from core.translate.options import MOST_REFERENCES, BleuConfig
from core.translate.results import CountedBleu

__all__ = ["Rest", "Start", "draw"]

COLOURS = (*(f"reference_{k + 1}" for k in range(MOST_REFERENCES)), "penalty", "mean", "input")
_component = component(Path(__file__).parent)


def draw(
    found: CountedBleu | None,
    config: BleuConfig,
    *,
    inset: CountedBleu | None = None,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    wrongly: str = "",
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
) -> Rest:
    """Draw the count of `rest` and return where it rests now.

    found: the first `rest.kept` words of the candidate against the references that are not empty, counted as `config`
    and the mistake `wrongly` say; None where there is no reference. inset: the scissors' example, under whose candidate
    its first reference is drawn; pressed, all of it is taken over. labels: words by key, the strings `bleu.picture.…`.
    start: the experiments at its head."""

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key))

    asked = fit(rest)
    known = exchange(key, asked, "")
    held = known.settle(asked, "", sent())
    data = payload.counted(found, config, asked, wrongly, inset) | {
        "lines": formulas.lines(wrongly),
        "terms": formulas.terms(),
        "wrong": formulas.wrong(wrongly),
        "rest": asdict(known.order),
        "order_number": known.number,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }
    _component(
        key=key,
        height="content",
        data=data | start_data(start),
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
    )
    return held
