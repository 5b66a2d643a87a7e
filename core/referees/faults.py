"""Error analysis once more by the model's own pass over whole sentences; none of the search's code is in it."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor

from core.referees.results import Compared, numbers, texts
from core.translate import faults
from core.translate.bpe import BOS, SPECIAL
from core.translate.results import FaultCase, Scored
from core.translate.seq2seq import EncoderDecoder
from core.translate.translator import Translator


def check(name: str, case: FaultCase, width: int, alpha: float) -> list[Compared]:
    """log P and score of y* and ŷ, the greedy output, and what wins if y* is ranked with all that was finished.

    All words of a translation go through the network at once, in float64. Names: human_log_p, human_score, machine_log_p,
    machine_score, greedy, again.
    """
    translator = Translator.load(name)
    _, source = translator.read(case.source)
    model = copy.deepcopy(translator.model).double()
    judged = faults.judge(case, width, alpha)
    found = next(one for one in case.searched if one.width == width)
    exponent = alpha if width > 1 else 0.0  # of one output nothing is ranked
    log_p = {y.tokens: _log_p(model, source, y.tokens) for y in (case.human, *found.winners)}
    rows = []
    for side, y, ours in (
        ("human", case.human, judged.human_score),
        ("machine", judged.machine, judged.machine_score),
    ):
        rows.append(numbers(f"{side}_log_p", y.log_probability, log_p[y.tokens]))
        rows.append(numbers(f"{side}_score", ours, log_p[y.tokens] / y.length**exponent))
    rows += [_greedy(translator, model, source, one.winners[0]) for one in case.searched if one.width == 1]
    ranked = sorted((case.human, *found.winners), key=lambda y: -log_p[y.tokens] / y.length**exponent)
    wins = case.human if faults.again(case, width, alpha) else judged.machine
    return [*rows, texts("again", wins.text, ranked[0].text)]


@torch.inference_mode()
def _logits(model: EncoderDecoder, source: Sequence[int], tokens: Sequence[int]) -> Tensor:
    """Of the next piece at each step of an output (T, V)."""
    begin = SPECIAL.index(BOS)
    return model(torch.tensor([source]), torch.tensor([[begin, *tokens[:-1]]]))[0]


def _log_p(model: EncoderDecoder, source: Sequence[int], tokens: Sequence[int]) -> float:
    log_p = _logits(model, source, tokens).log_softmax(-1)
    return log_p[torch.arange(len(tokens)), list(tokens)].sum().item()


def _greedy(translator: Translator, model: EncoderDecoder, source: Sequence[int], found: Scored) -> Compared:
    """The likeliest piece after the output's own pieces before it, at each step: the same piece, if it is greedy."""
    likeliest = _logits(model, source, found.tokens).argmax(-1).tolist()
    return texts("greedy", found.text, translator.target.decode(likeliest))
