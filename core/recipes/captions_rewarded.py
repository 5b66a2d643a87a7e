"""The second part of a captioner's training: sentences that it draws itself, rewarded by CIDEr-D.

    python -m core.recipes.captions_rewarded --way attend --photographs FILE.zip --sentences FILE.json --kept FOLDER

Self-critical sequence training (Rennie et al. 2017, CVPR, section 3.2), with the mean of a picture's other draws in the place of
the greedy sentence (Luo 2020, arXiv 2003.09971). It goes on from what `captions` has kept and writes beside it.
"""

from __future__ import annotations

import argparse
import copy
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from core.captions import scores, writing
from core.captions.decoder import FIRST, Decoder, DecoderConfig
from core.captions.options import LONGEST, WAYS
from core.captions.writing import LAST, NEVER
from core.recipes.captions import PICTURES, SEED
from core.recipes.captions_data import VIEWS, Photograph, grids, photographs
from core.recipes.captions_measure import quickly, references

DRAWS, EPOCHS, RATE, KEPT = 5, 6, 5e-5, 0.995


@torch.no_grad()
def drawn(model: Decoder, x: Tensor, generator: torch.Generator) -> list[list[int]]:
    """DRAWS sentences for each picture (B, 49, 1280), a picture's one after another, each with its end unless it was cut."""
    seen = model.look(x).of(torch.arange(len(x)).repeat_interleave(DRAWS))
    writer = writing.Writer(model, seen)
    state, tokens, taken = writer.start(), None, []
    for _ in range(LONGEST):
        logits, state = writer.step(state, tokens)
        tokens = torch.multinomial(logits.softmax(-1), 1, generator=generator)[:, 0]
        taken.append(tokens)
    return [row[: row.index(LAST) + 1] if LAST in row else row for row in torch.stack(taken, 1).tolist()]


def advantages(rewards: np.ndarray) -> np.ndarray:
    """How much better each draw is than the mean of the picture's others: (B, DRAWS)."""
    others = (rewards.sum(1, keepdims=True) - rewards) / (rewards.shape[1] - 1)
    return rewards - others


def loss(model: Decoder, x: Tensor, rows: list[list[int]], better: np.ndarray) -> Tensor:
    """−Σ advantage · log P of the words drawn, over their number. better: one for each row, (B · DRAWS,)."""
    order = sorted(range(len(rows)), key=lambda n: -len(rows[n]))
    lengths = torch.tensor([len(rows[n]) for n in order])
    words = pad_sequence([torch.tensor(rows[n]) for n in order], batch_first=True)
    before = torch.cat((torch.full((len(rows), 1), FIRST), words[:, :-1]), 1)
    logits, _ = model(x, before, torch.tensor([n // DRAWS for n in order]), lengths)
    logits[:, NEVER] = -torch.inf
    weight = torch.from_numpy(better[order]).float()[:, None].expand(-1, words.shape[1])
    words, weight = (pack_padded_sequence(each, lengths, batch_first=True).data for each in (words, weight))
    log_p = logits.float().log_softmax(-1).gather(1, words[:, None])[:, 0]
    return -(weight * log_p).mean()


def train(
    model: Decoder, vocabulary: list[str], taken: list[Photograph], seen: np.ndarray, epochs: int, seed: int
) -> Iterator[tuple[int, Decoder, float]]:
    """After each epoch its number, the running mean of the weights, and the mean reward of what was drawn."""
    cider, generator = scores.Cider(references(taken)), np.random.default_rng(seed)
    draws = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=0.0)
    mean = copy.deepcopy(model)
    for epoch in range(epochs):
        rewards = []
        order = generator.permutation(len(taken))
        for first in range(0, len(order), PICTURES):
            chosen = order[first : first + PICTURES]
            x = torch.from_numpy(np.stack([seen[generator.integers(len(seen)), i] for i in chosen])).float()
            model.eval()
            rows = drawn(model, x, draws)
            said = [[vocabulary[k] for k in writing.until_end(row)] for row in rows]
            found = np.array([cider.score_one(int(chosen[n // DRAWS]), words) for n, words in enumerate(said)])
            rewards.append(found.mean())
            model.train()
            taken_loss = loss(model, x, rows, advantages(found.reshape(-1, DRAWS)).ravel())
            optimizer.zero_grad(set_to_none=True)
            taken_loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            with torch.no_grad():
                for kept, now in zip(mean.parameters(), model.parameters(), strict=True):
                    kept.lerp_(now, 1 - KEPT)
        yield epoch + 1, mean, float(np.mean(rewards))


def main() -> None:
    """Go on training, and keep the best epoch."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--way", choices=WAYS, required=True)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    file = options.kept / f"{options.way}-{options.seed}.pt"
    kept = torch.load(file, weights_only=True)
    everything = photographs(options.sentences)
    split = {name: [one for one in everything if one.split == name] for name in ("train", "dev")}
    seen = {name: grids(options.kept / f"{name}.npy", options.photographs, split[name], VIEWS) for name in split}
    model = Decoder(DecoderConfig(**kept["config"]))
    model.load_state_dict(kept["weights"])
    started, best = time.process_time(), kept["curve"][-1]["cider"]
    curve = list(kept["curve"])
    for epoch, mean, reward in train(
        model, kept["vocabulary"], split["train"], seen["train"], options.epochs, options.seed
    ):
        found = quickly(mean, kept["vocabulary"], seen["dev"][0], split["dev"])
        minutes = kept["minutes"] + (time.process_time() - started) / 60
        curve.append({"rewarded": epoch, "reward": round(reward, 4), **found})
        print(f"rewarded {epoch} {minutes:.1f} min: {curve[-1]}", flush=True)
        if found["cider"] > best:
            best = found["cider"]
            later = {"weights": mean.state_dict(), "curve": curve, "minutes": minutes}
            torch.save(kept | later, file.with_stem(f"{file.stem}-rewarded"))


if __name__ == "__main__":
    main()
