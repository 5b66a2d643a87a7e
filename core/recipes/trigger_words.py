"""The words that detectors are trained for: what is near them, what is held out, and which synthetic voice belongs to which
split.

*activate* is said by synthetic voices alone; the others by callers of the WUW Corpus II too. Of those three the one that is
heard best on the tune split ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

TEST = ("af_nova", "am_onyx", "bf_lily", "bm_daniel", "hm_psi")
TUNE = ("af_sky", "am_eric", "ef_dora", "jf_nezumi", "zm_yunxi")
HELD_MIXES = tuple(f"hmix{i:02}" for i in range(12))  # blends across the two groups above: in no split
SPLIT_OF = (
    dict.fromkeys([*TEST, *map("+".join, combinations(TEST, 2))], "test")
    | dict.fromkeys([*TUNE, *map("+".join, combinations(TUNE, 2))], "tune")
    | dict.fromkeys(HELD_MIXES, "none")
)


@dataclass(frozen=True)
class Word:
    """A trigger word. near: words like it, trained against; held_out: words like it that training never heard.

    family: its inflections and compounds, neither trained for nor against, and reported apart.
    """

    name: str
    near: tuple[str, ...]
    held_out: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def all_words(self) -> set[str]:
        """Every word of this task."""
        return {self.name, *self.near, *self.held_out, *self.family}

    def contains(self, text: str) -> bool:
        """Whether a text holds the word or one of its family, so that firing there is no false alarm."""
        return any(stem in text.lower() for stem in STEMS[self.name])


STEMS = {
    "activate": ("activat", "deactiv", "de-activ"),
    "operator": ("operator",),
    "voyager": ("voyag",),
    "wildfire": ("wildfire", "wild fire"),
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", " ").split(","))


WORDS = {
    "activate": Word(
        "activate",
        _words(
            """activity, active, actively, actor, actual, actually, motivate, cultivate, accelerate, animate, estimate,
            attic, cavity, evacuate, innovate, renovate, aggravate, navigate, salivate, activism, actress, tractor,
            acclimate, actuate, acute, acetate, advocate, educate, hesitate, indicate, private, act, attract,
            interactive, radioactive, proactive, at the gate, active late, have to wait, back to bed, actor vague,
            act a bit, active wave, a native, captive, octave, adaptive, acting, accurate, tactic"""
        ),
        _words(
            """elevate, captivate, activist, attractive, abdicate, excavate, active eight, act of faith, factory,
            inactive"""
        ),
        _words("activated, deactivate, activates, activating, activation, reactivate"),
    ),
    "operator": Word(
        "operator",
        _words(
            """opera, operate, operation, operated, operating, cooperate, separator, corporate, aperture, decorator,
            generator, elevator, narrator, creator, orator, up a later, hope to rate her, opera later, upper rate,
            alligator, moderator, calculator, proprietor, oppressor, opener, operative, happen later, property"""
        ),
        _words("collaborator, incubator, opera tour, navigator, a greater, operatic"),
        _words("operators"),
    ),
    "voyager": Word(
        "voyager",
        _words(
            """voyage, lawyer, foyer, employer, destroyer, ranger, manager, teenager, pager, wager, soldier, major,
            forger, exposure, lower your, boy, enjoy a, void, avoid, avoid your, pleasure, voice, villager, danger,
            passenger, messenger, for your jar, oyster, boil your"""
        ),
        _words("stranger, royal, forager, annoyed her, tanager, voice your"),
        _words("voyagers, voyages"),
    ),
    "wildfire": Word(
        "wildfire",
        _words(
            """wild, fire, wildflower, wildlife, wildly, while, while fighting, wild fight, wildcat, wide fire, while
            tired, mile higher, while higher, gunfire, campfire, crossfire, satellite, ceasefire, bonfire, hire,
            wire, wider, wide wire, child, mild flyer, vampire, empire, amplifier, world fire, why fire"""
        ),
        _words("wildfowl, quagmire, wild tire, sapphire, file fire, world buyer"),
        _words("wildfires"),
    ),
}
