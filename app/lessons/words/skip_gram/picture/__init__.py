"""A window over a sentence, the pairs that it makes, and the map of words that gathers while they are learnt.

`draw(scene, rest=..., key=..., labels=..., groups=...)` draws it and returns the `Rest` it is in. Moving through the moments of
a training, through the sentence, and pointing happen in the browser; 150 ms after the last move the resting state comes back
and `on_change(rest)` is called. As long as a training runs (`live`), each call brings a newer moment, and the words glide to it.
What does not change with it (names and groups) is left out once the browser says that it has it, and sent again where it says
that it has not.

The header of the data (app/kit/wire.py) is what `payload.build` gives, and
  lines, terms         the formulas as data
  rest, order_number   what the page asked for last
  colours, labels, present, live, own, status, replay, strip
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
from app.lessons.words.skip_gram.picture import payload
from app.lessons.words.skip_gram.picture.formulas import lines, terms
from app.lessons.words.skip_gram.picture.rest import Rest, fit, parse
from core.words.results.learning import Scene

__all__ = ["Rest", "Start", "draw"]

# Colours of the groups, in this order; each has a shape of its own too.
GROUPS = ("forget", "memory", "reset", "output", "update", "candidate", "input", "activation")
COLOURS = (*GROUPS, "probability", "loss", "embedding", "output_vector")
_component = component(Path(__file__).parent)


def draw(
    scene: Scene,
    *,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    groups: Sequence[str],
    is_own_setting: bool,
    live: bool = False,
    status: str = "",
    present: bool = False,
    start: Start | None = None,
    on_change: Callable[[Rest], None] | None = None,
    replay: int = 0,
) -> Rest:
    """Draw the scene at `rest`; return where it rests now.

    labels: words by key, the strings `skip_gram.picture.…`. groups: what the groups are called, translated. is_own_setting:
    what is shown was trained as the controls say; if not, it is said. live: the training runs, `status` tells how fast.
    start: the experiments at its head. replay: each time that it rises, the film is played from its first moment.
    """
    subject = payload.subject(scene)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, scene)

    asked = fit(rest, scene)
    known = exchange(key, asked, subject)
    held = known.settle(asked, subject, sent())
    has = last_sent(key, "have")
    numbers, arrays = payload.build(scene, groups, is_known=live and is_index(has) and has == subject)
    header: dict[str, Any] = numbers | {
        "lines": lines(scene.method, scene.output),
        "terms": terms(scene.method),
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {
            "palette": {name: theme.MEANINGS[name] for name in COLOURS},
            "signed": theme.SIGNED,
            "order": GROUPS,
        },
        "labels": dict(labels),
        "present": present,
        "live": live,
        "own": is_own_setting,
        "status": status,
        "replay": replay,
    }
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_have_change=lambda: None,
        on_start_change=on_start(start, key),
        height="content",
        data=pack(header | start_data(start), arrays),
    )
    return held
