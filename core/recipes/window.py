"""The network with a fixed window that the lesson on the recurrent step sets beside the RNN, and that RNN.

Both read words of the made language with one opening mark among them and say what will close it (core.recurrent.cue). In
training the mark stands at places 1 to 12 of 24 only; the cards say how often each is right at every place. The window
answers after its 24th character; the RNN is asked after each, and says “.” as long as nothing is open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from core.recipes.language import arguments, bits
from core.recurrent import shipped
from core.recurrent.cue import NOTHING, SIZE, TRAINED, encoded, right, texts
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import VOCABULARY
from core.recurrent.window import WindowNetwork

UNITS, BATCH, STEPS, SEED, EACH = 32, 256, 800, 2026, 400
RATES, DECAYS = {"window": 4e-3, "window_rnn": 5e-3}, {"window": 0.1, "window_rnn": 0.01}  # from short trials
CLIP = 1.0
CARD = {
    "data": "words of a made language with one opening mark (core.recurrent.cue), written as training goes",
    "data_licence": "Apache-2.0",
    "licence": "Apache-2.0",
    "split": "by text: a hash of the text decides; in training the mark stands at places 1 to 12 of 24 only",
    "recipe": "python -m core.recipes.window",
    "seed": SEED,
}

Loss = Callable[[Tensor, Tensor, Tensor], Tensor]


def train(model: nn.Module, loss_of: Loss, name: str, steps: int) -> None:
    """Train in place. loss_of: symbols (B, SIZE), closing marks (B,), whether the mark was read (B, SIZE) -> nats."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATES[name], weight_decay=DECAYS[name])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATES[name], steps)
    made = texts("train", SEED, range(1, TRAINED + 1))
    for step in range(1, steps + 1):
        loss = loss_of(*encoded(list(islice(made, BATCH))))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            print(f"step {step}/{steps} {bits(loss.item()):.3f} bits", flush=True)


@torch.inference_mode()
def measure(logits_of: Callable[[Tensor], Tensor]) -> dict[str, Any]:
    """Texts never seen, EACH for every place: bits and how often right. logits_of: symbols (B, SIZE) -> (B, V)."""
    rows, nats = [], {True: [], False: []}
    for place in range(1, SIZE + 1):
        ids, closers, _ = encoded(list(islice(texts("test", 100 + place, [place]), EACH)))
        logits = logits_of(ids)
        rows.append({"place": place, "right": int(right(logits, closers).sum()), "count": EACH})
        nats[place <= TRAINED].append(cross_entropy(logits, closers).item())
    return {
        "test_bits_trained_places": round(bits(sum(nats[True]) / len(nats[True])), 4),
        "test_bits_other_places": round(bits(sum(nats[False]) / len(nats[False])), 4),
        "right_by_place": rows,
    }


def card(name: str, started: float, steps: int, threads: int, measured: dict[str, Any]) -> dict[str, Any]:
    """What the card says."""
    print(name, measured, flush=True)
    training = {"steps": steps, "rate": RATES[name], "batch": BATCH, "weight_decay": DECAYS[name], "clip": CLIP}
    seconds = {"training_seconds": round(time.perf_counter() - started), "hardware": f"CPU, {threads} thread"}
    return CARD | seconds | {"training": training, "measured": measured}


def main() -> None:
    """Train both."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    steps = options.steps or STEPS

    started, generator = time.perf_counter(), torch.Generator().manual_seed(SEED)
    window = WindowNetwork(VOCABULARY, SIZE, UNITS, generator=generator)
    train(window, lambda ids, closers, _: cross_entropy(window(ids), closers), "window", steps)
    shipped.save_window(window, card("window", started, steps, options.threads, measure(window)))

    started, generator = time.perf_counter(), torch.Generator().manual_seed(SEED)
    rnn = SequenceModel(ModelConfig("rnn", UNITS, VOCABULARY), generator=generator)

    def after_each(ids: Tensor, closers: Tensor, known: Tensor) -> Tensor:
        logits, _ = rnn(ids.t())
        wanted = torch.where(known, closers[:, None], VOCABULARY.index[NOTHING])
        return cross_entropy(logits.flatten(0, 1), wanted.t().flatten())

    train(rnn, after_each, "window_rnn", steps)
    measured = measure(lambda ids: rnn(ids.t())[0][-1])
    shipped.save("window_rnn", rnn.eval(), card("window_rnn", started, steps, options.threads, measured))


if __name__ == "__main__":
    main()
