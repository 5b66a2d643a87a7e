"""The detectors of trigger words, trained together: on composed examples, on letters of other speech, on their false alarms.

    python -m core.recipes.trigger --speech FOLDER --words FOLDER --kept FOLDER --compare --rounds 1500
    python -m core.recipes.trigger --speech FOLDER --words FOLDER --kept FOLDER

One network learns all words, each with an output of its own, and ships as one detector for each word: of the weights after each
round the mean, which fires at fewer other words than either. `trigger_letters` has taught its lower layers first.
`trigger_data` says what must lie in the folders and where the public finds it.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from torch.utils.data import DataLoader

from core.recipes import recognizer_data, trigger_card
from core.recipes import trigger_measure as measure
from core.recipes.trigger_data import Recordings
from core.recipes.trigger_examples import SAMPLES, UNNAMED, Examples, Pool
from core.recipes.trigger_letters import Letters, Spelling, mean, read
from core.recipes.trigger_selection import SEED, pool
from core.recipes.trigger_words import WORDS
from core.speech import augment
from core.speech.options import WORDS as SHIPPED
from core.speech.results import RATE
from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS, TriggerConfig, TriggerNetwork

BATCH, RATE_OF_LEARNING, DROPOUT = 48, 1.5e-3, 0.2
NAMING, SPELLING = 0.2, 0.3  # what naming the words, and the letters of other speech, weighs beside finding the words
TOGETHER = 12  # examples of letters in a step
ROUNDS = "2500,4200"
COMPARED = ("miss_clean", "miss_noise", "false_alarms_human", "false_alarms_synthetic", "near_words")
LEADING = 3.0  # seconds before a false alarm that are kept of it


class Trained(nn.Module):
    """A detector's network with an output for each word, and what it learns beside: names of words, and letters."""

    def __init__(self, words: int, names: int, config: TriggerConfig | None = None) -> None:
        super().__init__()
        self.network = TriggerNetwork(config)
        sizes = self.network.config
        self.outputs, self.naming = nn.Linear(sizes.top, words), nn.Linear(sizes.top, names)

    def forward(self, frames: Tensor) -> Tensor:
        """Log-mel frames (B, F, M) -> logits (B, T, W)."""
        return self.outputs(self.network.above(self.network.body(frames)))

    def detector(self, number: int) -> TriggerNetwork:
        """The network that finds one of the words, with weights of its own."""
        one = TriggerNetwork(self.network.config)
        one.load_state_dict(self.network.state_dict())
        with torch.no_grad():
            one.output.weight.copy_(self.outputs.weight[number : number + 1])
            one.output.bias.copy_(self.outputs.bias[number : number + 1])
        return one


def train(
    trained: Trained, made_of: Pool, letters: Letters, lower: nn.Linear, steps: int, seed: int, said: str
) -> list[tuple]:
    """Adam with a cosine to zero; returns the curve of the losses.

    Beside finding the words, the upper layer has to say which word has just ended. That needs what tells words apart, whoever
    speaks, and keeps it from learning the few recordings of a word by heart. And the lower layer goes on naming letters.
    """
    network, parameters = trained.network, [*trained.parameters(), *lower.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE_OF_LEARNING)
    examples = Examples(made_of, BATCH, seed)
    composed, spoken = (
        iter(DataLoader(one, batch_size=None, num_workers=1, prefetch_factor=3)) for one in (examples, letters)
    )
    trained.train()
    started, totals, curve = time.perf_counter(), np.zeros(3), []
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = RATE_OF_LEARNING * min(1.0, step / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
        frames, y, weights, words = next(composed)
        heard, symbols = next(spoken)
        a1 = network.body(torch.cat([frames, heard]))
        above = network.dropout(network.above(a1[: len(frames)]))
        found = binary_cross_entropy_with_logits(trained.outputs(above), y, weights) * y.shape[-1]
        after_a_word = words != UNNAMED
        named = cross_entropy(trained.naming(above[after_a_word]), words[after_a_word])
        spelled = cross_entropy(lower(network.dropout(a1[len(frames) :])).flatten(0, 1), symbols.flatten())
        optimizer.zero_grad(set_to_none=True)
        (found + NAMING * named + SPELLING * spelled).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        totals += [found.item(), named.item(), spelled.item()]
        if step % 50 == 0:
            curve.append((step, *(totals / 50).round(5).tolist()))
            print(
                f"{said}: step {step}/{steps} losses {curve[-1][1:]} {time.perf_counter() - started:.0f} s", flush=True
            )
            totals[:] = 0
    return curve


def mine(trained: Trained, made_of: Pool, seed: int, threshold: float = 0.2) -> list[np.ndarray]:
    """Four seconds around everything in the training negatives, a little faster or slower, at which the network comes near
    firing for any of the words."""
    hard, generator, around = [], np.random.default_rng(seed), RATE // 2
    near = [one for word in made_of.words for one in word.near]
    waves = [np.pad(one.samples, around) for one in [*near, *made_of.single, *made_of.running]]
    factors = generator.uniform(0.86, 1.16, len(waves))
    waves = [augment.faster(wave, factor) for wave, factor in zip(waves, factors, strict=True)]
    waves = [wave + 1e-3 * generator.standard_normal(len(wave), dtype=np.float32) for wave in waves]
    for wave, probabilities in zip(waves, measure.hear(trained, waves), strict=True):
        likeliest = probabilities.max(axis=-1, initial=0.0)
        if likeliest.max(initial=0.0) > threshold:
            at = int((FIRST_SECONDS + STEP_SECONDS * likeliest.argmax() - LEADING) * RATE)
            piece = wave[max(0, at) :][:SAMPLES]
            hard.append(np.pad(piece, (SAMPLES - len(piece), 0)))
    trained.train()
    return hard


def compared(trained: Trained, made_of: Pool, recordings: Recordings) -> dict[str, dict]:
    """How well each of the words that people say is heard on the tune split."""
    said = {}
    for number, word in enumerate(made_of.words):
        if word.people:
            found = trigger_card.Material(trained.detector(number), WORDS[word.name], recordings, "tune")
            config = trigger_card.tune(found)
            report = trigger_card.report(found, config)
            said[word.name] = {"cost": round(trigger_card.cost(found, config), 4)} | {
                name: report[name] for name in COMPARED
            }
            print(word.name, said[word.name], flush=True)
    return said


def arguments() -> argparse.Namespace:
    """The recipe's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--words", type=Path, required=True, help="the folder of single synthetic words")
    parser.add_argument(
        "--kept", type=Path, required=True, help="where letters.pt and clips.npz of trigger_letters lie"
    )
    parser.add_argument(
        "--compare", action="store_true", help="train all words, one round, and say how well each is heard"
    )
    parser.add_argument(
        "--rounds", default=ROUNDS, help="steps of each; before all but the first it looks for its false alarms"
    )
    parser.add_argument(
        "--earlier", type=Path, help="a folder with weights and cards of earlier detectors, to compare with"
    )
    return parser.parse_args()


def main() -> None:
    """Train the detectors and keep them; `trigger_card` tunes and tests them."""
    options = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    recordings, started = Recordings(options.speech, options.words), time.perf_counter()
    made_of = pool(recordings, [word for name, word in WORDS.items() if options.compare or name in SHIPPED])
    spelling, taught = (
        Spelling(TriggerConfig(dropout=DROPOUT)),
        torch.load(options.kept / "letters.pt", weights_only=True),
    )
    spelling.load_state_dict(taught["weights"])
    clips = read(options.speech, (), options.kept)
    letters = Letters(clips, recognizer_data.noises(options.speech, "train"), TOGETHER, SEED + 1)
    trained = Trained(len(made_of.words), len(made_of.names), spelling.network.config)
    trained.network.load_state_dict(spelling.network.state_dict())
    curves, after = [], []
    for turn, steps in enumerate(map(int, options.rounds.split(","))):
        if turn:
            made_of.hard = mine(trained, made_of, SEED + turn)
            print(f"{len(made_of.hard)} false alarms to learn from", flush=True)
        curves.append(train(trained, made_of, letters, spelling.lower, steps, SEED + turn, f"round {turn}"))
        after.append({name: weights.clone() for name, weights in trained.state_dict().items()})
        torch.save(after[-1], options.kept / f"trigger.{turn}")
    trained.load_state_dict(mean(after))
    comparison = options.kept / "compared.json"
    if options.compare:
        comparison.write_text(json.dumps(compared(trained, made_of, recordings)), "utf-8")
        return
    training = {"seed": SEED, "seconds": time.perf_counter() - started, "letters": taught["curves"], "curves": curves}
    training |= {"compared": json.loads(comparison.read_text("utf-8")) if comparison.exists() else {}}
    training |= {"clips": {one.name: one.counts() for one in made_of.words}, "earlier": {}}
    for number, word in enumerate(made_of.words):
        if options.earlier and (options.earlier / f"trigger_{word.name}.json").exists():
            training["earlier"][word.name] = trigger_card.earlier(options.earlier, WORDS[word.name], recordings)
        trigger_card.write(trained.detector(number), WORDS[word.name], recordings, training)


if __name__ == "__main__":
    main()
