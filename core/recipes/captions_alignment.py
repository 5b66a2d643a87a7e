"""The alignment of words with places: train it on photographs with five sentences each, and write weights and card.

    python -m core.recipes.captions_alignment --photographs FILE.zip --sentences FILE.json --kept FOLDER

`captions_data` says what the files are. Tested as the paper is: by how far down the list a picture's own sentences stand when
all test sentences are ranked by S, and the same for a sentence's own picture (Karpathy and Fei-Fei 2015, section 4.1).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from core import checkpoints
from core.captions.alignment import NAME, AlignmentNetwork, ranking
from core.recipes.captions_data import Photograph, frequent, grids, photographs

SEED, PICTURES, EPOCHS, PEAK, DECAY, DROPOUT = 2026, 64, 40, 1e-3, 1e-3, 0.3


def rows(taken: list[Photograph], index: dict[str, int]) -> list[list[list[int]]]:
    """For each picture its sentences as known words."""
    return [
        [row for each in one.sentences if (row := [index[word] for word in each if word in index])] for one in taken
    ]


def padded(sentences: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Tokens (N, T), and whether there is one (N, T)."""
    lengths = torch.tensor([len(row) for row in sentences])
    tokens = pad_sequence([torch.tensor(row) for row in sentences], batch_first=True)
    return tokens, torch.arange(tokens.shape[1]) < lengths[:, None]


def batches(
    seen: np.ndarray, said: list[list[list[int]]], generator: np.random.Generator
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Grids (B, 49, 1280) of any view, and a sentence of each: tokens (B, T) and which of them there are."""
    order = generator.permutation(len(said))
    for first in range(0, len(order) - PICTURES + 1, PICTURES):
        chosen = order[first : first + PICTURES]
        x = np.stack([seen[generator.integers(len(seen)), i] for i in chosen])
        yield torch.from_numpy(x).float(), *padded([said[i][generator.integers(len(said[i]))] for i in chosen])


@torch.inference_mode()
def ranks(network: AlignmentNetwork, seen: np.ndarray, said: list[list[list[int]]]) -> tuple[np.ndarray, np.ndarray]:
    """Where a picture's best own sentence stands among all (N,), and where a sentence's own picture does (ΣN,); from 1."""
    network.eval()
    tokens, there = padded([row for each in said for row in each])
    parts = [
        torch.cat(
            [
                network(torch.from_numpy(np.array(seen[i : i + 20])).float(), tokens[j : j + 250], there[j : j + 250])
                for j in range(0, len(tokens), 250)
            ],
            1,
        )
        for i in range(0, len(seen), 20)
    ]
    s = torch.cat(parts).numpy()  # (pictures, sentences)
    owner = np.repeat(np.arange(len(said)), [len(each) for each in said])
    own = s[owner, np.arange(len(owner))]
    pictures = np.array([1 + (s[k] > own[owner == k].max()).sum() for k in range(len(said))])
    return pictures, 1 + (s > own).sum(0)


def recall(found: np.ndarray) -> dict[str, float]:
    """How often the first one, one of the first 5, of the first 10 is right, and the median rank."""
    return {f"at_{n}": round(float((found <= n).mean()), 4) for n in (1, 5, 10)} | {"median": float(np.median(found))}


def main() -> None:
    """Train, test, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    generator, everything = np.random.default_rng(SEED), photographs(options.sentences)
    vocabulary = frequent(everything)
    index = {word: i for i, word in enumerate(vocabulary)}
    split = {name: [one for one in everything if one.split == name] for name in ("train", "dev", "test")}
    seen = {name: grids(options.kept / f"{name}.npy", options.photographs, split[name]) for name in split}
    said = {name: rows(taken, index) for name, taken in split.items()}
    network, started = AlignmentNetwork(len(vocabulary)), time.process_time()
    optimizer = torch.optim.AdamW(network.parameters(), PEAK, weight_decay=DECAY)
    steps = options.epochs * (len(said["train"]) // PICTURES)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for epoch in range(options.epochs):
        network.train()
        losses = []
        for x, tokens, there in batches(seen["train"], said["train"], generator):
            loss = ranking(network(nn.functional.dropout(x, DROPOUT), tokens, there))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        if epoch % 5 == 4:
            pictures, sentences = ranks(network, seen["dev"][0][:500], said["dev"][:500])
            minutes = (time.process_time() - started) / 60
            print(epoch + 1, round(float(np.mean(losses)), 3), recall(pictures), recall(sentences), minutes, flush=True)
    network = network.half().float()
    pictures, sentences = ranks(network, seen["test"][0], said["test"])
    card = {
        "recipe": "python -m core.recipes.captions_alignment",
        "data": "Flickr8k (Hodosh, Young and Hockenmaier 2013); no licence is stated, the photographs belong to their owners. "
        "Trained on; not part of the project. Encoder: EfficientNet-Lite0 (see caption_encoder)",
        "data_licence": "not stated",
        "licence": "Apache-2.0",
        "split": "by photograph: 6,091 to train with, 500 to test with",
        "seed": SEED,
        "training_seconds": round(time.process_time() - started),
        "hardware": "CPU, 1 thread",
        "measured": {"sentences_of_a_picture": recall(pictures), "picture_of_a_sentence": recall(sentences)},
    }
    print(card["measured"])
    checkpoints.write(
        NAME, network.half(), card, {"cell": "alignment", "size": network.W.out_features, "vocabulary": vocabulary}
    )


if __name__ == "__main__":
    main()
