"""The picture of the tree in Chromium: its steps and walks, both trees, both shapes, keys, and what the page is told."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import after, quiet, result_of, texts_of
from tests.lessons.hierarchical_softmax.reading import (
    WATCH,
    chip,
    heard,
    leaf,
    named,
    place_of,
    player,
    river,
    shows,
    told,
    turn_pill,
    within,
)  # fmt: skip
from tests.lessons.hierarchical_softmax.samples import (
    COURT,
    LABELS,
    shown,
    step_said,
    turn_said,
    walk,
)  # fmt: skip

DRAWN = "svg => svg.outerHTML"
MOVES = "no-preference"


def test_it_goes_from_turn_to_turn_to_the_leaf_and_back(picture):
    page = picture(step=0)
    shows(page, step=0)
    for step in range(1, 8):
        river(page).press("ArrowRight")
        if step in (1, 4, 7):
            told(page, step=step)
            shows(page, step=step)
    river(page).press("ArrowRight")
    told(page)
    shows(page)
    expect(named(page, LABELS["forward"])).to_be_disabled()
    river(page).press("ArrowRight")  # there is no further turn
    river(page).press("ArrowLeft")
    told(page, step=7)
    river(page).press("Home")
    told(page, step=0)
    expect(named(page, LABELS["back"])).to_be_disabled()
    river(page).press("End")
    told(page)
    shows(page)


def test_the_player_goes_to_the_root_and_the_leaf(picture):
    page = picture(word="the", tree="balanced")
    named(page, LABELS["to_start"]).click()
    told(page, "the", tree="balanced", step=0)
    named(page, LABELS["forward"]).click()
    told(page, "the", tree="balanced", step=1)
    player(page).fill("3")
    told(page, "the", tree="balanced", step=3)
    shows(page, "the", tree="balanced", step=3)
    named(page, LABELS["back"]).click()
    told(page, "the", tree="balanced", step=2)
    named(page, LABELS["to_end"]).click()
    told(page, "the", tree="balanced")
    shows(page, "the", tree="balanced")


def test_played_it_takes_one_turn_after_the_other(picture):
    """Each is read aloud once, and it ends as it would have begun at the leaf."""
    word, scale = "the", "real"
    turns = walk(shown(), word, scale)
    end = result_of(within(picture(word=word, scale=scale), ".river svg"), DRAWN)
    page = picture(word=word, scale=scale, step=0)
    page.emulate_media(reduced_motion=MOVES)
    result_of(player(page), WATCH)
    river(page).press(" ")
    told(page, word, scale)
    said = [step_said(turns, word, step, scale) for step in range(len(turns) + 1)]
    assert result_of(page, "window.said") == said and len(turns) == 4
    shows(page, word, scale)
    assert result_of(within(page, ".river svg"), DRAWN) == end
    expect(named(page, LABELS["play"])).to_be_visible()


def test_play_is_stopped_by_its_button_and_by_a_step(picture):
    page = picture(step=0)
    page.emulate_media(reduced_motion=MOVES)
    named(page, LABELS["play"]).click()
    named(page, LABELS["pause"]).click()
    expect(named(page, LABELS["play"])).to_be_visible()
    quiet(page)
    named(page, LABELS["play"]).click()
    river(page).press("Home")
    expect(named(page, LABELS["play"])).to_be_visible()
    told(page, step=0)
    shows(page, step=0)


def test_words_are_walked_to_by_chips_leaves_and_keys(picture):
    page = picture()
    chip(page, "king").click()
    told(page, "king")
    shows(page, "king")
    leaf(page, place_of("glass")).click()
    told(page, "glass")
    shows(page, "glass")
    rows = within(page, ".leaf")
    order = result_rows(page)
    at = order.index(place_of("glass"))
    river(page).press("ArrowDown")
    told(page, shown().river.words[int(order[at + 1].split(":")[1])])
    river(page).press("ArrowUp")
    told(page, "glass")
    expect(rows).to_have_count(18)
    chip(page, "glass").click()  # is there already
    leaf(page, place_of("glass")).focus()
    leaf(page, place_of("glass")).press("ArrowUp")
    told(page, shown().river.words[int(order[at - 1].split(":")[1])])
    expect(leaf(page, order[at - 1])).to_be_focused()


def result_rows(page: Page) -> list[str]:
    """The keys of the leaves, from the top."""
    return result_of(within(page, ".leaf-box"), "box => [...box.children].map(node => node.dataset.leaf)")


def test_up_and_down_end_at_the_first_and_the_last(picture):
    page = picture()
    order = result_rows(page)
    names = [shown().river.words[int(key.split(":")[1])] for key in order]
    for near, key, word in ((names[1], "ArrowUp", names[0]), (names[-2], "ArrowDown", names[-1])):
        chip(page, near).click()
        for _ in range(3):
            river(page).press(key)
        told(page, word)


def test_both_trees_in_both_shapes(picture):
    page = picture()
    for name, value, rest in (
        ("tree", "balanced", ("juice", "small", "balanced")),
        ("scale", "real", ("juice", "real", "balanced")),
        ("tree", "huffman", ("juice", "real", "huffman")),
        ("scale", "small", ("juice", "small", "huffman")),
    ):
        within(page, f"[data-{name}={value}]").click()
        told(page, *rest)
        shows(page, *rest)
    expect(within(page, ".segment[data-scale]")).to_have_text(["18 words", "8,000 words"])


def test_who_is_on_the_way_stays_there_and_past_the_leaf_is_the_leaf(picture):
    page = picture(step=6)
    within(page, "[data-scale=real]").click()
    told(page, scale="real", step=6)
    shows(page, scale="real", step=6)
    within(page, "[data-scale=small]").click()
    told(page, step=6)
    within(page, "[data-tree=balanced]").click()
    told(page, tree="balanced")
    shows(page, tree="balanced")
    within(page, "[data-tree=huffman]").click()
    told(page)


@pytest.mark.parametrize(
    ("act", "rest"),
    [
        (lambda page: within(page, "[data-tree=balanced]").click(), ("juice", "small", "balanced")),
        (lambda page: chip(page, "water").click(), ("water", "small", "huffman")),
    ],
)
def test_what_moves_comes_to_where_it_would_have_stood(picture, act, rest):
    """The tree that turns into another, the river that runs to another word, and a step: drawn to the end, as at once."""
    fields = dict(zip(("word", "scale", "tree", "step"), rest, strict=False))
    end = result_of(within(picture(**fields), ".river svg"), DRAWN)
    page = picture()
    page.emulate_media(reduced_motion=MOVES)
    act(page)
    told(page, *rest)
    within(page, ".status").hover()
    assert result_of(within(page, ".river svg"), DRAWN) == end


def test_another_centre_leaves_the_tree_and_who_walks_in_it(picture):
    page = picture(step=3)
    places = result_rows(page)
    turn_pill(page, 0).click()
    after(page, named(page, "Another centre").click)
    told(page, step=3)
    assert result_rows(page) == places
    expect(turn_pill(page, 0)).to_have_attribute("aria-pressed", "true")
    turns = walk(shown(centre="king"), "juice")
    expect(heard(page)).to_have_text(turn_said(turns[0]))
    river(page).press("Escape")
    within(page, ".status").hover()
    expect(heard(page)).to_have_text(step_said(turns, "juice", 3))
    shows(page, step=3, centre="king")


def test_a_page_may_ask_for_another_walk(picture):
    page = picture()
    after(page, named(page, "First turn").click)
    told(page, "water", "real", "balanced", 1)
    shows(page, "water", "real", "balanced", 1)
    after(page, named(page, "Other words").click)
    told(page, "king")
    shows(page, "king", words=COURT)
    assert texts_of(within(page, ".word")) == list(shown(COURT).river.words)


def test_a_word_of_a_single_turn(picture):
    words, word, centre = "the juice", "juice", "orange"
    page = picture(words=words, word=word, centre=centre)
    turns = shows(page, word, words=words, centre=centre)
    assert len(turns) == 1
    expect(within(page, ".depths-part svg")).to_have_attribute("aria-label", re.compile("Sigmoid|sigmoid"))
    river(page).press("ArrowLeft")
    told(page, word, step=0)
    shows(page, word, step=0, words=words, centre=centre)
