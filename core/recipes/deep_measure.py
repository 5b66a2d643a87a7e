"""What each layer of a deep network knows: linear probes trained on its states, measured on text held out; and what ships."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from core import checkpoints
from core.data import shakespeare_split
from core.recipes.shakespeare import VOCABULARY
from core.recurrent import nested, properties
from core.recurrent.deep import DeepNetwork, asked
from core.recurrent.deep_network import PHRASES, Learner
from core.recurrent.properties import OF_SENTENCES, PROPERTIES
from core.recurrent.results.deep import holds_sign
from core.recurrent.stack import Stack
from core.training import IGNORE

ROWS, LENGTH, STEPS, BATCH, RATE = 60, 800, 1_500, 1_024, 1e-2
SEED = 7  # of the sentences, and of the order in which probes see letters
WARM = 20  # first letters of a row that are not counted

Truth = dict[str, Tensor]  # of each property its classes (N,)


def texts(split: str) -> tuple[Tensor, Truth]:
    """Rows of Shakespeare and of sentences as indices (LENGTH, 2·ROWS), and their properties, (LENGTH, 2·ROWS) each."""
    text = shakespeare_split(split)
    apart = (len(text) - LENGTH) // ROWS
    rows, truths = [], []
    for n in range(ROWS):
        tokens = list(text[n * apart : n * apart + LENGTH])
        nothing = {name: torch.full((LENGTH,), IGNORE) for name in OF_SENTENCES}
        rows.append(tokens)
        truths.append(properties.of_letters(tokens, VOCABULARY) | nothing)
    made = nested.sentences(split, SEED, PHRASES)
    for _ in range(ROWS):
        parts = list(sentences(made))
        tokens = [letter for part in parts for letter in part][:LENGTH]
        each = [properties.of_sentence(part) for part in parts]
        rows.append(tokens)
        truths.append(
            properties.of_letters(tokens, VOCABULARY)
            | {name: torch.cat([one[name] for one in each])[:LENGTH] for name in OF_SENTENCES}
        )
    ids = torch.tensor([VOCABULARY.encode(row) for row in rows]).t()
    return ids, {name: torch.stack([truth[name] for truth in truths], 1) for name in PROPERTIES}


def sentences(made: Iterator[nested.Sentence]) -> Iterator[list[str]]:
    """Sentences for one row."""
    letters = 0
    while letters < LENGTH:
        text = list(next(made).text)
        letters += len(text)
        yield text


@torch.no_grad()
def states(stack: Stack, ids: Tensor) -> list[Tensor]:
    """Of each layer what goes up, (N, H): the first letters of a row left out."""
    read = [ways[0] for ways in stack.traces(ids)]
    return [torch.from_numpy(one.series[one.output][WARM:]).flatten(0, 1) for one in read]


def flat(truth: Truth) -> Truth:
    """The classes at the letters that count, (N,) each."""
    return {name: values[WARM:].flatten() for name, values in truth.items()}


def probe(a: Tensor, truth: Truth) -> nn.ModuleDict:
    """Probes of one layer for all properties, trained together on its states (N, H)."""
    generator = torch.Generator().manual_seed(SEED)
    heads = nn.ModuleDict()
    for name in PROPERTIES:
        heads[name] = nn.Linear(a.shape[1], properties.classes(name, VOCABULARY))
        nn.init.zeros_(heads[name].weight)
        nn.init.zeros_(heads[name].bias)
    optimizer = torch.optim.Adam(heads.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 0.5 * (1 + math.cos(math.pi * s / STEPS)))
    for _ in range(STEPS):
        some = torch.randint(len(a), (BATCH,), generator=generator)
        loss = sum(cross_entropy(head(a[some]), truth[name][some], ignore_index=IGNORE) for name, head in heads.items())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
    return heads.requires_grad_(False).half().float()


@torch.no_grad()
def score(logits: Tensor, truth: Tensor) -> dict[str, float]:
    """The share of letters at which the likeliest class is right, and bits a letter."""
    asked_for = truth != IGNORE
    right = (logits.argmax(-1) == truth)[asked_for].double().mean().item()
    nats = cross_entropy(logits[asked_for], truth[asked_for]).item()
    return {"right": round(right, 4), "bits": round(nats / math.log(2), 4)}


def of_layers(stack: Stack, read: list, out: nn.Linear | None) -> tuple[list[nn.ModuleDict], list[dict[str, Any]]]:
    """Probes of all layers and what they reach; out: what the network itself says of its last layer."""
    (train_ids, train_truth), (test_ids, test_truth) = read
    known, truth = flat(train_truth), flat(test_truth)
    found = []
    for a, held in zip(states(stack, train_ids), states(stack, test_ids), strict=True):
        heads = probe(a, known)
        found.append((heads, {name: score(head(held), truth[name]) for name, head in heads.items()}))
    if out is not None:
        found[-1][1]["next_of_network"] = score(out(held), truth["next"])
    return [heads for heads, _ in found], [scores for _, scores in found]


def guessing(read: list) -> dict[str, float]:
    """The share that is right for who always says what is commonest in the training."""
    known, truth = flat(read[0][1]), flat(read[1][1])
    found = {}
    for name in PROPERTIES:
        common = known[name][known[name] != IGNORE].mode().values
        held = truth[name][truth[name] != IGNORE]
        found[name] = round((held == common).double().mean().item(), 4)
    return found


def runs(stack: Stack, ids: Tensor) -> list[float]:
    """Of each layer for how many letters a unit holds its sign, on average over all its runs of one sign."""
    read = [ways[0] for ways in stack.traces(ids)]
    return [round(holds_sign(one.series[one.output][WARM:]), 3) for one in read]


def add(name: str, measured: dict[str, Any]) -> None:
    """Add to what a card says was measured."""
    path = checkpoints.WEIGHTS / f"{name}.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["measured"] |= measured
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def save(cell: str, layers: int, learner: Learner, card: dict[str, Any], measured: dict[str, Any]) -> None:
    """Train the probes, measure, and write weights, as float16, and card."""
    read = [texts("train"), texts("test")]
    stack = Stack.from_torch(learner.layers).eval().requires_grad_(False)
    torch.manual_seed(SEED)
    fresh = Learner(cell, layers, stack.units, len(VOCABULARY)).eval()
    network = DeepNetwork(cell, stack.units, layers, VOCABULARY)
    network.stack = stack
    with torch.no_grad():
        network.W_y.copy_(learner.out.weight)
        network.b_y.copy_(learner.out.bias)
    heads, scores = of_layers(stack, read, learner.out)
    for n, own in enumerate(heads):
        network.probes[n] = nn.ModuleDict({name: own[name] for name in asked(n, layers)})
    half = read[1][0][:, :ROWS], read[1][0][:, ROWS:]
    measured = measured | {
        "probes": scores,
        "probes_untrained": of_layers(Stack.from_torch(fresh.layers).requires_grad_(False), read, None)[1],
        "guessing": guessing(read),
        "holds_sign": {name: runs(stack, ids) for name, ids in zip(("shakespeare", "made"), half, strict=True)},
    }
    print(measured, flush=True)
    config = {
        "cell": "deep",
        "kind": cell,
        "layers": layers,
        "units": stack.units,
        "weights": sum(p.numel() for p in stack.parameters()) + network.W_y.numel() + network.b_y.numel(),
        "level": "character",
        "lower": False,
        "vocabulary": list(VOCABULARY.symbols),
    }
    checkpoints.write(f"deep_{cell}_{layers}", copy.deepcopy(network).half(), card | {"measured": measured}, config)
