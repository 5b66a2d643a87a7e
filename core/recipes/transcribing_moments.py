"""What the recogniser heard in the lesson's clips while it was trained: the outputs of its snapshots, and of what ships.

    python -m core.recipes.transcribing_moments --kept FOLDER

``--kept`` is the folder of `core.recipes.recognizer`, in which it left its weights at a few early steps. Only the network's
outputs are kept, in half precision: assets/data/speech/ctc_moments.npz, steps (M,) and for each clip (M, T, 29).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.torch import load_file

from core import checkpoints
from core.speech import audio, features, recognizer
from core.speech.presets import sentences
from core.speech.recognizer import Recognizer, RecognizerNetwork
from core.speech.transcribing import MOMENTS


def snapshots(folder: Path) -> Iterator[tuple[int, Recognizer]]:
    """The step and the recogniser of each snapshot, the first first."""
    shipped = Recognizer.load().network.config
    for path in sorted(folder.glob("step_*.safetensors")):
        network = RecognizerNetwork(shipped)
        network.load_state_dict(load_file(path))
        yield int(re.search(r"\d+", path.stem)[0]), Recognizer(network)


def main() -> None:
    """Listen with each and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kept", type=Path, required=True)
    options = parser.parse_args()
    last = checkpoints.card(recognizer.NAME)["training"]["steps"]
    listeners = [*(each for each in snapshots(options.kept) if each[0] < last), (last, Recognizer.load())]
    found = {}
    for name, one in sentences().items():
        frames = features.log_mel(audio.read(one.data).samples)
        found[name] = np.stack([each.log_probs(frames) for _, each in listeners]).astype(np.float16)
    np.savez_compressed(MOMENTS, steps=np.array([step for step, _ in listeners]), **found)


if __name__ == "__main__":
    main()
