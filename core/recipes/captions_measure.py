"""How good the captioning models are on photographs that they never saw; writes weights and cards.

    python -m core.recipes.captions_measure --photographs FILE.zip --sentences FILE.json --kept FOLDER

``--kept`` holds what `captions` has trained. The length normalisation's α is chosen on the development set by CIDEr-D. Beside
the models stand the sentence of the nearest training picture, the one sentence that language alone gives (about a plain grey
picture), and people: each one's sentence against the other four.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.captions import captioner, encoder, objects, scores, writing
from core.captions.decoder import Decoder, DecoderConfig
from core.captions.options import WAYS, CaptionConfig
from core.recipes.captions_data import Photograph, grids, photographs

AT_ONCE = 100  # pictures
ALPHAS, WIDTHS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.1), (1, 3)
Sentences = list[list[str]]


def greedily(model: Decoder, vocabulary: list[str], seen: np.ndarray) -> Sentences:
    """A greedy sentence for each picture (N, 49, 1280)."""
    model.eval()
    parts = (torch.from_numpy(np.array(seen[i : i + AT_ONCE])).float() for i in range(0, len(seen), AT_ONCE))
    return [[vocabulary[k] for k in row] for part in parts for row in writing.greedy(model, part)]


def quickly(model: Decoder, vocabulary: list[str], seen: np.ndarray, taken: list[Photograph]) -> dict[str, float]:
    """CIDEr-D and BLEU-4 of greedy sentences."""
    found, said = greedily(model, vocabulary, seen), references(taken)
    return {"cider": round(scores.Cider(said).score(found)[0], 4), "bleu4": round(scores.bleu(found, said)[3], 2)}


def references(taken: list[Photograph]) -> list[list[tuple[str, ...]]]:
    """What people said about each picture."""
    return [list(one.sentences) for one in taken]


def searched(model: captioner.Captioner, seen: np.ndarray, config: CaptionConfig) -> Sentences:
    """The beam's best sentence for each picture."""
    return [list(model.search(np.asarray(grid), config).words) for grid in seen]


def nearest(seen: np.ndarray, trained: np.ndarray, taken: list[Photograph]) -> Sentences:
    """For each picture, of the training picture whose mean over the grid has the greatest cosine with its own, the sentence
    that is most like the other four."""
    means = [np.stack([np.asarray(grid, np.float32).mean(0) for grid in part]) for part in (seen, trained)]
    ours, theirs = (mean / np.linalg.norm(mean, axis=1, keepdims=True) for mean in means)
    places, cider = (ours @ theirs.T).argmax(1), scores.Cider(references(taken))
    return [list(max(taken[i].sentences, key=lambda one, i=i: cider.score_one(i, one))) for i in places]


def figures(found: Sentences, said: list[list[tuple[str, ...]]]) -> dict[str, Any]:
    """BLEU-1 to 4, CIDEr-D and objects that no person named, the first ones with 95 % intervals over pictures."""
    drawn = scores.resampled(found, said)
    named, sentences = objects.rates(found, said)
    return {
        "bleu": [round(value, 2) for value in scores.bleu(found, said)],
        "bleu4_95": [round(value, 2) for value in scores.interval(drawn[:, 3])],
        "cider": round(scores.Cider(said).score(found)[0], 4),
        "cider_95": [round(value, 4) for value in scores.interval(drawn[:, 4])],
        "unseen_objects": round(named, 4),
        "sentences_with_one": round(sentences, 4),
        "words": round(float(np.mean([len(one) for one in found])), 2),
        "different": len({tuple(one) for one in found}),
    }


def people(said: list[list[tuple[str, ...]]]) -> dict[str, Any]:
    """The mean of the figures of each person's sentence against the other four; the intervals are the widest."""
    parts = [figures(*map(list, scores.one_out(said, k))) for k in range(5)]
    means = {key: np.round(np.mean([part[key] for part in parts], 0), 4).tolist() for key in parts[0]}
    for key in ("bleu4_95", "cider_95"):
        means[key] = [min(part[key][0] for part in parts), max(part[key][1] for part in parts)]
    return means


def main() -> None:
    """Measure all three and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--ways", nargs="+", default=list(WAYS))
    parser.add_argument("--hardware", default="CPU, 1 thread")
    options = parser.parse_args()
    torch.set_num_threads(1)
    everything = photographs(options.sentences)
    split = {name: [one for one in everything if one.split == name] for name in ("train", "dev", "test")}
    seen = {name: grids(options.kept / f"{name}.npy", options.photographs, split[name]) for name in split}
    dev, test = references(split["dev"]), references(split["test"])
    grey = encoder.grid(np.full((encoder.SIDE, encoder.SIDE, 3), 128, np.uint8))
    found: dict[str, Sentences] = {}
    for way in options.ways:
        kept = torch.load(options.kept / f"{way}-{options.seed}.pt", weights_only=True)
        decoder = Decoder(DecoderConfig(**kept["config"]))
        decoder.load_state_dict(kept["weights"])
        model = captioner.Captioner(captioner.halved(decoder), kept["vocabulary"])
        cider = scores.Cider(dev)
        tuned = {a: cider.score(searched(model, seen["dev"][0], CaptionConfig(3, a)))[0] for a in ALPHAS}
        alpha = max(tuned, key=tuned.__getitem__)
        measured = {"dev_by_alpha": {str(a): round(value, 4) for a, value in tuned.items()}}
        for width in WIDTHS:
            found[f"{way} {width}"] = searched(model, seen["test"][0], CaptionConfig(width, alpha))
            measured[f"beam {width}"] = figures(found[f"{way} {width}"], test)
            print(way, width, alpha, measured[f"beam {width}"], flush=True)
        about_grey = model.search(grey, CaptionConfig(3, alpha))
        measured["about_grey"] = " ".join(about_grey.words)
        for before in WAYS[: WAYS.index(way)]:
            if f"{before} 3" in found:
                first, other = (scores.resampled(found[f"{each} 3"], test)[:, 4] for each in (way, before))
                measured[f"cider_over_{before}_95"] = [round(value, 4) for value in scores.interval(first - other)]
        if way == WAYS[0]:
            measured["grey sentence for all"] = figures([list(about_grey.words)] * len(test), test)
            measured["nearest picture"] = figures(nearest(seen["test"][0], seen["train"][0], split["train"]), test)
            measured["people"] = people(test)
            print({key: measured[key] for key in ("grey sentence for all", "nearest picture", "people")}, flush=True)
        card = {
            "recipe": f"python -m core.recipes.captions --way {way}",
            "data": "Flickr8k (Hodosh, Young and Hockenmaier 2013): 7,591 of its photographs squashed to 144 × 144 pixels, five "
            "sentences each; no licence is stated, the photographs belong to their owners. Trained on; not part of the project. "
            "Encoder: EfficientNet-Lite0 (see caption_encoder)",
            "data_licence": "not stated",
            "licence": "Apache-2.0",
            "split": "by photograph: 6,091 to train with, 1,000 to choose the epoch and α by, 500 to test with",
            "seed": options.seed,
            "training_seconds": round(60 * kept["minutes"]),
            "hardware": options.hardware,
            "training": {"epochs": kept["curve"][-1]["epoch"], "curve": kept["curve"]},
            "decoding": {"width": 3, "alpha": alpha},
            "measured": measured,
        }
        captioner.save(decoder, kept["vocabulary"], card)


if __name__ == "__main__":
    main()
