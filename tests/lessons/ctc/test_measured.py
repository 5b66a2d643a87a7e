"""The figures in the text of the lesson on CTC: each is worked out again, and there are no others."""

import itertools
import math
import re

import numpy as np
import pytest
import torch
from torch.nn.functional import ctc_loss

from app import i18n
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.bug import PATHS
from app.lessons.speech.ctc.options import MISTAKES
from core.referees import ctc as referees
from core.speech import ctc, features, recognizer, transcribing, vocabulary
from core.speech.letters import encode
from core.speech.options import DecodingConfig
from core.speech.presets import sentences
from core.speech.results import RATE, Heard
from core.speech.spelling import Spelling
from tests.lessons.ctc.reckoning import as_shown, counted, fewest, merged, spelled

TEXT = i18n.lesson_text("ctc", "en")
NUMBER = re.compile(
    r"\d|\b(?:twice|two|three|four|five|six|seven|eight|nine|ten|twenty|half|hundreds?|thousands?)\b", re.IGNORECASE
)
PEOPLE = ("commands", "fsdd", "keywords", "prompts", "speechocean", "wuw")  # of the sets that it was trained on
WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def holds(text: str, *phrases: str) -> None:
    """These phrases stand in the text, and but for them it has no number."""
    for phrase in phrases:
        assert phrase in text, phrase
    for phrase in sorted(phrases, key=len, reverse=True):
        text = text.replace(phrase, " ")
    assert not NUMBER.findall(text), text


def question(name: str) -> str:
    """All that is said with a question but its choices, which `test_app_tabs` holds."""
    found = TEXT.checks()[name]
    return f"{found.prompt} {found.right} {found.wrong}"


def test_numbers_are_found():
    holds("no number but three", "three")
    for text in ("a .5", "Two", "1,000", "twice", "half of it"):
        with pytest.raises(AssertionError):
            holds(text)


def test_every_section_is_looked_at():
    """One that is new has its figures measured here as well."""
    mistakes, tries = ("bug-space", "bug-dropped", "bug-path"), ("try-1", "try-2", "try-3")
    assert TEXT.sections.keys() == {
        *("lead", "start", "explain", "collapse", "doubles", "voice", "understands", "understands_why", "begins"),
        *("begins_why", "bug", *mistakes, *tries, "referee", "hood", "references", "checks"),
    }
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"means-\d|^\S+-why$|^\S*TODO", section, re.MULTILINE), name


def test_sections_without_figures():
    for name in ("start", "collapse", "bug-space", "try-3", "hood"):
        holds(TEXT.get(name))
    holds(TEXT.lead)
    holds(TEXT.get("begins_why"), "Zeyer et al. 2021")
    holds(TEXT.get("bug"), f"{WORDS[len(MISTAKES) - 1].capitalize()} mistakes")
    holds(TEXT.get("try-1"), "Which of the two best paths")
    holds(TEXT.get("voice"), "The two texts", "The **word error rate** is all three", "above 100 %")
    assert compute.edits("a", "b c d").rate > 1


def test_the_explanation():
    columns = features.count(10 * RATE)
    assert round(columns, -1) == 1000 and "1,000 frames" in TEXT.question and "20 letters" in TEXT.question
    assert features.HOP_SECONDS == 0.01 and recognizer.STEP_SECONDS == pytest.approx(0.03)
    assert recognizer.STRIDE == 3 and Spelling.load().order == 6
    assert (
        {*vocabulary.DIGITS, *vocabulary.COMMANDS}
        <= {*vocabulary.shipped()}
        >= {word for one in sentences().values() for word in one.said.split()}
    )
    assert spelled("hh–e–ll–l–oo") == "hello"
    holds(
        TEXT.get("explain"),
        "Ten seconds of sound are 1,000 columns",
        "may be twenty letters, or two hundred",
        r"t=1",
        "between two letters that differ",
        "came from one of three rows",
        "t-1",
        "s-1",
        "s-2",
        "adds up to 1",
        "from the five before it",
        "a step every three columns, 30 ms",
    )


def test_how_many_frames_a_label_needs_and_how_many_paths_spell_it():
    for label in ("".join(one) for length in range(5) for one in itertools.product("ab", repeat=length)):
        doubles = sum(a == b for a, b in itertools.pairwise(label))
        assert fewest(label) == len(label) + doubles
        for frames in range(len(label) + doubles, 9):
            assert counted(frames, label) == math.comb(frames + len(label) - doubles, 2 * len(label))
    holds(
        TEXT.get("doubles"),
        "Two letters in a row",
        f"“hello” needs {WORDS[fewest('hello')]}, “helllo” {WORDS[fewest('helllo')]}",
        "its probability is 0",
        "2U",
    )
    assert fewest("hello") - fewest("helo") == 2
    holds(TEXT.get("try-2"), "no path may skip", "two frames fewer", "Two o", "two spikes")


def test_the_mistakes():
    path = as_shown("hh-e-ll-l-oo")
    assert as_shown(PATHS[0]) == path and len(spelled(path)) == 5 and "␣" not in spelled(path)
    assert merged(path.replace("–", "")) == "helo"
    holds(TEXT.get("bug-dropped"), "keeps two letters apart", "must have five letters")
    p = {"–": 0.6, "a": 0.4}
    every = {"".join(pair): p[pair[0]] * p[pair[1]] for pair in itertools.product(p, repeat=2)}
    saying = [value for path, value in every.items() if spelled(path) == "a"]
    assert max(every, key=every.get) == "––" and len(saying) == 3
    best, all_of_it = f"{every['––']:.2f}"[1:], f"{sum(saying):.2f}"[1:]
    holds(
        TEXT.get("bug-path"),
        "Take two frames, each with .6 for the blank and .4 for “a”",
        f"The best path is two blanks, {best}, and says nothing",
        f"But three paths say “a”, and together they have {all_of_it}",
    )
    parts = " + ".join(f"{value:.2f}"[1:] for value in sorted(saying, reverse=True))
    holds(
        question("sum-0"),
        "Two frames, each with .6 for the blank and .4 for “a”",
        f"{parts} = {all_of_it}, against {best} for two blanks",
        f"three paths say it, a–, –a and aa, together {all_of_it}",
        f"Two blanks have {best}",
        f"“aa” as a label needs {WORDS[fewest('aa')]} frames",
    )


def test_the_questions():
    assert len(spelled("hh–e–ll–l–oo")) == 5 and fewest("aaa") == len("a–a–a") == 5
    holds(question("letters-1"), "between the two l", "5: h, e, l, l, o", "keeps these two apart")
    holds(question("frames-2"), "three letters", "between each two", "5, as in a–a–a", "the three would be merged")
    holds(question("blank-2"), "“nine”")
    holds(question("train-1"))
    holds(question("live-doubled"), "Two: one for the letter", "the two would be merged")
    holds(question("live-omitted"), "these two")


def test_the_referee():
    y = referees.few(compute.first().log_probs)
    assert y.shape == (6, 1 + 4) and y.shape[1] ** y.shape[0] == referees.every_path(y).count == 15_625
    assert np.exp(y).sum(axis=1) == pytest.approx(1)
    holds(TEXT.get("referee"), "six frames of this sound", "the four symbols that have most there", "so 15,625 paths")


def test_how_it_was_trained_is_the_cards():
    card = compute.card()
    hours = card["training"]["before"]["hours"]
    synthetic, people = (
        sum(value for name, value in hours.items() if name not in PEOPLE),
        sum(hours[name] for name in PEOPLE),
    )
    assert card["training_seconds"] == pytest.approx(3.5 * 3600, rel=0.05) and card["hardware"] == "CPU, 1 thread"
    assert synthetic > 4 and "new sentences" in card["training"]["note"]
    holds(
        TEXT.get("understands"),
        "trained for three and a half hours of one core of a processor",
        f"on more than {WORDS[int(synthetic)]} hours of synthetic voices and {WORDS[round(people)]} of people",
    )


def test_training_as_it_began():
    """The first rows are of a training begun anew: of steps long before those of the network that ships."""
    kept = compute.moments("quick")
    began = [step for step in kept.steps if step < 6_000]
    holds(TEXT.get("begins"), f"the first {WORDS[len(began)]} rows")
    assert kept.steps[-1] == compute.card()["training"]["steps"]
    assert kept.steps[-2] == compute.card()["training"]["before"]["steps"]


def test_how_well_it_understands_is_the_cards():
    """Good at digits, fair at clear synthetic speech and at single words, poor at people who talk freely."""
    found = compute.card()["measured"]
    wrong = {name: found[held]["greedy"]["cer"] for name, (held, *_) in compute.SOURCES.items()}
    assert wrong["digits"] < 0.1 < max(wrong["sentences"], wrong["commands"]) < 0.33
    assert max(wrong["sentences"], wrong["commands"]) < min(wrong[name] for name in ("accented", "native", "telephone"))
    assert max(row["clips"] for row in found["pocketsphinx"].values()) == 60
    # PocketSphinx 5.1.1 has 126,052 words in its dictionary, said in 134,860 ways.
    holds(
        TEXT.get("understands_why"),
        "a dictionary of 126,000 words",
        "at most 60 clips of each kind",
        "these two",
        "8 kHz",
        "for 16",
    )
    ours = {name: found[held].get(help, {}).get("wer") for name, (held, help, _) in compute.SOURCES.items()}
    theirs = {
        name: found["pocketsphinx"][held][way]["wer"]
        for name, (held, _, way) in compute.SOURCES.items()
        if name != "noisy"
    }
    better = {name for name, rate in theirs.items() if rate < ours[name] - 0.05}
    worse = {name for name, rate in theirs.items() if rate > ours[name] + 0.05}
    assert better == {"sentences", "commands", "native"} and worse == {"digits", "telephone"}


def test_greedy_merges_the_double_of_the_second_experiment():
    found = compute.heard("double")
    said = sentences()["double"].said
    greedy, label = (encode(text) for text in (said.replace("oo", "o"), said))
    step = transcribing.parting(found.log_probs, label)
    assert said == "look out" and ctc.greedy(found.log_probs) == greedy
    assert transcribing.written(compute.preset_beam("double", None, DecodingConfig())) == said
    y = np.exp(found.log_probs[step])
    assert y.argmax() == ctc.BLANK and y.argsort()[-2] == encode("o")[0] and y.max() - y[encode("o")[0]] < 0.1
    assert ctc.needed(label) - ctc.needed(greedy) == 2 and loss(found, greedy) > loss(found, label)


def loss(found: Heard, label: tuple[int, ...]) -> float:
    """PyTorch's, in nats."""
    y = torch.from_numpy(found.log_probs.astype(np.float64))[:, None]
    sizes = torch.tensor([len(y)]), torch.tensor([len(label)])
    return ctc_loss(y, torch.tensor([label]), *sizes, reduction="sum").item()
