"""The real tree in the picture: how deep words lie, what one costs, and the bundles that are left on the way to it."""

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import result_of_all, texts_of
from tests.lessons.hierarchical_softmax.reading import (
    leaf,
    river,
    told,
    within,
)  # fmt: skip
from tests.lessons.hierarchical_softmax.samples import (
    COURT,
    KINDS,
    LABELS,
    isolated,
    percent,
    shown,
    walk,
)  # fmt: skip


def test_depths_are_cores(picture):
    """Bars by the number of words, the sentence of means, the cost; what a depth says when it is pointed at."""
    page, found = picture(), shown()
    for kind in KINDS:
        within(page, f"[data-tree={kind}]").click()
        told(page, tree=kind)
        form = KINDS.index(kind)
        depths, other = (found.real[i].depths for i in (form, 1 - form))
        some = [i for i in range(len(depths.depth)) if depths.words[i]]
        bars = result_of_all(
            within(page, "[data-depth]"),
            "nodes => nodes.map(node => [Number(node.dataset.depth), node.width.baseVal.value])",
        )
        assert [depth for depth, _ in bars] == [int(depths.depth[i]) for i in some]
        for (_, wide), i in zip(bars, some, strict=True):
            assert wide == pytest.approx(max(0.8, 92 * depths.words[i] / depths.words.max()), abs=0.06)
        turns = len(found.real[form].codes[found.river.words.index("juice")])
        each_said = [
            LABELS["depth_said"].format(
                depth=depths.depth[i], count=f"{depths.words[i]:,}", share=percent(depths.share[i])
            )
            for i in some
        ]
        mean = LABELS["mean"].format(
            mean=f"{depths.mean:.2f}",
            other=f"{other.mean:.2f}",
            name=LABELS[KINDS[1 - form]],
            entropy=f"{depths.entropy:.2f}",
        )
        cost = LABELS["cost_said"].format(turns=turns, word="juice", count="8,000")
        title = LABELS["real_title"].format(count="8,000")
        expect(within(page, ".depths-part svg")).to_have_attribute(
            "aria-label", ". ".join([title, *each_said, mean, cost])
        )
        at = some[len(some) // 2]
        within(page, f'.depths-part [data-hit="depth:{depths.depth[at]}"]').hover()
        words = ", ".join(map(isolated, depths.examples[at]))
        share = {"words": percent(depths.words[at] / 8000), "share": percent(depths.share[at])}
        expect(within(page, ".tip > div")).to_have_text(
            [
                LABELS["tip_depth"].format(depth=depths.depth[at]),
                LABELS["tip_shares"].format(count=f"{depths.words[at]:,}", **share),
                words,
            ]
        )


def test_the_cost_is_that_of_the_word(picture):
    word = "king"
    page = picture(word=word, scale="real", words=COURT)
    turns = walk(shown(COURT), word, "real")
    texts = texts_of(within(page, ".depths-part svg text"))
    number = texts.index("8,000")
    assert texts[number - 2 : number + 2] == [
        str(len(turns)), LABELS["sigmoids_for"].format(word=isolated(word)), "8,000", LABELS["exponentials"],
    ]  # fmt: skip


def test_in_the_real_tree_a_bundle_is_pinned_and_a_word_of_the_row_is_walked_to(picture):
    page = picture(scale="real")
    turns = walk(shown(), "juice", "real")
    one = leaf(page, turns[4].left.key)
    one.click()
    expect(one).to_have_attribute("aria-pressed", "true")
    within(page, ".status").hover()
    expect(within(page, ".numbers-part .caption")).to_contain_text(f"{turns[4].left.count:,} words, 5 turns")
    one.click()
    expect(one).to_have_attribute("aria-pressed", "false")
    words = shown().river.words
    river(page).press("ArrowUp")
    told(page, words[words.index("juice") - 1], "real")
    river(page).press("ArrowDown")
    told(page, scale="real")
