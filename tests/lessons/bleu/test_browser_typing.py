"""The picture of BLEU in Chromium: texts typed letter by letter, rows added and emptied, orders of the page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.bleu.picture import Rest
from core.translate.options import LONGEST_SIDE
from tests.browser.waiting import after, holds, quiet, result_of
from tests.lessons.bleu.picturing import alone, chip, field, named, shows, stage, told, within, word
from tests.lessons.bleu.saying import DEFAULT, LABELS, SECOND, by_core, rounded

# Types texts one after the other; gives who has counted each of them, its score and its c, two frames later.
SWEEP = """async (field, texts) => {
  const root = field.closest(".bleu"), out = [], frame = () => new Promise(requestAnimationFrame);
  field.focus();
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await frame().then(frame);
    const [score, point] = ["[data-score]", "[data-point]"].map((part) => root.querySelector(part).dataset);
    out.push([root.dataset.counted, score.score, point.point]);
  }
  return out;
}"""
CARET = "(node, place) => node.selectionStart === place && node.selectionEnd === place"
CATS = Rest("the cat is on the mat", ("the cat sat on the mat", "there is a cat on the mat"))


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def cats(picture: Callable[..., Page], rest: Rest = CATS) -> Page:
    return picture(candidate=rest.candidate, references=list(rest.references))


def put(page: Page, text: str) -> None:
    """Type a text in place of the one that stands there, and wait for no rest."""
    field(page).fill(text)
    field(page).press("Enter")


@pytest.mark.parametrize("row", [0, 2])
def test_each_letter_counts_at_once_and_the_server_says_the_same(picture, row):
    page, text = cats(picture), "there is a cat on my mat. It’s 3.5"
    texts = [text[:length] for length in (1, *range(3, len(text) + 1), 30, 2, len(text))]
    rests = [
        replace(CATS, references=(CATS.references[0], one)) if row else replace(CATS, candidate=one) for one in texts
    ]
    chip(page, row).click()
    found = [by_core(rest) for rest in rests]
    assert result_of(field(page), SWEEP, texts) == [["browser", rounded(one.score, 4), str(one.c)] for one in found]
    told(page, rests[-1])
    shows(page, rests[-1])
    expect(field(page)).to_have_value(text)


def test_the_caret_stays_where_one_types(picture):
    page = cats(picture)
    word(page, 0, 3).click()
    field(page).press("ArrowRight")
    holds(field(page), CARET, len("the cat is on"))
    for letters, text in ((" top", "the cat is on top the mat"), (" of", "the cat is on top of the mat")):
        field(page).press_sequentially(letters)
        told(page, replace(CATS, candidate=text))
        holds(field(page), CARET, text.index(" the mat"))
    field(page).press("Home")
    field(page).press("ArrowRight")
    holds(field(page), CARET, 1)
    shows(page, replace(CATS, candidate=text))
    field(page).press("Escape")
    expect(stage(page)).to_be_focused()


def test_letters_that_are_typed_while_the_server_counts_stay(picture):
    page = cats(picture)
    field(page).press("End")
    for letters in (" a", "nd", " th", "en"):
        field(page).press_sequentially(letters)
        field(page).press("Enter")
    field(page).press_sequentially(" some")
    field(page).press("ArrowLeft")
    text = f"{CATS.candidate} and then some"
    told(page, replace(CATS, candidate=text))
    expect(field(page)).to_have_value(text)
    holds(field(page), CARET, len(text) - 1)
    shows(page, replace(CATS, candidate=text))


def test_what_is_being_composed_waits_until_it_is_a_word(picture):
    page = cats(picture)
    field(page).press("End")
    keys = page.context.new_cdp_session(page)
    for text in ("k", "か", "かん"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(field(page)).to_have_value(f"{CATS.candidate}かん")
    quiet(page)
    told(page, CATS)
    keys.send("Input.insertText", {"text": "感"})
    rest = replace(CATS, candidate=f"{CATS.candidate}感")
    told(page, rest)
    shows(page, rest)


def test_what_the_page_sets_replaces_what_is_being_typed(picture):
    page = cats(picture)
    chip(page, 2).click()
    field(page).press_sequentially("xyz ")
    after(page, named(page, "Second").click)
    told(page, SECOND)
    expect(field(page)).to_have_value(SECOND.references[1])
    expect(chip(page, 2)).to_have_attribute("aria-pressed", "true")
    shows(page, SECOND)


# Rows


def test_references_are_added_emptied_and_taken_away(picture):
    page = cats(picture)
    add, remove = within(page, ".add"), within(page, ".remove")
    expect(remove).to_be_hidden()
    for row in (3, 4, 5, 6):
        add.click()
        expect(chip(page, row)).to_have_attribute("aria-pressed", "true")
        expect(field(page)).to_be_focused()
        expect(field(page)).to_have_attribute("placeholder", LABELS["type_reference"])
    expect(add).to_be_hidden()
    shows(page, CATS)
    field(page).press_sequentially("the cat is on it")
    six = replace(CATS, references=(*CATS.references, "", "", "", "the cat is on it"))
    told(page, six)
    expect(remove).to_be_hidden()
    chip(page, 4).click()
    remove.click()
    expect(chip(page, 4)).to_be_focused()
    five = replace(CATS, references=(*CATS.references, "", "", "the cat is on it"))
    chip(page, 1).click()
    put(page, "")
    rest = replace(five, references=("", *five.references[1:]))
    told(page, rest)
    shows(page, rest)
    expect(within(page, "svg.words")).not_to_contain_text("R1")
    chip(page, 5).click()
    put(page, "")
    told(page, replace(rest, references=("", CATS.references[1])))
    expect(chip(page, 5)).to_be_visible()


def test_without_a_reference_it_says_what_to_do_and_asks_nothing(picture):
    page = cats(picture, replace(CATS, references=CATS.references[:1]))
    chip(page, 1).click()
    field(page).fill(" ")
    said = within(page, "svg.words")
    expect(said).to_contain_text(LABELS["no_reference"][:40])
    for part in (".p-row:visible", ".kept:visible", "[data-gram]", ".numbers > div", ".remove:visible", "[data-score]"):
        expect(within(page, part)).to_have_count(0)
    expect(within(page, ".status")).to_be_empty()
    told(page, replace(CATS, references=CATS.references[:1]))
    stage(page).press("ArrowRight")
    stage(page).press("ArrowDown")
    named(page, LABELS["table"]).click()
    expect(within(page, ".tables")).to_have_text(LABELS["no_reference"])
    put(page, "a mat")
    rest = replace(CATS, references=("a mat",), n=3)
    told(page, rest)
    shows(page, rest)


def test_an_empty_candidate_has_no_score(picture):
    page = cats(picture)
    put(page, "")
    told(page, replace(CATS, candidate=""))
    shows(page, replace(CATS, candidate=""))
    expect(within(page, ".status")).to_have_text(LABELS["no_step"].format(grams=LABELS["many_2"]))
    expect(chip(page, 0)).to_have_class("row-chip empty")
    for name in ("to_start", "back", "play", "forward", "to_end"):
        expect(named(page, LABELS[name])).to_be_disabled()


def test_what_cannot_be_seen_is_left_out_and_too_much_is_cut(picture):
    page = cats(picture)
    put(page, "the\tcat \u202eis\u200b on\u0007 e\u0301")
    told(page, replace(CATS, candidate="the cat is on é"))
    expect(field(page)).to_have_attribute("maxlength", str(LONGEST_SIDE))
    put(page, "a " * LONGEST_SIDE)
    told(page, replace(CATS, candidate=("a " * LONGEST_SIDE)[:LONGEST_SIDE]))
    expect(within(page, "[data-point]")).to_have_attribute("data-point", str(LONGEST_SIDE // 2))


def test_typing_brings_back_what_was_cut_off_and_not_yet_counted(picture):
    page = picture(kept=6, step=2)
    chip(page, 3).click()
    field(page).press("End")
    field(page).press_sequentially("!")
    field(page).press("Enter")
    rest = replace(DEFAULT, references=(*DEFAULT.references[:2], f"{DEFAULT.references[2]}!"), kept=6)
    told(page, rest)
    shows(page, rest)
    chip(page, 0).click()
    field(page).press("End")
    field(page).press_sequentially("!")
    field(page).press("Enter")
    rest = replace(rest, candidate=f"{DEFAULT.candidate}!", kept=-1)
    told(page, rest)
    shows(page, rest)
