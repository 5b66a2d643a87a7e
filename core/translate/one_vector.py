"""A sentence read into one vector c, what is written from it, and what c has of each word and of each of its numbers.

Sutskever, Vinyals and Le 2014, section 2; c goes into every step as in Cho et al. 2014, section 2.2. Only for a decoder
without attention.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.translate import inspecting, prefixes
from core.translate.bpe import Reversed
from core.translate.faults import check_spelling
from core.translate.results import OneVector
from core.translate.seq2seq import EncoderDecoder
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator
from core.translate.words import spelling, words


@torch.inference_mode()
def read(name: str, text: str, given: str | None = None, *, each: bool = True) -> OneVector:
    """Read a sentence into c, and write its translation greedily, or write the one that is given. each: with each number of c at 0
    as well, which takes longer than all else.

    UserError as `Translator.read` and `spelled`. ValueError for a translator with attention.
    """
    translator = Translator.load(name)
    if translator.model.attention:
        raise ValueError(f"{name} has attention: its decoder is given more than one vector")
    pieces, ids = translator.read(text)
    fixed = () if given is None else spelled(translator, given)
    most = max(translator.most(ids), len(fixed))
    numbers = inspecting.decode(translator.model, ids, END, most, given=fixed)
    c, tokens, places = numbers.contexts[0], numbers.tokens, word_places(translator, pieces)
    return OneVector(
        name=name,
        text=text,
        source=tuple(pieces),
        words=tuple(spelling(pieces, _as_written(translator, word)) for word in places),
        places=places,
        encoder=numbers.annotations,
        c=c,
        first_state=numbers.first_state,
        states=numbers.states,
        tokens=tokens,
        target=translator.pieces(tokens),
        written=translator.target.decode(tokens),
        log_probabilities=numbers.log_probabilities,
        next_words=tuple(translator.pieces(row) for row in numbers.next_tokens),
        next_probabilities=numbers.next_probabilities,
        left_out=left_out(translator, ids, places, c),
        zeroed=zeroed(translator.model, torch.from_numpy(c), tokens) if each else np.empty((0, len(tokens))),
        ended=tokens[-1] == END,
    )


def spelled(translator: Translator, given: str) -> tuple[int, ...]:
    """A given translation as tokens, <EOS> the last. UserError as `check_spelling`."""
    check_spelling(translator, given)
    return (*translator.target.encode(given), END)


def word_places(translator: Translator, pieces: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Words in the order in which they are read, as the places of their pieces (T'); what is read backwards is first put
    in order, for the end of a word does not show that it goes on."""
    if not isinstance(translator.source, Reversed):
        return words(pieces)
    last = len(pieces) - 2
    return tuple(tuple(last - i for i in word[::-1]) for word in words([*pieces[-2::-1], pieces[-1]])[::-1])


def _as_written(translator: Translator, word: tuple[int, ...]) -> tuple[int, ...]:
    return word[::-1] if isinstance(translator.source, Reversed) else word


def left_out(translator: Translator, ids: Sequence[int], places: Sequence[Sequence[int]], c: np.ndarray) -> np.ndarray:
    """‖c − c′‖ / ‖c‖ (W,), where c′ is c of the source (T') without the pieces of one word."""
    without = [[token for i, token in enumerate(ids) if i not in word] for word in places]
    others = prefixes.encode(translator.model, without)[0].ends
    return np.linalg.norm(others.numpy() - c, axis=1) / np.linalg.norm(c)


def zeroed(model: EncoderDecoder, c: Tensor, tokens: Sequence[int]) -> np.ndarray:
    """P of each token (T,) under teacher forcing if one of the numbers of c (C,) is 0, at every step and in s⟨0⟩: (C, T).

    All C passes go side by side.
    """
    without = c.repeat(len(c), 1).fill_diagonal_(0)  # (C, C): a row for each number
    gates = without @ model.W_c.weight.t()  # once for all steps, so that `advance` is given no c
    s = torch.tanh(model.W_s(without[:, -model.config.encoder :]))
    before, p = model.target_embedding(torch.tensor([BEGIN, *tokens[:-1]])), []
    for y, token in zip(before, tokens, strict=True):
        s = model.advance(model.W_y(y) + gates, torch.zeros_like(c), s)
        logits = model.project(model.read_out(s, y.expand(len(c), -1), without))  # (C, V)
        p.append((logits[:, token] - logits.logsumexp(-1)).exp())
    return torch.stack(p, 1).numpy()
