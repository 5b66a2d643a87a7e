"""A trained translator: text in, text out, and everything in between. The front door of `core.translate`."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
import torch

from core.errors import UserError
from core.translate import chain, inspecting, models
from core.translate.beam import BeamConfig, search_stepper
from core.translate.bpe import EOS, SPACE, SPECIAL, UNK, Reversed, Subwords
from core.translate.characters import Characters
from core.translate.options import (
    LONGEST_DATE,
    LONGEST_TEXT,
    MODELS,
    ONE_VECTOR,
    PLAIN,
    WIDEST,
    Edit,
    TranslationConfig,
)
from core.translate.results import BeamTrace, Chain, Decoding, Energy, Masked, Translation
from core.translate.seq2seq import EncoderDecoder
from core.translate.stepper import DecoderStepper, Tables

END, UNKNOWN = SPECIAL.index(EOS), SPECIAL.index(UNK)
CHARACTERS = 2000  # more than this is too long whatever it is: it is not even cut into pieces
Pieces = Subwords | Reversed | Characters


class Translator:
    """A model with what it reads and writes in. Read-only, so one can serve everybody."""

    def __init__(self, name: str, model: EncoderDecoder, source: Pieces, target: Pieces) -> None:
        self.name, self.model, self.source, self.target = name, model.eval(), source, target
        self.longest = LONGEST_DATE if isinstance(source, Characters) else LONGEST_TEXT
        with torch.inference_mode():
            self.tables = Tables.of(model)

    @classmethod
    def load(cls, name: str) -> Translator:
        """A shipped one: "en-fr", "fr-en", "dates", each without attention as "<name>-plain", or one of ONE_VECTOR.

        KeyError for another name.
        """
        if name.removesuffix(PLAIN) not in MODELS and name not in ONE_VECTOR:
            raise KeyError(name)
        return _loaded(name)

    def translate(self, text: str, config: TranslationConfig | None = None) -> Translation:
        """Translate one sentence. UserError if it is empty or longer than the model reads."""
        config = config or TranslationConfig()
        pieces, ids = self.read(text, config.locale)
        stepper, most = self.stepper(ids), self.most(ids)
        beam, others = None, ()
        if config.method == "beam":
            beam = search_stepper(stepper, beam_config(config, most))
            best = beam.finished[0]
            tokens, ended = best.tokens, best.ended
            others = tuple((self.target.decode(y), log_p, score) for y, log_p, score in beam.best[1:])
        else:
            chosen = self._chosen(stepper, config, most)
            tokens, ended = chosen.tokens, chosen.ended
        numbers = inspecting.decode(self.model, ids, END, len(tokens), given=tokens)
        return Translation(
            self.text(tokens, pieces, numbers.alpha),
            tuple(pieces),
            self.pieces(tokens),
            tokens,
            numbers.log_probabilities,
            numbers.alpha,
            beam,
            ended,
            others,
        )

    def _chosen(self, stepper: DecoderStepper, config: TranslationConfig, most: int) -> Chain:
        if config.method == "greedy":
            return chain.greedy(stepper, END, most)
        generator = torch.Generator().manual_seed(config.seed)
        return chain.sample(stepper, END, most, config.temperature, generator)

    def search(self, text: str, config: TranslationConfig) -> BeamTrace:
        """The beam search alone."""
        _, ids = self.read(text, config.locale)
        return search_stepper(self.stepper(ids), beam_config(config, self.most(ids)))

    def decoding(
        self,
        text: str,
        *,
        locale: str = "",
        tokens: Sequence[int] = (),
        edits: Sequence[Edit] = (),
        over_outputs: bool = False,
    ) -> Decoding:
        """Every number of each step: the given tokens first, then greedily on.

        To decode on from an edited α at step t, give the tokens before t. ``over_outputs``: softmax over t, a mistake.
        """
        pieces, ids = self.read(text, locale)
        most = self.most(ids)
        numbers = inspecting.decode(self.model, ids, END, most, given=tokens, edits=edits, over_outputs=over_outputs)
        words = tuple(tuple(self.target.symbols[i] for i in row) for row in numbers.next_tokens)
        return Decoding(
            text=self.text(numbers.tokens, pieces, numbers.alpha),
            source=tuple(pieces),
            target=self.pieces(numbers.tokens),
            next_words=words,
            **vars(numbers),
        )

    def energy(self, text: str, decoding: Decoding, step: int, position: int, locale: str = "") -> Energy:
        """One energy of a decoding taken apart. ValueError without attention."""
        _, ids = self.read(text, locale)
        before = decoding.states[step - 1] if step else decoding.first_state
        return inspecting.energy(self.model, ids, before, position)

    def masked(self, text: str, positions: Sequence[int], config: TranslationConfig | None = None) -> Masked:
        """Hide pieces of the source from attention, or from the encoder too, and see what changes.

        The encoder's neighbouring states have read a word that attention may not look at: so the two need not agree.
        """
        config = config or TranslationConfig()
        pieces, ids = self.read(text, config.locale)
        first = self.translate(text, config)
        seen = torch.ones(len(ids), dtype=torch.bool)
        seen[list(positions)] = False
        changed = [UNKNOWN if i in positions else token for i, token in enumerate(ids)]
        unread = self.stepper(ids, seen) if self.model.attention and seen.any() else None
        unknown = self.stepper(changed)
        outcome = {name: stepper and self._again(stepper, first, config) for name, stepper in
                   (("unread", unread), ("unknown", unknown))}  # fmt: skip
        return Masked(
            tuple(positions),
            first.text,
            first.target,
            outcome["unread"] and outcome["unread"][0],
            outcome["unknown"][0],
            first.log_probabilities,
            outcome["unread"] and outcome["unread"][1],
            outcome["unknown"][1],
        )

    def _again(self, stepper: DecoderStepper, first: Translation, config: TranslationConfig) -> tuple[str, np.ndarray]:
        """A new translation, and log P of each piece of the first one."""
        most = self.most(first.source)
        if config.method == "beam":
            tokens = search_stepper(stepper, beam_config(config, most)).finished[0].tokens
        else:
            tokens = self._chosen(stepper, config, most).tokens
        return self.target.decode(tokens), chain.forced(stepper, first.tokens).log_probabilities

    def forced(self, text: str, translation: str, locale: str = "") -> Chain:
        """log P of each piece of a translation that is given, its end among them: teacher forcing."""
        _, ids = self.read(text, locale)
        return chain.forced(self.stepper(ids), [*self.target.encode(translation), END])

    def exact(self, ids: Sequence[int], tokens: Sequence[int]) -> np.ndarray:
        """log P of each token of a given output (T,) as `forced`, in float64, so that the order of a sum tells nothing."""
        return inspecting.decode(self._double, ids, END, len(tokens), given=tokens).log_probabilities

    @cached_property
    def _double(self) -> EncoderDecoder:
        return copy.deepcopy(self.model).double()

    def read(self, text: str, locale: str = "") -> tuple[list[str], list[int]]:
        """Pieces of the source as written, and their indices. UserError if there is nothing, or too much."""
        if not text.strip():
            raise UserError("translate.empty")
        if len(text) > CHARACTERS:
            raise self._too_long()
        pieces, ids = self.source.read(text, locale)
        if len(ids) < 2 or (isinstance(self.source, Characters) and len(ids) < 3):
            raise UserError("translate.empty")
        if len(ids) > self.longest:
            raise self._too_long()
        return pieces, ids

    def _too_long(self) -> UserError:
        if isinstance(self.source, Characters):
            return UserError("translate.date_long", most=self.longest - 2)
        return UserError("translate.too_long", most=self.longest, words=round(self.longest / 1.5))

    @torch.inference_mode()
    def stepper(self, ids: Sequence[int], seen: torch.Tensor | None = None) -> DecoderStepper:
        """The decoder over one encoded source. ``seen`` (T',) is false where attention may not look."""
        memory, s = self.model.encode(torch.tensor([ids]))
        return DecoderStepper(self.model, self.tables, memory, s, seen)

    def most(self, ids: Sequence[int] | Sequence[str]) -> int:
        """The greatest length of an output."""
        return 12 if isinstance(self.target, Characters) else 2 * len(ids) + 8

    def pieces(self, tokens: Sequence[int]) -> tuple[str, ...]:
        """The pieces of an output."""
        return tuple(self.target.symbols[i] for i in tokens)

    def text(self, tokens: Sequence[int], source: Sequence[str], alpha: np.ndarray | None) -> str:
        """The output as text. <UNK> becomes the piece of the source most looked at (Jean et al. 2015), if there is one."""
        if alpha is None or UNKNOWN not in tokens:
            return self.target.decode(tokens)
        parts = [
            source[int(row.argmax())] if token == UNKNOWN else self.target.symbols[token]
            for token, row in zip(tokens, alpha, strict=True)
            if token != END
        ]
        return "".join(part for part in parts if part != EOS).replace(SPACE, " ").strip()


def beam_config(config: TranslationConfig, most: int) -> BeamConfig:
    """What the search is told. The width lies between 1 and WIDEST."""
    width = min(max(config.width, 1), WIDEST)
    return BeamConfig(width, END, most, config.alpha, config.n_best)


@cache
def _loaded(name: str) -> Translator:
    return Translator(name, models.load(name), *models.vocabularies(name))
