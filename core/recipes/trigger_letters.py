"""The lower layers of the detectors: they learn to name the letter that was just said, by people and by synthetic voices.

    python -m core.recipes.trigger_letters --speech FOLDER --spoken FOLDER --kept FOLDER --to first
    python -m core.recipes.trigger_letters … --begin first --steps 4000 --peak 2.5e-3 --seed 11 --to a  (12: b)
    python -m core.recipes.trigger_letters … --begin a b --steps 0

Which letter is said when tells the recogniser (`core.speech.recognizer`), which was trained on people: the most probable of its
paths that spell what was said (forced alignment, `core.speech.ctc.align`). A network that looks back only learns from it in
minutes what sounds are; from the letters alone it would take hours. `recognizer_data` says what must lie in the folders.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.utils.data import IterableDataset

from core.recipes import recognizer_data
from core.recipes import recognizer_examples as change
from core.recipes.recognizer_data import Transcribed
from core.recipes.trigger_selection import SEED
from core.recipes.trigger_words import TEST, TUNE
from core.speech import ctc, features, recognizer, trigger
from core.speech.letters import BLANK, SYMBOLS, encode
from core.speech.recognizer import Recognizer
from core.speech.results import RATE
from core.speech.trigger import TriggerConfig, TriggerNetwork

FRAMES, BATCH = features.count(4 * RATE), 24  # of an example; examples
LATE = 8  # frames after a letter begins until it is asked for
HOLDS = 25  # frames for which a letter is the last one said
PEAK, WARM_UP = 3e-3, 100  # of the learning rate; steps to it
STEPS = 2000
SHARES = {
    "sentences": 0.3,
    "words": 0.06,
    "fsdd": 0.04,
    "commands": 0.05,
    "speechocean": 0.25,
    "wuw": 0.22,
    "keywords": 0.08,
}
MASKED, ROOM, NOISE, LINE = 0.6, 0.4, 0.7, 0.3  # how often
GAIN = (-26.0, 18.0)  # dB


@dataclass(frozen=True, eq=False)
class Lettered:
    """Log-mel frames (F, M) as float16 and the last letter said at each, (F,) int8, the blank before any."""

    frames: np.ndarray
    letters: np.ndarray


def chosen(clips: Iterable[Transcribed], precise: set[str], split: str = "train") -> dict[str, list[Transcribed]]:
    """By source, what may be trained on here: no voice or set that the detectors are tuned by or tested on."""
    found: dict[str, list[Transcribed]] = {source: [] for source in SHARES}
    for one in clips:
        synthetic = one.source in ("sentences", "words")
        fits = not set(one.voice.split("+")) & {*TEST, *TUNE} if synthetic else one.split == split
        if one.source in found and fits and not one.voice.startswith("hmix") and one.voice not in precise:
            found[one.source].append(one)
    return found


def lettered(clip: Transcribed, hears: Recognizer) -> Lettered | None:
    """A clip with its letters in time; None where no path spells them."""
    said = ctc.align(hears.log_probs(clip.frames.astype(np.float32)), encode(clip.text))
    if not said:
        return None
    letters = np.full(len(clip.frames), BLANK, dtype=np.int8)
    for one in said:
        first = one.first * recognizer.STRIDE
        letters[first : first + HOLDS] = one.symbol
    return Lettered(clip.frames, letters)


class Letters(IterableDataset):
    """Batches without end: frames (B, FRAMES, M), letters (B, T)."""

    def __init__(self, clips: dict[str, list[Lettered]], noises: Sequence[np.ndarray], batch: int, seed: int) -> None:
        self.clips, self.noises, self.batch = clips, list(noises), batch
        self.generator = np.random.default_rng(seed)
        shares = np.array([SHARES[source] * bool(own) for source, own in clips.items()])
        self.sources, self.shares = list(clips), shares / shares.sum()

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        torch.set_num_threads(1)
        while True:
            made = [self._example() for _ in range(self.batch)]
            frames = torch.from_numpy(np.stack([x for x, _ in made]))
            heard_until = np.arange(trigger.steps(FRAMES)) * trigger.STRIDE + trigger.KERNEL - 1
            letters = np.stack([letters for _, letters in made])[:, heard_until - LATE]
            yield frames, torch.from_numpy(letters.astype(np.int64))

    def _example(self) -> tuple[np.ndarray, np.ndarray]:
        """Clips one after another at tempos of their own until four seconds are full, then all of it changed."""
        generator, parts, letters, count = self.generator, [], [], 0
        while count < FRAMES + 60:
            own = self.clips[self.sources[int(generator.choice(len(self.sources), p=self.shares))]]
            clip = own[int(generator.integers(len(own)))]
            x = change.another_tract(clip.frames.astype(np.float32), generator.uniform(0.84, 1.18))
            pause = change.quiet(x, int(generator.integers(0, 40)), generator)
            stretched = change.at_tempo(np.concatenate([x, pause]), generator.uniform(0.75, 1.2))
            of = np.concatenate([clip.letters, np.full(len(pause), BLANK, dtype=np.int8)])
            parts.append(stretched + change.NATS * generator.normal(0.0, 3.0))
            letters.append(of[np.linspace(0, len(of) - 1, len(stretched)).round().astype(int)])
            count += len(stretched)
        first = int(generator.integers(0, count - FRAMES))
        x = self._changed(np.concatenate(parts)[first : first + FRAMES])
        return x.astype(np.float32), np.concatenate(letters)[first : first + FRAMES]

    def _changed(self, x: np.ndarray) -> np.ndarray:
        generator, chance = self.generator, self.generator.random(4)
        if chance[0] < ROOM:
            x = change.in_a_room(x, generator.uniform(0.1, 0.6), change.NATS * generator.uniform(-14, 0))
        if chance[1] < NOISE:
            noise = self.noises[generator.integers(len(self.noises))]
            x = change.with_noise(x, noise, generator.uniform(5, 40), generator)
        if chance[2] < LINE:
            x = change.telephone(x)
        x = np.logaddexp(x + change.NATS * generator.uniform(*GAIN), change.FLOOR)
        return change.masked(x, generator) if chance[3] < MASKED else x


class Spelling(nn.Module):
    """A detector's network with the letters that its lower and its upper layer name."""

    def __init__(self, config: TriggerConfig | None = None) -> None:
        super().__init__()
        self.network = TriggerNetwork(config)
        sizes = self.network.config
        self.lower, self.upper = nn.Linear(sizes.units, len(SYMBOLS)), nn.Linear(sizes.top, len(SYMBOLS))

    def losses(self, frames: Tensor, letters: Tensor) -> tuple[Tensor, Tensor]:
        """Cross-entropies of both, and nothing for the first steps, which have heard too little."""
        a1 = self.network.body(frames)
        a2 = self.network.above(a1)
        drop = self.network.dropout
        return tuple(
            cross_entropy(layer(drop(a)).flatten(0, 1), letters.flatten())
            for layer, a in ((self.lower, a1), (self.upper, a2))
        )


def teach(
    spelling: Spelling, examples: Iterable[tuple[Tensor, Tensor]], steps: int, peak: float = PEAK
) -> list[tuple[int, float, float]]:
    """Adam with a cosine from the peak to a fiftieth over so many steps; the curve of both losses."""
    optimizer = torch.optim.Adam(spelling.parameters(), lr=peak)
    sums, curve = np.zeros(2), []
    spelling.train()
    for step, (frames, letters) in enumerate(islice(examples, steps), 1):
        falling = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps))
        optimizer.param_groups[0]["lr"] = peak * min(1.0, step / WARM_UP) * falling
        losses = spelling.losses(frames, letters)
        optimizer.zero_grad(set_to_none=True)
        sum(losses).backward()
        nn.utils.clip_grad_norm_(spelling.parameters(), 1.0)
        optimizer.step()
        sums += [one.item() for one in losses]
        if step % 100 == 0:
            curve.append((step, *(sums / 100).round(4).tolist()))
            print(f"letters: step {step}/{steps}, losses {curve[-1][1:]}", flush=True)
            sums[:] = 0
    return curve


def read(speech: Path, spoken: Sequence[Path], kept: Path) -> dict[str, list[Lettered]]:
    """All clips with their letters in time, by source; the recordings are read once and kept as clips.npz."""
    index = json.loads((speech / "fetched_recordings" / "precise_community.json").read_text("utf-8"))
    clips = chosen(recognizer_data.kept(kept / "clips.npz", speech, spoken), {row["id"] for row in index["clips"]})
    hears = Recognizer.load()
    return {source: [one for clip in own if (one := lettered(clip, hears))] for source, own in clips.items()}


def main() -> None:
    """Teach a network letters, from the start or from weights, or take the mean of two, and keep it for `trigger`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--spoken", type=Path, nargs="*", default=[], help="folders of sentences by Kokoro-82M")
    parser.add_argument("--kept", type=Path, required=True, help="the folder for clips and weights")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--peak", type=float, default=PEAK, help="the highest learning rate")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--begin", nargs="*", default=[], help="weights in --kept to go on from; of several, their mean"
    )
    parser.add_argument("--to", default="letters", help="what the weights are called then")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    spelling, curves = Spelling(), []
    if options.begin:
        saved = [torch.load(options.kept / f"{name}.pt", weights_only=True) for name in options.begin]
        spelling.load_state_dict(mean([one["weights"] for one in saved]))
        curves = saved[0]["curves"]
    if options.steps:
        clips = read(options.speech, options.spoken, options.kept)
        examples = Letters(clips, recognizer_data.noises(options.speech, "train"), BATCH, options.seed)
        curves = [*curves, teach(spelling, examples, options.steps, options.peak)]
    torch.save({"weights": spelling.state_dict(), "curves": curves}, options.kept / f"{options.to}.pt")


def mean(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Of the weights of one network at several times, or of several that were taught from it."""
    return {name: sum(one[name] for one in weights) / len(weights) for name in weights[0]}


if __name__ == "__main__":
    main()
