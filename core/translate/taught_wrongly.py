"""Two mistakes in teaching a decoder, each as a model that was trained so, beside the one that was taught rightly.

Without <EOS> among the targets nothing says when to stop. And a decoder that was fed its own words in training, wrong ones at
first, has been taught to go on from mistakes and not from the true words before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from core.translate import chain
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS
from core.translate.results import Mistaken
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator


def mistaken(name: str, text: str) -> Mistaken:
    """What NO_END or OWN_WORDS writes greedily, and what ONE_WAY writes. KeyError for another name; UserError as
    `Translator.read`."""
    if name not in (NO_END, OWN_WORDS):
        raise KeyError(name)
    right, wrong = Translator.load(ONE_WAY), Translator.load(name)
    _, ids = right.read(text)
    most = right.most(ids)
    ours, theirs = (chain.greedy(one.stepper(ids), END, most) for one in (right, wrong))
    return Mistaken(
        right=right.target.decode(ours.tokens),
        right_log_probability=ours.log_probability,
        wrong=wrong.target.decode(theirs.tokens),
        wrong_log_probability=theirs.log_probability,
        wrong_ended=theirs.ended,
        wrong_pieces=len(theirs.tokens),
        most=most,
        end=end_probabilities(wrong, ids, theirs.tokens),
        right_end=end_probabilities(right, ids, ours.tokens),
    )


@torch.inference_mode()
def end_probabilities(translator: Translator, ids: Sequence[int], tokens: Sequence[int]) -> np.ndarray:
    """P(<EOS>) at each step of an output (T,): (T,)."""
    logits = translator.model(torch.tensor([ids]), torch.tensor([[BEGIN, *tokens[:-1]]]))[0]  # (T, V)
    return logits.double().softmax(-1)[:, END].numpy()
