"""The same picture's table of features, its formula, its tables, files and keys, a phone, the dark, words like markup."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.lessons.words.word_representation.options import AXES
from app.lessons.words.word_representation.picture import payload
from tests.browser.test_visits import PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import (
    attribute_of,
    box_of,
    each,
    holds,
    number_of,
    quiet,
    result_of,
    text_of,
    texts_of,
)
from tests.lessons.word_representation.reading import (
    axes_are,
    cells,
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
    HOSTILE,
    LABELS,
    feature,
    feature_said,
    isolated,
    microseconds,
    plain,
    shown,
)  # fmt: skip


def test_the_table_holds_cores_features(picture):
    page, found = picture(), shown()
    table = [*found.table, 0]
    assert cells(page) == {f"{a} {u}": feature(found.features[a, u]) for a in range(5) for u in table}
    assert texts_of(within(page, ".open-word")) == [found.words[u] for u in table]
    assert texts_of(within(page, ".axis-name")) == AXES.split(", ")
    expect(within(page, ".legend")).to_have_text(LABELS["legend"].format(pairs="5 to 8"))
    frame, column = box_of(within(page, ".open-frame")), box_of(within(page, '[data-cell="2 0"]'))
    assert frame["x"] <= column["x"] and column["x"] + column["width"] <= frame["x"] + frame["width"]
    within(page, '[data-cell="1 3"]').hover()
    expect(within(page, ".tip")).to_have_text(feature_said(found, 1, 3, "royal"))
    expect(within(page, ".numbers > div").last).to_contain_text(f"{isolated('king')} on {isolated('royal')} = (")
    within(page, '[data-cell="1 3"]').click()
    expect(within(page, "[data-cell][aria-pressed=true]")).to_have_attribute("data-cell", "1 3")
    expect(heard(page)).to_have_text(feature_said(found, 1, 3, "royal"))
    stage(page).press("Escape")
    expect(within(page, "[data-cell][aria-pressed=true]")).to_have_count(0)


def test_an_axis_is_added_from_two_words(picture):
    page = picture(step=2)
    add, typed = within(page, ".feature-foot > .add"), within(page, ".axis-form .typed")
    expect(typed.first).to_be_hidden()
    add.click()
    expect(typed.first).to_be_focused()
    typed.first.press("Enter")
    expect(typed.first).to_be_focused()
    typed.first.fill("land")
    typed.first.press("Enter")
    expect(typed.nth(1)).to_be_focused()
    axes_are(page, AXES)
    typed.nth(1).fill(" sea ")
    typed.nth(1).press("Enter")
    axes_are(page, f"{AXES}, land sea")
    expect(within(page, ".axis-name")).to_have_text([*AXES.split(", "), f"{isolated('land')} → {isolated('sea')}"])
    found = shown(axes=f"{AXES}, land sea")
    assert cells(page) == {f"{a} {u}": feature(found.features[a, u]) for a in range(6) for u in [*found.table, 0]}
    expect(typed.first).to_be_hidden()
    expect(add).to_be_visible()
    told(page, step=2)
    expect(status(page)).to_have_text("product, column 1 of 10,000")


def test_what_is_no_axis_leaves_the_table_and_the_words_in_the_form(picture):
    page = picture()
    within(page, ".feature-foot > .add").click()
    typed = within(page, ".axis-form .typed")
    typed.first.fill("land")
    typed.nth(1).fill("qqqzzq")
    within(page, ".axis-form").get_by_role("button", name="Add", exact=True).click()
    axes_are(page, AXES, refused=1)
    expect(within(page, ".axis-name")).to_have_count(5)
    expect(typed.nth(1)).to_have_value("qqqzzq")
    typed.nth(1).press("Escape")
    expect(typed.first).to_be_hidden()
    expect(within(page, ".feature-foot > .add")).to_be_focused()


def test_an_axis_is_called_as_it_was_named(picture):
    page = picture(axes="my boats: land sea road canal, gender, land sea")
    expect(within(page, ".axis-name")).to_have_text(["my boats", "gender", f"{isolated('land')} → {isolated('sea')}"])
    within(page, '[data-cell="0 0"]').hover()
    expect(within(page, ".tip")).to_contain_text(f"{isolated('orange')} on {isolated('my boats')} = ")
    expect(within(page, ".legend")).to_have_text(LABELS["legend"].format(pairs="1 to 8"))


def test_an_axis_is_dropped(picture):
    page, left = picture(axes="age, food, land sea"), ["age", "food", "land sea"]
    for place in (1, 1):
        within(page, f'[data-drop="{place}"]').click()
        del left[place]
        axes_are(page, ", ".join(left))
        expect(within(page, ".axis-name")).to_have_count(len(left))
    expect(within(page, "[data-drop]")).to_have_count(0)
    found = shown(axes="age")
    assert cells(page) == {f"0 {u}": feature(found.features[0, u]) for u in [*found.table, 0]}


def test_of_eight_axes_there_is_no_more_to_add(picture):
    axes = ", ".join(f"land {word}" for word in "sea lake river road house tree sun moon".split())
    page = picture(axes=axes)
    expect(within(page, "[data-drop]")).to_have_count(8)
    expect(within(page, ".feature-foot > .add")).to_be_hidden()
    below = box_of(within(page, ".right"))
    assert (
        box_of(within(page, ".ruler"))["y"] + box_of(within(page, ".ruler"))["height"]
        <= below["y"] + below["height"] + 1
    )


# Formula and picture.

MARKED = {
    "e_w": ".open-frame.strong",
    "e": ".open-frame.strong",
    "E": "svg.over > rect[rx='3'][fill=none]:not([data-term])",
    "o_w": ".product-part rect[data-term=o_w][stroke-width='3.5']",
    "column": "rect[data-term=column][stroke-width='4']",
    "feature": ".cell.looked",
    "d": ".features.axes-marked",
}
COUNTS = {"E": 2, "column": 2, "feature": 30}


@pytest.mark.parametrize("name", MARKED)
def test_a_term_marks_its_part_under_the_pointer_and_in_focus(picture, name):
    page = picture()
    term, part = within(page, f".term[data-term={name}]").first, within(page, MARKED[name])
    for begin, end in ((term.hover, status(page).hover), (term.focus, term.blur)):
        expect(part).to_have_count(0)
        begin()
        expect(part).to_have_count(COUNTS.get(name, 1))
        expect(term).to_have_class("term marked")
        expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{'e_w' if name == 'e' else name}"])
        end()
        expect(within(page, ".caption .read")).to_be_empty()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("o_w", ".product-part rect[data-term=o_w]"),
        ("e_w", ".lookup-part rect[data-term=e_w]"),
        ("column", ".lookup-part rect[data-term=column]"),
        ("E", ".product-part text[data-term=E]"),
        ("d", "th.axis[data-term=d] >> nth=0"),
    ],
)
def test_a_part_of_the_picture_marks_its_term(picture, name, part):
    page = picture()
    within(page, part).hover()
    expect(within(page, f".term[data-term={name}]").first).to_have_class(re.compile(r"\bmarked\b"))
    status(page).hover()
    expect(within(page, ".term.marked")).to_have_count(0)


def test_the_formula_names_the_open_word_and_its_column(picture):
    page, found = picture(), shown()
    for word in ("orange", "king"):
        within(page, f'[data-open="{found.words.index(word)}"]').click()
        told(page, word)
        lines = " ".join(texts_of(within(page, ".lines")))
        assert len(lines.split(word)) > 2 and f":,{found.rows[found.words.index(word)]}" in lines.replace(" ", "")
    assert "young" in text_of(within(page, ".lines")) or "man" in text_of(within(page, ".lines"))


# As table, files, keys, a phone, the dark.


def test_the_table_says_the_same(picture):
    page, found = picture(word="king"), shown()
    expect(within(page, ".table-box")).to_be_hidden()
    named(page, "as table").click()
    u, words = found.words.index("king"), within(page, "table").nth(1).locator("tbody tr")
    expect(words).to_have_count(len(found.words))
    for row in each(words):
        head, column, *rest = texts_of(row.locator("th, td"))
        v = found.words.index(head)
        assert column == f"{found.rows[v]:,}"
        assert rest[:5] == [feature(x, 2) for x in found.features[:, v]]
        assert rest[5:] == [plain(found.distances[u, v], 3), "0.000" if u == v else "1.414"]
    assert text_of(words.first.locator("th")) == "king"
    costs = within(page, "table").nth(2).locator("tbody tr")
    for i, row in enumerate(each(costs)):
        size, slow, quick = int(CLOCKS.sizes[i]), CLOCKS.product[i], CLOCKS.lookup[i]
        assert texts_of(row.locator("th, td")) == [
            f"{size:,}",
            f"{50 * size:,}",
            microseconds(slow),
            "0",
            microseconds(quick),
        ]
    named(page, "as table").click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_files_hold_what_is_drawn(picture):
    page = picture(word="king")
    with page.expect_download() as svg:
        named(page, "Save the picture as SVG").click()
    drawn = Path(svg.value.path()).read_text("utf-8")
    assert drawn.startswith("<svg") and "script" not in drawn
    for part in ("king", "500,000", "queen", "gender", "10,000", "√2", feature(shown().features[1, 3])):
        assert part in drawn, part
    with page.expect_download() as png:
        named(page, "Save the picture as PNG").click()
    is_drawn_twice_as_large(Path(png.value.path()), drawn)


def test_by_keys_alone(picture):
    """Everything that can be pressed is reached by Tab, in the order in which it stands; cells by arrows."""
    page, found = picture(text="orange juice"), shown("orange juice")
    at = within(page, ".ask").nth(1)
    at.focus()
    at.press("Enter")
    told(page, "juice")
    at.press("Tab")
    expect(within(page, ".size-box input")).to_be_focused()
    within(page, ".size-box input").press("ArrowRight")
    told(page, "juice", 20_000)
    within(page, ".size-box input").press("Tab")
    expect(stage(page)).to_be_focused()
    for key, size in (("+", 50_000), ("-", 20_000)):
        stage(page).press(key)
        told(page, "juice", size)
    stage(page).press("Tab")
    first = within(page, ".open-word").first
    expect(first).to_be_focused()
    first.press("Enter")
    told(page, found.words[found.table[0]], 20_000)
    expect(within(page, ".open-word").first).to_be_focused()
    cell = within(page, f'[data-cell="0 {found.table[0]}"]')
    cell.focus()
    expect(within(page, ".tip")).to_have_text(feature_said(found, 0, found.table[0], "gender"))
    cell.press("ArrowRight")
    expect(within(page, f'[data-cell="0 {found.table[1]}"]')).to_be_focused()
    within(page, f'[data-cell="0 {found.table[1]}"]').press("ArrowDown")
    below = within(page, f'[data-cell="1 {found.table[1]}"]')
    expect(below).to_be_focused()
    below.press("Enter")
    expect(below).to_have_attribute("aria-pressed", "true")
    assert number_of(within(page, "[data-cell][tabindex='0']")) == 1, "one of them is reached by Tab"
    dot = within(page, ".dot").first
    word = found.words[int(attribute_of(dot, "data-dot"))]
    dot.focus()
    expect(within(page, ".tip")).to_contain_text(isolated(word))
    dot.press("Enter")
    told(page, word, 20_000)
    expect(within(page, ".dot").first).to_be_focused()


def test_on_a_phone_the_parts_stand_one_beneath_the_other(picture):
    page = picture(text="orange juice king")
    page.set_viewport_size(PHONE)
    expect(page.locator(".word-representation")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    parts = [
        box_of(within(page, part))
        for part in (".product-part", ".lookup-part", ".features-part", ".ruler-part", ".beneath")
    ]
    for above, below in zip(parts, parts[1:], strict=False):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert all(0 <= part["x"] and part["x"] + part["width"] <= PHONE["width"] for part in parts)
    wide = result_of(page.locator(".word-representation"), """root => [...root.querySelectorAll("svg > *, button, td, th")]
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().width && !node.closest(".table-box, .asked"))
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML)""")  # fmt: skip
    assert wide == []
    counts(page, 500_000, 499_950)
    within(page, ".features .open-word").filter(has_text="queen").click()
    told(page, "queen")
    is_open(page, "queen", shown("orange juice king"))
    within(page, '[data-drop="4"]').click()
    axes_are(page, "gender, royal, age, food")
    no_overflow(page)
    assert not faults(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_dark_as_in_the_light(picture, scheme):
    page = picture(text="orange juice")
    page.emulate_media(color_scheme=scheme)
    holds(
        page.locator(".word-representation"),
        "(node, isDark) => node.classList.contains('dark') === isDark",
        scheme == "dark",
    )
    quiet(page)
    counts(page, 500_000, 499_950)
    ground = result_of(within(page, ".product-part rect[data-term=o_w]"), "node => node.getAttribute('fill')")
    light = sum(int(x) for x in re.findall(r"\d+", ground)[:3]) if "rgb" in ground else int(ground[1:3], 16) * 3
    assert (light < 200) == (scheme == "dark")
    named(page, "as table").click()
    assert not faults(page)


def test_in_a_classroom_all_is_larger(picture):
    page = picture()
    size = box_of(within(page, ".product-part svg.over"))
    page = picture(present=1)
    expect(page.locator(".word-representation")).to_have_class(re.compile(r"\bpresent\b"))
    assert box_of(within(page, ".product-part svg.over"))["height"] > 1.15 * size["height"]
    expect(within(page, ".product-part svg.over > text[font-size='25']")).to_have_text("500,000")
    no_overflow(page)


# Words that look like something else.


def test_words_that_look_like_markup_are_text(picture):
    a, b, *_ = HOSTILE
    asked = {
        "text": " ".join(HOSTILE),
        "axes": f"{a} {b}, {a}: w1 w2" if ":" not in a else f"{a} {b}",
        "table": a,
        "ruler": b,
    }
    page = picture(vectors="hostile", **asked)
    expect(within(page, ".ask")).to_have_text(list(HOSTILE))
    found = shown(asked["text"], asked["axes"], a, b, "hostile")
    expect(within(page, ".axis-name").first).to_have_text(f"{isolated(a)} → {isolated(b)}")
    for word in (HOSTILE[4], HOSTILE[6], a):
        within(page, ".ask").nth(HOSTILE.index(word)).click()
        told(page, word, 10_000)
        expect(within(page, ".ruler-part h2")).to_have_text(LABELS["ruler_title"].format(word=isolated(word)))
        expect(within(page, ".features th.is-open .open-word")).to_have_text(word)
    named(page, "as table").click()
    words = texts_of(within(page, ".table-box table").first.locator("tbody th"))
    assert sorted(words) == sorted(found.words)
    assert number_of(within(page, "img")) == number_of(within(page, "[onerror]")) == 0
    with page.expect_download() as svg:
        named(page, "Save the picture as SVG").click()
    assert "<img" not in Path(svg.value.path()).read_text("utf-8")
    assert result_of(page, "window.hit === undefined") is True


def test_nothing_of_the_picture_is_written_as_html():
    """Words come from files that anybody may have made."""
    folder = Path(payload.__file__).parent
    code = "".join(path.read_text("utf-8") for path in [folder / "component.js", *folder.glob("js/*.js")])
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", code)


def test_of_vectors_of_many_numbers_the_first_rows_are_shown(picture):
    page = picture(vectors="news", clocks=0)
    assert LABELS["rows_first"].format(shown=50, all=300) in said_in(page, ".product-part")
    counts(page, 3_000_000, 300 * 9_999, 300)
    expect(within(page, ".numbers > div").first).to_contain_text("300 · 10,000 = 3,000,000")


def test_a_text_without_table_and_ruler_can_be_drawn(picture):
    page = picture(table=",", ruler=",")
    expect(within(page, ".dot")).to_have_count(0)
    expect(within(page, ".numbers > div")).to_have_count(3)
    expect(within(page, ".open-word")).to_have_text(["orange"])
    for key in ("ArrowUp", "ArrowDown", "+", "Escape"):
        stage(page).press(key)
    told(page, size=20_000)
