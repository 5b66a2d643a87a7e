"""Train the word model or the letter model of everyday English; the dev loss after each part.

    python -m core.recipes.everyday --name words --sentences FILE --kept FOLDER

What is trained is kept in the folder; `everyday_measure` then measures it and writes weights and card. The LSTM is trained as
``torch.nn.LSTM``, whose products run in bfloat16 where the processor has them, and is then our cell with the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, dropout, embedding

from core.recipes import everyday_data as data
from core.recipes.words import batches
from core.recurrent.cells import LSTMCell
from core.recurrent.language.network import LanguageNetwork, NetworkConfig
from core.recurrent.language.text import spelling
from core.training import IGNORE, State, TrainingConfig, padded, train
from core.vocab import EOS, UNK, Vocabulary

SEED = 2026
WORDS, RAREST_LETTER = 8_000, 20  # words in the vocabulary; a letter seen less often is <UNK>
SMALLEST, NARROWED = 8, 0.1  # of a tenth of the sentences the rarer words are read as <UNK>


@dataclass(frozen=True)
class Plan:
    """How one of the two is made. forget_in, forget_out: dropout before and after the LSTM."""

    embedding: int
    units: int
    forget_in: float
    forget_out: float
    training: TrainingConfig


PLANS = {
    "words": Plan(256, 512, 0.25, 0.35, TrainingConfig(15_000, 3e-3, warmup=400, report=1_000)),
    "letters": Plan(128, 512, 0.1, 0.1, TrainingConfig(15_000, 3e-3, warmup=400, report=1_000)),
}


class Learner(nn.Module):
    """A network in training: dropout, and the LSTM as PyTorch's."""

    def __init__(self, config: NetworkConfig, plan: Plan, generator: torch.Generator) -> None:
        super().__init__()
        self.network, self.plan, self.generator = LanguageNetwork(config, generator=generator), plan, generator
        torch.manual_seed(SEED)  # PyTorch's layer and dropout know no other way
        self.lstm = nn.LSTM(config.embedding, config.units)
        with torch.no_grad():
            self.lstm.bias_ih_l0[config.units : 2 * config.units] = 1.0  # start by remembering
        del self.network.cell

    def forward(self, ids: Tensor) -> Tensor:
        """As the network's, but that ids begin with what stands for no symbol."""
        E, plan = self.network.E, self.plan
        with torch.autocast("cpu", torch.bfloat16):
            xs = torch.cat([E.new_zeros(1, ids.shape[1], E.shape[1]), embedding(ids[1:], E)])
            outputs, _ = self.lstm(dropout(xs, plan.forget_in, self.training))
            return self.network.logits(dropout(outputs, plan.forget_out, self.training)).float()

    def objective(self, _: nn.Module, ids: Tensor, targets: Tensor, __: State | None) -> tuple[Tensor, Tensor, State]:
        """Mean −log P of the targets, where some sentences are read with a smaller vocabulary than they are written with."""
        loss = cross_entropy(self(self._narrowed(ids)).flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
        return loss, loss, ()

    def _narrowed(self, ids: Tensor) -> Tensor:
        vocabulary = self.network.vocabulary
        if vocabulary.level != "word":
            return ids
        low, high = math.log(SMALLEST), math.log(len(vocabulary))
        sizes = torch.exp(low + (high - low) * torch.rand(ids.shape[1], generator=self.generator))
        few = torch.rand(ids.shape[1], generator=self.generator) < NARROWED
        return torch.where(few & (ids >= sizes), vocabulary.unk, ids)

    @torch.no_grad()
    def finished(self) -> LanguageNetwork:
        """The network with our cell in place of PyTorch's layer."""
        self.network.cell = LSTMCell.from_torch(self.lstm)
        return self.network.eval()


def vocabulary(name: str, sentences: list[data.Words]) -> Vocabulary:
    """The words or letters that the training knows."""
    if name == "words":
        return Vocabulary.of_words(sentences, WORDS)
    counts: dict[str, int] = {}
    for sentence in sentences:
        for letter in (letter for word in spelling(sentence) for letter in word):
            counts[letter] = counts.get(letter, 0) + 1
    often = sorted((s for s, n in counts.items() if n >= RAREST_LETTER), key=lambda s: (-counts[s], s))
    return Vocabulary((EOS, UNK, *often), lower=True)


def encode(vocabulary: Vocabulary, sentence: data.Words) -> list[int]:
    """What stands for no symbol, the symbols, <EOS>."""
    symbols = sentence if vocabulary.level == "word" else [letter for word in spelling(sentence) for letter in word]
    return vocabulary.encode([EOS, *symbols, EOS])


@torch.inference_mode()
def nats(model: nn.Module, sentences: list[list[int]]) -> float:
    """Mean −log P of a symbol, <EOS> among them."""
    total, count = 0.0, 0
    ordered = sorted(sentences, key=len)
    for i in range(0, len(ordered), 64):
        ids, targets, _ = padded(ordered[i : i + 64])
        logits = model(ids)
        total += cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE, reduction="sum").item()
        count += int((targets != IGNORE).sum())
    return total / count


def start(name: str, sentences: list[data.Words]) -> Learner:
    """A learner that has not learned anything yet."""
    plan, generator = PLANS[name], torch.Generator().manual_seed(SEED)
    return Learner(NetworkConfig(vocabulary(name, sentences), plan.embedding, plan.units), plan, generator)


def learn(learner: Learner, encoded: dict[str, list[list[int]]], steps: int | None) -> Iterator[dict[str, float]]:
    """Train in place; after each part the step, the loss on train and dev in nats, and the seconds so far.

    encoded: for train and dev the sentences as indices, between what stands for no symbol and <EOS>.
    """
    training = TrainingConfig(**asdict(learner.plan.training) | ({"steps": steps} if steps else {}))
    chosen = batches(encoded["train"], learner.generator)
    for progress in train(learner, chosen, training, objective=learner.objective):
        dev = nats(learner.eval(), encoded["dev"])
        learner.train()
        yield {"step": progress.step, "train": progress.loss, "dev": dev, "seconds": round(progress.seconds)}


def main() -> None:
    """Train one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", choices=tuple(PLANS), required=True)
    parser.add_argument("--sentences", type=Path, required=True, help="text, one sentence a line, plain or .gz")
    parser.add_argument("--kept", type=Path, required=True, help="folder for what is trained")
    parser.add_argument("--steps", type=int, default=None, help="fewer steps, to try the recipe out")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    curve, parts = [], data.read(options.sentences)
    learner = start(options.name, parts["train"])
    encoded = {part: [encode(learner.network.vocabulary, s) for s in parts[part]] for part in ("train", "dev")}
    for record in learn(learner, encoded, options.steps):
        curve.append({key: round(value, 4) for key, value in record.items()})
        print(curve[-1], flush=True)
    options.kept.mkdir(parents=True, exist_ok=True)
    network = learner.finished()
    save_file(
        {n: p.detach().contiguous() for n, p in network.named_parameters()},
        options.kept / f"{options.name}.safetensors",
    )
    described = {"curve": curve, "plan": asdict(learner.plan), "vocabulary": list(network.vocabulary.symbols)}
    (options.kept / f"{options.name}.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
