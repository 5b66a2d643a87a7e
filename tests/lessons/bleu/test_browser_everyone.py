"""The picture of BLEU in Chromium: table, files, a phone, the dark, other widths, odd and long texts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.bleu.picture import Rest
from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import box_of, result_of, result_of_all
from tests.lessons.bleu.picturing import (
    alone,
    chip,
    counts,
    every,
    field,
    named,
    point,
    resized,
    shows,
    told,
    within,
    word,
)
from tests.lessons.bleu.saying import DEFAULT, LABELS, SMALL, THE, amount, by_core, names, rounded, state

CELLS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
# Pairs of texts that lie upon each other, and texts that the penalty's curve runs through.
OVERLAPS = """const overlaps = (root) => {
  const seen = [...root.querySelectorAll("svg text")].filter((one) => one.textContent && one.checkVisibility());
  const texts = seen.map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const [top, bottom] = [y + height * 0.22, y + height * 0.78]; // of the letters
    return { text: one.textContent, left: x + 1, right: x + width - 1, top, bottom };
  });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const pairs = texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => meet(a, b)).map((b) => [a.text, b.text]));
  const curve = root.querySelector("[data-curve]"), { x, y } = root.querySelector(".side-marks").getBoundingClientRect();
  for (let at = 0; at < (curve?.getTotalLength() ?? 0); at += 1) {
    const [left, top] = [x + curve.getPointAtLength(at).x, y + curve.getPointAtLength(at).y];
    const met = texts.filter((one) => meet(one, { left, right: left, top, bottom: top }));
    pairs.push(...met.map((one) => [one.text, "the curve"]));
  }
  return pairs;
};"""
EVERY_LENGTH = """async (handle, count) => {
  const root = handle.closest(".bleu"), out = [], frame = () => new Promise(requestAnimationFrame);
  for (const key of ["Home", ...Array(count).fill("ArrowRight")]) {
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await frame().then(frame);
    out.push(...overlaps(root));
  }
  return out;
}"""
SENTENCE = "the military forces which always obey the commands of that party and its leaders who are here now".split()


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def of(rest: Rest) -> dict:
    return {"candidate": rest.candidate, "references": list(rest.references), "n": rest.n}


def nothing_overlaps(page: Page) -> None:
    assert not result_of(page.locator(".bleu"), f"root => {{ {OVERLAPS} return overlaps(root); }}")


def a_long_one(references: int, words: int) -> Rest:
    """So many references of so many words; each begins elsewhere."""
    line = (SENTENCE * 8)[:100]
    return Rest(" ".join(line[3 : 3 + words]), tuple(" ".join(line[k : k + words]) for k in range(references)), 2)


# The same in other forms


@pytest.mark.parametrize("rest", [DEFAULT, THE], ids=["pairs", "scissors"])
def test_the_table_has_all_n_grams_and_the_precisions(picture, rest):
    page, found = picture(**of(rest)), by_core(rest)
    named(page, LABELS["table"]).click()
    grams, precisions = (result_of_all(within(page, f".tables table >> nth={i} >> tbody tr"), CELLS) for i in (0, 1))
    own, wanted = found.orders[rest.n - 1], []
    for one in own.grams:
        words = " ".join(found.candidate[one.start : one.start + rest.n])
        payer = names(rest)[one.payer] if state(one) == "paid" else "–"
        wanted.append(
            [words, str(one.here), *map(str, one.known), payer, LABELS["yes"] if state(one) == "clipped" else "–"]
        )
    assert grams == wanted
    rows = [
        [f"p{SMALL[one.n]}", *map(str, one.paid), str(one.count), str(one.total), rounded(one.precision)]
        for one in found.orders
    ]
    assert precisions == rows
    expect(within(page, ".tables caption").first).to_have_text(
        LABELS["table_grams"].format(grams=LABELS[f"many_{rest.n}"])
    )
    expect(within(page, ".tables caption").last).to_contain_text(f"BLEU {rounded(found.score, 2)}")
    assert not faults(page)


def test_the_picture_can_be_saved(picture):
    page, files = picture(), {}
    for ending in ("svg", "png"):
        with page.expect_download() as given:
            named(page, LABELS[f"save_{ending}"]).click()
        files[ending] = given.value.path()
    text = files["svg"].read_text("utf-8")
    for said in (
        "10/17",
        "0.588",
        "50.46",
        "0.5046",
        "c = r = 18",
        LABELS["inset_title"],
        amount(2, 8),
        "commands",
        "R3",
    ):
        assert said in text, said
    is_drawn_twice_as_large(files["png"], text)


def test_what_was_counted_is_read_aloud(picture):
    page, found = picture(), by_core(replace(DEFAULT, n=1))
    within(page, '.p-row[data-p="1"]').click()
    live = page.locator(".bleu [aria-live=polite]").last
    values = {"n": 1, "total": amount(1, 18), "paid": 17, "clipped": 0, "unknown": 1}
    expect(live).to_contain_text(LABELS["all_said"].format(precision=rounded(found.orders[0].precision), **values))
    expect(live).to_contain_text(LABELS["score_said"].format(penalty=1, mean="0.505", score="50.46"))


# Other screens


def test_on_a_phone_a_tapped_pair_is_marked_wherever_it_stands(picture):
    page = picture()
    resized(page, PHONE)
    expect(page.locator(".bleu")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    nothing_overlaps(page)
    expect(within(page, "[data-ribbon]")).to_have_count(0)
    word(page, 0, 16).click()
    told(page, replace(DEFAULT, step=-1))
    word(page, 0, 15).click()
    told(page, replace(DEFAULT, step=16))
    expect(counts(page)).to_contain_text("R2 1 · R3 1")
    same = every(page, "[data-same]")
    rows = [text.split() for text in (DEFAULT.candidate, *DEFAULT.references)]
    at = [(row, i) for row, words in enumerate(rows) for i in range(len(words)) if words[i : i + 2] == ["of", "the"]]
    assert at == [(0, 15), (2, 15), (3, 13)] and len(same) == len(at)
    for one, (row, place) in zip(same, at, strict=True):
        first = every(page, f'text[data-hit="word:{row}:{place}"]')[0]
        assert abs(one["x"] - first["x"]) < 4 and one["y"] < first["y"] + first["height"] / 2 < one["y"] + one["height"]
    for part in (".stage", ".side", ".editor", ".toolbar", ".beneath"):
        box = box_of(within(page, part))
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], part
    cards = every(page, "svg.words rect[width='3']")
    labels = [one for one in every(page, "svg.words rect[fill-opacity='0.14']") if one["width"] < 30]
    assert len(cards) == len(labels) == 3
    assert all(label["x"] > card["x"] + card["width"] + 4 for card, label in zip(cards, labels, strict=True))
    assert not faults(page)
    within(page, '.p-row[data-p="4"]').click()
    point(page).press("Home")
    point(page).press("End")
    resized(page, {"width": 1280, "height": 900})
    told(page, replace(DEFAULT, n=4))
    shows(page, replace(DEFAULT, n=4))


def test_in_the_dark_and_at_other_widths(picture):
    page = picture(present=1)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".bleu")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    for wide in (700, 1700, 1280):
        resized(page, {"width": wide, "height": 900})
        no_overflow(page)
        nothing_overlaps(page)
    shows(page, DEFAULT)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page = picture(kept=12)
    for wide in (740, 1280):
        resized(page, {"width": wide, "height": 900})
        no_overflow(page)
        nothing_overlaps(page)
    shows(page, replace(DEFAULT, kept=12))


# Odd and long texts


def test_nothing_overlaps_at_any_length_of_the_candidate(picture):
    for address in ({}, {"wrongly": "upside"}, of(a_long_one(3, 12)) | {"brevity": "shortest"}):
        page = picture(**address)
        assert not result_of(
            point(page), f"(handle, count) => {{ {OVERLAPS} return ({EVERY_LENGTH})(handle, count); }}", 18
        )
    page = picture(wrongly="mean", kept=6)
    nothing_overlaps(page)


@pytest.mark.parametrize(("references", "words"), [(3, 60), (6, 40)])
def test_long_texts_go_on_in_more_lines(picture, references, words):
    rest = a_long_one(references, words)
    page = picture(**of(rest))
    shows(page, rest)
    nothing_overlaps(page)
    sizes = "all => Math.min(...all.map(e => Number(e.getAttribute('font-size'))))"
    assert result_of_all(within(page, "svg.words .row-words"), sizes) >= 11
    stage = box_of(within(page, ".stage"))
    for one in every(page, "text[data-hit]"):
        assert stage["x"] <= one["x"] and one["x"] + one["width"] <= stage["x"] + stage["width"] + 1


def test_hebrew_goes_from_the_right_and_markup_is_text(picture):
    rest = Rest("שלום עולם, מה שלומך?", ("שלום לך עולם, מה שלומך היום", "<b>x</b> & 🙂 $x$ [a](b)", "x" * 300), 2)
    page = picture(**of(rest))
    shows(page, rest)
    for row, direction in ((0, -1), (1, -1), (2, 1)):
        x = [one["x"] * direction for one in every(page, f'text[data-hit^="word:{row}:"]')]
        assert x == sorted(x)
    nothing_overlaps(page)
    chip(page, 2).click()
    expect(field(page)).to_have_value(rest.references[1])
    chip(page, 0).click()
    field(page).fill(rest.references[1])
    marked = replace(rest, candidate=rest.references[1])
    told(page, marked)
    assert shows(page, marked).score == pytest.approx(100)
    named(page, LABELS["table"]).click()
    expect(within(page, ".tables tbody tr").first).to_contain_text("< b")
    expect(within(page, "b").filter(has_text=re.compile("^x$"))).to_have_count(0)
    no_overflow(page)
    resized(page, PHONE)
    no_overflow(page)
