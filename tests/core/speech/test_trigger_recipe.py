"""The recipe's network, its choice of recordings, and the card that comes of it."""

import json
import sys

import numpy as np
import pytest
import torch

from core import checkpoints
from core.recipes import trigger, trigger_card, trigger_letters, trigger_measure
from core.recipes.trigger_changes import Change
from core.recipes.trigger_data import HUMAN, LEVEL, Recordings, Utterance
from core.recipes.trigger_examples import Pool, Spoken
from core.recipes.trigger_selection import pool
from core.recipes.trigger_words import WORDS
from core.speech import augment, features
from core.speech.options import DetectorConfig
from core.speech.results import RATE
from core.speech.scoring import Share
from core.speech.trigger import KERNEL, STRIDE, TriggerConfig
from tests.core.speech.made_recordings import trigger_folder

SMALL = TriggerConfig(filters=12, units=16, top=10)
VOYAGER, ACTIVATE = WORDS["voyager"], WORDS["activate"]


@pytest.fixture(scope="module")
def recordings(tmp_path_factory) -> Recordings:
    return Recordings(*trigger_folder(tmp_path_factory.mktemp("trigger")))


@pytest.fixture(scope="module")
def made_of(recordings):
    return pool(recordings, [ACTIVATE, VOYAGER])


def test_a_detector_is_one_of_the_columns():
    torch.manual_seed(0)
    trained = trigger.Trained(3, 5, SMALL).eval()
    frames = torch.randn(2, 60, features.MELS)
    with torch.no_grad():
        together = trained(frames)
        for number in range(3):
            torch.testing.assert_close(trained.detector(number).eval()(frames), together[..., number])


def test_people_say_the_word_and_end_where_the_manifest_says(recordings):
    alone, within = (recordings.people(VOYAGER, "train", kind) for kind in ("keyword alone", "keyword in a sentence"))
    assert {one.text for one in (*alone, *within)} == {"voyager"}
    assert {one.voice for one in alone} == {"wuw_train"} and len(alone) == 2
    assert all(one.end == round(0.6 * RATE) for one in alone)
    (one,) = within
    assert one.end == round(1.5 * RATE) + round(0.7 * RATE), "said from 2.0 to 2.7 s, of which 1.5 s before it are kept"
    assert len(one.samples) == pytest.approx(one.end + 0.6 * RATE, abs=2)
    assert len(recordings.people(ACTIVATE, "tune")) == 1 and recordings.people(ACTIVATE, "train") == []
    assert recordings.people(ACTIVATE, "tune", "keyword in a sentence") == []


def test_nobody_who_is_told_apart_is_in_two_splits(recordings):
    told_apart = {name for names in HUMAN.values() for name in names} - {"hedgewars", "sentences", "allison", "precise"}
    found = {
        split: {
            (one.source, one.voice) for name in names if name in told_apart for one in recordings.human(name, split)
        }
        for split, names in HUMAN.items()
    }
    assert all(found.values())
    assert (
        not found["train"] & found["tune"] and not found["train"] & found["test"] and not found["tune"] & found["test"]
    )


def test_examples_are_made_of_training_recordings_alone(made_of):
    activate, voyager = made_of.words
    assert activate.people == activate.within == [] and len(voyager.people) == 4 and len(voyager.within) == 2
    spoken = [*activate.synthetic, *voyager.synthetic]
    assert {one.voice for one in spoken} == {"am_adam"} and len(voyager.synthetic) == 12
    rest = [*activate.near, *voyager.near, *made_of.single, *made_of.running]
    assert not any(
        word.contains(one.text) for word in (ACTIVATE, VOYAGER) for one in (*made_of.single, *made_of.running)
    )
    people = [one.voice for one in (*rest, *voyager.people, *voyager.within)]
    assert not [voice for voice in people if voice.endswith(("_tune", "_test")) or voice in ("af_nova", "af_sky")]
    assert {one.text for one in activate.near} == {"activity"} and {one.text for one in voyager.near} == {"voyage"}


def test_training_and_mining_take_what_they_are_given(made_of, monkeypatch):
    monkeypatch.setattr(trigger, "BATCH", 4)
    torch.manual_seed(0)
    trained = trigger.Trained(2, len(made_of.names), SMALL)
    lower = torch.nn.Linear(SMALL.units, 29)
    letters = _Letters()
    before = [parameter.detach().clone() for parameter in (*trained.parameters(), *lower.parameters())]
    curve = trigger.train(trained, made_of, letters, lower, 3, 1, "test")
    assert curve == []
    after = [*trained.parameters(), *lower.parameters()]
    unchanged = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if torch.equal(a, b)]
    own = {id(parameter) for parameter in trained.network.output.parameters()}
    assert {id(after[i]) for i in unchanged} <= own, "all but the single output, which `detector` fills"
    hard = trigger.mine(trained, made_of, 1, threshold=0.0)
    assert len(hard) == sum(len(word.near) for word in made_of.words) + len(made_of.single) + len(made_of.running)
    assert {len(one) for one in hard} == {4 * RATE}
    assert trigger.mine(trained, made_of, 1, threshold=1.0) == []


class Loud(torch.nn.Module):
    """In the place of a detector of two words: the logit of the second one is how loud the newest frame is."""

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        newest = frames[:, KERNEL - 1 :: STRIDE].mean(-1)
        return torch.stack([torch.full_like(newest, -9.0), newest + 6.0], -1)


class LoudAlone(Loud):
    """The same with the one output of a detector."""

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return super().forward(frames)[..., 1]


def clicking(seconds: float, at: float | None) -> Utterance:
    """Silence in which there is a tenth of a second of noise."""
    samples = np.zeros(round(seconds * RATE), dtype=np.float32)
    if at is not None:
        first = round(at * RATE)
        samples[first : first + RATE // 10] = 0.3 * np.random.default_rng(0).standard_normal(RATE // 10)
    return Utterance(samples, "", "", "", 0)


def loudest(wave: np.ndarray) -> float:
    """The second at whose end 20 ms are the loudest."""
    return (1 + int(np.square(wave).reshape(-1, RATE // 50).sum(1).argmax())) / 50


def test_what_is_mined_is_what_led_to_the_false_alarm():
    near, short, quiet, late = clicking(5.5, 4.5), clicking(0.8, 0.4), clicking(3.0, None), clicking(9.0, 1.5)
    made = Pool([Spoken("word", [], [], [], [near])], [short, quiet], [late], [], [])
    found = trigger.mine(Loud().eval(), made, 3)
    assert [len(one) for one in found] == 3 * [4 * RATE]
    assert loudest(found[0]) == pytest.approx(trigger.LEADING, abs=0.12)
    assert loudest(found[2]) == pytest.approx((1.5 + 0.5), abs=0.5), "nothing is heard before a recording begins"
    assert not found[1][: 2 * RATE].any() and found[1][-10:].all(), "what is short stands at the end"
    assert loudest(found[1]) > 3


def test_a_word_is_heard_where_it_ends_at_its_level_and_distance():
    burst = clicking(0.9, 0.3).samples
    burst *= LEVEL / augment.level(burst[round(0.3 * RATE) : round(0.4 * RATE)])
    clip = Utterance(burst, "word", "voice", "", round(0.4 * RATE))
    white = np.random.default_rng(1).standard_normal(RATE).astype(np.float32)
    stretched = Change(lambda samples: augment.faster(samples, 0.5), faster=0.5)

    def logits(*given, **more) -> tuple[trigger_measure.Heard, np.ndarray]:
        (heard,) = trigger_measure.words(LoudAlone(), [clip], *given, **more)
        y = heard.probabilities.astype(np.float64)
        return heard, np.log(y / (1 - y))

    times = trigger.FIRST_SECONDS + trigger.STEP_SECONDS * np.arange(500)
    for change, seconds, end in ((None, 0.9, 0.4), (stretched, 1.8, 0.8)):
        heard, u = logits(change=change)
        before, after = trigger_measure.BEFORE, trigger_measure.AFTER
        assert heard.end == pytest.approx(before + end, abs=0.01)
        assert len(u) == pytest.approx((before + seconds + after - trigger.FIRST_SECONDS) / trigger.STEP_SECONDS, abs=2)
        falls = times[np.flatnonzero(u > u.max() - 2)[-1]]
        assert falls == pytest.approx(heard.end, abs=0.04) and (heard.text, heard.voice) == ("word", "voice")
    (_, far), (_, near) = logits(30.0, white), logits(20.0, white)
    assert (near - far)[5:40].mean() == pytest.approx(np.log(10), abs=0.1), "10 dB of power"
    (_, loud), (_, soft) = logits(), logits(change=Change(gain=-10.0))
    assert loud.max() - soft.max() == pytest.approx(np.log(10), abs=0.1)


POINT = DetectorConfig(0.5, 1, 3, 1.0)


def peak(height: float, end: float = 2.0) -> trigger_measure.Heard:
    """Three seconds in which a detector comes up to this for a tenth of a second, 1.4 s after it began to listen."""
    y = np.zeros(150)
    y[60:65] = height
    return trigger_measure.Heard(y, end)


def test_a_word_is_found_from_before_it_ends_to_a_little_after():
    (event,) = peak(1.0).events(POINT)
    assert event == pytest.approx(trigger.FIRST_SECONDS + 62 * trigger.STEP_SECONDS)
    missed = [trigger_measure.missed([peak(1.0, event - late)], POINT).count for late in (-1.6, -1.4, 0.0, 0.7, 0.8)]
    assert missed == [1, 0, 0, 0, 1]
    assert trigger_measure.missed([peak(0.4), peak(0.6), peak(0.45)], POINT) == Share(2, 3)


def measured_by_hand() -> trigger_card.Material:
    """What a detector heard, of which each figure can be counted."""
    found = trigger_card.Material.__new__(trigger_card.Material)
    found.clean = {"people": [peak(0.95), peak(0.8), peak(0.6)], "synthetic": [peak(0.95), peak(0.95)]}
    found.noisy = {
        ("people", "pink", 10.0): [peak(0.8), peak(0.6), peak(0.4)],
        ("people", "pink", 0.0): 3 * [peak(0.1)],
        ("synthetic", "pink", 10.0): [peak(0.95), peak(0.8)],
    }
    found.changed = {"as recorded": found.clean}
    found.near = {"one": [peak(0.8), peak(0.2)], "two": [peak(0.1)]}
    found.human = {"a": ([peak(0.95), peak(0.6)], 2.0), "b": ([peak(0.8)], 1.0)}
    found.synthetic = ([peak(0.6)], 4.0)
    return found


def test_the_curve_counts_people_and_synthetic_voices_and_false_alarms(monkeypatch):
    monkeypatch.setattr(trigger_card, "THRESHOLDS", (0.5, 0.7, 0.9))
    rows = trigger_card.curve(measured_by_hand(), DetectorConfig(0.99, 1, 3, 1.0))
    counts = {name: [row[name]["count"] for row in rows] for name in rows[0] if name != "threshold"}
    assert counts == {
        "people_quiet": [0, 1, 2],
        "people_noise": [1, 2, 3],
        "synthetic_quiet": [0, 0, 0],
        "synthetic_noise": [0, 0, 1],
        "alarms_human": [3, 2, 1],
        "alarms_synthetic": [1, 0, 0],
        "near_words": [1, 1, 0],
    }
    assert [row["threshold"] for row in rows] == [0.5, 0.7, 0.9]
    assert {(row["alarms_human"]["hours"], row["alarms_synthetic"]["hours"]) for row in rows} == {(3.0, 4.0)}
    assert {row["near_words"]["total"] for row in rows} == {3}


def test_settings_are_tuned_to_miss_few_words_without_false_alarms(monkeypatch):
    for name, value in (("THRESHOLDS", (0.3, 0.7, 0.9)), ("SMOOTHINGS", (1,)), ("AGREES", (3, 8))):
        monkeypatch.setattr(trigger_card, name, value)
    found = measured_by_hand()
    found.clean = {"people": 3 * [peak(0.8)], "synthetic": 3 * [peak(0.8)]}
    found.noisy = {(who, "pink", 10.0): own for who, own in found.clean.items()}
    found.changed = {"as recorded": found.clean}
    found.near, found.human, found.synthetic = (
        {"one": 3 * [peak(0.6)]},
        {"a": (3 * [peak(0.6)], 1.0)},
        ([peak(0.6)], 1.0),
    )
    assert trigger_card.tune(found) == DetectorConfig(0.7, 1, 3, 1.0)
    right = DetectorConfig(0.7, 1, 3, 1.0)
    assert trigger_card.cost(found, right) == 0
    heard = [peak(0.8)]
    for worse in (
        {"clean": found.clean | {"people": [peak(0.1)]}},
        {"clean": found.clean | {"synthetic": [peak(0.1)]}},
        {"near": {"one": heard}},
        {"human": {"a": (heard, 1.0)}},
        {"synthetic": (heard, 1.0)},
    ):
        other = measured_by_hand()
        other.__dict__ |= found.__dict__ | worse
        assert trigger_card.cost(other, right) > 0, worse.keys()


def test_people_count_as_much_as_all_others():
    costs = []
    for who in ("people", "synthetic"):
        found = measured_by_hand()
        found.clean = {"people": [peak(0.95)], "synthetic": [peak(0.95)], "other engines": [peak(0.95)]} | {
            who: [peak(0.1)]
        }
        if who == "synthetic":
            found.clean["other engines"] = [peak(0.1)]
        found.noisy, found.changed = {}, {"as recorded": found.clean}
        costs.append(trigger_card.cost(found, DetectorConfig(0.7, 1, 3, 1.0)))
    assert costs[0] == pytest.approx(costs[1])


class _Letters(torch.utils.data.IterableDataset):
    def __iter__(self):
        while True:
            yield torch.zeros(2, features.count(4 * RATE), features.MELS), torch.zeros(2, 192, dtype=torch.long)


def test_a_card_says_people_first_and_what_the_detector_bears(recordings, tmp_path, monkeypatch):
    for name, value in (("RATIOS", (10.0,)), ("THRESHOLDS", (0.3, 0.9)), ("SMOOTHINGS", (1,)), ("AGREES", (3,))):
        monkeypatch.setattr(trigger_card, name, value)
    monkeypatch.setattr(trigger_card, "CHANGES", {"as recorded": Change(), "level -40 dBFS": Change(gain=-17.0)})
    monkeypatch.setattr(checkpoints, "WEIGHTS", tmp_path)
    long, searched = trigger_measure.long, []
    monkeypatch.setattr(
        trigger_measure, "long", lambda n, clips, *more: searched.extend(clips) or long(n, clips, *more)
    )
    torch.manual_seed(0)
    network = trigger.Trained(2, 3, SMALL).detector(1)
    training = {"seed": 1, "seconds": 2.0, "clips": {}, "letters": [], "curves": [], "compared": {}}
    trigger_card.write(network, VOYAGER, recordings, training | {"earlier": {}})
    card = json.loads((tmp_path / "trigger_voyager.json").read_text("utf-8"))
    measured = card["measured"]
    assert list(measured["miss_clean"]) == ["people", "people, in sentences", "synthetic", "other engines"]
    heard = trigger_measure.words(network, recordings.people(VOYAGER, "test"))
    found = trigger_measure.missed(heard, trigger_card.DetectorConfig(card["config"]["threshold"], 1, 3, 1.0))
    assert measured["miss_clean"]["people"]["count"] == found.count and found.total == 2
    assert set(measured["miss_changed"]) == {"as recorded", "level -40 dBFS"}
    rows = measured["curve"]
    assert [row["threshold"] for row in rows] == [0.3, 0.9]
    names = {"people_quiet", "people_noise", "synthetic_quiet", "synthetic_noise", "alarms_human", "alarms_synthetic"}
    assert all(set(row) == names | {"threshold", "near_words"} for row in rows)
    hours = sum(found["hours"] for found in measured["false_alarms_by_source"].values())
    assert measured["false_alarms_human"]["hours"] == pytest.approx(hours, abs=0.005) and hours > 0
    assert len(searched) > 100 and not [one.text for one in searched if VOYAGER.contains(one.text)]
    asked, people = [], recordings.people
    monkeypatch.setattr(recordings, "people", lambda word, split: asked.append(split) or people(word, split))
    again = trigger_card.earlier(tmp_path, VOYAGER, recordings)
    assert asked == ["tune"]
    assert again["as recorded"] == card["tuned"]["miss_changed"]["as recorded"], "of the same clips"


def test_from_recordings_to_two_detectors(recordings, tmp_path, monkeypatch):
    """Both recipes from the command line, a few steps each: letters, the mean of two, the comparison, the detectors."""
    for module in (trigger, trigger_letters):
        monkeypatch.setattr(module, "TriggerConfig", lambda **sizes: SMALL, raising=False)
    monkeypatch.setattr(trigger_letters.Spelling.__init__, "__defaults__", (SMALL,))
    for module, name, value in (
        (trigger, "BATCH", 6),
        (trigger, "TOGETHER", 2),
        (trigger_letters, "BATCH", 4),
        (trigger_card, "RATIOS", (10.0,)),
        (trigger_card, "THRESHOLDS", (0.3, 0.9)),
        (trigger_card, "SMOOTHINGS", (1,)),
        (trigger_card, "AGREES", (3,)),
        (trigger_card, "CHANGES", {"as recorded": Change()}),
        (trigger, "WORDS", {"activate": ACTIVATE, "voyager": VOYAGER}),
        (checkpoints, "WEIGHTS", tmp_path / "weights"),
    ):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(trigger_letters.Recognizer, "load", lambda: Evenly())
    torch_threads = torch.get_num_threads()
    folders = ("--speech", recordings.speech, "--kept", tmp_path)

    def run(main, *arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", ["recipe", *map(str, (*folders, *arguments))])
        main()

    for seed, name in enumerate(("one", "two")):
        run(trigger_letters.main, "--steps", 2, "--seed", seed, "--to", name)
    run(trigger_letters.main, "--steps", 0, "--begin", "one", "two")
    one, two, both = (torch.load(tmp_path / f"{name}.pt", weights_only=True) for name in ("one", "two", "letters"))
    for name, value in both["weights"].items():
        assert torch.allclose(value, (one["weights"][name] + two["weights"][name]) / 2, atol=1e-6), name
    assert not torch.equal(one["weights"]["lower.weight"], two["weights"]["lower.weight"])
    run(trigger_letters.main, "--steps", 2, "--begin", "one", "--to", "more")
    more = torch.load(tmp_path / "more.pt", weights_only=True)
    assert len(more["curves"]) == 2 and not torch.equal(more["weights"]["lower.weight"], one["weights"]["lower.weight"])
    words, mined, train = ("--words", recordings.words), [], trigger.train
    monkeypatch.setattr(
        trigger, "train", lambda n, made_of, *more: mined.append(len(made_of.hard)) or train(n, made_of, *more)
    )
    run(trigger.main, *words, "--rounds", 1, "--compare")
    assert not (tmp_path / "weights").exists()
    run(trigger.main, *words, "--rounds", "2,2")
    assert mined[:2] == [0, 0] and mined[2] > 9, "of each round"
    for word in ("activate", "voyager"):
        card = json.loads((tmp_path / "weights" / f"trigger_{word}.json").read_text("utf-8"))
        assert card["training"]["compared"].keys() == {"voyager"} and card["config"]["filters"] == SMALL.filters
        assert len(card["training"]["curves"]) == 2 and card["training"]["clips"].keys() == {"activate", "voyager"}
    first, last = (torch.load(tmp_path / f"trigger.{turn}", weights_only=True) for turn in (0, 1))
    own = checkpoints.load_file(tmp_path / "weights" / "trigger_voyager.safetensors")
    mean = (first["outputs.weight"] + last["outputs.weight"])[1:] / 2
    assert torch.allclose(own["output.weight"], mean, atol=1e-7)
    assert not torch.equal(first["outputs.weight"], last["outputs.weight"])
    torch.set_num_threads(torch_threads)


class Evenly:
    """In the place of a recogniser: any symbol at any step."""

    def log_probs(self, frames: np.ndarray) -> np.ndarray:
        return np.zeros((trigger_letters.recognizer.steps(len(frames)), len(trigger_letters.SYMBOLS)))
