"""Sentences in one vector as core reads them, cells of the page's tables, and how the picture writes numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

import numpy as np
from streamlit.testing.v1 import AppTest

from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.options import CARD
from core.translate import one_vector, sentence_maps
from core.translate.options import ONE_WAY
from core.translate.results import OneVector, SentenceMap
from tests.app.strings import english

LABELS = english("seq2seq.picture.")
FRENCH = "fr-en-plain"
MILL = "Le vieux moulin a brûlé hier soir."
MARKUP = "<b>See</b> $x$ [a](b) & 🙂 שלום."
END, SPACE = "<EOS>", "▁"


@lru_cache(maxsize=64)
def read(name: str = ONE_WAY, text: str = CARD) -> OneVector:
    """A sentence in one vector."""
    return one_vector.read(name, text)


@lru_cache(maxsize=64)
def maps(name: str = ONE_WAY, text: str = CARD) -> dict[str, SentenceMap]:
    """All maps of a translator, with the sentence among them."""
    return {kind: sentence_maps.sentence_map(name, kind, text) for kind in sentence_maps.kinds(name)}


def lengths(name: str = ONE_WAY):
    """BLEU by length, as the picture is given it."""
    return compute.lengths(name)


# The page's tables


def tables(app: AppTest) -> list[str]:
    return [
        part for html in app.get("html") for part in re.findall("<table .*?</table>", str(html.proto.body), re.DOTALL)
    ]


def table(app: AppTest, head: str) -> list[list[str]]:
    """The rows of the table that has this column."""
    (found,) = [one for one in tables(app) if f">{head}</th>" in one.partition("</thead>")[0]]
    rows = re.findall("<tr>(.*?)</tr>", found.partition("</thead>")[2], re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


# As the picture writes it


def two(value: float, digits: int = 2) -> str:
    """A number with its sign."""
    text = f"{abs(value):.{digits}f}"
    return "−" + text if value < 0 and float(text) else text


def chance(p: float) -> str:
    """A probability: .68, or 1."""
    text = f"{p:.2f}"
    return text[1:] if text.startswith("0") else "1"


def after(found: OneVector, t: int, unit: int) -> str:
    """P of a written piece without a number of c, which travels in hundredths."""
    return chance(float(np.rint(100 * found.zeroed[unit, t])) / 100)


def percent(share: float) -> str:
    return f"{np.floor(100 * share + 0.5):.0f}%"


def isolated(text: str) -> str:
    return f"\u2068{text}\u2069"


def name(piece: str) -> str:
    """A piece as the picture writes it."""
    if piece == END:
        return f"⟨{LABELS['end']}⟩"
    return (piece.removeprefix(SPACE) if len(piece) > 1 else piece.replace(SPACE, "·")).replace(" ", "·")


def spelled(pieces: tuple[str, ...]) -> str:
    """The text that pieces spell."""
    return "".join(piece for piece in pieces if piece != END).replace(SPACE, " ").strip()


def status(found: OneVector, step: int) -> str:
    """What stands beside the player."""
    R, T = len(found.source), len(found.target)
    if step == R:
        return LABELS["status_vector"]
    if step < R:
        return LABELS["status_reads"].format(number=step, count=R) + " · " + name(found.source[step - 1])
    return LABELS["status_writes"].format(number=step - R, count=T) + " · " + name(found.target[step - R - 1])


def said(found: OneVector, step: int, unit: int | None = None) -> str:
    """What is read aloud where the picture rests."""
    t = step - len(found.source) - 1
    head, _, word = status(found, step).partition(" · ")
    told = [f"{head}: {isolated(word)}" if word else head]
    if t >= 0:
        p = float(np.exp(found.log_probabilities[t]))
        told.append(LABELS["said_p"].format(p=chance(p), text=isolated(spelled(found.target[: t + 1]))))
    if t == -1:
        told.append(LABELS["c_numbers"].format(count=len(found.c)))
    if unit is not None and t >= -1:
        told.append(unit_said(found, unit))
        if t >= 0:
            told.append(without_said(found, unit, t))
    return ". ".join(told)


def unit_said(found: OneVector, unit: int) -> str:
    return LABELS["unit"].format(number=unit + 1, value=two(float(found.c[unit])))


def without_said(found: OneVector, unit: int, t: int) -> str:
    p = chance(float(np.exp(found.log_probabilities[t])))
    return LABELS["without"].format(word=isolated(name(found.target[t])), p=p, after=after(found, t, unit))
