"""The parts of the picture of the tree: bands as wide as their probability, bars, the card of a turn, depths; what is looked at."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import result_of, result_of_all, texts_of
from tests.lessons.hierarchical_softmax.reading import (
    BANDS,
    BARS,
    card_is,
    leaf,
    numbers_are,
    place_of,
    river,
    shows,
    told,
    turn_line,
    turn_pill,
    within,
)  # fmt: skip
from tests.lessons.hierarchical_softmax.samples import (
    LABELS,
    beneath,
    chance,
    isolated,
    leaves,
    percent,
    precise,
    shown,
    turns_text,
    walk,
)  # fmt: skip

THICK = 58  # pixels of all the probability


# The river


@pytest.mark.parametrize(
    ("scale", "kind", "centre"),
    [("small", "balanced", "king"), ("real", "huffman", "orange")],
)
def test_every_band_is_as_wide_as_what_flows_in_it(picture, scale, kind, centre):
    """At both ends; those of a turn lie side by side and are together as wide as what comes to it, from the root's 1."""
    page, found = picture(scale=scale, tree=kind, centre=centre), shown(centre=centre)
    bands, made = result_of_all(within(page, "[data-branch]"), BANDS), leaves(found, "juice", scale, kind)
    turns = {turn.this.key: turn.this.p for word in found.river.words for turn in walk(found, word, scale, kind)}
    flows = turns | {key: one.side.p for key, one in made.items()}
    count = len(made)
    assert len(bands) == 2 * count - 2
    for key, ends in bands.items():
        p = flows.get(key) if scale == "small" or key.startswith(("word", "left")) else None
        for _, _, wide in ends:
            if p is not None:
                assert wide == pytest.approx(max(1.1, THICK * p), abs=0.21), key
    by_place: dict[float, list[float]] = {}
    for (x, y, wide), _ in bands.values():
        by_place.setdefault(round(x), []).append((y, wide))
    root = by_place[min(by_place)]
    assert len(root) == 2 and sum(wide for _, wide in root) == pytest.approx(THICK, abs=1.5)
    (y, wide), (other_y, other) = sorted(root)
    assert other_y - y == pytest.approx((wide + other) / 2, abs=0.6), "side by side"
    lit = result_of_all(within(page, "[data-way]"), BANDS)
    for turn in walk(found, "juice", scale, kind):
        for _, _, wide in lit[str(turn.number)]:
            assert wide == pytest.approx(max(1.1, THICK * turn.this.p), abs=0.21)


def test_bars_and_numbers_of_the_leaves(picture):
    page, found = picture(), shown()
    for scale, summed in (("small", "all_leaves"), ("real", "all_bundles")):
        within(page, f"[data-scale={scale}]").click()
        told(page, scale=scale)
        made = leaves(found, "juice", scale)
        bars, most = result_of_all(within(page, "[data-bar]"), BARS), max(one.side.p for one in made.values())
        assert bars.keys() == made.keys()
        for key, one in made.items():
            assert bars[key] == pytest.approx(max(1, 93 * one.side.p / most), abs=0.06)
        words = texts_of(within(page, ".river svg text"))
        assert {chance(one.side.p) for one in made.values()} <= {*words}
        assert "1.000" in words and LABELS[summed] in words


def test_the_bar_fills_when_the_leaf_is_reached(picture):
    page = picture(step=7)
    empty = result_of_all(within(page, "[data-bar]"), BARS)[place_of("juice")]
    river(page).press("End")
    told(page)
    full = result_of_all(within(page, "[data-bar]"), BARS)[place_of("juice")]
    assert empty == 1 and full > 90


def test_frequent_words_lie_near_the_root_and_the_tree_depends_on_that_alone(picture):
    """Places along the river by depth; with another centre the same."""
    ends = {}
    for centre in ("orange", "king"):
        page = picture(centre=centre)
        bands = result_of_all(within(page, "[data-branch]"), BANDS)
        ends[centre] = {key: round(to[0]) for key, (_, to) in bands.items()}
    assert ends["orange"] == ends["king"]
    made = leaves(shown(), "juice")
    depth = {made[key].depth: x for key, x in ends["king"].items() if key in made}
    steps = sorted(depth.items())
    pitch = (steps[-1][1] - steps[0][1]) / (steps[-1][0] - steps[0][0])
    for number, x in steps:
        assert x - steps[0][1] == pytest.approx(pitch * (number - steps[0][0]), abs=1.5)
    assert made["word:0"].depth == 1 and made[place_of("soup")].depth == max(depth)


# What is looked at


def test_a_leaf_that_is_pointed_at_shows_its_way(picture):
    page, found = picture(), shown()
    for word in ("the", "apple"):
        leaf(page, place_of(word)).hover()
        turns = walk(found, word)
        expect(within(page, "[data-way]")).to_have_count(len(turns))
        numbers_are(page, turns, word, "small", "huffman", len(turns))
        share = found.river.beside[found.river.words.index(word)] / found.river.beside.sum()
        lines = [
            LABELS["tip_leaf"].format(word=isolated(word), turns=turns_text(len(turns)), p=precise(turns[-1].this.p)),
            LABELS["tip_text"].format(share=percent(share), centre=isolated("orange")),
            LABELS["tip_walk"],
        ]
        expect(within(page, ".tip > div")).to_have_text(lines)
        expect(within(page, ".term[data-term=p]")).to_have_class(re.compile("marked"))
    within(page, ".status").hover()
    expect(within(page, ".tip")).to_be_hidden()
    shows(page)
    expect(within(page, ".term.marked")).to_have_count(0)


def test_a_turn_that_is_pointed_at_is_shown_number_by_number(picture):
    scale, kind = "real", "balanced"
    page, found = picture(scale=scale, tree=kind), shown()
    turns = walk(found, "juice", scale, kind)
    for turn in (turns[0], turns[2]):
        turn_pill(page, turn.turn).hover()
        card_is(page, turn, scale)
        expect(within(page, ".numbers > div").nth(1)).to_have_text(turn_line(turn, scale, 18))
        expect(within(page, "[data-factor].marked")).to_have_attribute("data-factor", str(turn.number))
        for name in ("theta", "e"):
            expect(within(page, f".term[data-term={name}]")).to_have_class(re.compile("marked"))
        for name in ("θ", "e", "θ·e"):
            expect(within(page, f'.turn-card [data-cell="{name}"]')).to_have_count(50)
    within(page, ".status").hover()
    expect(within(page, ".turn-card")).to_be_hidden()


def test_cells_are_coloured_by_their_sign(picture):
    """The product is of the sign of θ times that of e; the strongest of each row is the number that is largest."""
    page, found = picture(), shown()
    turn_pill(page, 0).hover()
    theta, e = found.river.trees[0].theta[0], found.river.e
    rows = {}
    for name, values in (("θ", theta), ("e", e), ("θ·e", theta * e)):
        fills = result_of_all(
            within(page, f'.turn-card [data-cell="{name}"]'),
            "nodes => nodes.map(node => getComputedStyle(node).fill.match(/[\\d.]+/g).slice(0, 3).map(Number))",
        )
        rows[name] = [(value, red - blue) for value, (red, _, blue) in zip(values, fills, strict=True)]
        strong = [(value, warm) for value, warm in rows[name] if abs(value) > 0.5 * max(abs(values))]
        signs = {(value > 0, warm > 0) for value, warm in strong}
        assert len(signs) == len({up for up, _ in signs}) == 2, "each sign has a colour of its own"


def test_a_turn_that_is_pressed_stays_until_it_is_pressed_again_or_let_go(picture):
    page = picture()
    turns = walk(shown(), "juice")
    one = turn_pill(page, turns[3].turn)
    for let_go in (one.click, lambda: river(page).press("Escape")):
        one.click()
        expect(one).to_have_attribute("aria-pressed", "true")
        within(page, ".status").hover()
        card_is(page, turns[3])
        let_go()
        within(page, ".status").hover()
        expect(within(page, ".turn-card")).to_be_hidden()
        expect(within(page, ".pill[aria-pressed=true]")).to_have_count(0)
    one.focus()
    one.press("Enter")
    expect(one).to_have_attribute("aria-pressed", "true")
    river(page).press("ArrowDown")
    expect(within(page, ".pill[aria-pressed=true]")).to_have_count(0)


def test_factors_and_branches_are_looked_at_too(picture):
    page, found = picture(), shown()
    turns = walk(found, "juice")
    within(page, '[data-factor="2"]').hover()
    card_is(page, turns[1])
    side = turns[2].left
    key = f"branch:{side.key}" if side.key.startswith("turn") else f"leaf:{side.key}"
    hit = within(page, f'.river svg [data-hit="{key}"]')
    hit.dispatch_event("pointermove", {"pointerType": "mouse", "bubbles": True})
    lines = within(page, ".tip > div")
    if side.count > 1:
        expect(lines).to_have_text([LABELS["tip_branch"].format(p=precise(side.p)), beneath(side, most=8)])
        for name in ("one_minus", "sigma_minus"):
            expect(within(page, f".term[data-term={name}]")).to_have_class(re.compile("marked"))
    else:
        expect(lines.first).to_contain_text(side.words[0])


def test_a_term_says_what_it_is_and_lights_its_part(picture):
    page = picture()
    said, drawn = within(page, ".caption .read"), (within(page, ".river svg"), "svg => svg.innerHTML")
    usual = result_of(*drawn)
    for term in ("p", "theta", "e", "one_minus", "sigma_minus"):
        node = within(page, f".term[data-term={term}]")
        for begin, end in ((node.hover, within(page, ".status").hover), (node.focus, node.blur)):
            begin()
            expect(said).to_have_text(LABELS[f"said_{term}"])
            assert result_of(*drawn) != usual, "it is lit in the river"
            end()
            expect(said).to_be_empty()
            assert result_of(*drawn) == usual
