"""What a visitor sets in the lesson on BLEU."""

from dataclasses import dataclass

from app import fields
from core.translate.options import BLEU_MISTAKES, BREVITIES, CUTS, LONGEST_SIDE, MOST_REFERENCES, SMOOTHINGS, BleuConfig

TABS = ("explain", "predict", "corpus", "smoothing", "misses", "systems", "bug", "referee", "hood")
CANDIDATE_1 = "It is a guide to action which ensures that the military always obeys the commands of the party"
CANDIDATE_2 = "It is to insure the troops forever hearing the activity guidebook that party direct"
GUIDES = (  # Papineni et al. 2002, section 2
    "It is a guide to action that ensures that the military will forever heed Party commands",
    "It is the guiding principle which guarantees the military forces always being under the command of the Party",
    "It is the practical guide for the army always to heed the directions of the party",
)
THE_CAT = ("the cat is on the mat", "there is a cat on the mat")  # ibid., in lower case, as capitals count
REFERENCES = tuple(f"reference_{k + 1}" for k in range(MOST_REFERENCES))


@dataclass(frozen=True)
class Options:
    """What a visitor can set.

    candidate, reference_1 … 6: the texts; an empty reference is none. n, step, kept: see the picture's `Rest`.
    smooth, effective, brevity, lowercase, cut: how it is counted (see `BleuConfig`). wrongly: the mistake that is on. source: the
    sentence whose translations stand in the tab on our translators; english, french: one of the visitor's own there, and its
    translation. known: how many references the systems are held to.
    """

    LOOKING = ("source", "english", "french", "known")  # chosen in a tab, and leave an experiment on

    candidate: str = fields.text(CANDIDATE_1, LONGEST_SIDE)
    reference_1: str = fields.text(GUIDES[0], LONGEST_SIDE)
    reference_2: str = fields.text(GUIDES[1], LONGEST_SIDE)
    reference_3: str = fields.text(GUIDES[2], LONGEST_SIDE)
    reference_4: str = fields.text("", LONGEST_SIDE)
    reference_5: str = fields.text("", LONGEST_SIDE)
    reference_6: str = fields.text("", LONGEST_SIDE)
    n: int = fields.number(2, 1, 4)
    step: int = fields.number(-1, -1, LONGEST_SIDE, rests=True)
    kept: int = fields.number(-1, -1, LONGEST_SIDE)
    smooth: str = fields.choice("none", SMOOTHINGS)
    effective: bool = False
    brevity: str = fields.choice("closest", BREVITIES)
    lowercase: bool = False
    cut: str = fields.choice("13a", CUTS)
    wrongly: str = fields.choice("", ("", *BLEU_MISTAKES))
    source: str = fields.text("", LONGEST_SIDE)
    english: str = fields.text("", LONGEST_SIDE)
    french: str = fields.text("", LONGEST_SIDE)
    known: int = fields.number(1, 1, 2)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)

    @property
    def references(self) -> tuple[str, ...]:
        """All that are there, the empty ones among them, up to the last that is not empty; one at least."""
        found = [getattr(self, name) for name in REFERENCES]
        while len(found) > 1 and not found[-1].strip():
            found.pop()
        return tuple(found)

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers, from 1, of the references that are counted: an empty one is none."""
        return tuple(number for number, text in enumerate(self.references, 1) if text.strip())

    @property
    def held_to(self) -> tuple[str, ...]:
        """The references that are counted."""
        return tuple(self.references[number - 1] for number in self.rows)

    @property
    def config(self) -> BleuConfig:
        """How it is counted."""
        return BleuConfig(self.smooth, None, self.effective, self.brevity, self.lowercase, self.cut)


def sides(candidate: str, references: tuple[str, ...]) -> dict[str, str]:
    """The texts as fields of the state."""
    return {"candidate": candidate} | {
        name: references[k] if k < len(references) else "" for k, name in enumerate(REFERENCES)
    }
