"""A trained captioner: a picture in, a sentence out, and everything in between. The front door of `core.captions`."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from core import checkpoints
from core.captions import encoder
from core.captions.decoder import FIRST, Decoder, DecoderConfig, Looked, State
from core.captions.options import LONGEST, SPECIAL, WAYS, WIDEST, CaptionConfig
from core.captions.results import Caption, Picture, Written
from core.captions.writing import LAST, Writer, allowed, until_end
from core.translate.beam import search_stepper
from core.translate.options import BeamConfig

if TYPE_CHECKING:
    from PIL import Image

LIKELIEST = 6  # words of each step that are told
CELL = "caption"  # what a card's config calls these models


class Captioner:
    """A decoder with its words. Read-only, so one can serve everybody."""

    def __init__(self, decoder: Decoder, vocabulary: Sequence[str]) -> None:
        self.decoder, self.vocabulary = decoder.eval().requires_grad_(False), tuple(vocabulary)
        self.index = {word: i for i, word in enumerate(self.vocabulary)}

    @classmethod
    def load(cls, way: str) -> Captioner:
        """A shipped one: "start", "every" or "attend". KeyError for another name."""
        if way not in WAYS:
            raise KeyError(way)
        return _loaded(way)

    def caption(self, image: Image.Image, config: CaptionConfig | None = None) -> Caption:
        """The likeliest sentences about a picture of any shape, by a beam search."""
        from core.captions.pictures import square

        picture = Picture(np.asarray(image.convert("RGB")))
        return self.search(encoder.grid(square(picture)), config)

    def search(self, grid: np.ndarray, config: CaptionConfig | None = None) -> Caption:
        """The same about what the encoder saw, (49, 1280). The width lies between 1 and WIDEST."""
        config = config or CaptionConfig()
        seen = self.look(grid)
        width = min(max(config.width, 1), WIDEST)
        most = BeamConfig(width, LAST, LONGEST, config.alpha, config.n_best)
        found = search_stepper(Writer(self.decoder, seen), most).finished[: config.n_best]
        return Caption(
            self._all_written(seen, [one.tokens for one in found]),
            tuple(one.score for one in found),
        )

    def write(
        self,
        grid: np.ndarray,
        tokens: Sequence[int] = (),
        pins: Mapping[int, int] | None = None,
    ) -> Written:
        """A sentence about what the encoder saw: the given tokens first, then the likeliest word at each step.

        pins: step -> the place, 0 to 48, on which all the light is held at that step.
        """
        return self._written(self.look(grid), tokens, pins or {}, LONGEST)

    @property
    def writable(self) -> tuple[str, ...]:
        """The words that can be written, the commonest first."""
        return self.vocabulary[len(SPECIAL) :]

    def tokens(self, words: Sequence[str]) -> tuple[int, ...]:
        """The words' indices. KeyError for one that the vocabulary doesn't hold."""
        return tuple(self.index[word] for word in words)

    @torch.inference_mode()
    def look(self, grid: np.ndarray) -> Looked:
        """A grid (49, 1280) as the decoder sees it."""
        return self.decoder.look(torch.from_numpy(np.asarray(grid, dtype=np.float32))[None])

    @torch.inference_mode()
    def _written(self, seen: Looked, given: Sequence[int], pins: Mapping[int, int], most: int) -> Written:
        state, taken, rows = self.decoder.first(seen), [], []
        while len(taken) < most and LAST not in taken:
            step = len(taken)
            state, row = self._step(seen, state, [taken[-1] if taken else FIRST], pins.get(step, -1))
            taken.append(given[step] if step < len(given) else int(row[0][0].argmax()))
            rows.append([part[0] for part in row] + [pins.get(step, -1)])
        return self._record(taken, rows)

    @torch.inference_mode()
    def _all_written(self, seen: Looked, sentences: Sequence[tuple[int, ...]]) -> tuple[Written, ...]:
        """The same for sentences that are known to the end, side by side."""
        n, longest = len(sentences), max(map(len, sentences))
        seen, rows = seen.of(torch.zeros(n, dtype=torch.long)), []
        state = self.decoder.first(seen)
        for step in range(longest):
            before = [one[min(step, len(one)) - 1] if step else FIRST for one in sentences]
            state, row = self._step(seen, state, before, -1)
            rows.append(row)
        return tuple(
            self._record(list(one), [[part[k] for part in row] + [-1] for row in rows[: len(one)]])
            for k, one in enumerate(sentences)
        )

    def _step(self, seen: Looked, state: State, before: Sequence[int], pin: int) -> tuple[State, list[Tensor]]:
        """The state, and of each row log P (n, V), α and energies (n, 49), β (n,), z (n, D)."""
        y, energies = self.decoder.embedding(torch.tensor(before)), self.decoder.energies(state[0], seen)
        alpha = energies.softmax(-1)
        if pin >= 0:
            alpha = torch.zeros_like(alpha).index_fill_(1, torch.tensor([pin]), 1.0)
        beta = self.decoder.beta(state[0])
        z = self.decoder.glance(alpha, beta, seen)
        state, m = self.decoder.step(y, state, z)
        return state, [allowed(self.decoder.logits(m)).double().log_softmax(-1), alpha, energies, beta[:, 0], z]

    def _record(self, tokens: list[int], rows: list[list[Tensor | int]]) -> Written:
        log_p, alpha, energies, beta, z, pinned = zip(*rows, strict=True)
        best = torch.stack(log_p).topk(LIKELIEST)
        return Written(
            words=tuple(self.vocabulary[i] for i in until_end(tokens)),
            tokens=tuple(tokens),
            log_probabilities=np.array([row[i].item() for row, i in zip(log_p, tokens, strict=True)]),
            alpha=torch.stack(alpha).numpy(),
            energies=torch.stack(energies).numpy(),
            pinned=np.array(pinned),
            beta=torch.stack(beta).numpy(),
            z=torch.stack(z).numpy(),
            likeliest=tuple(tuple(self.vocabulary[i] for i in row) for row in best.indices.tolist()),
            probabilities=best.values.exp().numpy(),
            ended=tokens[-1] == LAST,
        )


def name(way: str) -> str:
    """The weight file of a way."""
    return f"caption_{way}"


def halved(decoder: Decoder) -> Decoder:
    """The decoder as it will be once saved and read: what is measured is what ships."""
    return copy.deepcopy(decoder).half().float().eval().requires_grad_(False)


def save(decoder: Decoder, vocabulary: Sequence[str], card: dict[str, Any]) -> None:
    """Write weights and card."""
    described = {"cell": CELL} | vars(decoder.config) | {"vocabulary": list(vocabulary)}
    checkpoints.write(name(decoder.way), copy.deepcopy(decoder).half(), card, described)


@cache
def _loaded(way: str) -> Captioner:
    config = checkpoints.card(name(way))["config"]
    decoder = Decoder(DecoderConfig(**{field: config[field] for field in DecoderConfig.__dataclass_fields__}))
    return Captioner(checkpoints.filled(decoder, name(way)), config["vocabulary"])
