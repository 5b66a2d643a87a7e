"""Names written letter by letter, by a GRU: first names and surnames, or dinosaurs.

names = Names.load("names")
names.sample("M", seed=1)              # a name that begins so
names.log_probability("Maria")         # natural log of P(name)
"""

from __future__ import annotations

import copy
from functools import cache

import torch
from torch import Tensor

from core.data import ASSETS
from core.recurrent import sampling, shipped
from core.recurrent.model import SequenceModel
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Sample
from core.recurrent.writers import Writer
from core.vocab import EOS, Vocabulary, graphemes

FIRST = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
VOCABULARY = Vocabulary(
    (EOS, *FIRST, *"abcdefghijklmnopqrstuvwxyz")
)  # a name has a capital where it begins, and only there


@cache
def known() -> tuple[str, ...]:
    """The first names and surnames of the 1990 census of the United States that ship, each once, by the alphabet."""
    lists = [(ASSETS / "data" / "names" / f"{kind}.txt").read_text().split() for kind in ("first_names", "surnames")]
    return tuple(sorted({name.capitalize() for names in lists for name in names}))


class NameWriter(Writer):
    """A GRU that reads letters as one-hot vectors, and <EOS>, the end of the name before, to begin with."""

    def __init__(self, model: SequenceModel) -> None:
        self.model = copy.deepcopy(model).double()
        super().__init__(self.model.cell, model.vocabulary.symbols)
        self._table = self.model.cell.project(torch.arange(len(self.symbols))[:, None])[:, 0]

    def split(self, typed: str) -> list[str]:
        return graphemes(typed.strip().capitalize())

    def _nothing(self) -> Tensor:
        return self._table[self.end][None]

    def _read(self, ids: Tensor) -> Tensor:
        return self._table[ids]

    def _logits(self, outputs: Tensor) -> Tensor:
        return self.model.logits(outputs)


class Names:
    """A network that writes names. Read-only."""

    def __init__(self, model: SequenceModel) -> None:
        self.model, self.writer = model, NameWriter(model)

    @classmethod
    @cache
    def load(cls, name: str) -> Names:
        """The shipped network for "names" or "dinosaurs"; KeyError for any other name."""
        if name not in ("names", "dinosaurs"):
            raise KeyError(name)
        return cls(shipped.load(name))

    def sample(self, start: str = "", seed: int = 1, config: SamplingConfig | None = None) -> Sample:
        """A name that begins with these letters, or the part of one that fits within the limit."""
        return sampling.sample(self.writer, self.writer.split(start), config or SamplingConfig(), seed)

    @torch.inference_mode()
    def log_probability(self, name: str) -> float:
        """Natural log of P(name), its end included. KeyError for a letter that is none of `VOCABULARY`."""
        ids = VOCABULARY.encode([EOS, *name, EOS])
        logits, _ = self.model(torch.tensor(ids[:-1])[:, None])
        logs = logits[:, 0].log_softmax(dim=-1, dtype=torch.float64)
        return float(logs[torch.arange(len(ids) - 1), torch.tensor(ids[1:])].sum())
