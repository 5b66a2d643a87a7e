"""The figures in the lesson's text: each is worked out again, or stands among what the recipe measured; and there are no others."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import entropy

from app import i18n
from app.lessons.words.hierarchical_softmax import compute
from app.lessons.words.hierarchical_softmax.options import Options
from app.lessons.words.hierarchical_softmax.page import experiments
from core.words import corpus, huffman, moments, tree_mistakes, trees
from tests.lessons.hierarchical_softmax.samples import poured, shown, walk

TEXT = i18n.lesson_text("hierarchical_softmax", "en")
MEASURED = trees.measured()
FIGURES, DEPTH = MEASURED["figures"], MEASURED["depth"]
SIZE = "8,000"
# What has digits and is no figure: names, years, and parts of formulas.
NAMES = ("WordSim-353", "SimLex-999", "word2vec", "(1952)", "\\log_2", "log 2 a turn", "$1 - \\sigma(x) = \\sigma(-x)$")
NAMES += ("$V - 1$", "$k + 1$", "of the digit 0 of", "all θ are 0", "add up to 1")
NUMBER = re.compile(
    r"(?<![\w.,])(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:th\b|\s%| million)?"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|fifty|sixty|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


def numbers(text: str) -> set[str]:
    for name in NAMES:
        text = text.replace(name, " ")
    return {found.rstrip(",").lower() for found in NUMBER.findall(text)}


def holds(text: str, *figures: str) -> None:
    """These are the figures of the text, all of them."""
    assert numbers(text) == set(figures)


def short(value: float, digits: int = 3) -> str:
    """As the text writes a number below one: .599."""
    return f"{value:.{digits}f}".lstrip("0")


def part(name: str, begins: str) -> str:
    """The points of a section that begin like this."""
    found = [line for line in TEXT.get(name).split("\n") if line.startswith(begins)]
    assert len(found) == 1, (name, begins)
    return found[0]


def experiment(number: int) -> tuple[str, Options]:
    """What is said of an experiment, and what it sets."""
    return TEXT.experiment(number).means, replace(Options(), **experiments()[number - 1])


def test_no_placeholder_is_left():
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"means-\d|^\S+-why$|TODO", section, re.MULTILINE), name


def test_numbers_are_found():
    assert numbers("a .5, of 8,000, 4,000 … three, 17th; 5 % (.41) 1.640 nats, 12 or 13") == {
        ".5", "8,000", "4,000", "three", "17th", "5 %", ".41", "1.640", "12", "13",
    }  # fmt: skip
    with pytest.raises(AssertionError):
        holds("13 turns and 14", "13")


def test_the_lead_and_the_explanation():
    holds(TEXT.lead)
    holds(TEXT.get("start"))
    assert len(trees.first().words) == 8000 and len(trees.first().theta) == 7999
    holds(TEXT.get("explain"), SIZE, f"{math.log2(8000):.0f}")


def test_the_first_experiment():
    said, asked = experiment(1)
    assert (asked.centre, asked.word, asked.scale, asked.tree) == ("orange", "juice", "small", "huffman")
    turns, p = walk(shown(), "juice"), poured(shown(), "huffman")
    least = min(turns, key=lambda turn: turn.taken)
    assert all(turn.taken > 0.75 for turn in turns) and "three quarters" in said
    ranked = sorted(p, key=p.__getitem__, reverse=True)
    assert [shown().river.words[place] for place in ranked[:2]] == ["juice", "the"]
    assert turns[0].left.count == 1 and turns[0].left.words == ("the",), "it is left at the first turn"
    assert len(turns) == 8 and len(p) == 18
    look = TEXT.experiment(1).look
    holds(look, "8")
    holds(
        said, str(least.number), short(least.taken, 2), "three", short(turns[-1].this.p), "eight",
        short(p[shown().river.words.index("the")]), "18", SIZE,
    )  # fmt: skip
    assert f"turn {least.number}, with {short(least.taken, 2)}" in said


def test_the_second_experiment():
    said, asked = experiment(2)
    assert asked.tree == "balanced"
    depth = {
        word: [len(walk(shown(), word, kind=kind)) for kind in ("balanced", "huffman")] for word in ("the", "juice")
    }
    for word, (now, before) in depth.items():
        assert re.search(rf"\*{word}\* (?:lies )?{now} (?:turns deep )?in place of {before}\b", said), word
    both = [f"{DEPTH[kind]['text']:.1f}" for kind in ("balanced", "huffman")]
    holds(said, *both, *(str(one) for pair in depth.values() for one in pair))


def test_the_third_experiment():
    said, asked = experiment(3)
    found = shown(centre=asked.centre)
    p = {found.river.words[place]: share for place, share in poured(found, "huffman").items()}
    first, second, third = sorted(p, key=p.__getitem__, reverse=True)[:3]
    assert asked.centre == second == "king" and p["juice"] < 1e-3
    told = (f"*{first}* ({short(p[first], 2)})", f"({short(p[second], 2)})", f"*{third}*")
    assert sorted(told, key=said.index) == [*told]
    holds(said, short(p[first], 2), short(p[second], 2))
    for now, before in zip(found.river.trees, shown().river.trees, strict=True):
        np.testing.assert_array_equal(now.children, before.children)


def test_depths():
    found, first = compute.by_rank(), trees.first()
    assert set(found["balanced"]) == {12, 13} and (abs(found["huffman"] - found["bits"]) < 1).all()
    holds(TEXT.get("depths"), SIZE, "12", "13")
    one_in = first.counts.sum() / first.counts[first.words.index("the")]
    assert found["huffman"][first.words.index("the")] == 4 and found["huffman"].max() == found["huffman"][-1] == 16
    huffman, balanced, text = DEPTH["huffman"], DEPTH["balanced"], first.counts / first.counts.sum()
    assert huffman["text"] == pytest.approx((text * found["huffman"]).sum(), abs=1e-4)
    holds(
        TEXT.get("depths_why"), SIZE, f"{one_in:.0f}th", "4", "16", f"{huffman['text']:.1f}",
        f"{entropy(text, base=2):.2f}", f"{huffman['words']:.1f}", f"{balanced['words']:.1f}",
    )  # fmt: skip


def test_whole_trainings():
    config = moments.FIRST_CONFIG
    assert (config.most, config.dimension, config.negative, config.epochs) == (8000, 50, 5, 10)
    read = corpus.shipped("wordnet", config.min_count, config.most).read
    holds(TEXT.get("trained"), f"{read / 1e6:.1f} million", SIZE, "50", "10", "5", "three")
    assert FIGURES["softmax"].keys() == {"3"} and FIGURES["softmax"]["3"]["seconds"] > 120, "it takes minutes"


def test_what_is_said_of_them():
    last = {output: FIGURES[output]["10"] for output in ("huffman", "balanced", "negative")}
    first = {output: FIGURES[output]["1"] for output in last}
    tree, flat, drawn = last.values()
    spread = tree["wordsim_sd"] + drawn["wordsim_sd"]
    assert abs(tree["wordsim"] - drawn["wordsim"]) < spread
    assert drawn["simlex"] - tree["simlex"] > 2 * drawn["simlex_sd"]
    scores = [short(one[by]) for one in (tree, drawn) for by in ("wordsim", "simlex")]
    holds(part("trained_why", "- **The tree is as good"), *scores)
    soon = [short(first[one]["wordsim"]) for one in ("huffman", "negative")]
    holds(part("trained_why", "- **It learns sooner"), *soon)
    slower = flat["seconds"] / tree["seconds"] - 1
    assert abs(tree["wordsim"] - flat["wordsim"]) < tree["wordsim_sd"]
    assert first["balanced"]["simlex"] > first["huffman"]["simlex"]
    holds(
        part("trained_why", "- **Huffman or balanced"), f"{100 * slower:.0f} %",
        *(short(first[kind]["wordsim"]) for kind in ("huffman", "balanced")),
        *(f"{DEPTH[kind]['pairs']:.1f}" for kind in ("huffman", "balanced")),
    )  # fmt: skip
    times = FIGURES["softmax"]["3"]["seconds"] / FIGURES["huffman"]["3"]["seconds"]
    assert 45 < times < 55
    rest = (short(FIGURES[output]["3"]["wordsim"]) for output in ("softmax", "huffman"))
    holds(part("trained_why", "- **The softmax takes"), "fifty", "three", *rest)
    holds(part("trained_why", "- The loss of negative"), SIZE, f"{math.log(8000):.2f}")
    begun = (f"{math.log(2) * DEPTH[kind]['pairs']:.1f}" for kind in ("huffman", "balanced"))
    holds(TEXT.get("trained_here_why"), *begun)
    assert compute.TRAINED_HERE.epochs == 2
    holds(TEXT.get("trained_here"))


def test_turns_of_a_pair_that_is_trained_on():
    """Of a reading: frequent words are left out at times, then the nearer are the oftener a pair. By loops over distances."""
    config, text = moments.FIRST_CONFIG, corpus.shipped("wordnet", moments.FIRST_CONFIG.min_count, 8000)
    keep = corpus.keep_probability(text.counts, config.subsample)[text.tokens]
    left = np.random.default_rng(5).random(len(keep)) < keep
    tokens, sentence = text.tokens[left], np.repeat(np.arange(len(text.starts) - 1), np.diff(text.starts))[left]
    pairs = np.zeros(len(tokens))
    for d in range(1, config.window + 1):
        both = (sentence[d:] == sentence[:-d]) * (config.window + 1 - d)
        pairs[d:] += both
        pairs[:-d] += both
    for kind in ("huffman", "balanced"):
        depth = trees.first(kind).tree.lengths[tokens]
        assert DEPTH[kind]["pairs"] == pytest.approx((pairs * depth).sum() / pairs.sum(), abs=0.005)


def test_the_three_that_are_timed():
    assert (compute.cost_config().window, compute.cost_config().negative) == (5, 5)
    holds(TEXT.get("timed"), "5", "three")
    holds(TEXT.get("timed_why"), "thousand")


def test_two_mistakes():
    found = tree_mistakes.families(shown().river.words, "orange")
    holds(TEXT.get("bug"))
    holds(TEXT.get("bug_softmax"))
    wine = found.words.index("wine")
    p = (short(float(of[wine]), 2) for of in (found.softmax, found.huffman, found.balanced))
    huffman, balanced, softmax = (f"{loss:.3f}" for loss in found.loss)
    said = TEXT.get("softmax_why")
    assert said.index(softmax) < said.index(huffman) < said.index(balanced)
    holds(said, softmax, huffman, balanced, *p, "three")
    assert max(abs(found.softmax - found.huffman)) > 0.05
    holds(TEXT.get("bug_likeliest"))
    searched = MEASURED["search"]["huffman"]["opened"]
    opened = math.floor(searched["mean"])
    assert searched["mean"] - opened <= 0.5
    holds(TEXT.get("likeliest_why"), str(opened), f"{math.log2(8000):.0f}", SIZE)


def test_two_words_are_nearly_a_softmax():
    """As is said of two words only: one fork is a softmax of two, but for the ridge."""
    assert "two words only" in TEXT.get("softmax_why")
    found = tree_mistakes.families(("glass", "juice"), "orange")
    np.testing.assert_allclose(found.huffman, found.softmax, atol=0.02)


def test_the_other_sections():
    holds(TEXT.get("referee"), SIZE)
    holds(TEXT.get("hood"))


def test_the_questions():
    asked = TEXT.checks()
    assert list(asked) == ["shorter-0", "deep-1", "learnt-2", "live-likeliest", "live-turn"]
    deep = asked["deep-1"]
    depths = set(compute.by_rank()["balanced"].tolist())
    assert deep.options[deep.answer] == f"{min(depths)} or {max(depths)} turns" and 2**13 == 8192
    assert numbers(deep.prompt) == {SIZE} and numbers(deep.right) == {"8,192", "2"} and "2¹³ = 8,192" in deep.right
    holds(deep.wrong, SIZE, "4,000", "2,000", "13")
    for name in ("shorter-0", "learnt-2", "live-likeliest", "live-turn"):
        holds(" ".join((asked[name].prompt, *asked[name].options, asked[name].right, asked[name].wrong)))


def test_a_word_that_becomes_frequent_moves_up():
    """What the first question asks: by Huffman's tree of other counts."""
    counts = dict(zip(shown().river.words, shown().river.counts.tolist(), strict=True))
    before, after = huffman.tree(counts), huffman.tree(counts | {"juice": counts["the"]})
    assert after.depth["juice"] < before.depth["juice"] == 8
    assert after.depth["the"] >= before.depth["the"]
