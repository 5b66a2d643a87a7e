"""The picture of one-hot vectors and embeddings in Chromium, alone: the product, V, the open word, the rulers."""

import math
import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import (
    attribute_of,
    box_of,
    each,
    holds,
    result_of,
    text_of,
    texts_of,
)
from tests.lessons.word_representation.reading import (
    ROOT2,
    counts,
    heard,
    is_open,
    named,
    said_in,
    stage,
    status,
    told,
    within,
)
from tests.lessons.word_representation.samples import (
    CLOCKS,
    LABELS,
    isolated,
    microseconds,
    nearest_words,
    plain,
    shown,
)  # fmt: skip

WATCH = (
    "node => new MutationObserver(() => (window.said ??= []).push(node.textContent)).observe(node, { childList: true })"
)


# The product.


def test_the_product_goes_column_by_column(picture):
    page = picture()
    expect(status(page)).to_have_text("product, all 10,000 columns")
    counts(page, 500_000, 499_950)
    stage(page).press("Home")
    told(page, step=0)
    expect(status(page)).to_have_text("product, nothing multiplied yet")
    counts(page, 0, 0)
    for key, columns, step in (("ArrowRight", 1, 1), ("ArrowRight", 2, 2), ("ArrowLeft", 1, 1)):
        stage(page).press(key)
        told(page, step=step)
        expect(status(page)).to_have_text(f"product, column {columns - 1} of 10,000")
        counts(page, 50 * columns, 50 * columns)
    named(page, "To the end").click()
    told(page)
    named(page, "One column back").click()
    expect(status(page)).to_have_text("product, column 9,998 of 10,000")
    counts(page, 50 * 9999, 50 * 9998)
    named(page, "One column on").click()
    told(page)
    named(page, "To the start").click()
    told(page, step=0)
    slider = within(page, ".toolbar .slide")
    slider.fill("3")
    told(page, step=3)
    expect(slider).to_have_attribute("aria-valuetext", "product, column 2 of 10,000")
    slider.press("End")
    told(page)


def test_the_one_of_o_is_met_at_the_words_column(picture):
    """Step by step until the word's column has been multiplied: only then one of them is not by 0, and e is there."""
    page, row = picture(step=0), shown().rows[0]
    whole = int(attribute_of(within(page, ".toolbar .slide"), "max"))
    seen = []
    for step in range(1, whole + 1):
        stage(page).press("ArrowRight")
        expect(within(page, ".toolbar .slide")).to_have_js_property("value", str(step))
        said = text_of(status(page))
        done = 10_000 if "all" in said else int(re.search(r"column ([\d,]+)", said)[1].replace(",", "")) + 1
        counts(page, 50 * done, 50 * (done - (done > row)))
        seen.append(done)
    assert seen == sorted(set(seen)) and seen[-1] == 10_000 and int(row) + 1 in seen


def test_it_plays_to_the_end(picture):
    page = picture(step=0)
    result_of(status(page), WATCH)
    named(page, "Play").click()
    told(page)
    expect(status(page)).to_have_text("product, all 10,000 columns")
    said = [text for text in result_of(page, "window.said") if text != LABELS["status_start"]]
    assert not [text for text in said if re.search("[-−]", text)], "a frame may have begun before the key was pressed"
    done = [int(re.search(r"(?:column|all) ([\d,]+)", text)[1].replace(",", "")) for text in said]
    assert done == sorted(done) and done[-1] == 10_000 and len(done) <= 10, "by jumps, as nothing shall move"
    expect(named(page, "Play")).to_be_visible()


def test_space_plays_from_the_start_and_pauses(picture):
    page = picture()
    stage(page).press(" ")
    named(page, "Pause").click()
    expect(page.get_by_text(re.compile(r"^rest orange 10000 \d+$"))).to_be_visible()
    expect(named(page, "Play")).to_be_visible()


def test_a_column_that_is_pressed_tells_of_itself(picture):
    page, found = picture(), shown()
    at = box_of(stage(page).locator("canvas"))
    tip = within(page, ".tip")
    left = box_of(within(page, ".product-part rect[data-term=column]"))["x"] - at["x"]
    first = float(attribute_of(within(page, ".lookup-part svg.over > text").filter(has_text="0 the"), "x"))
    stage(page).hover(position={"x": first + 2, "y": 60})
    expect(tip).to_contain_text(f"{isolated('the')}, column 0")
    expect(tip).to_contain_text(LABELS["times_0"])
    stage(page).hover(position={"x": left + 4, "y": 60})
    expect(tip).to_contain_text(f"{isolated('orange')}, column {found.rows[0]:,}")
    expect(tip).to_contain_text(LABELS["times_1"])
    stage(page).click(position={"x": first + 2, "y": 60})
    told(page)
    stage(page).press("Escape")
    expect(tip).to_be_hidden()


# V and the clocks.


def test_v_is_dragged_and_both_costs_follow(picture):
    page = picture()
    slider = within(page, ".size-box input")
    assert attribute_of(slider, "max") == "9"
    for place, size in ((8, 50_000), (9, 100_000), (7, 20_000)):
        slider.fill(str(place))
        told(page, size=size)
        expect(within(page, "output.size")).to_have_text(f"{size:,}")
        expect(slider).to_have_attribute("aria-valuetext", f"V is {size:,}")
        counts(page, 50 * size, 50 * (size - 1))
        is_open(page, "orange", shown(), size)
        random = LABELS["random"].format(known="50,102")
        assert (random in said_in(page, ".product-part")) == (size > 50_102)
        assert f"all {size - 1:,} at √2" in texts_of(within(page, ".ruler > text"))
    box = box_of(slider)
    page.mouse.move(box["x"] + box["width"] * 0.78, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    told(page, size=100_000)
    slider.press("ArrowLeft")
    told(page, size=50_000)


def test_v_is_never_so_small_that_the_word_is_not_there(picture):
    page = picture(word="juice")
    slider = within(page, ".size-box input")
    for _ in range(2):
        stage(page).press("-")
    sentence = LABELS["least"].format(word=isolated("juice"), column="6,988", size="10,000")
    expect(heard(page)).to_contain_text(sentence)
    assert sentence in said_in(page, ".product-part")
    expect(within(page, "output.size")).to_have_text("10,000")
    slider.fill("0")
    expect(slider).to_have_js_property("value", "6")
    stage(page).press("+")
    told(page, "juice", 20_000)
    assert sentence not in said_in(page, ".product-part"), "it is said only where one goes too far"
    slider.fill("1")
    told(page, "juice")
    assert sentence in said_in(page, ".product-part")


def test_a_word_that_is_opened_brings_as_many_columns_as_it_needs(picture):
    page = picture(word="man", size=500)
    within(
        page,
        ".features .open-word",
    ).filter(has_text="apple").click()
    told(page, "apple", 5000)
    assert LABELS["least"].format(word=isolated("apple"), column="3,292", size="5,000") in said_in(
        page, ".product-part"
    )
    within(page, ".features .open-word").filter(has_text=re.compile("^man$")).click()
    told(page, "man", 5000)
    for size in (2000, 1000, 500):
        stage(page).press("-")
        told(page, "man", size)


def test_the_clocks_are_those_that_were_measured(picture):
    page = picture()
    widths = {}
    for place in range(5, 10):
        within(page, ".size-box input").fill(str(place))
        size, slow, quick = int(CLOCKS.sizes[place]), CLOCKS.product[place], CLOCKS.lookup[place]
        told(page, size=size)
        expect(within(page, ".product-part svg.over > text").filter(has_text="µs")).to_have_text(
            f"{microseconds(slow)} µs"
        )
        expect(within(page, ".lookup-part svg.over > text").filter(has_text="µs")).to_have_text(
            f"{microseconds(quick)} µs"
        )
        times = slow / quick
        shown_times = f"{times:,.0f}" if times >= 10 else f"{times:.1f}"
        expect(within(page, ".lookup-part svg.over > text").filter(has_text="× less")).to_have_text(
            f"{shown_times} × less"
        )
        bars = [float(attribute_of(bar, "width")) for bar in each(within(page, "[data-bar=loss]"))]
        assert len(bars) == max(1, math.ceil(10 * slow / CLOCKS.product[-1] - 1e-9))
        widths[size] = sum(bars)
        expect(within(page, "[data-bar=update]")).to_have_count(1)
    assert widths[20_000] / widths[100_000] == pytest.approx(CLOCKS.product[7] / CLOCKS.product[9], abs=0.01)
    assert widths[50_000] / widths[100_000] == pytest.approx(CLOCKS.product[8] / CLOCKS.product[9], abs=0.01)
    stage(page).press("Home")
    expect(within(page, ".product-part svg.over > text").filter(has_text="µs")).to_have_text("0.00 µs")


def test_what_was_not_measured_is_said_to_be(picture):
    page = picture(clocks=0)
    for part in (".product-part", ".lookup-part"):
        expect(within(page, f"{part} svg.over > text").filter(has_text=LABELS["not_measured"])).to_have_count(1)
        expect(within(page, f"{part} svg.over > text").filter(has_text="µs")).to_have_count(0)
    expect(within(page, "[data-bar]")).to_have_count(0)
    counts(page, 500_000, 499_950)
    stage(page).press("Home")
    told(page, step=0)
    named(page, "Measured").click()
    expect(within(page, ".lookup-part svg.over > text").filter(has_text="µs")).to_have_text(
        f"{CLOCKS.lookup[6]:.2f} µs"
    )
    expect(status(page)).to_have_text("product, nothing multiplied yet")


# The open word.


def test_a_word_of_the_text_is_opened_by_its_chip(picture):
    found = shown("orange juice king")
    page = picture(text="orange juice king")
    chips = within(page, ".asked .ask")
    expect(chips).to_have_text(["orange", "juice", "king"])
    for word in ("juice", "king", "orange"):
        within(page, f".ask[data-word={word}]").click()
        told(page, word)
        expect(within(page, ".ask[aria-pressed=true]")).to_have_attribute("data-word", word)
        is_open(page, word, found)
    expect(within(picture(), ".asked")).to_be_hidden()


def test_a_head_of_the_table_opens_its_word_everywhere(picture):
    page, found = picture(step=3), shown()
    is_open(page, "orange", found)
    for word in ("queen", "man"):
        within(page, f'[data-open="{found.words.index(word)}"]').click()
        told(page, word)
        is_open(page, word, found)
        expect(status(page)).to_have_text("product, all 10,000 columns")
    expect(heard(page)).to_contain_text(f"{isolated('man')}, column 300")


def test_up_and_down_go_through_the_words(picture):
    page, found = picture(), shown()
    seen = ["orange"]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        stage(page).press(key)
        holds(
            within(page, ".ruler-part h2"), "(node, before) => !node.textContent.includes(before)", isolated(seen[-1])
        )
        seen.append(text_of(within(page, ".features th.is-open")))
        told(page, seen[-1])
        is_open(page, seen[-1], found)
    assert len(set(seen)) == 3 and seen[3] == seen[1]


def test_the_page_may_open_another_word_or_text(picture):
    page = picture()
    named(page, "King among 20,000").click()
    told(page, "king", 20_000, 2)
    is_open(page, "king", shown(), 20_000)
    expect(status(page)).to_have_text("product, column 1 of 20,000")
    named(page, "Another text").click()
    told(page, "apple", 20_000)
    is_open(page, "apple", shown("apple pie"), 20_000)


# The rulers.


def test_dots_stand_at_their_distances(picture):
    page, found = picture(), shown()
    left = box_of(within(page, ".ruler-box"))["x"]
    ticks = {}
    for text in each(within(page, ".ruler > text")):
        if re.fullmatch(r"0\.5|1(\.5)?", text_of(text)):
            ticks[float(text_of(text))] = float(attribute_of(text, "x"))
    assert set(ticks) == {0.5, 1.0, 1.5}
    scale = ticks[1.5] - ticks[0.5]
    for dot in each(within(page, ".dot")):
        box, v = box_of(dot), int(attribute_of(dot, "data-dot"))
        x = box["x"] + box["width"] / 2 - left
        assert x == pytest.approx(ticks[1.0] + scale * (found.distances[0, v] - 1), abs=1)
        said = LABELS["distance_said"].format(
            word=isolated("orange"), other=isolated(found.words[v]), distance=plain(found.distances[0, v])
        )
        assert attribute_of(dot, "aria-label").startswith(said)
    embedded = sorted(float(attribute_of(one, "cx")) for one in each(within(page, ".ruler circle[data-term=e]")))
    expected = sorted(ticks[1.0] + scale * (found.distances[0, v] - 1) for v in nearest_words(found, 0))
    assert embedded == pytest.approx(expected, abs=0.2)
    one_hot = [float(attribute_of(one, "cx")) for one in each(within(page, ".ruler circle[data-term=o_w]"))]
    assert len(one_hot) >= 3 and one_hot == pytest.approx([ticks[1.0] + scale * (ROOT2 - 1)] * len(one_hot), abs=0.2)


def test_words_far_apart_have_a_longer_ruler(picture):
    """Own vectors at random lie farther apart than √2; the scale ends at 2 then."""
    found = shown("w1", "w1 w2", "w3", "w4 w5 w6 w7 w8 w9", "hostile")
    assert found.distances[0].max() > 1.5
    page = picture(text="w1", axes="w1 w2", table="w3", ruler="w4 w5 w6 w7 w8 w9", vectors="hostile", size=200)
    expect(within(page, ".ruler > text").filter(has_text=re.compile("^2$"))).to_have_count(1)
    width = float(attribute_of(within(page, ".ruler"), "width"))
    assert all(float(attribute_of(one, "cx")) < width for one in each(within(page, ".ruler circle")))


def test_a_dot_tells_its_distance_and_opens_its_word(picture):
    page, found = picture(), shown()
    v = found.words.index("fruit")
    dot, tip = within(page, f'.dot[data-dot="{v}"]'), within(page, ".tip")
    dot.hover()
    expect(tip).to_contain_text(f"{isolated('orange')} to {isolated('fruit')}: {plain(found.distances[0, v])}")
    expect(tip).to_contain_text("one-hot: 1.41, as all others")
    dot.click()
    told(page, "fruit")
    is_open(page, "fruit", found)
    expect(within(page, f'.dot[data-dot="{v}"]')).to_have_count(0)


def test_of_dots_that_stand_close_together_the_one_under_the_pointer_is_meant(picture):
    """Juice and lemon, blue and red: less than a dot's width apart."""
    page, found = picture(), shown()
    for word in ("juice", "lemon", "blue", "red"):
        box = box_of(within(page, f'.dot[data-dot="{found.words.index(word)}"]'))
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(within(page, ".tip")).to_contain_text(f"to {isolated(word)}:")
