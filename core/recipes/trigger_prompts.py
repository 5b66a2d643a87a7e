"""Human speech to train the detectors against: the prompts and spoken words of some Debian packages, as one zip of clips.

    python -m core.recipes.trigger_prompts --packages FOLDER --to real_prompts.zip

FOLDER holds the packages unpacked, each in a folder of its name (`dpkg-deb -x`): asterisk-core-sounds-fr-g722, -it-g722 and
-ru-g722 (CC BY-SA 3.0), asterisk-prompt-es-co and -fr-armelle (GPL-2), klettres-data and ktuberling-data (GPL-2, GFDL). About 36
people in 25 languages. Left out are the languages of klettres and ktuberling that are spoken in the tune and test sets, and
the prompt that says "computer". Nothing of it is part of the project.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from pathlib import Path

import av
import numpy as np
import soundfile
from av.audio.resampler import AudioResampler

from core.speech.results import RATE

FORMATS = {".g722": "g722", ".gsm": "gsm", ".wav": None, ".ogg": None, ".opus": None}
LANGUAGES_OUT = {"fr", "es", "ro", "ru", "bg", "el", "ca"}  # of klettres and ktuberling
LONGEST, SHORTEST, PEAK = 15.0, 0.1, 0.7  # seconds, seconds, amplitude


def voice(parts: tuple[str, ...]) -> str | None:
    """Who speaks in the file of that path inside FOLDER, as far as the packages tell; None to leave it out."""
    package = parts[0]
    if package.startswith("asterisk"):
        return None if parts[-1].startswith("demo-echotest") else package
    if package == "klettres-data":
        language = parts[parts.index("klettres") + 1]
    elif "sounds" in parts[:-2]:
        language = parts[parts.index("sounds") + 1]
    else:
        return None
    out = language in LANGUAGES_OUT or language.startswith("sr@")  # sr@… repeats sr
    return None if out else f"{package.removesuffix('-data')}_{language}"


def decoded(path: Path) -> np.ndarray:
    """Samples (N,) at RATE, mono."""
    resampler, parts = AudioResampler("flt", "mono", RATE), []
    with av.open(str(path), format=FORMATS[path.suffix]) as container:
        for frame in [*container.decode(audio=0), None]:
            parts += [part.to_ndarray()[0] for part in resampler.resample(frame)]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def main() -> None:
    """Write the zip with its manifest.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    with zipfile.ZipFile(options.to, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(options.packages.rglob("*")):
            parts = path.relative_to(options.packages).parts
            if path.suffix not in FORMATS or not path.is_file() or (who := voice(parts)) is None:
                continue
            try:
                samples = decoded(path)[: int(LONGEST * RATE)]
            except av.FFmpegError:
                continue
            if len(samples) < SHORTEST * RATE or (peak := np.abs(samples).max()) < 1e-3:
                continue
            written = io.BytesIO()
            soundfile.write(written, samples * (PEAK / peak), RATE, format="OGG", subtype="OPUS")
            rows.append({"file": f"{len(rows):05}.opus", "text": path.stem, "voice": who})
            archive.writestr(str(rows[-1]["file"]), written.getvalue())
        archive.writestr("manifest.json", json.dumps(rows))
    print(len(rows), "clips of", len({row["voice"] for row in rows}), "voices")


if __name__ == "__main__":
    main()
