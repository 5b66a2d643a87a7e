"""What a word is: a place among V words, and a vector of E numbers; what the numbers say on axes made from pairs of words.

A feature is where a word lies along an axis d, in standard deviations from the mean of the frequent words:
(eᵀd − mean) / deviation, with e and d of length 1, and d the mean of the steps from the first words of the pairs to the second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from core.errors import UserError
from core.words import axes, equation, lookup, typed
from core.words.results import Axis, Represented
from core.words.vectors import WordVectors

HEAD, RADIUS, TAIL = 14, 8, 12
SCALE = 10_000  # the frequent words from whose mean features are measured
ASKED, TABLE, RULER, AXES = 12, 8, 12, 8
NEAREST = 5
MAX_WORD = 60


def words_in(wv: WordVectors, text: str, most: int = ASKED) -> tuple[list[str], list[str]]:
    """Of the first `most` words of a text: those with a vector, as the list spells them and each once; and the others.

    A word is taken as it stands between blanks, or else without the marks around it.
    """
    found: dict[str, None] = {}
    missing = []
    for piece in text.split()[:most]:
        word = piece if piece in wv else re.sub(r"^\W+|\W+$", "", piece)
        if not word:
            continue
        form = equation.spelt(wv, word[:MAX_WORD])
        if form is None:
            missing.append(piece[:MAX_WORD])
        else:
            found[form] = None
    return list(found), missing


def missing_beside(wv: WordVectors, table: str, ruler: str) -> list[str]:
    """Of the words of table and ruler those that have no vector, and those that there is no room for."""
    found = []
    for side, most in ((table, TABLE), (ruler, RULER)):
        words = typed.words_of(side)
        found += words_in(wv, " ".join(words), most)[1] + words[most:]
    return found


def asked_in(wv: WordVectors, text: str) -> tuple[list[str], list[str]]:
    """As `words_in`. Raises UserError where no word is left: there is none, or none has a vector."""
    found, missing = words_in(wv, text)
    if not found:
        if missing:
            equation.spelling(wv, missing[0])
        raise UserError("word_representation.no_word")
    return found, missing


def axes_of(wv: WordVectors, text: str) -> tuple[Axis, ...]:
    """The axes of a list as it is typed: "gender, age, land sea road canal, boats: land sea".

    Between commas stands the name of one of `core.words.axes.AXES`, or pairs of words one after the other, perhaps after a name
    and a colon. Each once, eight at most; a named one of whose pairs no word is known is left out. Raises UserError for what is
    neither, for an unknown word, and where none is left.
    """
    found: dict[str, Axis] = {}
    for part in (part.strip() for part in re.split(r"[,;\n]+", text)):
        if part and (part.lower() not in axes.AXES or any(a in wv and b in wv for a, b in axes.AXES[part.lower()])):
            found.setdefault(part.lower(), _axis_of(wv, part))
    if not found:
        raise UserError("word_representation.no_axis")
    if len(found) > AXES:
        raise UserError("word_representation.too_many_axes", limit=AXES)
    return tuple(found.values())


def _axis_of(wv: WordVectors, part: str) -> Axis:
    if part.lower() in axes.AXES:
        return Axis(part.lower(), "", axes.AXES[part.lower()], part.lower())
    title, _, pairs = part.rpartition(":")
    words = pairs.split()
    if not words or len(words) % 2:
        raise UserError("word_representation.axis_form", text=part[:MAX_WORD])
    spelt = [equation.spelling(wv, word[:MAX_WORD]) for word in words]
    made = tuple(zip(spelt[::2], spelt[1::2], strict=True))
    if any(first == second for first, second in made):
        raise UserError("word_representation.axis_form", text=part[:MAX_WORD])
    return Axis("", title.strip()[:MAX_WORD], made, part)


def represent(wv: WordVectors, text: str, table: str, ruler: str, axis_list: str) -> Represented:
    """All that the picture shows of the words of a text, of a table and of a ruler; these as they are typed.

    Raises UserError where the text has no word with a vector, and for axes as `axes_of`. Words of table and ruler without a
    vector are left out.
    """
    asked, _ = asked_in(wv, text)
    chosen = axes_of(wv, axis_list)
    in_table, _ = words_in(wv, " ".join(typed.words_of(table)), TABLE)
    in_ruler, _ = words_in(wv, " ".join(typed.words_of(ruler)), RULER)
    words = list(dict.fromkeys([*asked, *in_table, *in_ruler]))
    rows = wv.rows(words)
    sizes = np.array([size for size in lookup.SIZES if size * wv.dimensions <= lookup.MOST])
    along, mean, deviation = along_axes(wv, rows, chosen)
    unit = wv.unit[rows].astype(np.float64)
    around = [range(row - RADIUS, row + RADIUS + 1) for row in rows.tolist()]
    ends = [range(size - TAIL, size) for size in sizes.tolist()]
    spread = float(wv.vectors.std())
    return Represented(
        words=tuple(words),
        rows=rows,
        vectors=wv.vectors[rows],
        asked=len(asked),
        known=len(wv),
        sizes=sizes,
        least=np.minimum(np.searchsorted(sizes, rows, side="right"), len(sizes) - 1),
        head=wv.vectors[:HEAD],
        head_words=wv.words[:HEAD],
        around=np.stack([_columns(wv, places) for places in around]),
        around_words=tuple(_names(wv, places) for places in around),
        tails=np.stack([_columns(wv, places, spread) for places in ends]),
        tail_words=tuple(_names(wv, places) for places in ends),
        table=tuple(words.index(word) for word in in_table),
        ruler=tuple(words.index(word) for word in in_ruler),
        axes=chosen,
        features=(along - mean[:, None]) / deviation[:, None],
        along=along,
        mean=mean,
        deviation=deviation,
        scale_words=min(SCALE, len(wv)),
        distances=distances(unit),
        nearest=tuple(tuple(near for near, _ in wv.most_similar(word, top=NEAREST)) for word in words),
    )


def along_axes(
    wv: WordVectors, rows: Sequence[int], chosen: Sequence[Axis]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """eᵀd of the words along each axis (A, n), and the mean and standard deviation (A,) of the frequent words there."""
    d = np.stack([axes.axis(wv, axis.pairs)[0] for axis in chosen]).astype(np.float64)
    frequent = wv.unit[:SCALE] @ d.astype(np.float32).T
    deviation = frequent.std(axis=0, dtype=np.float64)
    return d @ wv.unit[rows].T, frequent.mean(axis=0, dtype=np.float64), np.where(deviation > 0, deviation, 1.0)


def separated(wv: WordVectors, pairs: Sequence[axes.Pair]) -> tuple[int, int]:
    """Of how many of the pairs an axis made of the *other* pairs puts the second word above the first; and of how many, which
    is none where there is a single pair."""
    known = [pair for pair in pairs if pair[0] in wv and pair[1] in wv]
    if len(known) < 2:
        return 0, 0
    first, second = (wv.unit[wv.rows(side)].astype(np.float64) for side in zip(*known, strict=True))
    steps = second - first
    even = steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-9)
    return int(((steps * (even.sum(axis=0) - even)).sum(axis=1) > 0).sum()), len(known)


def to_ask(shown: Represented, place: int) -> str | None:
    """A word of the ruler whose own neighbours the picture does not show: the third nearest to the one at `place`. None
    where there are fewer."""
    ranked = sorted((i for i in shown.ruler if i != place), key=lambda i: shown.distances[place, i])
    return shown.words[ranked[2]] if len(ranked) > 2 else None


def distances(unit: np.ndarray) -> np.ndarray:
    """‖u − v‖ of each two of the vectors (n, E): (n, n)."""
    return np.linalg.norm(unit[:, None] - unit[None], axis=-1)


def _columns(wv: WordVectors, places: range, spread: float = 0.0) -> np.ndarray:
    """Columns of E (n, E): NaN where there are none, or with a `spread` random ones beyond the list."""
    found = np.full((len(places), wv.dimensions), np.nan, dtype=np.float32)
    known = [i for i, place in enumerate(places) if 0 <= place < len(wv)]
    found[known] = wv.vectors[[places[i] for i in known]]
    if spread and places.stop > len(wv):
        first = max(places.start, len(wv))
        found[first - places.start :] = lookup.random_columns(first, places.stop, wv.dimensions, spread)
    return found


def _names(wv: WordVectors, places: range) -> tuple[str, ...]:
    return tuple(wv.words[place] if 0 <= place < len(wv) else "" for place in places)
