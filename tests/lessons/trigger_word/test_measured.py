"""The figures in the text of the lesson on the trigger word that cards and detectors give: each is worked out again."""

from dataclasses import replace

import numpy as np

from app import i18n
from app.lessons.speech import compute as shared
from app.lessons.speech.trigger_word import compute, page
from core.recipes.trigger_words import WORDS as RECIPE
from core.speech import mistakes, streaming
from core.speech.mistakes import KINDS
from core.speech.options import WORDS
from core.speech.results import Detection
from core.speech.trigger import Detector

TEXT = i18n.lesson_text("trigger_word", "en")


def of(found: dict) -> str:
    """So many of so many."""
    return f"{found['count']} of {found['total']}"


def test_how_many_numbers_are_carried_on():
    sizes = {word: Detector.load(word).network.config for word in WORDS}
    said = [f"{one.units} and {one.top}" for one in sizes.values()]
    for word, numbers in zip(WORDS, said, strict=True):
        assert numbers in TEXT.get("stream") and word in TEXT.get("stream"), word
    for before, now in zip([None, *said], said, strict=False):
        assert before != now or TEXT.get("stream").count(now) == 1


def test_who_taught_the_detectors_and_who_tries_them():
    text, voyager, activate = TEXT.get("curve"), compute.card("voyager"), compute.card("activate")
    people = voyager["measured"]["miss_clean"]["people"]
    speakers = voyager["measured"]["speakers"]["people"]
    assert f"of {people['total']} recordings of {speakers} other callers it misses {people['count']}" in text
    assert f"{voyager['training']['clips']['voyager']['callers']} callers" in text
    synthetic, tuned = activate["measured"]["miss_clean"]["synthetic"], activate["tuned"]["miss_clean"]["people"]
    assert f"it misses {of(synthetic)} words by synthetic voices, and {of(tuned)} by people" in text
    held = [of(card["measured"]["near_words_held_out"]) for card in (activate, voyager)]
    assert f"{held[0]} clips set *activate* off, and {held[1]} *voyager*" in text
    measured = activate["measured"]
    assert f"missed {' times of '.join(of(measured['miss_noise']['synthetic, babble 0 dB']).split(' of '))}" in text
    noisy, quiet = measured["false_alarms_synthetic_pink_10_dB"], measured["false_alarms_by_engine"]["Kokoro"]
    assert noisy["hours"] == quiet["hours"] and quiet["count"] == 1
    assert f"off {noisy['count']} times in {noisy['hours']:.1f} hours of synthetic sentences, instead of once" in text
    assert tuned["rate"] > synthetic["interval"][1], "the two lines part"


def test_what_an_earlier_detector_bore():
    """Of its own voices nothing makes it miss as many as it misses of people."""
    text, found = TEXT.get("make"), compute.card("activate")["earlier"]
    people, own = found["as recorded"]["people"], found["as recorded"]["synthetic"]
    assert own["count"] == 0 and f"all {own['total']} words" in text
    assert people["total"] == 7 and f"of seven recordings by people it missed {people['count']}" in text
    missed = {name: by["synthetic"] for name, by in found.items()}
    assert f"slower by three tenths, it missed {of(missed['tempo × 0.7'])}".replace("of 50", "of the 50") in text
    assert f"lower by 15 %, {missed['pitch and tract × 0.85']['count']};" in text
    assert f"too loud for the scale, {missed['level 0 dBFS']['count']};" in text
    lines = max(missed[name]["count"] for name in ("in a room", "telephone band"))
    assert f"in a room or through a telephone, {lines} at most" in text
    assert max(one["rate"] for one in missed.values()) < people["rate"]
    now = compute.card("activate")["tuned"]["miss_clean"]
    assert [one["total"] for one in now.values()] == [people["total"], own["total"]], "of the same clips"
    assert (
        f"now misses {now['people']['count']} of the seven, and pays with {of(now['synthetic'])}".replace(
            "of 50", "of the 50"
        )
        in text
    )


def test_a_test_that_is_too_like_the_training():
    text, found = TEXT.get("bug-split"), compute.mistake_card("split")["measured"]
    assert f"*{compute.mistake_card('split')['word']}*" in text
    for name in ("clip", "voice", "voice_telephone", "people"):
        assert of(found[name]) in text, name
    rates = [found[name]["rate"] for name in ("clip", "voice", "people")]
    assert rates == sorted(rates) and rates[0] < 0.05 < rates[2], "perfect, good and poor"
    assert found["voice_telephone"]["rate"] < found["people"]["rate"], "the line is not all of it"


def test_what_the_small_networks_do():
    ahead, early = TEXT.get("bug-bidirectional"), TEXT.get("bug-early")
    cards = {kind: compute.mistake_card(kind) for kind in KINDS}
    for kind, loss in (("bidirectional", ".046"), ("right", ".056")):
        assert f"{cards[kind]['training']['curve'][-1][1]:.3f}"[1:] == loss and loss in ahead
    live = cards["bidirectional"]["measured"]["live"]
    assert f"of {live['miss']['total']} words it misses none" in ahead and live["miss"]["count"] == 0
    for name in ("same_beginning", "other_near_words"):
        whole = cards["bidirectional"]["measured"]["whole"][name]
        assert f"from {whole['count']} to {of(live[name])}" in ahead
        assert of(cards["early"]["measured"]["whole"][name]) in early


def heard(clip: str) -> tuple[Detection, np.ndarray, dict[str, float], dict[str, float]]:
    """What "activate" makes of a clip: detection, times, and for each thing said its end and its highest probability."""
    config = compute.tuned("activate")
    found, said = compute.detection(shared.hearing(clip, "activate"), config), shared.shipped_clips()[clip].said
    times = found.first_seconds + found.step_seconds * np.arange(len(found.smoothed))
    peaks = {one.text: found.smoothed[(times > one.start) & (times < one.end + 0.6)].max() for one in said}
    return found, times, {one.text: one.end for one in said}, peaks


def written(value: float, digits: int = 2) -> str:
    """A share as the text has it: .84."""
    return f"{value:.{digits}f}".replace("0.", ".", 1)


def test_the_first_experiment():
    """Where the word rises, how near its neighbours come."""
    (found, times, ends, peaks), text = heard("sentence"), TEXT.get("try-1")
    rises = times[np.flatnonzero(found.smoothed >= 0.5)[0]]
    (event,) = found.events
    assert rises > ends["activate"] and f"{rises - ends['activate']:.1f} s after its end" in text
    assert f"{event - rises:.1f} s later" in text
    config = compute.tuned("activate")
    assert config.agree == 5 and "five steps in a row" in text
    assert f"never heard in training, gets to {written(peaks['captivate'])}," in text
    assert "captivate" in RECIPE["activate"].held_out
    assert 0.9 * config.threshold < peaks["captivate"] < config.threshold, "just short of it"
    assert max(peak for name, peak in peaks.items() if name not in ("activate", "captivate")) < 0.01
    assert "the other words stay below .01" in text


def test_the_second_experiment():
    (found, _, ends, peaks), text = heard("near"), TEXT.get("try-2")
    config = replace(compute.tuned("activate"), threshold=page.experiments()[1]["threshold"])
    assert f"The threshold is at {config.threshold:g} now" in text
    low = mistakes.detection(found.probabilities, config).events
    for event, name in zip(low, ("activity", "activate", "elevate"), strict=True):
        assert 0 < event - ends[name] < 0.4, "just after it has ended"
    assert f"{written(peaks['activity'])} and {written(peaks['elevate'])}," in text
    assert f"stays at {written(peaks['motivate'], 3)}." in text and peaks["activate"] > 10 * peaks["activity"]
    (high,) = mistakes.detection(found.probabilities, replace(config, threshold=0.05)).events
    assert "to 0.05, and only the word is left" in text and 0 < high - ends["activate"] < 0.4


def test_the_third_experiment():
    sound, detector, text = shared.hearing("sentence", "activate"), Detector.load("activate"), TEXT.get("try-3")
    (said,) = (one for one in shared.shipped_clips()["sentence"].said if one.says("activate"))
    chunk = page.experiments()[2]["chunk"]
    assert f"lasts {said.end - said.start:.1f} s" in text and said.end - said.start > chunk
    streamed = streaming.in_chunks(detector, sound.clip.samples, sound.detection, chunk, forget=True).detection
    top = np.ceil(100 * streamed.smoothed.max()) / 100
    assert f"never gets above {written(top)}" in text and not streamed.events
