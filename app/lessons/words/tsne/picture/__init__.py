"""A map of points that move: words in two or three dimensions, with their true neighbours, and the film of how it was made.

`draw(film, config=..., rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Moving along the
film, pan, zoom, turning and pointing happen in the browser; 150 ms after the last move the resting state comes back and
`on_change(rest)` is called. As long as a map is being made, each call brings a newer film of one frame, and the points
glide to it. What does not change with it (names, groups, neighbours) is sent until the browser says that it has it, and
again where it says that it has not: a frame of 10,000 points is 40 kB then.

The header of the data (see wire.py) is what `payload.build` gives, and
  rest, order_number    what the page asked for last
  colours, labels, present, live, fewest, strip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from app import theme
from app.kit import wire
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.words.tsne.picture import payload
from app.lessons.words.tsne.picture.rest import Rest, fit, parse
from core.words.options import MapConfig
from core.words.results import Film

__all__ = ["Rest", "Start", "draw"]

HERE = Path(__file__).parent
# Colours of the groups, in this order; each has a shape of its own too.
GROUPS = ("memory", "forget", "update", "output", "candidate", "reset", "input", "activation")

_component = component(HERE)


def draw(
    film: Film,
    *,
    config: MapConfig,
    rest: Rest,
    key: str,
    labels: Mapping[str, str],
    groups: Sequence[str],
    title: str = "",
    on_change: Callable[[Rest], None] | None = None,
    on_isolate: Callable[[list[int]], None] | None = None,
    start: Start | None = None,
    fewest: int = 8,
    live: bool = False,
    present: bool = False,
) -> Rest:
    """Draw the film at `rest`; return where it rests now.

    groups: what the groups are called, translated. title: what the map is called where it has no iterations. live: it is
    still being made. on_isolate: a visitor wants a map of these points alone. labels: words by key, the strings `tsne.map.…`.
    start: the experiments at its head.
    """
    subject, count = payload.subject(film), len(film.names)

    def sent() -> Message[Rest] | None:
        return parse(last_sent(key), subject, count, len(film.frames))

    def isolated() -> None:
        chosen = payload.chosen(last_sent(key, "isolate"), subject, count)
        if on_isolate is not None and len(chosen) >= fewest:
            on_isolate(chosen)

    given = fit(rest, count, len(film.frames))
    known = exchange(key, given, (subject, config.method))
    held = known.settle(given, (subject, config.method), sent())
    numbers, arrays = payload.build(
        film, config, is_known=is_index(last_sent(key, "have")) and last_sent(key, "have") == subject and live
    )
    header = {
        "rest": asdict(known.order),
        "order_number": known.number,
        "subject": subject,
        "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED, "order": GROUPS},
        "labels": dict(labels),
        "title": title,
        "present": present,
        "live": live,
        "fewest": fewest,
    } | start_data(start)
    if "names" in numbers:
        header["group_names"] = list(groups)
    _component(
        key=key,
        on_rest_change=on_message(sent, None if live else on_change),
        on_isolate_change=isolated,
        on_have_change=lambda: None,
        on_start_change=on_start(start, key),
        height="content",
        data=wire.pack(numbers | header, arrays),
    )
    return held
