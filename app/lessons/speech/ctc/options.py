"""What a visitor sets in the lesson on CTC."""

from dataclasses import dataclass

from app import fields
from app.lessons.speech.options import OWN
from core.speech.options import LANGUAGES, DecodingConfig

PRESETS = ("quick", "double", "digits", "commands")
SHORT = ("quick", "double")  # named by what is said in them
CLIPS = (*PRESETS, OWN)
WIDTHS = (1, 2, 4, 8, 16)
MISTAKES = ("none", "space", "dropped", "path")
MOST_STEPS = 1000  # of thirty seconds
MOST_MOMENTS = 30
LONGEST_LABEL, LONGEST_SAID = 60, 400  # letters
TABS = ("explain", "predict", "collapse", "voice", "begins", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """step: the frame at the cursor, None where greedy and the label part. label: what the trellis is drawn for, empty for what
    the search found. moment: how far the network was trained that listens, as a place among the moments kept; None: to the
    end. typed: the string that is collapsed in its tab; said: what the visitor says was said.
    """

    LOOKING = ("typed", "said")  # set in a tab, and leave an experiment on

    clip: str = fields.choice(PRESETS[0], CLIPS)
    step: int | None = fields.number(None, 0, MOST_STEPS, rests=True)
    label: str = fields.text("", LONGEST_LABEL)
    width: int = fields.choice(8, WIDTHS)
    language: str = fields.choice("none", LANGUAGES)
    moment: int | None = fields.number(None, 0, MOST_MOMENTS)
    wrongly: str = fields.choice("none", MISTAKES)
    typed: str = fields.text("hh-e-ll-l-oo", LONGEST_LABEL)
    said: str = fields.text("", LONGEST_SAID)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)

    @property
    def config(self) -> DecodingConfig:
        """How the labels are searched."""
        return DecodingConfig(self.width, self.language)
