"""The figures in the lesson's text: each is worked out again, or stands among what the recipe measured; and there are no others."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from app import i18n
from app.lessons.words.glove import compute
from app.lessons.words.glove.options import Options
from app.lessons.words.glove.page import experiments
from core import checkpoints
from core.words import cooccurrence, corpus, glove_moments, ratios
from core.words.glove_scenes import doubled
from tests.lessons.glove.samples import cell, counts, known, learned, scene, text

TEXT = i18n.lesson_text("glove", "en")
FIGURES = glove_moments.measured()["figures"]
CONFIG = glove_moments.FIRST_CONFIG
# What has digits and is no figure: names, the letters of formulas, and what the lesson is about.
NAMES = """WordSim-353|SimLex-999|$1/d$|*1/d*|1/d|^{3/4}|$(e + \\theta)/2$|(e + θ)/2|f(0) = 0|f(0)|log 0|log(1 + X)|\\log(1 + X)
that are 0|is 0|are 0|nearer 0|\\right)^2|Each adds 1|at most 1|\\theta_1 - \\theta_2|b_1 - b_2|$X = 1$|two numbers
two words|Two words|two vectors|two is""".replace("\n", "|").split("|")
NUMBER = re.compile(r"(?<![A-Za-z_{])[\d½¾]|\b(?:three|four|five|six|seven|eight|nine|ten|half|third|quarter)\b")


def holds(said: str, *phrases: str) -> None:
    """These phrases stand in the text, and but for them it has no number."""
    for phrase in phrases:
        assert phrase in said, phrase
    for phrase in sorted((*phrases, *NAMES), key=len, reverse=True):
        said = said.replace(phrase, " ")
    assert not NUMBER.findall(said), said


def short(value: float, digits: int = 2) -> str:
    """As the text writes a number below one: .59."""
    return f"{value:.{digits}f}".lstrip("0")


def million(value: float) -> str:
    return f"{value / 1e6:.1f} million"


def test_no_placeholder_is_left():
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"TODO|_FIGURES|\{n\}", section), name


def test_numbers_are_found():
    holds("no number but 3", "3")
    for said in ("a .5", "of ¾", "three", "1,000"):
        with pytest.raises(AssertionError):
            holds(said)


def test_the_lead_and_the_explanation():
    holds(TEXT.lead)
    holds(TEXT.get("explain"))
    assert not CONFIG.harmonic and CONFIG.symmetric and CONFIG.power == 0.75
    plain, by_distance = FIGURES["glove"], FIGURES["weighting"]
    assert plain["wordsim"] > by_distance["wordsim"] + plain["wordsim_sd"], "counting all alike gives better vectors"
    lengths = np.diff(text().starts)
    assert np.median(lengths) < 15, "sentences are short"


def test_the_first_screen_adds_one_to_what_was_counted():
    found, one = scene(), cell(scene(), "juice", "orange")
    before, after = (counts(found, Options(), len(found.counted.read) - 1 + step)[6, 5] for step in (0, 7))
    assert (before, after) == (one.x, one.x + 1) and known(found)[6] == 6
    assert counts(found, Options(), len(found.counted.read) + 6)[5, 6] == after, "on the other side of the diagonal"
    assert one.residual < 0
    holds(
        TEXT.experiment(1).means,
        f"It adds 1 to the {before:g} that {len(text().starts) - 1:,} sentences",
        "and 1 on the other side",
        f"A cell of {after:g} weighs {short(min(1, (after / CONFIG.x_max) ** 0.75))}",
        f"one of {CONFIG.x_max:g} or more weighs 1",
        f"fitted to the {before:g}: they say {one.sum:.2f} where log {before:g} is {math.log(before):.2f}",
        f"{short(-one.residual)} below the line",
    )


def test_before_the_first_step_nothing_is_said_of_any_cell():
    m, found = learned().moments, scene()
    said = found.fit.dot[0] + found.fit.b[0, found.fit.left] + found.fit.b_prime[0, found.fit.right]
    assert np.abs(said).max() < 0.05 < np.log(found.fit.x).max()
    assert experiments()[1]["moment"] == 0 and abs(m.epochs[1] - 0.25) < 0.03
    first, second, last = (float(found.fit.cost[at]) for at in (0, 1, -1))
    holds(
        TEXT.experiment(2).means,
        "All along 0",
        f"J is {million(first)}",
        f"a quarter of the first round over the cells brings J to {round(second, -3):,.0f}",
        f"the whole training to {round(last, -2):,.0f}",
    )


def of_pair(name: str) -> ratios.Ratios:
    about = next(one for one in ratios.PRESETS if one[0] == name)
    return ratios.of_text(text(), *about, CONFIG.window, CONFIG.harmonic, CONFIG.symmetric)


def by_hand(first: str, second: str, probe: str) -> tuple[float, float, float]:
    """Both counts and their ratio, from the whole of X."""
    words, X = cooccurrence.count(text(), window=CONFIG.window, weighting="1", symmetric=True)
    a, b, k = (words.index(word) for word in (first, second, probe))
    x, sums = X.tocsr(), np.asarray(X.sum(axis=1)).ravel()
    return x[a, k], x[b, k], (x[a, k] / sums[a]) / (x[b, k] / sums[b]) if x[b, k] else math.inf


def test_the_ratios_of_the_third_experiment():
    assert of_pair("water").probes == ("salt", "open", "hot", "act")
    (*_, salt), (*_, opened) = by_hand("water", "air", "salt"), by_hand("water", "air", "open")
    both = dict(zip(of_pair("water").probes, of_pair("water").ratio, strict=True))
    assert both["salt"] == pytest.approx(salt) and all(0.8 < both[word] < 1.25 for word in ("hot", "act"))
    holds(
        TEXT.experiment(3).means,
        f"*Salt* is {salt:.0f} times as likely near *water*",
        f"*open* {1 / opened:.0f} times as likely near *air*",
        "both come to about 1",
    )


def test_what_is_said_of_the_table_of_ratios():
    m = learned().moments
    found = [ratios.learned_ratios(learned(), of_pair(first)) for first, *_ in ratios.PRESETS]
    fitted = [(c, d + one.bias) for one in found for c, d in zip(one.counted, one.dot, strict=True) if np.isfinite(c)]
    told = [c * d > 0 for c, d in fitted if abs(c) > 0.2]
    nearer = [abs(d) < abs(c) for c, d in fitted if abs(c) > 0.2]
    assert np.mean(told) > 0.6 and np.mean(nearer) > 0.6, "mostly"
    ice = of_pair("ice")
    at = {probe: i for i, probe in enumerate(ice.probes)}
    assert (
        of_pair("water").x_second[0] == 1
        and math.isinf(ice.ratio[at["solid"]])
        and math.isnan(ice.ratio[at["fashion"]])
    )
    holds(
        TEXT.get("ratios_why"),
        f"{2 * len(m.words) * (CONFIG.dimension + 1):,} numbers cannot follow {million(m.nonzeros)} cells",
        "*Salt* stands near *air* once",
        "rest on 6 billion words",
        f"*solid* {ice.x_first[at['solid']]:g} to {ice.x_second[at['solid']]:g}",
        f"*engine* {short(ice.ratio[at['engine']], 3)}",
        f"*water* {short(ice.ratio[at['water']])}, where the paper has {ratios.paper().ratio[2]:.2f}",
    )
    holds(TEXT.get("ratios"), "6 billion words", f"({million(m.read)} words)")


def test_whole_trainings():
    """All scores and seconds that are named are some that were measured, and all have the seeds that are said."""
    card = glove_moments.measured()
    assert {one["seeds"] for one in FIGURES.values()} == {3} and "three seeds" in TEXT.get("against")
    holds(
        TEXT.get("against"),
        f"{million(card['words_read'])} words, {card['words']:,} in",
        f"{CONFIG.dimension} numbers each",
        "three seeds",
    )


def test_what_is_said_of_them():
    ours, theirs = FIGURES["glove"], FIGURES["skip_gram"]
    read = glove_moments.measured()
    ahead = {name: theirs[name] - ours[name] for name in ("wordsim", "simlex")}
    bold = {name: FIGURES[name]["wordsim"] for name in ("paper", "weighting", "window_5", "unweighted", "glove")}
    assert max(bold.values()) == bold["glove"] and 3 < 6e9 / read["words_read"] / 1000 < 4
    holds(
        TEXT.get("against_why"),
        f"by WordSim-353 by {short(ahead['wordsim'])} ({short(theirs['wordsim'], 3)} and {short(ours['wordsim'], 3)})",
        f"by SimLex-999 by {short(ahead['simlex'])}",
        f"{100 * theirs['analogies']:.0f} % of the analogies where GloVe answers {100 * ours['analogies']:.0f} %",
        "On 6 billion words the paper",
        "Levy et al. (2015)",
        f"{100 * read['offset']['once']:.0f} % of our cells hold a single 1",
        "three thousand times as long",
        f"come to {short(bold['paper'])} here",
        f"A higher rate brings that to {short(bold['weighting'])}",
        f"counting 1 in place of $1/d$ to {short(bold['glove'])}",
        f"A window of 5 takes it down to {short(bold['window_5'])}",
        f"weighing all cells alike to {short(bold['unweighted'])}",
        f"{short(ours['wordsim'], 3)}, $e$ {short(ours['wordsim_e'], 3)}, $\\theta$ {short(ours['wordsim_theta'], 3)}",
        f"GloVe runs from {short(min(ours['each']))} to {short(max(ours['each']))}",
        f"skip-gram only from {short(min(theirs['each']))} to {short(max(theirs['each']))}",
        "With three seeds",
    )


def test_axes():
    found = compute.turned("first", 7, compute.first())
    (words,) = re.findall(r"looks like chemistry: \*(.*?)\*", TEXT.get("axes_why"))
    assert {*words.split(", ")} <= {*found.heads[0]} and len(words.split(", ")) == 5
    assert "overlooks *psychological*" in TEXT.get("axes_why") and "psychological" in found.heads[0]
    holds(TEXT.get("axes_why"), "Axis 7 of")
    holds(TEXT.get("bug_axes"), "“Axis 7 means")
    assert found.heads_kept[1] == 0 and found.nearest_kept[1] == 1 > found.nearest_kept[2], "nothing of it is left"
    np.testing.assert_allclose(found.cost, found.cost[0], rtol=1e-9)
    m = learned().moments
    assert len(m.rows) == 600, "as the head of the column says"


def test_log_of_one_more():
    found = compute.measured()["offset"]
    assert found["once"] == found["share"][2] and found["middle"] == 1, "they hold a single 1"
    plain, one_more = FIGURES["glove"], FIGURES["offset"]
    assert abs(one_more["wordsim"] - plain["wordsim"]) < plain["wordsim_sd"], "no difference beside the spread"
    holds(
        TEXT.get("offset_why"),
        f"{100 * found['once']:.0f} % of ours hold a single 1",
        f"asks {short(math.log(2))} in place of 0",
        "a step of log 2",
        f"from {short(plain['wordsim'], 3)} to {short(one_more['wordsim'], 3)}",
    )
    holds(TEXT.get("bug_offset"))


def test_what_never_meets():
    found, m, juice = compute.zeros(), learned().moments, compute.unmet("juice")
    empty = 1 - m.nonzeros / len(m.words) ** 2
    rows = len(range(50, 2000, 19))
    assert found.unmet + found.met == rows * 1950 and len(found.shares) == 5
    holds(TEXT.get("bug_zero"), f"{100 * empty:.0f} % of the cells", f"{rows} words with 1,950", "five places")
    assert {"bread", "barrymore"} <= {*juice.names} and found.told < found.told_by_chance
    holds(
        TEXT.get("zero_why"),
        "half true",
        f"a median count of {found.given[0][2]:.1f}",
        "of one cell that has met and one that has not, they give the larger",
        f"the right one {100 * found.told:.0f} times in 100",
        f"the frequencies alone ({100 * found.told_by_chance:.0f})",
    )


def test_the_questions():
    checks = {name: TEXT.check(name) for name in TEXT.checks()}
    assert f"2^¾ = {doubled(20, 100):.2f}" in checks["doubles-1"].wrong and doubled(1, 100, 0.75) == pytest.approx(
        2**0.75
    )
    gas = ratios.paper().ratio[1]
    assert short(gas, 3) in checks["ratio-2"].right and checks["ratio-2"].answer == 2 and gas < 0.5
    assert checks["zero-1"].answer == checks["doubles-1"].answer == 1


def test_the_training_that_ships_is_the_one_that_its_card_tells_of():
    card, made = checkpoints.card("glove"), learned()
    assert {name: card["training"][name] for name in card["training"]} == CONFIG.__dict__
    assert made.moments.words == corpus.shipped("wordnet", CONFIG.min_count, CONFIG.most).words
    cost = card["measured"]["cost"]
    np.testing.assert_allclose(made.moments.cost[[0, -1], 1], cost, rtol=1e-5)
    assert replace(CONFIG) == compute.FIRST
