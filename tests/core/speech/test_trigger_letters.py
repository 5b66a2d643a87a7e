"""What the lower layers learn: each letter stands where it is said and is asked for a little later, however it is changed."""

import numpy as np
import pytest
import torch

from core.recipes import trigger_letters as letters
from core.recipes.recognizer_data import Transcribed
from core.recipes.trigger_letters import HOLDS, LATE, Lettered, Letters
from core.speech import features, recognizer, trigger
from core.speech.letters import BLANK, SYMBOLS, encode
from core.speech.trigger import TriggerConfig

C, A, T = encode("cat")
FEW = (BLANK, 5, 11, 16, 22, 28)  # symbols that are told apart by the sound of `clip`
HIGHER, STEP = 30, 8  # the first of the bands that never change; frames of a letter
STEP_NATS = 1.0


class Hears:
    """In the place of a recogniser: these symbols at these steps, else the blank."""

    def __init__(self, said: dict[int, int]) -> None:
        self.said, self.given = said, np.zeros(0)

    def log_probs(self, frames: np.ndarray) -> np.ndarray:
        self.given = frames
        y = np.full((recognizer.steps(len(frames)), len(SYMBOLS)), 1e-4)
        for step in range(len(y)):
            y[step, self.said.get(step, BLANK)] = 1.0
        return np.log(y / y.sum(axis=1, keepdims=True))


def transcribed(text: str, frames: int = 130, source: str = "words", voice: str = "am_adam", split: str = "train"):
    """A clip in which nothing is heard."""
    return Transcribed(np.zeros((frames, features.MELS), dtype=np.float16), text, voice, source, split)


def test_letters_stand_where_they_are_said_until_the_next_or_a_quarter_of_a_second():
    hears = Hears({4: C, 5: C, 9: A, 14: T, 30: T})
    found = letters.lettered(transcribed("catt"), hears).letters
    wanted = np.full(130, BLANK)
    wanted[12:27], wanted[27:42], wanted[42 : 42 + HOLDS], wanted[90 : 90 + HOLDS] = C, A, T, T
    assert found.tolist() == wanted.tolist() and HOLDS * features.HOP_SECONDS == 0.25
    assert hears.given.dtype == np.float32 and len(hears.given) == 130


def test_the_last_letter_ends_with_the_clip():
    found = letters.lettered(transcribed("at", 40), Hears({2: A, 12: T}))
    assert found.letters.tolist() == 6 * [BLANK] + 25 * [A] + 5 * [BLANK] + 4 * [T]
    assert found.frames.dtype == np.float16 and len(found.frames) == 40


def test_a_text_that_no_path_spells_gives_nothing():
    assert letters.lettered(transcribed("catt", 12), Hears({})) is None
    assert letters.lettered(transcribed("cat", 12), Hears({0: C, 1: A, 2: T})) is not None


def test_only_voices_and_sets_of_the_training_are_chosen():
    kept = [
        transcribed("a", source="sentences", voice="am_adam"),
        transcribed("b", source="sentences", voice="am_adam+af_bella", split="dev"),
        transcribed("c", source="words", voice="mix07", split="test"),
        transcribed("d", source="fsdd", voice="jackson"),
        transcribed("e", source="wuw", voice="wuw00001"),
        transcribed("f", source="keywords", voice="alexa_3"),
    ]
    left_out = [
        transcribed("of the test", source="sentences", voice="af_nova"),
        transcribed("of the tuning", source="words", voice="zm_yunxi"),
        transcribed("half of the test", source="sentences", voice="am_adam+hm_psi"),
        transcribed("half of the tuning", source="sentences", voice="ef_dora+am_adam"),
        transcribed("across both", source="words", voice="hmix03"),
        transcribed("precise", source="keywords", voice="p_12"),
        transcribed("another split", source="wuw", voice="wuw00002", split="dev"),
        transcribed("the test's", source="speechocean", voice="so1", split="test"),
        transcribed("a prompt", source="prompts", voice="allison"),
        transcribed("a set for the test", source="an4", voice="an1"),
    ]
    found = letters.chosen([*left_out, *kept], {"p_12"})
    assert list(found) == list(letters.SHARES) and [one for own in found.values() for one in own] == kept
    assert all(one.source == source for source, own in found.items() for one in own)
    held = letters.chosen([*left_out, *kept], {"p_12"}, "dev")
    assert [one.text for one in held["wuw"]] == ["another split"] and not held["fsdd"]


def clip(generator: np.random.Generator) -> Lettered:
    """Letters of eight frames each; the more of FEW it is, the louder are the low bands, and the high ones stay."""
    walk = np.abs((np.cumsum(generator.choice([-1, 1], 24)) + 5) % 10 - 5)  # each a neighbour of the one before
    numbers = np.repeat(np.concatenate([np.zeros(4, dtype=int), np.arange(walk[0]), walk]), STEP)
    frames = np.zeros((len(numbers), features.MELS), dtype=np.float16)
    frames[:, :HIGHER] = STEP_NATS * numbers[:, None]
    return Lettered(frames, np.array(FEW, dtype=np.int8)[numbers])


def heard(frames: np.ndarray) -> np.ndarray:
    """Which symbol each frame sounds like, whatever its level."""
    numbers = (frames[..., 5 : HIGHER - 10].mean(-1) - frames[..., HIGHER + 4 :].mean(-1)) / STEP_NATS
    return np.array(FEW)[np.clip(numbers.round().astype(int), 0, len(FEW) - 1)]


@pytest.fixture
def unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tempo, tract and level alone are changed."""
    for chance in ("MASKED", "ROOM", "NOISE", "LINE"):
        monkeypatch.setattr(letters, chance, 0.0)


def made(count: int) -> Letters:
    """From clips in which each frame says its letter."""
    generator = np.random.default_rng(0)
    return Letters({"words": [clip(generator) for _ in range(30)], "wuw": []}, [], count, 7)


def test_a_letter_is_asked_for_a_little_after_it_is_heard(unchanged: None):
    frames, asked = next(iter(made(24)))
    assert frames.shape == (24, letters.FRAMES, features.MELS) and frames.dtype == torch.float32
    assert asked.shape == (24, trigger.steps(letters.FRAMES)) and asked.dtype == torch.int64
    newest = np.arange(asked.shape[1]) * trigger.STRIDE + trigger.KERNEL - 1
    said = heard(frames.numpy())
    agree = {late: np.mean(said[:, newest - late] == asked.numpy()) for late in range(LATE - 3, LATE + 4)}
    assert agree[LATE] > 0.99 and all(agree[LATE] - agree[late] > 0.05 for late in agree if late != LATE)
    assert set(np.unique(asked)) == set(FEW) and len({one.tobytes() for one in asked.numpy()}) == 24


def test_tempos_and_levels_differ(unchanged: None):
    """How long letters last that were of one length, and how loud bands are that were of one loudness."""
    examples = made(8)
    drawn = [examples._example() for _ in range(60)]
    lengths = []
    for _, asked in drawn:
        edges = np.flatnonzero(np.diff(asked)) + 1
        lengths += [length for length in np.diff(edges) if length < 1.5 * STEP]
    assert np.quantile(lengths, [0.05, 0.95]) == pytest.approx([STEP / 1.2, STEP / 0.75], abs=1.01)
    levels = np.array([x[:, HIGHER + 4 :].mean() for x, _ in drawn])
    assert levels.std() > 1.5 and levels.min() > np.log(features.OFFSET)


def test_batches_go_on_and_differ_and_are_changed(monkeypatch: pytest.MonkeyPatch):
    noise = np.random.default_rng(1).normal(-3, 1, (200, features.MELS)).astype(np.float32)
    examples = made(4)
    examples.noises = [noise]
    batches = iter(examples)
    (one, _), (two, _) = next(batches), next(batches)
    assert torch.isfinite(one).all() and not torch.equal(one, two)
    for chance in ("MASKED", "ROOM", "NOISE", "LINE"):
        drawn = []
        for share in (0.0, 1.0):
            for other in ("MASKED", "ROOM", "NOISE", "LINE"):
                monkeypatch.setattr(letters, other, share if other == chance else 0.0)
            again = made(4)
            again.noises = [noise]
            drawn.append(next(iter(again)))
        assert not torch.equal(drawn[0][0][0], drawn[1][0][0]), chance
        assert torch.equal(drawn[0][1][0], drawn[1][1][0]), "the letters are the same ones"


def test_learning_names_the_letters_better(unchanged: None):
    """From log 29 on, the loss of guessing, both layers learn what they are asked: one batch over and over."""
    torch.manual_seed(0)
    spelling = letters.Spelling(TriggerConfig(filters=16, units=24, top=16, dropout=0.0))
    frames, asked = (part[:, :some] for part, some in zip(next(iter(made(8))), (135, trigger.steps(135)), strict=True))
    before = [one.item() for one in spelling.losses(frames, asked)]
    curve = letters.teach(spelling, 300 * [(frames, asked)], 200)
    after = [one.item() for one in spelling.losses(frames, asked)]
    assert before == pytest.approx([np.log(len(SYMBOLS))] * 2, abs=0.4)
    assert [step for step, *_ in curve] == [100, 200], "it stops after the steps that it was given"
    assert curve[1][1] < curve[0][1] < before[0] and max(after) < 0.65 * min(before)


def test_the_mean_of_two_networks():
    a, b = ({"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([3.0, -2.0])})
    assert letters.mean([a, b])["w"].tolist() == [2.0, 0.0] and letters.mean([a])["w"].tolist() == [1.0, 2.0]
