"""How well and how quickly the recogniser hears people, beside CMU PocketSphinx on the same samples:

    python -m tests.benchmarks.recognizer --speech FOLDER [--peer PYTHON] [--at-most CLIPS]

It wants the recordings of `core.recipes.recognizer_data`, which are no part of the project, and so is not among `make bench`.
PYTHON is the interpreter of an environment into which `pip install pocketsphinx` was made (5.1.1, BSD-2-Clause; its US
English model is that of the package, its settings the usual ones). One JSON line a set of the test split, ``CLIPS`` of each at
most: error rates, and seconds of processor time for each second of sound, on one thread.

The peer hears each set with its own words and language model ("open") and, where a list of words is known, with a grammar of
them ("words"): one of them, or any number in strings of digits. Ours reads the best path, the beam with the model of letters, and
the beam with any number of the list's words. Digits are joined with pauses of up to .3 s, the next one's quietest 40 ms over
and over.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from core.recipes.recognizer_data import Transcribed, ready, recordings
from core.recipes.recognizer_measure import decoders, rates, written
from core.recipes.recognizer_sets import digit_strings, tested_on, word_list
from core.speech import features
from core.speech.augment import level
from core.speech.recognizer import Recognizer
from core.speech.results import RATE

QUIET = 640  # samples
AROUND = 0.15  # seconds of faint noise before and after a single word for the peer: it hears more of them with it
TRAINED = "speechocean, texts never trained on"  # what was trained on is not read here
PEER = """
import json, sys, time
import numpy as np
from pocketsphinx import Decoder

decoders = {"": Decoder(loglevel="FATAL", cmn="batch")}
for line in sys.stdin:
    file, grammar, around = json.loads(line)
    if grammar not in decoders:
        decoders[grammar] = Decoder(loglevel="FATAL", cmn="batch", lm=None)
        decoders[grammar].add_jsgf_string("words", grammar)
        decoders[grammar].activate_search("words")
    decoder, began = decoders[grammar], time.process_time()
    faint = np.random.default_rng(0).normal(0, 30, around)
    samples = np.concatenate([faint, np.load(file), faint]).astype("<i2")
    decoder.start_utt()
    decoder.process_raw(samples.tobytes(), False, True)
    decoder.end_utt()
    found = decoder.hyp()
    print(json.dumps([found.hypstr if found else "", time.process_time() - began]), flush=True)
"""
Said = tuple[Transcribed, np.ndarray]  # and its samples


def sets(speech: Path, at_most: int) -> dict[str, list[Said]]:
    """The clips of the test with their samples."""
    test = [found for row in recordings(speech) if row[-1] == "test" and (found := ready(row))]
    clips, samples = [one for _, one in test], {id(one): wave for wave, one in test}
    generator, found = np.random.default_rng(0), {}
    for name, strings in digit_strings(clips).items():
        found[name] = [string(taken, [samples[id(one)] for one in taken], generator) for taken in strings]
    for name, own in tested_on(clips).items():
        if name not in found and name != TRAINED:
            found[name] = [(one, samples[id(one)]) for one in own]
    return {name: own[:: max(1, len(own) // at_most)][:at_most] for name, own in found.items()}


def string(taken: Sequence[Transcribed], waves: Sequence[np.ndarray], generator: np.random.Generator) -> Said:
    """Clips one after another."""
    parts = [waves[0]]
    for wave in waves[1:]:
        block = min(np.array_split(wave, max(1, len(wave) // QUIET)), key=level)
        there_and_back = np.concatenate([block, block[::-1]])
        parts += [np.resize(there_and_back, int(generator.uniform(0, 0.3) * RATE)), wave]
    samples = np.concatenate(parts).astype(np.float32)
    return Transcribed(np.zeros(0), " ".join(one.text for one in taken), taken[0].voice, "digits", "test"), samples


def ours(own: Sequence[Said], words: tuple[str, ...]) -> dict[str, object]:
    """The recogniser that ships; the time is that of listening and of the best path."""
    began, heard = time.process_time(), [Recognizer.load().log_probs(features.log_mel(wave)) for _, wave in own]
    taken = time.process_time() - began
    clips = [one for one, _ in own]
    found = {way: rates(clips, written(heard, decoder)) for way, decoder in decoders(words).items()}
    return found | {"seconds_a_second": round(taken / seconds(own), 3)}


def seconds(own: Iterable[Said]) -> float:
    """Of sound."""
    return sum(len(wave) for _, wave in own) / RATE


def theirs(peer: subprocess.Popen, folder: Path, own: Sequence[Said], name: str) -> dict[str, object]:
    """The peer's words in each way."""
    words, found = word_list(name), {}
    again, around = ("+", 0) if name.startswith("digits") else ("", int(AROUND * RATE))
    grammars = {"open": "", "words": f"#JSGF V1.0; grammar words; public <said> = ({' | '.join(words)}){again};"}
    for way, grammar in grammars.items() if words else [("open", "")]:
        answers = [asked(peer, folder, wave, grammar, around if grammar else 0) for _, wave in own]
        spent = sum(taken for _, taken in answers)
        said = rates([one for one, _ in own], [text for text, _ in answers])
        found[way] = said | {"seconds_a_second": round(spent / seconds(own), 3)}
    return found


def asked(peer: subprocess.Popen, folder: Path, wave: np.ndarray, grammar: str, around: int) -> tuple[str, float]:
    """One clip."""
    np.save(folder / "clip.npy", (32_767 * np.clip(wave, -1, 1)).astype(np.int16))
    print(json.dumps([str(folder / "clip.npy"), grammar, around]), file=peer.stdin, flush=True)
    return tuple(json.loads(peer.stdout.readline()))


def lines(options: argparse.Namespace) -> Iterator[dict[str, object]]:
    """Set by set."""
    with tempfile.TemporaryDirectory() as folder:
        call = [str(options.peer), "-c", PEER]
        peer = options.peer and subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name, own in sets(options.speech, options.at_most).items():
            if options.only and name not in options.only:
                continue
            row = {
                "set": name,
                "clips": len(own),
                "seconds": round(seconds(own), 1),
                "ours": ours(own, word_list(name)),
            }
            yield row | ({"pocketsphinx": theirs(peer, Path(folder), own, name)} if peer else {})
        if peer:
            peer.stdin.close()
            peer.wait()


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description="the recogniser beside PocketSphinx")
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--peer", type=Path, help="a Python that has pocketsphinx")
    parser.add_argument("--at-most", type=int, default=150, help="clips of each set")
    parser.add_argument("--only", nargs="*", default=(), help="these sets")
    torch.set_num_threads(1)
    for row in lines(parser.parse_args()):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
