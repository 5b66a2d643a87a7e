"""What would be written had the source ended earlier: after each of its pieces."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence

from core.translate.seq2seq import EncoderDecoder
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator


@torch.inference_mode()
def would(translator: Translator, ids: Sequence[int]) -> tuple[str, ...]:
    """The greedy output for each beginning of a source (T',) with its <EOS>; the last one is that of the whole. All are decoded
    side by side. ValueError with attention, whose decoder looks at every state of the source and not at two.
    """
    model = translator.model
    if model.attention:
        raise ValueError("this needs a decoder that is given (a→⟨T'⟩, a←⟨1⟩) and no more")
    beginnings = [torch.tensor([*ids[: t + 1], END]) for t in range(len(ids) - 1)] + [torch.tensor(list(ids))]
    written = _greedy(model, *_ends(model, beginnings), translator.most(ids))
    return tuple(translator.target.decode(_until_end(row)) for row in written.tolist())


def _ends(model: EncoderDecoder, sources: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """(a→⟨T'⟩, a←⟨1⟩) (B, 2H) and s⟨0⟩ (B, S) of sources of unlike length."""
    padded = torch.nn.utils.rnn.pad_sequence(list(sources), batch_first=True)
    lengths = torch.tensor([len(source) for source in sources])
    packed = pack_padded_sequence(model.source_embedding(padded), lengths, batch_first=True, enforce_sorted=False)
    _, last = model.encoder(packed)  # (2, B, H)
    return torch.cat((last[0], last[1]), -1), torch.tanh(model.W_s(last[1]))


def _greedy(model: EncoderDecoder, c: Tensor, s: Tensor, most: int) -> Tensor:
    """The likeliest symbol at each step, and on after <EOS>: (B, most)."""
    y, columns = torch.full((len(s),), BEGIN), []
    for _ in range(most):
        embedded = model.target_embedding(y)
        s = model.advance(model.W_y(embedded), c, s)
        y = model.project(model.read_out(s, embedded, c)).argmax(-1)
        columns.append(y)
    return torch.stack(columns, 1)


def _until_end(tokens: Sequence[int]) -> list[int]:
    return list(tokens[: tokens.index(END)] if END in tokens else tokens)
