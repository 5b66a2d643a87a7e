"""A network that writes, whatever its kind, step by step and for several texts at once.

    writer = sources.load("everyday")
    logits, state = writer.begin(writer.encode(["my", "brother"]))     what follows each beginning, (3, V)
    logits, state = writer.step(np.array([index]), state)              a symbol more, (1, V)

Logits are rounded to 1/1024, which moves a probability by a thousandth of itself at the most: so they are small enough to be
sent to a browser, and the browser draws from the very same numbers. They are computed in double precision, so that a text does
not depend on how many are written at once.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from core.recurrent.cell import Cell
from core.recurrent.language import text
from core.recurrent.language.models import LanguageModel
from core.recurrent.results.sampling import GRAIN
from core.vocab import EOS, UNK, graphemes

LOWEST = -31.0  # a logit below is one of exp(−31), as good as never
State = tuple[Tensor, ...]
Begun = tuple[np.ndarray, State]  # what `Writer.begin` gives


class Writer:
    """P(next symbol | symbols so far). Read-only.

    cell: in double precision; symbols: that may be written, index i at place i of the logits; limit: symbols after which a
    text stops without <EOS>; level: "word" or "character".
    """

    level = "character"
    limit = 20

    def __init__(self, cell: Cell, symbols: tuple[str, ...]) -> None:
        self.cell, self.symbols = cell, symbols
        self.index = {symbol: i for i, symbol in enumerate(symbols)}
        self.end = self.index[EOS]
        self.never = [self.index[UNK]] if UNK in self.index else []  # <UNK> is no word that one could write
        self._matrices = tuple(matrix.contiguous() for matrix in cell.matrices())

    def split(self, typed: str) -> list[str]:
        """A visitor's text as symbols."""
        return graphemes(" ".join(typed.split()))

    def symbols_of(self, written: str) -> list[str]:
        """A part of a text, as `joined` gives it, as symbols: nothing is taken off its ends."""
        return graphemes(written)

    def joined(self, symbols: Sequence[str]) -> str:
        """Symbols as a text, <EOS> left out."""
        return "".join(symbol for symbol in symbols if symbol != EOS)

    def encode(self, symbols: Sequence[str]) -> list[int]:
        """Indices. KeyError for a symbol that is not known and has no <UNK> to stand for it."""
        return [self.index[s] if s in self.index else self.index[UNK] for s in symbols]

    def knows(self, symbol: str) -> bool:
        """Whether it reads the symbol itself, and not <UNK> in its place."""
        return symbol in self.index

    @torch.inference_mode()
    def begin(self, ids: Sequence[int]) -> Begun:
        """Read the symbols from no state: the logits before each of them and after the last, (n + 1, V), and the state."""
        projected = torch.cat([self._nothing(), self._read(torch.tensor(ids, dtype=torch.int64))])
        state, outputs = self.cell.start(1), []
        for one in projected:
            output, state = self._advance(one[None], state)
            outputs.append(output)
        return self._said(torch.cat(outputs)), state

    @torch.inference_mode()
    def step(self, ids: np.ndarray, state: State) -> tuple[np.ndarray, State]:
        """Of n texts each reads one symbol more, ids (n,): the logits then, (n, V), and the state."""
        output, state = self._advance(self._read(torch.from_numpy(ids)), state)
        return self._said(output), state

    def repeated(self, state: State, n: int) -> State:
        """The state of one text, (1, H) each, for n that begin with it, (n, H) each."""
        return tuple(part.expand(n, -1) for part in state)

    def some(self, state: State, places: Sequence[int]) -> State:
        """Of several texts the states of those at these places."""
        return tuple(part[list(places)] for part in state)

    def _advance(self, projected: Tensor, state: State) -> tuple[Tensor, State]:
        step = self.cell.step(projected, state, self._matrices, {})
        return getattr(step, self.cell.output), tuple(getattr(step, name) for name in self.cell.states)

    def _said(self, outputs: Tensor) -> np.ndarray:
        z = self._logits(outputs)
        z = (z - z.max(dim=-1, keepdim=True).values).clamp(min=LOWEST)
        rounded = (torch.round(z * GRAIN) / GRAIN).float().numpy()  # exact: 15 bits
        rounded[:, self.never] = -np.inf
        return rounded

    def _nothing(self) -> Tensor:
        """What x⟨1⟩ gives to all gates, (1, n·H)."""
        raise NotImplementedError("x⟨1⟩ differs between the networks")

    def _read(self, ids: Tensor) -> Tensor:
        """What symbols (B,) give to all gates, (B, n·H)."""
        raise NotImplementedError("x⟨t⟩ differs between the networks")

    def _logits(self, outputs: Tensor) -> Tensor:
        """(B, H) -> logits of what may be written, (B, V)."""
        raise NotImplementedError("ŷ⟨t⟩ differs between the networks")


class LanguageWriter(Writer):
    """One of the larger networks, `language.LanguageNetwork`. size: so many of its symbols may be written."""

    def __init__(self, model: LanguageModel, size: int | None, limit: int) -> None:
        self.model, self.limit, self.vocabulary = model, limit, model.network.vocabulary
        self.network = copy.deepcopy(model.network).double()
        super().__init__(self.network.cell, self.vocabulary.symbols[:size])
        self.level = self.vocabulary.level
        self._projection, self._bias = (part.double() for part in model.projection)
        self._E, self._b_y = self.network.E[:size], self.network.b_y[:size]

    def split(self, typed: str) -> list[str]:
        return text.split(typed) if self.level == "word" else super().split(typed)

    def symbols_of(self, written: str) -> list[str]:
        return text.split(written) if self.level == "word" else super().symbols_of(written)

    def joined(self, symbols: Sequence[str]) -> str:
        spoken = [symbol for symbol in symbols if symbol != EOS]
        return text.joined(spoken) if self.level == "word" else "".join(spoken)

    def encode(self, symbols: Sequence[str]) -> list[int]:
        return self.vocabulary.encode(symbols)

    def knows(self, symbol: str) -> bool:
        return symbol in self.vocabulary.index

    def _nothing(self) -> Tensor:
        return self._bias[None]

    def _read(self, ids: Tensor) -> Tensor:
        return self.network.E[ids] @ self._projection + self._bias

    def _logits(self, outputs: Tensor) -> Tensor:
        return outputs @ self.network.W_p.t() @ self._E.t() + self._b_y
