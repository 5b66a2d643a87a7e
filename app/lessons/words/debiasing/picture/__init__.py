"""Words on a number line along a direction, and what debiasing does to them: identify, neutralise, equalise.

`draw(line, rest=..., key=..., labels=...)` draws it and returns the `Rest` it is in. Stepping happens in the
browser; 150 ms after the last move the resting state comes back, `on_change(rest)` is called, and the page runs again. A
page that keeps it and gives it back sees no jump.

The payload (``data`` in component.js) holds
  words   [{word, at}]: places e·g at the three stages
  pairs   [{words, at, lengths, mean, nu, under, root, scale}]: `at` and `lengths` (2, 3); null for a pair that cannot be
          equalised
  ends    what lies to the left and to the right; shares, random, the parts of the pairs' variance
  dials   [{group, label, note, values, digits, low, high}]: one measure at the three stages
  lines, terms   the formulas; form, size (E), colours, labels, rest, order_number, subject, present
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.words.debiasing.picture.formulas import lines, terms
from core.words.results import AlongLine, EqualPair

__all__ = ["Dial", "Rest", "draw"]

HERE = Path(__file__).parent
STAGES = 3
_component = component(HERE)


@dataclass(frozen=True)
class Rest:
    """stage: 0 identify, 1 neutralise, 2 equalise. word: the pinned word, '' for none."""

    stage: int = 0
    word: str = ""


@dataclass(frozen=True)
class Dial:
    """One measure at the three stages, on a scale from `low` to `high`; those of one `group` stand together. note: what
    it asks, '' where the next one says it too."""

    group: str
    label: str
    note: str
    values: tuple[float, float, float]
    digits: int
    low: float
    high: float


def draw(
    line: AlongLine,
    *,
    ends: tuple[str, str],
    size: int,
    shares: Sequence[float],
    random: Sequence[float],
    dials: Sequence[Dial],
    rest: Rest,
    labels: Mapping[str, str],
    key: str,
    on_change: Callable[[Rest], None] | None = None,
    present: bool = False,
    start: Start | None = None,
) -> Rest:
    """Draw the words of `line` at `rest`; return where it rests now. size: E. ends: what the line's left and right mean.

    shares, random: parts of the variance of the pairs and of random pairs. labels: words by key, the
    strings `debiasing.line.…`. start: what stands at its head.
    """
    known_words = {*line.words, *(word for pair in line.pairs for word in pair.words)}
    subject = zlib.crc32(json.dumps([sorted(known_words), line.form]).encode())

    def sent() -> Message[Rest] | None:
        return _parse(last_sent(key), subject, known_words)

    given = Rest(min(max(rest.stage, 0), STAGES - 1), rest.word if rest.word in known_words else "")
    known = exchange(key, given, subject)
    now = known.settle(given, subject, sent())
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_start_change=on_start(start, key),
        height="content",
        data={
            "words": [
                {"word": word, "at": _plain(at)} for word, at in zip(line.words, line.along.tolist(), strict=True)
            ],
            "pairs": [_pair(pair) for pair in line.pairs],
            "ends": list(ends),
            "shares": _plain(shares),
            "random": _plain(random),
            "dials": [asdict(dial) | {"values": _plain(dial.values)} for dial in dials],
            "lines": lines(),
            "terms": terms(line.form),
            "form": line.form,
            "size": size,
            "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
            "labels": dict(labels),
            "rest": asdict(now),
            "order_number": known.number,
            "subject": subject,
            "present": present,
        }
        | start_data(start),
    )
    return now


def _parse(value: Any, subject: int, words: set[str]) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    stage, word = value.get("stage"), value.get("word")
    good = is_index(stage) and 0 <= stage < STAGES and isinstance(word, str) and (not word or word in words)
    fits = good and value.get("subject") == subject
    return Message(value["number"], Rest(stage, word) if fits else None, fits)


def _pair(pair: EqualPair) -> dict[str, Any]:
    """A pair's numbers; before equalising its words stay where they are."""
    before, after = pair.along.tolist(), pair.after
    along = before if after is None else after.along.tolist()
    lengths = pair.lengths if after is None else after.lengths
    made = None if after is None else {"mean": after.mean_along, "nu": after.nu_length, "under": after.under_root}
    return {
        "words": list(pair.words),
        "at": [_plain([old, old, new]) for old, new in zip(before, along, strict=True)],
        "lengths": [_plain([old, old, new]) for old, new in zip(pair.lengths, lengths, strict=True)],
        "made": made,
    }


def _plain(values: Sequence[float]) -> list[float | None]:
    """Numbers that JSON can hold, with more digits than are shown."""
    return [round(float(value), 6) if value == value else None for value in values]
