"""The figures in the lesson's text, measured again on the training that ships and on trainings made here."""

import re
from dataclasses import replace

import numpy as np

from app import i18n
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.options import Options
from app.lessons.words.skip_gram.page import experiments
from core.words import corpus, library, moments, scenes, tied
from core.words.evaluation import pairs
from core.words.results import Scene

TEXT = i18n.lesson_text("skip_gram", "en")


def seen(number: int) -> tuple[Scene, dict[str, float], list[list[str]]]:
    """An experiment's scene; p of each word of its window, in percent; and who is nearest to the words asked for."""
    options = replace(Options(), **experiments()[number - 1])
    scene = compute.scene(compute.first(), options)
    w, moment, k = scene.window, options.moment, options.centre
    known = [token for token, place in zip(w.tokens, w.place, strict=True) if place >= 0]
    p = 100 * np.exp(w.logit[moment, k] - w.log_z[moment, k])
    there = [d for d in range(-options.window, options.window + 1) if np.isfinite(p[d + scenes.REACH])]
    answers = [[scene.nearest.names[i] for i in row] for row in scene.nearest.answers[moment]]
    return scene, {known[k + d]: float(p[d + scenes.REACH]) for d in there}, answers


def test_the_first_screen_shows_juice_beside_orange():
    scene, p, answers = seen(1)
    said = TEXT.experiment(1).means
    assert max(p, key=p.get) == "juice" and f"{p['juice']:.2f}".lstrip("0") + " %" in said
    assert p["juice"] > 4 * sorted(p.values())[-2], "by far"
    assert f"{p['juice'] / 100 * scene.vocabulary:.0f} times what chance" in said and "1 in 8,000" in said
    assert dict(zip(scene.nearest.asked, answers, strict=True))["father"] == ["son", "mother", "sister", "consort"]
    assert "1.8 million words" in said and round(moments.first().moments.read / 1e6, 1) == 1.8


def test_groups_are_apart_at_the_end_and_not_at_the_beginning():
    """By plain distances on the map: a word's nearest of the grouped ones is of its own group."""
    found = seen(1)[0].map
    named = np.flatnonzero(found.groups < 255)
    shares = []
    for xy in (found.xy[0], found.xy[-1]):
        away = np.linalg.norm(xy[named, None] - xy[None, named], axis=-1) + 9 * np.eye(len(named))
        shares.append((found.groups[named][away.argmin(1)] == found.groups[named]).mean())
    assert shares[0] < 0.35 and shares[1] > 0.85
    assert len(found.group_names) == 6 and "six groups" in TEXT.get("explain")


def test_before_the_first_step_all_is_equally_likely():
    scene, p, _ = seen(2)
    said = TEXT.experiment(2).means
    assert np.ptp(list(p.values())) < 1e-6 and f"{p['juice']:.4f}".lstrip("0") + " %" in said
    assert scene.curve[0].tolist() == [0.0, np.float32(6 * np.log(2))] and f"{6 * np.log(2):.2f}" in said


def test_two_thirds_of_the_first_reading():
    scene, p, answers = seen(3)
    said, moment = TEXT.experiment(3), experiments()[2]["moment"]
    assert abs(scene.epochs[moment] - 2 / 3) < 0.02 and "Two thirds" in said.look
    near = dict(zip(scene.nearest.asked, answers, strict=True))["father"]
    assert near == ["son", "zeus", "wife", "brother"] and "*son*, *wife* and *brother*, and *Zeus*" in said.means
    assert max(p, key=p.get) == "mother"
    assert "*son*, *mother*, *sister* and *consort*" in said.means
    before, after = (
        scene.curve[np.searchsorted(scene.curve[:, 0], e, "right") - 1, 1] for e in (scene.epochs[moment], 10)
    )
    assert f"from {before:.2f} to {after:.2f}" in said.means


def test_the_table_of_variants_bears_out_what_is_said_of_it():
    v = compute.measured()
    assert v["skip"]["wordsim"] - v["cbow"]["wordsim"] > 3 * (v["skip"]["wordsim_sd"] + v["cbow"]["wordsim_sd"])
    assert 0.01 < v["skip"]["wordsim"] - v["cbow_05"]["wordsim"] < 0.05 < v["cbow_05"]["wordsim"] - v["cbow"]["wordsim"]
    assert v["cbow_05"]["seconds"] > v["skip"]["seconds"]
    assert v["softmax"]["wordsim"] - v["skip_3"]["wordsim"] > 3 * v["skip_3"]["wordsim_sd"]
    assert v["softmax"]["seconds"] > 50 * v["skip_3"]["seconds"]
    assert v["all_kept"]["seconds"] > 1.3 * v["skip"]["seconds"]
    assert v["all_kept"]["wordsim"] < v["skip"]["wordsim"] + v["skip"]["wordsim_sd"]
    known = set(moments.first().moments.words)
    for listed, said in (("wordsim", "249 of 353"), ("simlex", "726 of 999")):
        judged = pairs(library.text(listed))
        used = sum(a.lower() in known and b.lower() in known for a, b, _ in judged)
        assert f"{used} of {len(judged)}" == said and said in TEXT.get("variants")


def test_one_table_makes_words_name_themselves():
    config = compute.tied_config()
    steps = tied.job(config)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        found = end.value
    said = TEXT.get("tied_why")
    assert 40 < found.own_tied < 50 and "nearly half" in said
    assert 4 < found.own_tied / found.own < 6 and "some five times" in said
    assert 3.9 < found.loss_tied < 4.16 and found.loss < 2.5 and "4.16" in said
    text = corpus.shipped("wordnet", config.min_count, config.most)
    same = [text.words[i] for i in text.tokens[:20_000]]
    limits = set(text.starts.tolist())
    count = twice = 0
    for i, word in enumerate(same):
        for j in range(i + 1, min(i + 1 + config.window, len(same))):
            if j in limits:
                break
            count, twice = count + 1, twice + (same[j] == word)
    assert abs(100 * twice / count - found.truly) < 0.5, "counted on a part of the text"


def test_numbers_of_the_trainer_are_those_of_the_text():
    made = moments.FIRST_CONFIG
    assert f"windows of {made.window}" in TEXT.get("variants") and f"k = {made.negative}" in TEXT.get("variants")
    assert re.search(r"at 13 moments", TEXT.get("hood")) and len(moments.first().moments.epochs) == 13
