"""Names in a row of tags, and how many of them are found: Tjong Kim Sang and De Meulder 2003, the score of CoNLL.

    spans(["B-PER", "I-PER", "O", "B-LOC"])       [(0, 2, "PER"), (3, 4, "LOC")]

A span ends where the type changes, where a tag begins with B-, and before O. An I- that goes on with nothing begins a span, as
their script `conlleval` has it; strictly (seqeval's `mode="strict"`, scheme IOB2) it is none. A span counts as found only if
beginning, end and type are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.recurrent.results.tagging import Score

Span = tuple[int, int, str]


def spans(tags: Sequence[str], strict: bool = False) -> list[Span]:
    """(first, one after the last, type) of every span, from left to right. ValueError for a tag that is not O, B-… or I-…."""
    found: list[Span] = []
    start, kind = 0, ""  # of the span that is open; "" for none
    for t, tag in enumerate([*tags, "O"]):
        prefix, _, own = tag.partition("-")
        if not (tag == "O" or prefix in ("B", "I") and own):
            raise ValueError(f"{tag!r} is no tag")
        if kind and (prefix != "I" or own != kind):
            found.append((start, t, kind))
            kind = ""
        if own and not kind and not (strict and prefix == "I"):
            start, kind = t, own
    return found


def f1(true: Sequence[Sequence[str]], found: Sequence[Sequence[str]], strict: bool = False) -> Score:
    """Over all sentences together, and for each type. ValueError where two sentences are not of one length."""
    counts: dict[str, Counter] = {"true": Counter(), "found": Counter(), "right": Counter()}
    for own, other in zip(true, found, strict=True):
        if len(own) != len(other):
            raise ValueError(f"{len(own)} tags beside {len(other)}")
        wanted, given = set(spans(own, strict)), set(spans(other, strict))
        for name, kept in (("true", wanted), ("found", given), ("right", wanted & given)):
            counts[name].update(kind for _, _, kind in kept)
    kinds = sorted(counts["true"] | counts["found"])
    by_type = {kind: Score(*(counts[name][kind] for name in counts)) for kind in kinds}
    return Score(*(counter.total() for counter in counts.values()), by_type)
