"""How well the recogniser hears: error rates of letters and of words, by source and by noise; and its weights and card.

    python -m core.recipes.recognizer_measure --speech FOLDER --spoken FOLDER --kept FOLDER [--sphinx FILE] [--write]

prints the figures of the checkpoint in ``--kept``, and with ``--write`` puts weights and card among the project's own. Noise
is added to log-mel frames as power, as in training; the test's noises are real room tone and others never trained with.
With ``--twin``, another checkpoint that went on from the same one, the weights are the mean of both (Wortsman et al. 2022,
ICML). ``--earlier`` is the card of the training whose weights this one began with. ``--sphinx`` adds to the card
what `tests.benchmarks.recognizer` printed: another recogniser on the same clips.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from core.recipes.recognizer_data import Transcribed, kept, noises
from core.recipes.recognizer_sets import NOISY, RATIOS, SEED, in_noise, tested_on, word_list
from core.speech import recognizer
from core.speech.ctc import greedy
from core.speech.letters import decode
from core.speech.options import DecodingConfig
from core.speech.prefix_beam import prefix_beam
from core.speech.recognizer import RecognizerConfig, RecognizerNetwork
from core.speech.transcribing import language
from core.speech.word_errors import compare

DRAWS = 1000  # of the bootstrap
AT_MOST = 150  # clips of a set, about, that are heard in noise
DATA = (
    "synthetic voices of Kokoro-82M (Apache-2.0): sentences of WordNet's glosses and examples, digits and words; people: "
    "speechocean762 (free for commercial and other use), WUW Corpus II (CC BY-SA 4.0), Speech Commands (CC BY 4.0), Free Spoken "
    "Digit Dataset (CC BY-SA 4.0), Picovoice wake-word-benchmark (Apache-2.0), Mycroft's Precise-Community-Data (public domain), "
    "Asterisk's prompts (CC BY-SA 3.0); noises: supersonic-scsynth samples (CC0), Tux Paint (GPL-2), Asterisk music (CC BY-SA "
    "3.0), Speech Commands (CC BY 4.0). Trained on; only a few synthetic clips are part of the project"
)
SPLIT = (
    "by voice and by speaker, train, dev and test: synthetic voices af_nova, bm_daniel and their blend are the test, am_eric is "
    "dev; digits by theo and lucas are the test, by george dev; the other sets as they were split by speaker; LibriSpeech and AN4 "
    "are test only. Some words were never trained on, with whole sentences that hold them: seven, house, happy, marvin, sheila, "
    "visual, voyager, wildfire, backward, learn"
)
Decoder = Callable[[np.ndarray], Sequence[int]]  # log-probabilities (T, 29) -> symbols


def decoders(words: tuple[str, ...] = ()) -> dict[str, Decoder]:
    """The best path; the beam alone, with the model of letters, and with a list of words where there is one."""
    found: dict[str, Decoder] = {"greedy": greedy}
    for name in ("none", "letters", *(("words",) if words else ())):
        found["beam" if name == "none" else name] = beam(DecodingConfig(language=name, words=words))
    return found


def beam(config: DecodingConfig) -> Decoder:
    """The best label of a beam."""
    model = language(config)
    return lambda y: prefix_beam(y, config.width, model)[0][0]


@torch.inference_mode()
def listened(network: RecognizerNetwork, clips: Sequence[Transcribed]) -> list[np.ndarray]:
    """Log-probabilities (T, 29) of each clip, by a network in evaluation mode."""
    return [network(torch.from_numpy(one.frames.astype(np.float32))[None])[0].numpy() for one in clips]


def written(heard: Sequence[np.ndarray], decoder: Decoder = greedy) -> list[str]:
    """What a decoder reads in each clip."""
    return [decode(decoder(y)).strip() for y in heard]


def report(network: RecognizerNetwork, sets: dict[str, list[Transcribed]]) -> dict[str, float]:
    """The letter error rate of each set, by the best path."""
    return {name: float(rates(own, written(listened(network, own)))["cer"]) for name, own in sets.items()}


def rates(clips: Sequence[Transcribed], heard: Sequence[str]) -> dict[str, float | list[float]]:
    """Letter and word error rates and the share of clips without an error, each with an interval (`interval`)."""
    voices, found = [one.voice for one in clips], {}
    pairs = [(one.text, text) for one, text in zip(clips, heard, strict=True)]
    edits = {
        "cer": [_edits(said, text) for said, text in pairs],
        "wer": [_edits(said.split(), text.split()) for said, text in pairs],
        "right": [(int(said == text), 1) for said, text in pairs],
    }
    for name, counts in edits.items():
        wrong, said = np.sum(counts, axis=0)
        found[name], found[f"{name}_95"] = round(float(wrong / said), 4), interval(np.array(counts), voices)
    return found


def _edits(said: Sequence[str], heard: Sequence[str]) -> tuple[int, int]:
    found = compare(said, heard)
    return found.substitutions + found.deletions + found.insertions, found.said


def interval(counts: np.ndarray, voices: Sequence[str]) -> list[float]:
    """Where 95 % of rates lie when voices are drawn anew with replacement, or clips where there are fewer than ten voices.

    counts (N, 2): of each clip, what the rate has above its line and below.
    """
    groups = np.unique(voices, return_inverse=True)[1]
    if groups.max(initial=0) >= 9:
        counts = np.stack([np.bincount(groups, part) for part in counts.T], axis=1)
    drawn = np.random.default_rng(SEED).integers(len(counts), size=(DRAWS, len(counts)))
    above, below = counts[drawn].sum(1).T
    return [round(float(edge), 4) for edge in np.quantile(above / below, (0.025, 0.975))]


def measured(network: RecognizerNetwork, clips: Sequence[Transcribed], kinds: Sequence[np.ndarray]) -> dict[str, dict]:
    """All figures of the test: each set as it is, and some in noise; read in every way that there is (said: so many words)."""
    sets, found = tested_on(clips), {}
    for name in NOISY:
        some = sets[name][:: max(1, len(sets[name]) // AT_MOST)]
        sets |= {f"{name}, {ratio:.0f} dB": in_noise(some, kinds, ratio) for ratio in RATIOS}
    for name, own in sets.items():
        heard = listened(network, own)
        found[name] = {
            "clips": len(own),
            "said": sum(len(one.text.split()) for one in own),
            "voices": len({one.voice for one in own}),
        }
        for way, decoder in decoders(word_list(name)).items():
            found[name][way] = rates(own, written(heard, decoder))
        print(json.dumps({name: found[name]}), flush=True)
    return found


def beside(path: Path) -> dict[str, dict]:
    """What `tests.benchmarks.recognizer` printed of its peer, by set."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["set"]: {"clips": row["clips"]} | row["pocketsphinx"] for row in rows}


def both(one: dict, twin: dict | None = None) -> dict:
    """A checkpoint; or, of two, the mean of the weights, with the first's steps and curve, and the minutes of both."""
    if twin is None:
        return one
    weights = {name: (value + twin["network"][name]) / 2 for name, value in one["network"].items()}
    return one | {"network": weights, "minutes": one["minutes"] + twin["own"]}


def after(earlier: dict | None, saved: dict) -> tuple[int, int, list[dict]]:
    """Steps, seconds and the curve of a training, with those of the one before, if there is its card."""
    steps, seconds, curve = saved["step"], round(60 * saved["minutes"]), saved["curve"]
    if not earlier:
        return steps, seconds, curve
    before = earlier["training"]
    moved = [point | {"step": before["steps"] + point["step"]} for point in curve]
    return before["steps"] + steps, earlier["training_seconds"] + seconds, before["curve"] + moved


def main() -> None:
    """Test a checkpoint; keep weights and card where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--spoken", type=Path, action="append", default=[], help="a folder of more synthetic sentences")
    parser.add_argument("--kept", type=Path, required=True, help="the folder with the checkpoint")
    parser.add_argument("--twin", type=Path, help="a checkpoint to take the mean with")
    parser.add_argument("--earlier", type=Path, help="the card of the training before")
    parser.add_argument("--sphinx", type=Path, help="what tests.benchmarks.recognizer printed")
    parser.add_argument("--note", default="", help="what the card is to say of the training besides")
    parser.add_argument("--write", action="store_true", help="put weights and card into the project")
    options = parser.parse_args()
    torch.set_num_threads(1)
    saved = both(*(torch.load(path, weights_only=True) for path in (options.kept / "checkpoint", options.twin) if path))
    network = RecognizerNetwork(RecognizerConfig()).eval()
    network.load_state_dict(saved["network"])
    earlier = json.loads(options.earlier.read_text("utf-8")) if options.earlier else None
    clips = kept(options.kept / "clips.npz", options.speech, options.spoken)
    found = measured(network, clips, noises(options.speech, "test"))
    if options.sphinx or earlier:
        found["pocketsphinx"] = beside(options.sphinx) if options.sphinx else earlier["measured"]["pocketsphinx"]
    if options.write:
        trained = [one for one in clips if one.split == "train" and not one.held_out]
        sources = sorted({one.source for one in trained})
        hours = {s: sum(len(one.frames) for one in trained if one.source == s) / 360_000 for s in sources}
        steps, seconds, curve = after(earlier, saved)
        card = {
            "recipe": "python -m core.recipes.recognizer",
            "data": DATA,
            "data_licence": "as named",
            "licence": "Apache-2.0",
            "split": SPLIT,
            "seed": SEED,
            "training_seconds": seconds,
            "hardware": "CPU, 1 thread",
            "training": {
                "steps": steps,
                "hours": {source: round(value, 2) for source, value in hours.items()},
                "note": options.note,
                "curve": curve,
            },
            "decoding": asdict(DecodingConfig()),
            "peer": "CMU PocketSphinx 5.1.1 (BSD-2-Clause), the US English model of its package, on some of the same clips",
            "measured": found,
        }
        if earlier:
            card["training"]["before"] = {name: earlier["training"][name] for name in ("steps", "hours", "note")}
        recognizer.save(network, card)


if __name__ == "__main__":
    main()
