"""The picture of error analysis in Chromium: pointing, the table, files, by keys, on a phone, in the dark, odd texts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import attribute_of, box_of, each, result_of, result_of_all, texts_of
from tests.lessons.error_analysis.picturing import (
    alone,
    beam,
    drawn_row,
    named,
    numbers,
    only,
    resized,
    row,
    shows,
    stage,
    told,
    within,
)
from tests.lessons.error_analysis.samples import (
    COUNT,
    LABELS,
    ODD,
    counts,
    division,
    isolated,
    kind,
    known,
    own_case,
    piece,
    scores,
    two,
)

CELLS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Pointing


def test_what_is_pointed_at_says_its_numbers(picture):
    page, case = picture(task="en-fr", row=1, width=10), known("en-fr").cases[1]
    machine, ours, theirs = scores(case, 10, 0.7)
    (search,) = [one for one in case.searched if one.width == 10]
    tip = within(page, ".tip > div")
    for side, (name, one, score) in enumerate((("y*", case.human, ours), ("ŷ", machine, theirs))):
        within(page, f'[data-hit="bar:1:{side}"]').hover()
        bar = LABELS["tip_bar"].format(name=name, total=two(one.log_probability), T=one.length)
        expect(tip).to_have_text([bar, f"score {division(one, score, 10, 0.7)}"])
        expect(within(page, ".term[data-term=score]")).to_have_class(re.compile("marked"))
        t = search.fell
        drawn_row(page, 1).locator(f'text[data-hit="word:1:{side}:{t}"]').hover()
        total, own = one.log_probabilities[: t + 1].sum(), one.log_probabilities[t]
        word = LABELS["tip_word"].format(word=isolated(piece(one.pieces[t])), own=two(own), sum=two(total))
        fell = [] if side else [LABELS["tip_rank"].format(rank=search.rank, width=10)]
        expect(tip).to_have_text([word, *fell])
        expect(within(page, ".term[data-term=sum]")).to_have_class(re.compile("marked"))
    for t, key in ((2, "tip_in"), (search.fell + 1, "tip_out")):
        drawn_row(page, 1).locator(f'text[data-hit="word:1:0:{t}"]').hover()
        expect(tip.last).to_have_text(LABELS[key].format(width=10))
    within(page, "[data-ring]").hover()
    values = {"width": 10, "rank": search.rank, "word": search.fell + 1, "last": two(search.last)}
    expect(tip).to_have_text(LABELS["tip_ring"].format(**values))
    within(page, '[data-hit="chip:1"]').hover()
    expect(tip).to_have_text(LABELS["tip_length"])
    within(page, '[data-piece="model"]').hover()
    count = counts("en-fr", 10, 0.7)["model"]
    expect(tip.first).to_have_text(LABELS["tip_piece"].format(count=count, verdict=LABELS["verdict_model"]))
    others = [at for at in range(4) if kind(known("en-fr").cases[at], 10, 0.7) != "model"]
    for at in others:
        expect(drawn_row(page, at)).to_have_attribute("opacity", "0.35")
    within(page, ".status").hover()
    expect(within(page, ".tip")).to_be_hidden()
    expect(within(page, "g[data-row][opacity], .term.marked")).to_have_count(0)


@pytest.mark.parametrize("term", ["score", "sum", "power"])
def test_a_term_lights_its_column_and_says_where_it_is(picture, term):
    page = picture(width=3)
    node = within(page, f".term[data-term={term}]")
    for begin, end in ((node.hover, within(page, ".status").hover), (node.focus, node.blur)):
        begin()
        expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{term}"])
        expect(numbers(page).first.locator(".marked")).to_have_count(2)
        end()
        expect(within(page, ".caption .read")).to_be_empty()
        expect(within(page, ".numbers .marked")).to_have_count(0)


# For everyone


def test_the_table_has_all_rows_and_all_words(picture):
    page, case = picture(width=3, alpha=0.7), known().cases[0]
    named(page, LABELS["table"]).click()
    words, rows = (result_of_all(within(page, f".table-box table >> nth={i} >> tbody tr"), CELLS) for i in (0, 1))
    machine, *_ = scores(case, 3, 0.7)
    for t, cells in enumerate(words):
        told_of = [str(t + 1)]
        for one in (case.human, machine):
            sums = one.log_probabilities.cumsum()
            there = t < one.length
            told_of += [piece(one.pieces[t]), two(one.log_probabilities[t]), two(sums[t])] if there else [""] * 3
        assert cells == told_of
    assert len(words) == max(case.human.length, machine.length) and len(rows) == COUNT
    for cells, one in zip(rows, known().cases, strict=True):
        found, ours, theirs = scores(one, 3, 0.7)
        sides = [
            [text.text, two(text.log_probability), str(text.length), two(score)]
            for text, score in ((one.human, ours), (found, theirs))
        ]
        assert cells == [one.source, *sides[0], *sides[1], LABELS[f"verdict_{kind(one, 3, 0.7)}"]]
    only(page, "search").click()
    expect(within(page, ".table-box table").last.locator("tbody tr")).to_have_count(counts("fr-en", 3, 0.7)["search"])
    assert not faults(page)
    named(page, LABELS["table"]).click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_by_keys_alone(picture):
    page = picture()
    beam(page, 3).press("Enter")
    told(page, width=3)
    within(page, ".slide.alpha").press("End")
    told(page, width=3, alpha=1.0)
    within(page, ".slide.alpha").press("ArrowLeft")
    told(page, width=3, alpha=0.95)
    expect(within(page, ".slide.alpha")).to_have_attribute("aria-valuetext", "0.95")
    row(page, 0).press("ArrowDown")
    expect(row(page, 1)).to_be_focused()
    row(page, 1).press("ArrowRight")
    told(page, row=1, step=1, width=3, alpha=0.95)
    within(page, ".as-good").press("Enter")
    expect(within(page, ".as-good")).to_have_attribute("aria-pressed", "true")
    only(page, "search").press("Enter")
    expect(only(page, "search")).to_have_attribute("aria-pressed", "true")
    stage(page).press("Escape")
    expect(only(page, "all")).to_have_attribute("aria-pressed", "true")


def test_a_row_that_opens_is_read_aloud_with_the_tally(picture):
    page = picture(width=3)
    stage(page).press("ArrowDown")
    live, found = page.locator(".error-analysis [aria-live=polite]").last, counts("fr-en", 3, 0.7)
    numbers_of = {name: found[name] for name in ("model", "search", "length")}
    expect(live).to_contain_text(LABELS["tally_said"].format(blamed=sum(numbers_of.values()), **numbers_of))
    expect(live).to_contain_text(isolated(known().cases[1].human.text))
    expect(live).to_contain_text(LABELS["width_said"].format(width=3, alpha="0.70"))


def test_on_a_phone_rows_are_cards_and_the_tally_stays_in_sight(picture):
    page = picture(task="en-fr", row=1, width=10)
    resized(page, PHONE)
    expect(page.locator(".error-analysis")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    expect(within(page, ".tally-box")).to_have_css("position", "sticky")
    for part in ("svg.tally", ".row-list", ".controls", ".beneath"):
        box = box_of(within(page, part))
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    beyond = "node => node.scrollWidth - node.clientWidth"
    assert result_of(within(page, ".toolbar"), beyond) <= 0 and result_of(within(page, ".lines"), beyond) <= 0
    case = known("en-fr").cases[1]
    machine, ours, theirs = scores(case, 10, 0.7)
    texts = texts_of(drawn_row(page, 1).locator("text"))
    assert {two(ours), two(theirs), two(case.human.log_probability), LABELS["verdict_length"]} <= set(texts)
    assert len(each(drawn_row(page, 1).locator("text[data-hit^='word:']"))) == case.human.length + machine.length
    bar = box_of(drawn_row(page, 1).locator("[data-bar=human]"))
    assert bar["x"] + bar["width"] < PHONE["width"] and bar["y"] > box_of(drawn_row(page, 1).locator("text").first)["y"]
    assert not faults(page)
    resized(page, {"width": 1280, "height": 900})
    expect(page.locator(".error-analysis")).not_to_have_class(re.compile(r"\bnarrow\b"))
    shows(page, "en-fr", open=1, width=10)


@pytest.mark.parametrize(
    "size", [{"width": 760, "height": 900}, {"width": 900, "height": 900}, {"width": 1700, "height": 1000}]
)
def test_at_other_widths(picture, size):
    page = picture(width=3, **({"present": 1} if size["width"] > 1000 else {}))
    resized(page, size)
    no_overflow(page)
    shows(page, width=3)
    ends = box_of(drawn_row(page, 0).locator("[data-chip]"))
    assert ends["x"] + ends["width"] <= size["width"]


def test_in_the_dark(picture):
    page = picture(width=3)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".error-analysis")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    shows(page, width=3)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_what_looks_like_markup_is_text(picture):
    page, own = picture(own="odd", row=-1), own_case("odd")
    named(page, LABELS["table"]).click()
    for part in (".status", ".table-box tbody tr >> nth=0", ".table-box caption >> nth=0", ".numbers-part h2"):
        expect(within(page, part)).to_contain_text(ODD)
    assert ODD in attribute_of(row(page, -1), "aria-label") and isolated(own.source) in attribute_of(
        row(page, -1), "aria-label"
    )
    drawn_row(page, -1).locator('text[data-hit="word:-1:0:2"]').hover()
    expect(within(page, ".tip")).to_contain_text(ODD)
    expect(within(page, "b").filter(has_text=re.compile("^x$"))).to_have_count(0)
    no_overflow(page)
    within(page, ".status").hover()
    expect(within(page, ".tip")).to_be_hidden()
    resized(page, PHONE)
    no_overflow(page)


def test_the_picture_can_be_saved(picture):
    page, files = picture(width=3), {}
    for ending in ("svg", "png"):
        with page.expect_download() as given:
            named(page, LABELS[f"save_{ending}"]).click()
        files[ending] = given.value.path()
    text, case = files["svg"].read_text("utf-8"), known().cases[0]
    machine, ours, theirs = scores(case, 3, 0.7)
    for word in (
        case.human.text,
        machine.text,
        two(ours),
        two(theirs),
        two(case.human.log_probability),
        str(COUNT - 29),
    ):
        assert f">{word}<" in text or f">{word} " in text or word in text, word
    is_drawn_twice_as_large(files["png"], text)
