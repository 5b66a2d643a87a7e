"""What would be written had the source ended earlier, and any sources of unlike length read and translated side by side."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from core.translate.attention import context
from core.translate.seq2seq import EncoderDecoder, Memory
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator


@torch.inference_mode()
def would(translator: Translator, ids: Sequence[int]) -> tuple[str, ...]:
    """The greedy output for each beginning of a source (T',) with its <EOS>; the last one is that of the whole. All are decoded
    side by side. ValueError with attention, whose decoder looks at every state of the source and not at two.
    """
    if translator.model.attention:
        raise ValueError("this needs a decoder that is given (a→⟨T'⟩, a←⟨1⟩) and no more")
    beginnings = [[*ids[: t + 1], END] for t in range(len(ids) - 1)] + [list(ids)]
    written, _ = side_by_side(translator.model, beginnings, translator.most(ids))
    return tuple(translator.target.decode(until_end(row)) for row in written.tolist())


def encode(model: EncoderDecoder, sources: Sequence[Sequence[int]]) -> tuple[Memory, Tensor]:
    """`EncoderDecoder.encode` of B sources of unlike length: where one is shorter than T', a is 0."""
    padded = pad_sequence([torch.tensor(source) for source in sources], batch_first=True)
    lengths = torch.tensor([len(source) for source in sources])
    packed = pack_padded_sequence(model.source_embedding(padded), lengths, batch_first=True, enforce_sorted=False)
    a, last = model.encoder(packed)  # (B, T', 2H) packed, (2, B, H)
    a, _ = pad_packed_sequence(a, batch_first=True)
    keys = model.attention.keys(a) if model.attention else None
    return Memory(a, keys, torch.cat(tuple(last), -1)), torch.tanh(model.W_s(last[-1]))


@torch.inference_mode()
def side_by_side(model: EncoderDecoder, sources: Sequence[Sequence[int]], most: int) -> tuple[Tensor, Tensor | None]:
    """The likeliest symbol at each step for each source, until all have written <EOS>, at most so many: (B, T); and, with
    attention, α (B, T, T'). What stands after an <EOS> means nothing.
    """
    memory, s = encode(model, sources)
    lengths = torch.tensor([len(source) for source in sources])
    beyond = torch.arange(memory.a.shape[1]) >= lengths[:, None]  # (B, T')
    y, open_ = torch.full((len(s),), BEGIN), torch.ones(len(s), dtype=torch.bool)
    written, alphas, c = [], [], memory.ends
    while open_.any() and len(written) < most:
        if model.attention:
            alphas.append(model.attention.energies(s, memory.keys).masked_fill(beyond, -torch.inf).softmax(-1))
            c = context(alphas[-1], memory.a)
        embedded = model.target_embedding(y)
        s = model.advance(model.W_y(embedded), c, s)
        y = model.project(model.read_out(s, embedded, c)).argmax(-1)
        open_ &= y != END
        written.append(y)
    return torch.stack(written, 1), torch.stack(alphas, 1) if alphas else None


def until_end(tokens: Sequence[int]) -> list[int]:
    """The tokens before the first <EOS>."""
    return list(tokens[: tokens.index(END)] if END in tokens else tokens)
