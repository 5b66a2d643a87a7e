"""The figures in the lesson's text: each is worked out again, or stands among what the recipe measured; and there are no others."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from app import i18n
from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.options import CENTRE, PAIR, Options
from app.lessons.words.negative_sampling.page import experiments
from core.words import blocks, corpus, moments, negative, noise, word2vec
from core.words.results import Drawn
from tests.lessons.negative_sampling.samples import FLAT, MIDDLE, ONE, Row, rows, total

TEXT = i18n.lesson_text("negative_sampling", "en")
FIGURES = negative.measured()["figures"]
K, SIZE = moments.FIRST_CONFIG.negative, 8000


def together(power: float) -> int:
    """Blocks of words in a step of the trainer, at that exponent."""
    config = replace(moments.FIRST_CONFIG, power=power)
    text = corpus.shipped("wordnet", config.min_count, config.most)
    return word2vec.Learner(text, config, word2vec.Model.fresh(SIZE, config)).together


TOGETHER = {power: together(power) for power in (0.0, 0.5, 0.75, 1.0)}
# What has digits and is no figure: names, years, the classes, and the exponent that the lesson is about.
NAMES = (
    *(
        "WordSim-353",
        "SimLex-999",
        "word2vec",
        "(Mikolov et al. 2013)",
        "(Levy and Goldberg 2014)",
        "$y = 1$",
        "$y = 0$",
    ),
    *("$k + 1$", "k + 1", "$k + 2$", "n=1", "f(w)^{3/4}", "f(w_j)^{3/4}", "exponent ¾", "The exponent ¾", "So ¾"),
    *("exponent 1", "exponent 0"),
)
NUMBER = re.compile(r"[\d½¾]|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|third|eighth|hundreds|thousands)\b")


def said(number: int) -> str:
    return TEXT.experiment(number).means


def shown(number: int) -> tuple[Drawn, list[Row]]:
    """What an experiment sets up, and its rows."""
    asked = replace(Options(), **experiments()[number - 1])
    found = compute.drawn(asked)
    x = int(abs(found.exponents - asked.exponent).argmin())
    return found, rows(found, asked.pair, asked.k, x)


def short(value: float, digits: int = 2) -> str:
    """As the text writes a number below one: .59."""
    return f"{value:.{digits}f}".lstrip("0")


def holds(text: str, *phrases: str) -> None:
    """These phrases stand in the text, and but for them it has no number."""
    for phrase in phrases:
        assert phrase in text, phrase
    for phrase in sorted((*phrases, *NAMES), key=len, reverse=True):
        text = text.replace(phrase, " ")
    assert not NUMBER.findall(text), text


def test_no_placeholder_is_left():
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"means-\d|^\S+-why$|^\S*TODO", section, re.MULTILINE), name


def test_numbers_are_found():
    holds("no number but three", "three")
    for text in ("a .5", "of ¾", "two", "1,000"):
        with pytest.raises(AssertionError):
            holds(text)


def test_the_explanation():
    m, config = moments.first().moments, moments.FIRST_CONFIG
    assert m.e.shape[1:] == (SIZE, 50) and (config.negative, config.power, config.output) == (5, 0.75, "negative")
    taken = noise.distribution(m.counts, 1.0)
    (three,), flat = [taken[[m.words.index(word) for word in ("the", "a", "of")]].sum(keepdims=True)], 1 - 1000 / SIZE
    assert sorted(m.words[:3]) == ["a", "of", "the"] and 1 / 6.5 < three < 1 / 5.5
    assert m.counts[1000] < 200 < m.counts.sum() / 5000, "words beyond the first thousand hardly occur"
    holds(
        TEXT.get("explain"),
        "all 8,000 words",
        "one question in six would be about *the*, *a* or *of*",
        f"{100 * flat + 1e-9:.0f} % would be about words beyond the first thousand",
        "8,000 words, 50 numbers each",
        "$k = 5$",
        "For one true pair",
        "one true pair",
    )


def test_the_lead_and_the_first_screen():
    found, (true, *drawn) = shown(1)
    assert (found.tokens[found.centre], true.word, len(drawn)) == ("orange", "juice", 4)
    holds(TEXT.lead, "four words drawn by lot")
    words = [row.word for row in drawn]
    hardest = max(drawn, key=lambda row: row.sigma)
    assert {word for word, row in zip(words, drawn, strict=True) if found.beside[row.place]} == {"of"}
    of = drawn[words.index("of")]
    assert hardest.word == "yellow" and hardest.sigma > 2 * max(row.sigma for row in drawn if row is not hardest)
    holds(
        said(1),
        f"*{hardest.word.capitalize()}*: σ holds it to be true ({short(hardest.sigma)})",
        f"makes {hardest.loss:.2f} of the loss of {total([true, *drawn]):.2f}",
        f"its σ of {short(of.sigma)} says so",
        "its σ is above ½",
    )
    assert 2 * hardest.loss > total([true, *drawn]), "it alone"


def expected(centre: str) -> tuple[dict[str, float], dict[str, float]]:
    """How often each word comes up beside a centre, as true, and as drawn against its true pairs, over a reading.

    The nearer of the window are asked about oftener, and of frequent words some are left out, as the trainer does.
    """
    config = moments.FIRST_CONFIG
    text = corpus.shipped("wordnet", config.min_count, config.most)
    keep, width = corpus.keep_probability(text.counts, config.subsample), config.window
    part, true = np.searchsorted(text.starts, np.arange(len(text.tokens)), "right"), np.zeros(len(text.words))
    for i in np.flatnonzero(text.tokens == text.words.index(centre)):
        for d in range(1, width + 1):
            for j in (i - d, i + d):
                if 0 <= j < len(text.tokens) and part[j] == part[i]:
                    true[text.tokens[j]] += (width + 1 - d) / width * keep[text.tokens[j]]
    drawn = true.sum() * config.negative * noise.distribution(text.counts, config.power)
    return dict(zip(text.words, true, strict=True)), dict(zip(text.words, drawn, strict=True))


def test_yellow_is_true_oftener_than_it_is_drawn_and_of_is_drawn_oftener():
    """Counted in the text; and σ is about the share of the true ones, as is said of the balance."""
    true, drawn = expected("orange")
    _, (_, *asked) = shown(1)
    sigma = {row.word: row.sigma for row in asked}
    assert true["yellow"] > 5 * drawn["yellow"] and drawn["of"] > 5 * true["of"]
    assert "oftener than it is drawn" in said(1) and "*of* is drawn oftener" in said(1)
    for word in ("yellow", "of"):
        assert true[word] / (true[word] + drawn[word]) == pytest.approx(sigma[word], abs=0.03)
    assert true["yellow"] == max(true[word] for word in ("yellow", "juice", "of", "the")), (
        "colours often stand beside it"
    )


def test_at_exponent_one_the_darts_hit_commoner_words():
    found, (_, *drawn) = shown(2)
    assert np.array_equal(found.thrown, compute.first().thrown), "the darts fall where they fell"
    counts, text = moments.first().moments.counts, said(2)
    three = [100 * noise.distribution(counts, power)[:3].sum() for power in (1.0, 0.75)]
    flat = [row.word for row in rows(found, PAIR, 4, FLAT)[1:]]
    before = [row.word for row in rows(found, PAIR, 4, MIDDLE)[1:]]
    ranks = dict(zip(found.names, found.ranks.tolist(), strict=True))
    words = [row.word for row in drawn]
    assert text.startswith(", ".join(f"*{word}*" for word in words[:3]).capitalize() + f" and *{words[3]}*.") or (
        text.startswith(f"*{words[0]}*, *{words[1]}*, *{words[2]}* and *{words[3]}*.")
    )
    for now, then, last in zip(words, before, flat, strict=True):
        assert ranks[now] <= ranks[then] <= ranks[last]
    holds(
        text,
        f"the three commonest words {three[0]:.0f} % of all draws, with ¾ it is {three[1]:.0f} %",
        f"At 0 the four would be *{flat[0]}*, *{flat[1]}*, *{flat[2]}* and *{flat[3]}*",
    )


def test_before_the_first_step_every_answer_is_a_half():
    found, all_rows = shown(3)
    text = said(3)
    assert not negative.first_tables(0).theta.any() and {row.sigma for row in all_rows} == {0.5}
    assert [row.push for row in all_rows] == [0.5] + [-0.5] * 4
    assert total(all_rows) == pytest.approx(5 * math.log(2)) and found.length > 0
    holds(text, f"5 log 2 = {5 * math.log(2):.2f}", "every σ is ½", "½ e", "All θ are 0", "the true one along e")


def test_exponents():
    power = FIGURES["power"]
    assert list(power) == ["0", "0.5", "0.75", "1"]
    wordsim, simlex = ({name: one[of] for name, one in power.items()} for of in ("wordsim", "simlex"))
    assert min(wordsim["0.5"], wordsim["0.75"]) > max(wordsim["0"], wordsim["1"])
    assert abs(wordsim["0.75"] - wordsim["0.5"]) < power["0.75"]["wordsim_sd"], "no difference beside the spread"
    (ends,) = {short(wordsim[end], 3) for end in ("0", "1")}
    assert list(simlex.values()) == sorted(simlex.values(), reverse=True)
    holds(
        TEXT.get("exponent_why"),
        f"½ and ¾ are best**, {short(wordsim['0.5'], 3)} and {short(wordsim['0.75'], 3)}",
        f"at either end, 0 and 1, it is {ends}",
        f"{short(simlex['0'], 3)} at 0, {short(simlex['1'], 3)} at 1",
        f"{TOGETHER[0.0]} at 0, {TOGETHER[1.0]} at 1",
        f"with k = 1, 2 blocks a step come to {short(FIGURES['controls']['k 1, 2 blocks']['wordsim'], 3)}",
        f"{negative.measured()['steps']['1']['blocks']} to {short(FIGURES['whole']['1']['wordsim'], 3)}",
    )


def test_what_else_differs_between_the_exponents():
    """The trainer takes as many blocks of words in a step as its most frequent row bears: fewer, the higher the exponent."""
    assert list(TOGETHER.values()) == sorted(TOGETHER.values(), reverse=True)
    seconds = [one["seconds"] for one in FIGURES["power"].values()]
    assert seconds == sorted(seconds) and "in nothing but" not in TEXT.get("exponent")
    one, two = FIGURES["whole"]["1"], FIGURES["controls"]["k 1, 2 blocks"]
    assert two["seconds"] > 2 * one["seconds"] and abs(two["wordsim"] - one["wordsim"]) < one["wordsim_sd"]
    holds(TEXT.get("exponent"), "$k = 5$")


def test_how_many():
    whole, eighth, read = FIGURES["whole"], FIGURES["eighth"], moments.first().moments.read
    assert list(whole) == list(eighth) == ["1", "2", "5", "10", "20"] and negative.measured()["share"] == 1 / 8
    assert all(one["read"] == read for one in whole.values())
    assert 1 / 9 < eighth["5"]["read"] / read < 1 / 7
    holds(
        TEXT.get("how_many"),
        f"the whole text ({read / 1e6:.1f} million words) and an eighth of it",
        "with five different $k$",
        "$k$ from 5 to 20 for small texts and from 2 to 5 for large ones",
    )


def test_what_more_wrong_answers_bring():
    whole, eighth = ({int(k): one["wordsim"] for k, one in FIGURES[name].items()} for name in ("whole", "eighth"))
    assert list(whole.values()) == sorted(whole.values())
    each = [(whole[b] - whole[a]) / (b - a) for a, b in ((1, 2), (2, 5), (5, 20))]
    assert each == sorted(each, reverse=True), "each less than the one before"
    assert max(eighth.values()) < 0.5 * min(whole.values()), "far lower"
    assert min(one["wordsim_sd"] for one in FIGURES["eighth"].values()) > 0.04, "scatters widely"
    assert whole[20] - whole[5] > 2 * (eighth[20] - eighth[5]) > 0, "rather the other way round"
    simlex = FIGURES["eighth"]["20"]["simlex"] - FIGURES["eighth"]["5"]["simlex"]
    pairs = [FIGURES[name]["5"]["wordsim_pairs"] for name in ("eighth", "whole")]
    steps, controls = negative.measured()["steps"], FIGURES["controls"]
    few, many = (controls[f"k {k}, 96 drawn"]["wordsim"] for k in (5, 20))
    assert {one["drawn"] for one in steps.values()} == {24, 32}
    assert max(abs(few - whole[5]), abs(many - whole[20])) < 0.01 < many - few, "changes little"
    assert abs(controls["k 1, 2 blocks"]["wordsim"] - whole[1]) < 0.01, "nor does how many blocks a step takes"
    holds(
        TEXT.get("how_many_why"),
        f"from 1 to 5 they bring {short(whole[5] - whole[1])}",
        f"from 5 to 20 another {short(whole[20] - whole[5])}",
        f"from 5 to 20 brings {short(eighth[20] - eighth[5])} (by SimLex-999 {short(simlex)})",
        f"{pairs[0]} pairs of WordSim-353 are compared there and {pairs[1]} on the whole text",
        f"Drawing 96 changes little: {short(few, 3)} at k = 5, {short(many, 3)} at 20",
        "24 or 32 of them",
        "another eighth of the sentences",
    )


def test_steps_are_those_of_the_trainer():
    config = moments.FIRST_CONFIG
    text = corpus.shipped("wordnet", config.min_count, config.most)
    for k, one in negative.measured()["steps"].items():
        made = replace(config, negative=int(k))
        learner = word2vec.Learner(text, made, word2vec.Model.fresh(SIZE, made))
        assert one == {"blocks": learner.together, "drawn": learner.drawn}
    assert blocks.SIZE == 32, "words that share what is drawn"


def test_sigma_and_the_probability_that_is_recovered():
    """Of every eightieth word, the sum; and of the text as the training read it, whether *of* was left out."""
    end, begin = (compute.shares(moment, "orange", ("juice",)) for moment in ("end", "before"))
    assert end.sums[0] == pytest.approx(compute.first().sigmas) and 100 < end.sums[0] < 1000
    assert begin.sums[2] == pytest.approx(K)
    words = moments.first().moments.words
    sums = np.array([compute.shares("end", word, ("juice",)).sums for word in words[::80]])
    assert (abs(sums[:, 2] - 1) < 0.2).mean() > 0.8, "within a fifth for most words"
    assert ((sums[:, 0] > 100) & (sums[:, 0] < 1000)).mean() > 0.9
    text = corpus.shipped("wordnet", moments.FIRST_CONFIG.min_count, moments.FIRST_CONFIG.most)
    keep = corpus.keep_probability(text.counts, moments.FIRST_CONFIG.subsample)
    assert keep[words.index("of")] < 0.5 and words.index("of") < 5 and keep[100:].min() > 0.6
    holds(
        TEXT.get("share_why"),
        "A distribution comes to 100 %; σ comes to hundreds of times that",
        "the $k$ and the exponent of the training, 5 and ¾",
        "Nothing makes it add up to 100 %, and yet, once trained, it does within a fifth for most words",
        "with all scores 0, it comes to $k$ times 100 %",
    )


def test_the_wrong_side():
    right, wrong = FIGURES["side"]["right"], FIGURES["side"]["wrong"]
    spread = right["wordsim_sd"] + wrong["wordsim_theta_sd"]
    assert abs(wrong["wordsim_theta"] - right["wordsim"]) < spread, "θ is as good as e was"
    assert abs(wrong["wordsim"] - right["wordsim_theta"]) < right["wordsim_theta_sd"] + wrong["wordsim_sd"]
    assert right["wordsim"] - wrong["wordsim"] > 2 * max(right["wordsim_sd"], wrong["wordsim_sd"])
    assert abs(wrong["loss"] - right["loss"]) < 0.01, "its loss falls just as far"
    holds(
        TEXT.get("side_why"),
        f"{short(wrong['wordsim'], 3)} in place of {short(right['wordsim'], 3)}",
        "the two tables exchanged",
        "θ of k + 1 words and e of one",
    )
    holds(TEXT.get("bug_side"))


def test_two_mistakes_and_a_third():
    holds(TEXT.get("bug"), "Two mistakes, and one thing that looks like a third")
    first = compute.first()
    assert first.tokens[CENTRE] == "orange" and "of" in first.tokens[CENTRE - 3 : CENTRE]
    holds(TEXT.get("bug_true"))
    holds(TEXT.get("bug_share"))
    holds(TEXT.get("true_why"), "the balance of the two", "σ above ½")


def test_the_other_sections_have_no_figures():
    holds(TEXT.get("referee"), "all 8,000 words")
    holds(TEXT.get("hood"), "numbers from 0 to 1")
    holds(TEXT.get("timed"))
    holds(TEXT.get("timed_why"), "Beyond a few thousand words")
    holds(TEXT.get("darts"), "Here thousands of darts")


def test_the_questions():
    asked = TEXT.checks()
    assert list(asked) == ["sigmoids-1", "oftener-0", "share-1", "live-hardest"]
    sigmoids = asked["sigmoids-1"]
    assert "8,000 to 80,000" in sigmoids.prompt and "k = 4" in sigmoids.prompt
    assert sigmoids.options[sigmoids.answer].startswith(f"{4 + 1},") and "four for those drawn" in sigmoids.right
    counts = moments.first().moments.counts
    the = [noise.distribution(counts, power)[0] for power in (0.75, 1.0)]
    assert moments.first().moments.words[0] == "the" and the[1] > 2 * the[0]
    assert asked["oftener-0"].options[0] == "More often"
    _, (true, *_) = shown(1)
    share = asked["share-1"]
    assert f"σ(θᵀe) of *juice* is {true.sigma:.2f}" in share.prompt and share.options[share.answer] == "No"
    assert "hundreds" in share.right and 100 < compute.first().sigmas < 1000
    assert compute.first().softmax[true.place] < true.sigma / 5, "nor is it near"


def test_a_first_reading_is_about_one():
    epochs = moments.first().moments.epochs
    assert 1 <= epochs[compute.MOMENT["reading"]] < 1.5 and epochs[0] == 0 and epochs[-1] == 10
    assert ONE == 20 and compute.first().exponents[ONE] == 1
