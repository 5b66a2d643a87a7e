"""The picture of the tree for everyone: as a table, by keys, on a phone, in the dark, at other sizes, in a file, with odd words."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import attribute_of, box_of, each, resized, result_of, texts_of
from tests.lessons.hierarchical_softmax.reading import (
    card_is,
    heard,
    labels,
    leaf,
    named,
    place_of,
    river,
    shows,
    told,
    turn_pill,
    within,
)  # fmt: skip
from tests.lessons.hierarchical_softmax.samples import (
    LABELS,
    ODD,
    beneath,
    format_,
    leaf_said,
    leaves,
    percent,
    pill,
    precise,
    shown,
    step_said,
    turn_said,
    walk,
)  # fmt: skip


def test_the_table_says_the_same(picture):
    page, found = picture(), shown()
    named(page, LABELS["table"]).click()
    for scale in ("small", "real"):
        within(page, f"[data-scale={scale}]").click()
        told(page, scale=scale)
        turns, made = walk(found, "juice", scale), leaves(found, "juice", scale)
        tables = within(page, ".table-box table")
        for turn, line in zip(turns, each(tables.first.locator("tbody tr")), strict=True):
            assert texts_of(line.locator("th, td")) == [
                str(turn.number), format_(turn.x, 3), f"{turn.taken:.4f}", f"{turn.other:.4f}", precise(turn.this.p),
                beneath(turn.this, scale), beneath(turn.left, scale),
            ]  # fmt: skip
        *lines, whole = each(tables.last.locator("tbody tr"))
        river_ = found.river
        for one, line in zip(sorted(made.values(), key=lambda one: -one.side.p), lines, strict=True):
            cells = texts_of(line.locator("th, td"))
            assert cells[:3] == [one.name or beneath(one.side, scale), str(one.depth), precise(one.side.p)]
            if one.name in river_.words:
                at = river_.words.index(one.name)
                assert cells[3:] == [percent(river_.beside[at] / river_.beside.sum()), f"{river_.counts[at]:,}"]
            else:
                assert cells[3:] == ["", ""]
        assert texts_of(whole.locator("th, td"))[:3] == [
            LABELS["all_bundles" if scale == "real" else "all_leaves"], "", "1.000000",
        ]  # fmt: skip
    assert not faults(page)
    named(page, LABELS["table"]).click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_what_is_done_is_read_aloud(picture):
    page, turns = picture(), walk(shown(), "juice")
    river(page).press("ArrowLeft")
    expect(heard(page)).to_have_text(step_said(turns, "juice", 7))
    turn_pill(page, turns[1].turn).click()
    expect(heard(page)).to_have_text(turn_said(turns[1]))
    river(page).press("Home")
    told(page, step=0)
    river(page).press("Escape")
    expect(heard(page)).to_have_text(step_said(turns, "juice", 0))
    said = ". ".join([LABELS["title_small"].format(count=18), step_said(turns, "juice", 0), LABELS["keys"]])
    expect(river(page)).to_have_attribute("aria-label", said)


def test_one_button_of_each_kind_is_in_the_order_of_the_keys(picture):
    page, turns = picture(), walk(shown(), "juice")
    expect(within(page, ".leaf[tabindex='0']")).to_have_attribute("data-leaf", place_of("juice"))
    expect(within(page, ".pill[tabindex='0']")).to_have_attribute("data-turn", f"turn:{turns[-1].turn}")
    turn_pill(page, turns[2].turn).click()
    expect(within(page, ".pill[tabindex='0']")).to_have_attribute("data-turn", f"turn:{turns[2].turn}")
    leaf(page, place_of("juice")).focus()
    leaf(page, place_of("juice")).press("ArrowLeft")
    told(page, step=7)


def test_on_a_phone_the_way_runs_down(picture):
    page, found = picture(), shown()
    page.set_viewport_size(PHONE)
    expect(page.locator(".hierarchical-softmax")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    for scale in ("small", "real"):
        within(page, f"[data-scale={scale}]").click()
        named(page, LABELS["to_end"]).click()
        told(page, scale=scale)
        shows(page, scale=scale)
        turns = walk(found, "juice", scale)
        tops = [box_of(turn_pill(page, turn.turn))["y"] for turn in turns]
        assert tops == sorted(tops) and len({round(b - a) for a, b in zip(tops, tops[1:], strict=False)}) == 1
        boxes = [box_of(one) for one in each(within(page, ".leaf"))]
        assert min(box["y"] for box in boxes) > tops[-1] and box_of(within(page, ".depths-part"))["y"] > boxes[-1]["y"]
        for box in (*boxes, box_of(within(page, ".depths-part"))):
            assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
        turn_pill(page, turns[1].turn).click()
        card_is(page, turns[1], scale)
        card = box_of(within(page, ".turn-card"))
        assert card["x"] >= 0 and card["x"] + card["width"] <= PHONE["width"]
        river(page).press("Escape")
        named(page, LABELS["back"]).click()
        told(page, scale=scale, step=len(turns) - 1)
        shows(page, scale=scale, step=len(turns) - 1)
    no_overflow(page)
    assert not faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".hierarchical-softmax")).not_to_have_class(re.compile(r"\bnarrow\b"))
    shows(page, scale="real", step=len(turns) - 1)


@pytest.mark.parametrize("size", [{"width": 700, "height": 900}, {"width": 1700, "height": 1000}])
def test_at_other_widths(picture, size):
    page = picture(present=1) if size["width"] > 1000 else picture()
    resized(page, **size)
    no_overflow(page)
    shows(page)
    left, right = box_of(within(page, ".left")), box_of(within(page, ".right"))
    if size["width"] > 1000:
        assert left["x"] + left["width"] <= right["x"] + 1


def test_in_the_dark(picture):
    page = picture()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".hierarchical-softmax")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    shows(page)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator(".hierarchical-softmax")).not_to_have_class(re.compile(r"\bdark\b"))


def test_what_looks_like_markup_is_text(picture):
    page, mark = picture(odd=1, scale="real"), ODD.replace(" ", "·")
    named(page, LABELS["table"]).click()
    for part in (".status", ".chips-row", ".table-box", ".numbers-part .caption"):
        expect(within(page, part)).to_contain_text(f"{mark}soup")
    expect(within(page, ".river svg text").filter(has_text=mark).first).to_be_visible()
    within(page, ".pill").first.hover()
    expect(within(page, ".turn-card")).to_contain_text(f"{mark}orange")
    assert all("<b>x</b>" in name for name in labels(page, ".leaf").values())
    expect(
        within(page, ":is(bdi, text, td, th, caption, .tip, .numbers, .turn-card span) b").filter(
            has_text=re.compile("^x$")
        )
    ).to_have_count(0)
    no_overflow(page)


def test_the_picture_can_be_saved(picture):
    page, found = picture(), shown()
    with page.expect_download() as given:
        named(page, LABELS["save_svg"]).click()
    text = given.value.path().read_text("utf-8")
    for word in (*found.river.words, "orange", "8,000", LABELS["title_small"].format(count=18)[:30]):
        assert f">{word}" in text, word
    for turn in walk(found, "juice"):
        assert f">{pill(turn.taken)}<" in text
    assert text.startswith("<svg") and given.value.suggested_filename == "hierarchical-softmax.svg"
    with page.expect_download() as given:
        named(page, LABELS["save_png"]).click()
    is_drawn_twice_as_large(given.value.path(), text)


def test_forty_words_have_a_row_each(picture):
    words = " ".join(shown().real[0].depths.examples[-1] + shown().river.words)
    page = picture(words=words, word="soup", centre="glass")
    found = shown(words, "glass")
    assert labels(page, ".leaf") == {key: leaf_said(one) for key, one in leaves(found, "soup").items()}
    boxes = [box_of(one) for one in each(within(page, ".leaf"))]
    for one, other in zip(boxes, boxes[1:], strict=False):
        assert one["y"] + one["height"] <= other["y"] + 0.2
    assert attribute_of(within(page, ".river svg"), "aria-hidden") == "true"
