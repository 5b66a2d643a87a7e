"""One sentence cut after each of its words: how long one vector keeps up with a decoder that looks back.

Cho, van Merriënboer, Bahdanau and Bengio 2014, section 4: what one vector holds gets worse as sentences get longer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.translate import prefixes
from core.translate.bpe import normalise
from core.translate.results import Growing, Grown
from core.translate.translator import Translator

ENOUGH = 0.75  # of the words: with fewer in common two translations no longer say the same


def growing(text: str, name: str) -> Growing:
    """Each beginning of a sentence, translated greedily by a translator that has one vector and by that with attention.

    UserError as `Translator.read`.
    """
    attentive = "-".join(name.split("-")[:2])
    Translator.load(name).read(text)
    texts = beginnings(text)
    one, other = (translated(Translator.load(which), texts) for which in (name, attentive))
    rows = tuple(
        Grown(words, cut, mine, theirs, shared(mine, theirs))
        for words, (cut, mine, theirs) in enumerate(zip(texts, one, other, strict=True), 1)
    )
    return Growing(rows, breaks([row.shared for row in rows]))


def beginnings(text: str) -> list[str]:
    """The sentence cut after each word, its last mark set again; a word has a letter or digit and ends at a space."""
    text = normalise(text)
    mark = re.search(r"\W*$", text)[0]
    cuts = [found.end() for found in re.finditer(r"\S*\w\S*", text[: len(text) - len(mark)])]
    return [text[:cut].rstrip(",;:.!?- ") + mark for cut in cuts] or [text]


def translated(translator: Translator, texts: Sequence[str]) -> list[str]:
    """The greedy translation of each, all decoded side by side."""
    read = [translator.read(text) for text in texts]
    written, alpha = prefixes.side_by_side(
        translator.model, [ids for _, ids in read], max(translator.most(ids) for _, ids in read)
    )
    out = []
    for row, (pieces, ids) in enumerate(read):
        tokens = prefixes.until_end(written[row, : translator.most(ids)].tolist())
        looked = None if alpha is None else alpha[row, : len(tokens), : len(pieces)].numpy()
        out.append(translator.text(tokens, pieces, looked))
    return out


def shared(mine: str, theirs: str) -> float:
    """The share of the second's words that the first has too, counted with repeats, marks and capitals aside; 1 if it has
    none."""
    has, wanted = (Counter(re.findall(r"\w+", text.lower())) for text in (mine, theirs))
    return sum((has & wanted).values()) / sum(wanted.values()) if wanted else 1.0


def breaks(shares: Sequence[float]) -> int | None:
    """The first place, from 0, from which on to the last no more than ENOUGH are shared; None if the last shares more."""
    good = [place for place, share in enumerate(shares) if share > ENOUGH]
    first = good[-1] + 1 if good else 0
    return first if first < len(shares) else None
