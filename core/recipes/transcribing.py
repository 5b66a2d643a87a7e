"""The clips that the lesson on CTC brings, chosen by what the shipped recogniser makes of them.

``--spoken`` is a folder of short phrases said by Kokoro-82M (Apache-2.0): FLAC files listed in manifest.jsonl (file, word,
voice), of which only voices that were never trained on are taken. ``--people`` is a zip of CMU PocketSphinx's test data
(Debian's pocketsphinx-testdata, BSD-2-Clause), listed in its manifest.json (file, text, source). All is written as Ogg Vorbis
before it is heard, since it is heard so in the lesson.

    python -m core.recipes.transcribing --spoken phrases --people real_sentences.zip [--take quick=the_quick__af_nova__1.0]

For each clip of the lesson it prints the best candidates; ``--take`` takes another than the first, ``--look`` writes nothing.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import soundfile

from core.recipes.recognizer_data import HELD_OUT, voice_split
from core.recipes.trigger_presets import QUALITY
from core.speech import audio, ctc, letters, transcribing
from core.speech.options import LANGUAGES, DecodingConfig
from core.speech.prefix_beam import prefix_beam
from core.speech.presets import FOLDER, Sentence
from core.speech.results import RATE
from core.speech.vocabulary import COMMANDS, DIGITS
from core.speech.word_errors import compare

SHORTEST, LONGEST = 20, 54  # steps of a clip that fills the picture
APART = (0.5, 0.4)  # what greedy's symbol and the label's should have where they part
CLEAR = 0.12  # how far from that is still seen at a glance
KOKORO, SPHINX = "Kokoro-82M, Apache-2.0", "CMU PocketSphinx, BSD-2-Clause"
SHOWN = 6  # candidates of each


@dataclass(frozen=True, eq=False)
class Candidate:
    """A clip that may be chosen: the name of its source, the Ogg file, what is said by whom; and what is heard."""

    name: str
    data: bytes
    said: str
    voice: str
    human: bool

    @cached_property
    def log_probs(self) -> np.ndarray:
        """As the shipped recogniser hears it (T, 29)."""
        return transcribing.heard(audio.read(self.data)).log_probs

    @property
    def label(self) -> tuple[int, ...]:
        """What is said."""
        return letters.encode(self.said)

    @cached_property
    def greedy(self) -> str:
        """What the best path spells."""
        return letters.decode(ctc.greedy(self.log_probs)).strip()

    def beam(self, language: str = "none", known: Sequence[str] = ()) -> str:
        """What the search writes, eight labels wide; the list has what is said, and what else is known."""
        words = tuple(dict.fromkeys((*DIGITS, *COMMANDS, *known, *self.said.split())))
        config = DecodingConfig(8, language, words=words)
        return letters.decode(prefix_beam(self.log_probs, 8, transcribing.language(config))[0][0]).strip()

    def wrong(self, text: str) -> int:
        """Edits between what is said and a text, in letters."""
        edits = compare(self.said, text)
        return edits.substitutions + edits.deletions + edits.insertions

    @cached_property
    def parting(self) -> tuple[int, float, float]:
        """Where greedy and the best path of what is said part, and the probability of the symbol of each there."""
        step = transcribing.parting(self.log_probs, letters.encode(self.said))
        found = ctc.trellis(self.log_probs, letters.encode(self.said))
        y = np.exp(self.log_probs[step])
        return step, float(y.max()), float(y[found.extended[found.best[step]]]) if len(found.best) else 0.0


Order = tuple  # of sorting: the least is the best


def quick(one: Candidate, known: Sequence[str] = ()) -> Order | None:
    """Greedy writes it wrong, by few letters, and the beam alone right; where they part is seen at a glance; best "the quick"."""
    if one.human or HELD_OUT.search(one.said) or not 2 <= len(one.said.split()) <= 3:
        return None
    if not SHORTEST <= len(one.log_probs) <= LONGEST:
        return None
    mistakes, beam = one.wrong(one.greedy), one.wrong(one.beam())
    _, greedy, label = one.parting
    unclear = abs(greedy - APART[0]) + abs(label - APART[1])
    drama = 0 < mistakes <= 3 and beam == 0
    return not drama, not mistakes, beam, unclear > CLEAR, "quick" not in one.said, mistakes, unclear


def double(one: Candidate, known: Sequence[str] = ()) -> Order | None:
    """One or two words with a double letter, of which greedy writes one, and which the beam alone writes right."""
    said = one.said
    merged = {said[:i] + said[i + 1 :] for i in range(len(said) - 1) if said[i] == said[i + 1]}
    if one.human or HELD_OUT.search(said) or not merged or len(said.split()) > 2:
        return None
    beam, is_merged = one.wrong(one.beam()), one.greedy in merged
    _, greedy, label = one.parting
    return beam > 0 or not is_merged, beam, not is_merged, greedy - label


def digits(one: Candidate, known: Sequence[str] = ()) -> Order | None:
    """Digits alone: greedy wrong, and right with the word list; best by a person."""
    if not set(one.said.split()) <= set(DIGITS) or len(one.said.split()) < 4:
        return None
    return _mended(one, known)


def commands(one: Candidate, known: Sequence[str] = ()) -> Order | None:
    """What a person says, of two to five words, no digits alone: greedy wrong, and right with the word list."""
    words = one.said.split()
    if not one.human or not 2 <= len(words) <= 5 or set(words) <= set(DIGITS):
        return None
    return _mended(one, known)


def _mended(one: Candidate, known: Sequence[str]) -> Order:
    """The more words the better."""
    listed = one.wrong(one.beam("words", known))
    return listed > 0, one.wrong(one.greedy) == 0, not one.human, listed, -len(one.said.split()), one.wrong(one.greedy)


Wanted = Callable[[Candidate, Sequence[str]], Order | None]
WANTED: dict[str, Wanted] = {"quick": quick, "double": double, "digits": digits, "commands": commands}
TURNS = (
    "quick",
    "double",
    "commands",
    "digits",
)  # each with the words of those before it, of which the list will have all


def encoded(samples: np.ndarray) -> bytes:
    """Samples at RATE as an Ogg Vorbis file."""
    target = io.BytesIO()
    soundfile.write(target, samples, RATE, format="OGG", subtype="VORBIS", compression_level=1 - QUALITY)
    return target.getvalue()


def synthetic(folder: Path) -> Iterator[Candidate]:
    """Phrases by voices that were never trained on."""
    for row in map(json.loads, (folder / "manifest.jsonl").read_text("utf-8").splitlines()):
        if voice_split(row["voice"].split("+")) == "test":
            samples, _ = soundfile.read(folder / row["file"], dtype="float32")
            voice = f"{row['voice'].replace('+', ' and ')}, Kokoro"
            yield Candidate(Path(row["file"]).stem, encoded(samples), row["word"], voice, human=False)


def people(path: Path) -> Iterator[Candidate]:
    """Short sentences of the test data."""
    with zipfile.ZipFile(path) as archive:
        for row in json.loads(archive.read("manifest.json")):
            said = letters.decode(letters.encode((row["text"] or "").replace("<s>", "").replace("</s>", "")))
            if said and row["source"] == "pocketsphinx-testdata":
                samples = audio.read(archive.read(row["file"])).samples
                yield Candidate(Path(row["file"]).stem, encoded(samples), said, "a person, PocketSphinx", human=True)


def ranked(candidates: list[Candidate], wanted: Wanted, known: Sequence[str] = ()) -> list[Candidate]:
    """Those that may be taken, the best first."""
    orders = [(wanted(one, known), one) for one in candidates]
    return [one for order, one in sorted(((o, c) for o, c in orders if o is not None), key=lambda pair: pair[0])]


def described(one: Candidate, known: Sequence[str]) -> str:
    """A line about a candidate."""
    step, greedy, label = one.parting
    beams = " | ".join(one.beam(language, known) for language in LANGUAGES)
    return f"  {one.name}: {len(one.log_probs)} steps, {one.greedy} | {beams}; at {step}: {greedy:.2f} and {label:.2f}"


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spoken", type=Path, action="append", required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--take", action="append", default=[], help="clip=candidate")
    parser.add_argument("--look", action="store_true", help="only look")
    options = parser.parse_args()
    candidates = [*(one for folder in options.spoken for one in synthetic(folder)), *people(options.people)]
    taken = dict(each.split("=", 1) for each in options.take)
    chosen: dict[str, Candidate] = {}
    for name in TURNS:
        wanted, known = WANTED[name], [word for one in chosen.values() for word in one.said.split()]
        found = ranked(candidates, wanted, known)
        best = next(one for one in found if one.name == taken[name]) if name in taken else found[0]
        kept = "NOT AS WANTED" if wanted(best, known)[0] else "as wanted"
        print(
            f"{name}: {best.name}, of {len(found)}, {kept}", *(described(one, known) for one in found[:SHOWN]), sep="\n"
        )
        chosen[name] = best
    if not options.look:
        write(chosen)


def write(chosen: dict[str, Candidate]) -> None:
    """The files, and their index in the order of the page."""
    rows = []
    for name in WANTED:
        one, file = chosen[name], f"ctc_{name}.ogg"
        (FOLDER / file).write_bytes(one.data)
        rows.append(asdict(Sentence(name, file, one.said, one.human, one.voice, SPHINX if one.human else KOKORO)))
    text = json.dumps({"sentences": rows}, ensure_ascii=False, indent=1)
    (FOLDER / "ctc.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
