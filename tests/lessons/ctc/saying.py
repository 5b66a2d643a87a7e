"""What the picture of CTC should say, worked out by core."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from app.lessons.speech.ctc.picture import Rest
from core.speech import ctc, ctc_mistakes, letters, transcribing
from core.speech.results import Heard, PrefixBeam, Trellis
from tests.app.strings import english
from tests.lessons.ctc.samples import WIDTH, beam, heard

LABELS = english("ctc.picture.")
DEFAULT = Rest(48)


@dataclass(frozen=True, eq=False)
class Spelled:
    """A sound, a label of it with its trellis and best path, and what greedy says."""

    own: Heard
    beam: PrefixBeam
    rest: Rest
    text: str
    symbols: tuple[int, ...]
    trellis: Trellis
    path: list[int]
    top: list[int]
    greedy: Trellis
    wrongly: str

    @property
    def greedy_text(self) -> str:
        return letters.decode(ctc.collapse(self.top))

    @property
    def parts(self) -> bool:
        """Whether greedy says something else at the cursor."""
        return bool(self.path) and self.path[self.rest.step] != self.top[self.rest.step]

    def row(self) -> int:
        """The row that most of the label's probability passes at the cursor."""
        return int(self.trellis.shares[self.rest.step].argmax()) if self.path else 0


def by_core(name: str, rest: Rest, wrongly: str = "none", width: int = WIDTH) -> Spelled:
    """All of a sample by core."""
    return spelled(heard(name), beam(name, width), rest, wrongly)


def spelled(own: Heard, found: PrefixBeam, rest: Rest, wrongly: str = "none") -> Spelled:
    """All of a sound by core."""
    text = rest.label or transcribing.written(found)
    symbols, top = tuple(map(letters.SYMBOLS.index, text)), ctc.best_path(own.log_probs).tolist()
    trellis, greedy = (ctc.trellis(own.log_probs, one) for one in (symbols, ctc.collapse(top)))
    path = trellis.extended[trellis.best].tolist()
    return Spelled(own, found, rest, text, symbols, trellis, path, top, greedy, wrongly)


def rounded(value: float, digits: int) -> str:
    """A half is rounded up, as a browser does it; Python's own takes the even digit."""
    return str(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def short(log_p: float) -> str:
    """A probability from its logarithm, as in 0.299, 0.0064, 3.1e-7."""
    p = math.exp(log_p)
    if log_p == -math.inf:
        return "0"
    if p >= 0.00095:
        return rounded(p, 3 if p >= 0.0995 else 4)
    power = math.floor(log_p / math.log(10))
    lead = rounded(10 ** (log_p / math.log(10) - power), 1)
    return f"1.0e{power + 1}" if lead == "10.0" else f"{lead}e{power}"


def counted(count: int) -> str:
    """17,231,414,395,464,984; of more than 24 digits as 3.4·10⁶⁴."""
    text = str(count)
    if len(text) <= 24:
        return f"{count:,}"
    return f"{text[0]}.{text[1]}·10{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(digit)] for digit in str(len(text) - 1))}"


def sign(symbol: int) -> str:
    return "–" if symbol == ctc.BLANK else "␣" if symbol == 1 else letters.SYMBOLS[symbol]


def signs(symbols: tuple[int, ...]) -> str:
    return "".join(map(sign, symbols)) or LABELS["nothing"]


def row_said(it: Spelled, row: int) -> str:
    rows = it.trellis.extended
    if rows[row] != ctc.BLANK:
        return sign(rows[row])
    if len(rows) == 1:
        return "–"
    return LABELS["after" if row else "before"].format(symbol=sign(rows[row - 1 if row else 1]))


def share_said(share: float) -> str:
    return rounded(share, 3) if share >= 0.00095 or share == 0 else short(math.log(share))


def percent(share: float) -> str:
    if 0 < share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 0.99995 else str(math.floor(100 * share + 0.5))


def unspelled(it: Spelled) -> str:
    """Why no path spells it."""
    needed, frames = ctc.needed(it.symbols), len(it.top)
    return LABELS["too_short"].format(needed=needed, frames=frames) if needed > frames else LABELS["impossible"]


def beside(it: Spelled) -> list[str]:
    """All texts of the right side, from the top; a beam's labels whole."""
    found, top, greedy, mistaken = it.trellis, it.top, it.greedy, it.wrongly
    wrong = {"dropped": ctc_mistakes.dropped_first(top), "space": ctc_mistakes.blank_as_space(top, 1)}.get(mistaken)
    out = [LABELS["greedy"], signs(ctc.collapse(top) if wrong is None else wrong)]
    out += [LABELS["this_path"], short(greedy.best_log_probability)]
    out += [LABELS[f"wrong_{mistaken}"]] if wrong is not None else [LABELS["all_paths"], short(greedy.log_probability)]
    loss = found.loss
    if mistaken == "path":
        loss = -greedy.best_log_probability
        numbers = {"path": short(greedy.best_log_probability), "all": short(greedy.log_probability)}
        out += [LABELS["taken_for"], signs(ctc.collapse(top)), LABELS["wrong_path"].format(**numbers)]
    else:
        count = ctc.paths(len(top), it.symbols)
        out += [LABELS["through"], signs(it.symbols), LABELS["best_path"], short(found.best_log_probability)]
        out += [LABELS["all_paths"], short(found.log_probability), counted(count)]
        out += [LABELS["count_one" if count == 1 else "count"].format(frames=len(top))]
    out += [LABELS["beam"].format(width=it.beam.kept.shape[1]), LABELS["p_up_to"].format(frame=it.rest.step + 1)]
    for one in it.beam.at(it.rest.step, 5):
        out += [signs(one.labels), short(float(np.float32(one.log_probability)))]
    return [
        *out,
        LABELS["loss"],
        "−log 0 = ∞" if loss == math.inf else f"−log {short(-loss)} = {minus(rounded(loss, 2))}",
    ]


def minus(text: str) -> str:
    return text if float(text) else text.removeprefix("-")


def numbers(it: Spelled, row: int | None = None) -> list[str]:
    """The lines of numbers beside the formulas, at the cursor: of its likeliest row, or of another."""
    t, y, found = it.rest.step, it.own.log_probs.astype(float), it.trellis
    ranked = sorted(range(y.shape[1]), key=lambda symbol: -y[t, symbol])[:3]
    shown = [it.top[t], it.path[t]] if it.parts else [one for one in ranked if math.exp(y[t, one]) >= 0.005]
    words = "   ".join(f"p({sign(one)}) = {short(y[t, one])}" for one in shown)
    if it.parts:
        words += "   " + LABELS["parts"].format(greedy=sign(it.top[t]), own=sign(it.path[t]))
    if not it.path:
        return [words, unspelled(it)]
    row = it.row() if row is None else row
    alpha, beta, p = (short(one) for one in (found.alpha[t, row], found.beta[t, row], found.log_probability))
    where = LABELS["at_row"].format(row=row_said(it, row))
    share = f"α · β / p = {alpha} · {beta} / {p} = {share_said(found.shares[t, row])} {where}"
    into = " + ".join(short(one) for one in arrivals(it, row).values()) or "0"
    sum_ = f"α⟨{t + 1}⟩ = {alpha} = {f'({into}) · ' if t else ''}{short(y[t, found.extended[row]])}"
    return [words, share, sum_, compared(it)]


def arrivals(it: Spelled, row: int) -> dict[str, float]:
    """What comes into a place at the cursor, by the way that it comes; without what can't."""
    t, rows, alpha = it.rest.step, it.trellis.extended, it.trellis.alpha
    ways = {"stay": row, "step": row - 1, "skip": row - 2}
    if row % 2 == 0 or (row > 1 and rows[row] == rows[row - 2]):
        del ways["skip"]
    found = {way: float(alpha[t - 1, at]) for way, at in ways.items() if t and at >= 0}
    return {way: value for way, value in found.items() if value > -math.inf}


def compared(it: Spelled) -> str:
    """The label's loss; where greedy spells another, both probabilities and those of their best paths."""
    own, greedy = it.trellis, it.greedy
    if it.greedy_text == it.text:
        return f"L = −log {short(own.log_probability)} = {minus(rounded(own.loss, 4))}"
    pairs = [(own.log_probability, greedy.log_probability), (own.best_log_probability, greedy.best_log_probability)]
    (more, best), key = [">" if a > b else "<" if a < b else "=" for a, b in pairs], "and"
    if (more, best) == (">", "<"):
        key = "though"
    said = LABELS[key].format(own=short(pairs[1][0]), sign=best, greedy=short(pairs[1][1]))
    return f"{short(pairs[0][0])} {more} {short(pairs[0][1])} {said}"


def here(it: Spelled) -> list[str]:
    """Where the label's probability is at the cursor."""
    shares, row = it.trellis.shares[it.rest.step], it.row()
    before, past = shares[:row].sum(), shares[row + 1 :].sum()
    return [
        LABELS["here"].format(share=percent(shares[row]), row=row_said(it, row)),
        LABELS["beside"].format(before=percent(before), past=percent(past)),
    ]
