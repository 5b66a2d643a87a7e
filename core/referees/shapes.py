"""Referees of the five shapes: each network once more by code that is not ours."""

from __future__ import annotations

import numpy as np
import torch

from core.recurrent import shapes
from core.recurrent.names import Names
from core.recurrent.results.shapes import Run
from core.referees import sentiment, tagging
from core.referees.attention import decoder, encode, linear
from core.referees.recurrent import scalar_series
from core.referees.results import Compared, worst
from core.translate.seq2seq import EncoderDecoder
from core.translate.translator import Translator

BEGIN = 1  # <BOS>


def check(shape: str, text: str, seed: int = 1) -> list[Compared]:
    """The network of a shape on an input. KeyError for a shape that is none."""
    checks = {
        "one_one": lambda: sentiment.check_word(text),
        "one_many": lambda: _name(shapes.run("one_many", text, seed=seed)),
        "many_one": lambda: sentiment.check(text),
        "many_many": lambda: tagging.check(text),
        "n_m": lambda: _date(text, shapes.run("n_m", text)),
    }
    return checks[shape]()


def _name(run: Run) -> list[Compared]:
    """States of the GRU, and the chance of each letter, in loops over units."""
    model = Names.load("names").model
    letters = [run.begins, run.boxes[0].reads, *run.written[:-1]]
    states = scalar_series(model.cell, torch.tensor(model.vocabulary.encode(letters)))[model.cell.output]
    logits = states @ model.W_ya.double().numpy().T + model.b_y.double().numpy()
    chances = np.exp(logits - logits.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    ids = model.vocabulary.encode(list(run.written))
    theirs = chances[np.arange(1, len(letters)), ids]
    ours = np.array([dict(box.chances)[box.writes] for box in run.boxes])
    return [worst("a", np.vstack([run.first, run.states]), states), worst("ŷ", ours, theirs)]


@torch.inference_mode()
def _date(text: str, run: Run) -> list[Compared]:
    """The reader by two one-way ``torch.nn.GRU``, one of them over the reversed text; the writer by ``torch.nn.GRUCell``."""
    translator = Translator.load("dates-plain")
    a = encode(translator.model, translator.read(text)[1])
    written = [translator.target.index[symbol] for symbol in run.written]
    s, chances = _write(translator.model, a, written)
    ours = np.array([dict(box.chances)[box.writes] for box in run.boxes[run.T_x :]])
    return [
        worst("a", run.states[: run.T_x, : a.shape[1]], a.numpy()),
        worst("s", run.states[run.T_x :, : s.shape[1]], s),
        worst("ŷ", ours, chances),
    ]


def _write(model: EncoderDecoder, a: torch.Tensor, written: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """s (T, S), and the chance of each of these tokens (T,), in double precision."""
    H, E, cell = model.config.encoder, model.target_embedding.weight.double(), decoder(model)
    c, s, y = torch.cat((a[-1, :H], a[0, H:])), torch.tanh(linear(model.W_s, a[0, H:])), BEGIN
    states, chances = [], []
    for token in written:
        s = cell(torch.cat((E[y], c))[None], s[None])[0]
        out = torch.tanh(linear(model.W_o, torch.cat((s, E[y], c))))
        chances.append(float((E @ out + model.b_o.double()).softmax(-1)[token]))
        states.append(s.numpy())
        y = token
    return np.stack(states), np.array(chances)
