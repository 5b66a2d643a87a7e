"""Two sentences read word by word by one model: each bar is the chance it gave a word, each stair adds up what it cost.

`draw(race, ...)` draws it and returns the `Rest` it is in. Reading on, playing and another size of the vocabulary happen in
the browser, which has the readings at every size; 150 ms after the last move the resting state comes back,
`on_change(rest)` is called, and the page runs again. A page that keeps `rest` and gives it back sees no jump.

The payload (``data`` in component.js) is what `payload.build` gives, and
  models             "both", "words" or "letters"
  free, given        B is written by the model itself after so many words of A
  unk_free           the mistake on show: spelling costs nothing
  lines, terms       the formula as data
  rest, order_number, subject   what the page asked for last, and for which sentences
  colours, labels, present; strip: see app/kit/start.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.recurrent.language_model.picture import payload
from app.lessons.recurrent.language_model.picture.formulas import lines, terms
from app.lessons.recurrent.language_model.picture.rest import Rest, fit, limits, parse, word_sent
from core.recurrent.results.language import Race

__all__ = ["Rest", "draw"]

HERE = Path(__file__).parent
COLOURS = ("sentence_a", "sentence_b", "candidate")

_component = component(HERE)


def draw(
    race: Race,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    on_change: Callable[[Rest], None] | None = None,
    on_word: Callable[[str, int, str], None] | None = None,
    models: str = "both",
    free: bool = False,
    given: int = 0,
    unk_free: bool = False,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the sentences, at `rest`; return where it rests now. labels: words by key, the strings `language_model.race.…`.

    on_word: called with "a" or "b", a place from 0 and a word, when a word is pressed that the model expected there in that
    sentence. models: "both", "words" or "letters". free, given: B is what the model wrote by itself after the first `given`
    words of A. unk_free: the mistake of leaving the spelling of <UNK> out. start: what stands at its head.
    """
    number, bounds = payload.subject(race), limits(race)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), number, bounds)

    asked = fit(rest, bounds)
    known = exchange(key, asked, number)
    held = known.settle(asked, number, sent())
    data: dict[str, Any] = payload.build(race) | {
        "models": models,
        "free": free,
        "given": given,
        "unk_free": unk_free,
        "lines": lines(),
        "terms": terms(),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": number,
        "colours": {"palette": {name: theme.MEANINGS[name] for name in COLOURS}, "signed": theme.SIGNED},
        "labels": dict(labels),
        "present": present,
    }

    def pressed() -> None:
        word = word_sent(last_sent(key, "word"), race, number)
        if on_word is not None and word is not None:
            on_word(*word)

    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        on_word_change=pressed,
        height="content",
        data=data | start_data(start),
    )
    return held
