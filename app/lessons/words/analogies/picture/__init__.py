"""An equation of words as a path in a plane, with the words around it and the ranked answers.

`draw(plane, answer, ...)` draws it and returns the answer that is pinned ('' for none). Stepping and playing happen
in the browser. What is pinned comes back 150 ms later, and the page runs again; a page that keeps it and gives it back
sees no jump. Changing the equation by its chips calls `on_equation(text)`. Words that stay move to their new places.

The payload (``data`` in component.js) holds
  words    [{word, at: [x, y], role}]: role is given, answer or pair
  step     places [p, q, r] such that the sum is r + (q − p), or null; path [[x, y]]: the sum after each term
  pairs    places [i, j] of pairs that make the same step; count, share, chance of them
  terms    [{word, sign}]; answers [{word, score, dot, norm, cosines}], best first; norm of x; method
  size, vectors   of the vectors: E, and what they are called
  lines, formula   the formula; complete: the words that are offered as one types, most frequent first
  colours, labels, rest, order_number, subject, present, strip
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app import theme
from app.kit.exchange import Message, exchange, is_index, last_sent, on_message
from app.kit.script import component
from app.kit.start import Start, on_start, start_data
from app.lessons.words.analogies.picture.formulas import lines, terms
from core.words.results import Answer, Plane

__all__ = ["draw"]

HERE = Path(__file__).parent
MAX_EQUATION = 400
_component = component(HERE)


def draw(
    plane: Plane,
    answer: Answer,
    *,
    size: int,
    vectors: str,
    complete: Sequence[str],
    pinned: str,
    labels: Mapping[str, str],
    key: str,
    start: Start | None = None,
    on_change: Callable[[str], None] | None = None,
    on_equation: Callable[[str], None] | None = None,
    present: bool = False,
) -> str:
    """Draw the equation's plane; return the pinned answer. size: E. vectors: what they are called. complete: words to
    offer as one types.

    labels: words by key, the strings `analogies.plane.…`. start: the experiments at its head.
    """
    subject = zlib.crc32(json.dumps([[t.word, t.sign] for t in answer.terms] + list(answer.words)).encode())

    def sent() -> Message[str] | None:
        return _parse(last_sent(key), subject, answer.words)

    def equation() -> None:
        value = last_sent(key, "equation")
        if on_equation is not None and isinstance(value, str):
            on_equation(value[:MAX_EQUATION])

    given = pinned if pinned in answer.words else ""
    known = exchange(key, given, subject)
    now = known.settle(given, subject, sent())
    _component(
        key=key,
        on_rest_change=on_message(sent, on_change),
        on_equation_change=equation,
        on_start_change=on_start(start, key),
        height="content",
        data=_drawn(plane, answer)
        | {
            "size": size,
            "vectors": vectors,
            "lines": lines(answer.method),
            "formula": terms(answer.method),
            "complete": "\n".join(complete),
            "colours": {"palette": theme.PALETTE, "signed": theme.SIGNED},
            "labels": dict(labels),
            "rest": {"word": now},
            "order_number": known.number,
            "subject": subject,
            "present": present,
        }
        | start_data(start),
    )
    return now


def _drawn(plane: Plane, answer: Answer) -> dict[str, Any]:
    """The plane and the answers as plain data."""
    given, found = {term.word for term in answer.terms}, set(answer.words)
    roles = ["given" if word in given else "answer" if word in found else "pair" for word in plane.words]
    return {
        "words": [
            {"word": word, "at": _plain(at), "role": role}
            for word, at, role in zip(plane.words, plane.points, roles, strict=True)
        ],
        "step": None if plane.step is None else list(plane.step),
        "path": [_plain(at) for at in plane.path],
        "pairs": [list(pair) for pair in plane.pairs],
        "count": plane.count,
        "share": None if plane.count == 0 else round(plane.share, 4),
        "chance": None if plane.count == 0 else round(plane.chance, 4),
        "terms": [{"word": term.word, "sign": term.sign} for term in answer.terms],
        "method": answer.method,
        "norm": round(answer.norm, 6),
        "answers": [
            {"word": word, "score": float(score), "dot": float(dot), "norm": float(norm), "cosines": _plain(cosines)}
            for word, score, dot, norm, cosines in zip(
                answer.words, answer.scores, answer.dots, answer.norms, answer.cosines, strict=True
            )
        ],
    }


def _parse(value: Any, subject: int, words: Sequence[str]) -> Message[str] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    word = value.get("word")
    fits = value.get("subject") == subject and isinstance(word, str) and (not word or word in words)
    return Message(value["number"], word if fits else None, fits)


def _plain(values: Any) -> list[float]:
    """Numbers that JSON can hold, with more digits than are shown."""
    return [round(float(value), 5) for value in values]
