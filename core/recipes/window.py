"""The network with a fixed window that the lesson on the recurrent step sets beside the RNN.

It reads the first K characters of a speech in Shakespeare, which always begin at the same place, and predicts the next.
Its card says what it makes of the same characters when they come one word later.
"""

from __future__ import annotations

import re
import time

import torch
from torch.nn.functional import cross_entropy

from core.data import shakespeare_split
from core.recipes.language import arguments, bits
from core.recipes.shakespeare import CARD, VOCABULARY
from core.recurrent import shipped
from core.recurrent.window import WindowNetwork

WINDOW, UNITS, BATCH, STEPS, RATE, SEED = 24, 64, 256, 1000, 2e-3, 2026


def openings(split: str) -> list[str]:
    """The text of each speech, from its first character: at least two windows long."""
    speeches = re.split(r"\n\n[A-Z][A-Z .]+\.\n", shakespeare_split(split))
    flat = (re.sub(r"\s+", " ", re.sub(r"\[[^\]]*\]", "", speech)).strip() for speech in speeches)
    return [text for text in flat if len(text) > 2 * WINDOW]


def examples(texts: list[str], later: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """Windows (N, K) that begin ``later`` whole words into each text, and the character after each (N,)."""
    rows = []
    for text in texts:
        for _ in range(later):
            text = text.partition(" ")[2]
        if len(text) > WINDOW:
            rows.append(VOCABULARY.encode(list(text[: WINDOW + 1])))
    table = torch.tensor(rows)
    return table[:, :WINDOW], table[:, WINDOW]


def main() -> None:
    """Train it."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    generator, steps, started = torch.Generator().manual_seed(SEED), options.steps or STEPS, time.perf_counter()
    model = WindowNetwork(VOCABULARY, WINDOW, UNITS, generator=generator)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    ids, targets = examples(openings("train"))
    for step in range(1, steps + 1):
        rows = torch.randint(0, len(ids), (BATCH,), generator=generator)
        loss = cross_entropy(model(ids[rows]), targets[rows])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 500 == 0:
            print(f"step {step}/{steps} {bits(loss.item()):.3f} bits", flush=True)
    measured = {"train_examples": len(ids)}
    test = openings("test")
    with torch.inference_mode():
        for later in (0, 1, 2):
            x, y = examples(test, later)
            name = ("as_trained", "one_word_later", "two_words_later")[later]
            measured[f"test_bits_{name}"] = round(bits(cross_entropy(model(x), y).item()), 4)
            measured[f"test_examples_{name}"] = len(y)
    print(measured, flush=True)
    shipped.save_window(
        model,
        CARD
        | {
            "recipe": "python -m core.recipes.window",
            "seed": SEED,
            "training_seconds": round(time.perf_counter() - started),
            "hardware": f"CPU, {options.threads} thread",
            "measured": measured,
            "training": {"steps": steps, "rate": RATE, "batch": BATCH, "weight_decay": 0.1},
        },
    )


if __name__ == "__main__":
    main()
