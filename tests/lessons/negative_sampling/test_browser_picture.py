"""The picture of negative sampling in Chromium: its steps, rows, darts, bands and arrows, and what the page is told."""

import math
import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.lessons.words.negative_sampling.options import SEED
from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import no_overflow
from tests.browser.waiting import (
    after,
    attribute_of,
    box_of,
    each,
    quiet,
    resized,
    result_of,
    result_of_all,
    text_of,
    texts_of,
)
from tests.lessons.negative_sampling.samples import (
    FLAT,
    LABELS,
    MIDDLE,
    ODD,
    ONE,
    percent,
    power,
    rows,
    said,
    shown,
    sigma,
    signed,
    total,
    two,
    wrong,
)  # fmt: skip

WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  new MutationObserver(() => { if (window.said.at(-1) !== now()) window.said.push(now()); }).observe(node, { attributes: true });
}"""
# Of each part its number, the points of its first two lines, and the middle of its first circle.
PLACES = """nodes => nodes.map(node => {
  const [line, head] = node.querySelectorAll("path"), point = node.querySelector("circle");
  const numbers = (path) => path?.getAttribute("d").match(/-?[\\d.]+/g).map(Number) ?? [];
  const middle = point ? ["cx", "cy"].map((name) => Number(point.getAttribute(name))) : [];
  return [Number(Object.values(node.dataset).at(-1)), numbers(line), numbers(head), middle];
})"""
BANDS = """nodes => nodes.map(node => ["x", "width"].map(name => Number(node.getAttribute(name))))"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("negative_sampling", **address))
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".negative-sampling {selector}")


def stage(page: Page) -> Locator:
    return within(page, ".row-list")


def player(page: Page) -> Locator:
    return within(page, ".toolbar .slide")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def numbers(page: Page) -> Locator:
    return within(page, ".numbers > div")


def row(page: Page, j: int) -> Locator:
    return within(page, f'button.row[data-question="{j}"]')


def told(page: Page, centre=5, pair=3, exponent=0.75, k=4, step=-1, seed=SEED) -> None:
    """The page has been told where the picture rests."""
    rest = f"rest {centre} {pair} {exponent:g} {k} {step}, seed {seed}"
    expect(page.get_by_text(rest, exact=True)).to_be_visible()
    quiet(page)


def cut(word: str) -> re.Pattern:
    """A word in a column, or its beginning and the whole of it as a title."""
    return re.compile(f"^({re.escape(word)}|.+…{re.escape(word)})$")


def shows(page: Page, step: int = -1, pair: int = 3, k: int = 4, x: int = MIDDLE, **of: object) -> None:
    """All of the table, its sum, the numbers and what is read aloud are those of what was drawn, as far as that step."""
    found = shown(**of)
    asked, is_end = rows(found, pair, k, x), step in (-1, k + 2)
    there = asked if is_end else asked[:step]
    expect(within(page, "g[data-row]")).to_have_count(len(there))
    expect(within(page, "button.row")).to_have_count(min(len(there), k + 1))
    centre = found.tokens[found.centre]
    for j, one in enumerate(there):
        cells = [centre, cut(one.word), *(["!"] if wrong(found, pair, one) else [])]
        cells += [str(one.y), sigma(one.sigma), two(one.loss), signed(one.push)]
        expect(within(page, f'g[data-row="{j}"] text')).to_have_text(cells)
        expect(row(page, j)).to_have_attribute("aria-label", said(found, pair, one))
    sum_of = within(page, ".rows-part > svg text[data-term=loss]")
    expect(sum_of).to_have_text([two(total(there))] if there else [])
    told_by = LABELS["said_push"].format(count=k + 1, loss=two(total(asked)))
    told_by = told_by if is_end else said(found, pair, there[-1]) if there else LABELS["said_nothing"]
    expect(player(page)).to_have_attribute("aria-valuetext", told_by)
    if not there:
        expect(numbers(page).first).to_have_text(LABELS["nothing_yet"])
    elif len(there) <= 7:
        terms = " + ".join(two(one.loss) for one in there)
        expect(numbers(page).first).to_have_text(f"{two(total(there))} = {terms}")
    notes = [note for note in (wrong(found, pair, one) for one in there) if note]
    sigmas = LABELS["sigmas"].format(vocabulary="8,000", sum=f"{found.sigmas:,.0f}")
    if len(set(notes)) < 2:
        expect(numbers(page).last).to_have_text(notes[0] if notes else sigmas)


# Steps


def test_it_goes_from_step_to_step_to_the_end_and_on_to_the_next_pair(picture):
    page = picture(step=0)
    shows(page, 0)
    for step in (1, 2, 3, 4, 5):
        stage(page).press("ArrowRight")
        told(page, step=step)
        shows(page, step)
        expect(within(page, "[data-creep], svg.plane [data-point] path")).to_have_count(0)
    stage(page).press("ArrowRight")
    told(page)
    shows(page)
    expect(within(page, "[data-creep]")).to_have_count(5)
    stage(page).press("ArrowRight")
    told(page, pair=4, step=1)
    shows(page, 1, 4)
    expect(within(page, ".status")).to_have_text(LABELS["status"].format(pair=5, pairs=6, words="orange, to"))
    stage(page).press("ArrowLeft")
    told(page, pair=4, step=0)
    stage(page).press("ArrowLeft")
    told(page)
    shows(page)


def test_the_player_goes_to_the_start_and_the_end(picture):
    page = picture(k=2)
    named(page, LABELS["to_start"]).click()
    told(page, k=2, step=0)
    shows(page, 0, k=2)
    named(page, LABELS["forward"]).click()
    told(page, k=2, step=1)
    player(page).fill("3")
    told(page, k=2, step=3)
    shows(page, 3, k=2)
    named(page, LABELS["back"]).click()
    told(page, k=2, step=2)
    named(page, LABELS["to_end"]).click()
    told(page, k=2)
    shows(page, k=2)
    last = picture(pair=5)
    expect(named(last, LABELS["forward"])).to_be_disabled()
    expect(named(picture(pair=0, step=0), LABELS["back"])).to_be_disabled()


def test_a_page_may_ask_for_another_step(picture):
    page = picture()
    after(page, named(page, "First step").click)
    shows(page, 1, 0, 2, 10)
    expect(within(page, ".slide.k")).to_have_value("2")
    after(page, named(page, "Another text").click)
    expect(within(page, ".sentence .word")).to_have_text(["a", "glass", "of", "milk"])
    expect(within(page, ".sentence .centre")).to_have_attribute("data-word", "3")
    shows(page, 1, 0, 2, 10, text="a glass of milk", centre=3)


def test_played_it_takes_one_step_after_the_other(picture):
    page = picture(k=2, step=0)
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    stage(page).press(" ")
    told(page, k=2)
    found = shown()
    heard = [said(found, 3, one) for one in rows(found, 3, 2)]
    assert result_of(page, "window.said") == [
        LABELS["said_nothing"],
        *heard,
        LABELS["said_push"].format(count=3, loss=two(total(rows(found, 3, 2)))),
    ]
    shows(page, k=2)
    expect(named(page, LABELS["play"])).to_be_visible()


# Rows


@pytest.mark.parametrize("moment", ["end", "reading", "before"])
@pytest.mark.parametrize("pair", [0, 5])
def test_rows_are_cores(picture, moment, pair):
    page = picture(moment=moment, pair=pair)
    shows(page, pair=pair, moment=moment)
    expect(within(page, ".rows-part h2")).to_have_text(LABELS["rows_title"].format(count="Five", vocabulary="8,000"))


@pytest.mark.parametrize("step", [5, -1])
def test_the_bars_are_as_long_as_sigma_and_a_step_makes_them_better(picture, step):
    page, found = picture(step=step), shown()
    for j, one in enumerate(rows(found, 3, 4)):
        bar = within(page, f'g[data-row="{j}"] [data-bar]')
        whole = float(result_of(bar, "bar => bar.previousElementSibling.getAttribute('width')"))
        to = 1 / (1 + math.exp(-(one.score + 0.1 * one.push * found.length**2)))
        held = one.sigma if step > 0 or one.y else to
        assert whole > 80 and float(attribute_of(bar, "width")) == pytest.approx(max(1.5, whole * held), abs=0.06)
        assert (to > one.sigma) == bool(one.y), "towards the target"
        target = within(page, f'g[data-row="{j}"] [data-target="{one.y}"]')
        left = float(result_of(bar, "bar => bar.getAttribute('x')"))
        assert float(attribute_of(target, "x")) == pytest.approx(left + (whole - 2) * one.y, abs=0.16)
        if step < 0:
            creep = within(page, f'g[data-row="{j}"] [data-creep]')
            assert float(attribute_of(creep, "width")) == pytest.approx(whole * abs(to - one.sigma), abs=0.06)


def test_k_adds_rows_and_takes_them_away(picture):
    page = picture()
    for key, k in (("+", 5), ("+", 6), ("-", 5)):
        stage(page).press(key)
        told(page, k=k)
        shows(page, k=k)
    within(page, ".slide.k").fill("20")
    told(page, k=20)
    shows(page, k=20)
    expect(stage(page)).to_have_class(re.compile("scrolls"))
    expect(within(page, ".rows-part h2")).to_contain_text("Twenty-one small questions")
    stage(page).press("+")  # twenty are the most
    stage(page).press("-")
    told(page, k=19)
    within(page, ".slide.k").fill("1")
    told(page, k=1)
    shows(page, k=1)
    stage(page).press("-")  # one is the least
    stage(page).press("+")
    told(page, k=2)


def test_at_a_step_on_the_way_fewer_rows_keep_the_step_that_there_is(picture):
    page = picture(k=8, step=7)
    within(page, ".slide.k").fill("3")
    told(page, k=3, step=4)
    shows(page, 4, k=3)


def test_the_last_rows_come_into_sight_by_keys(picture):
    page = picture(k=20)
    for _ in range(10):
        stage(page).press("ArrowDown")
    expect(row(page, 9)).to_have_attribute("aria-pressed", "true")
    expect(row(page, 9)).to_be_in_viewport()
    stage(page).press("ArrowUp")
    expect(row(page, 8)).to_have_attribute("aria-pressed", "true")


def test_a_wrong_wrong_answer_is_marked(picture):
    """Once its dart has fallen, and not before; and the true word itself may be hit."""
    page, found = picture(step=0), shown()
    places = [j for j, one in enumerate(rows(found, 3, 4)) if wrong(found, 3, one)]
    assert len(places) == 1, "of the darts of the first screen"
    (place,) = places
    player(page).fill(str(place))
    told(page, step=place)
    expect(within(page, "[data-wrong]")).to_have_count(0)
    player(page).fill(str(place + 1))
    told(page, step=place + 1)
    expect(within(page, f'g[data-row="{place}"] [data-wrong]')).to_have_count(1)
    expect(within(page, ".rows-part > svg [data-wrong]")).to_have_count(1)
    expect(within(page, ".rows-part > svg text").filter(has_text=LABELS["wrong_short"])).to_be_visible()
    shows(page, place + 1)


def test_a_dart_may_hit_the_true_word_itself(picture):
    of = shown().names.index("of")
    seed = next(seed for seed in range(500) if of == SEARCH(seed))
    found = shown(seed=seed)
    page = picture(seed=seed, pair=2)
    j = next(j for j, one in enumerate(rows(found, 2, 4)) if j and one.word == "of")
    expect(within(page, f'g[data-row="{j}"] [data-wrong]')).to_have_count(1)
    expect(row(page, j)).to_have_attribute("aria-label", re.compile("the true word itself"))
    expect(within(page, "svg.plane [data-point]")).to_have_count(len({(one.word, one.y) for one in rows(found, 2, 4)}))


def SEARCH(seed: int) -> int:
    """The place among the first screen's names of "of", if a dart of its own pair hits it with that seed; else −1."""
    found = shown(seed=seed)
    drawn = {found.names[place] for place in found.hit[MIDDLE, 2, :4]}
    return shown().names.index("of") if "of" in drawn else -1


# The sentence


def test_a_neighbour_is_a_pair_and_another_word_becomes_the_centre(picture):
    page = picture()
    expect(within(page, ".sentence .near")).to_have_text(["a", "glass", "of", "juice", "to", "go"])
    expect(within(page, ".sentence .pair")).to_have_text("juice")
    within(page, ".sentence [data-word='3']").click()
    told(page, pair=1)
    shows(page, pair=1)
    expect(within(page, ".sentence .pair")).to_have_text("glass")
    within(page, ".sentence [data-word='12']").click()
    told(page, centre=12, pair=0)
    shows(page, pair=0, centre=12)
    expect(within(page, ".sentence .centre")).to_have_text("cereal")
    expect(within(page, ".sentence .near")).to_have_text(["along", "with", "my"])
    within(page, ".sentence [data-word='12']").click()  # is the centre
    within(page, ".sentence [data-word='11']").dblclick()
    told(page, centre=11, pair=0)
    shows(page, pair=0, centre=11)


def test_an_unknown_word_is_passed_over_and_cannot_be_pressed(picture):
    page = picture(text="orange zzyzx juice", centre=0, pair=0)
    expect(within(page, ".sentence s.word")).to_have_text("zzyzx")
    expect(within(page, ".sentence s.word")).to_have_attribute("title", LABELS["unknown"].format(word="zzyzx"))
    expect(within(page, ".sentence button")).to_have_text(["orange", "juice"])
    shows(page, pair=0, text="orange zzyzx juice", centre=0)


# Darts, bars, curve, plane


def darts(page: Page) -> dict[int, float]:
    """Where on the middle bar each dart stands, in pixels."""
    return {j: line[-2] for j, line, *_ in result_of_all(within(page, "svg.bars [data-dart]"), PLACES)}


def bar(page: Page, i: int) -> list[tuple[float, float]]:
    """Where the bands of a bar lie, from left to right, with the pixel between them."""
    return [(x, x + wide + 1) for x, wide in result_of_all(within(page, f'[data-hit^="band:{i}:"]'), BANDS)]


def test_the_exponent_keeps_the_numbers_of_the_darts_and_lands_them_on_other_words(picture):
    page, found = picture(), shown()
    before, middle = darts(page), bar(page, 1)
    left, right = middle[0][0], middle[-1][1]
    for j in range(4):
        assert before[j + 1] == pytest.approx(left + (right - left) * found.thrown[3, j], abs=0.7)
    for x in (ONE, FLAT, 10):
        within(page, ".slide.exponent").fill(str(x))
        told(page, exponent=found.exponents[x])
        shows(page, x=x)
        expect(within(page, ".handle .value").nth(1)).to_have_text(power(found, x))
        assert darts(page) == before
        ends = bar(page, 1)
        for j, one in enumerate(rows(found, 3, 4, x)[1:], 1):
            (band,) = np.flatnonzero([a <= found.ranks[one.place] < b for a, b in pairwise(found.edges)])
            assert ends[band][0] - 1 <= before[j] <= ends[band][1] + 1, "it stands in the band of its word"
    expect(within(page, "svg.curve")).to_have_attribute("aria-label", re.compile(f"exponent {power(found, 10)}"))


def test_the_keys_of_the_exponent(picture):
    page, found = picture(), shown()
    slider = within(page, ".slide.exponent")
    for key, x in (("ArrowRight", 16), ("End", 20), ("Home", 0), ("ArrowRight", 1)):
        slider.press(key)
        told(page, exponent=found.exponents[x])
    expect(slider).to_have_attribute("aria-valuetext", "0.05")


@pytest.mark.parametrize("exponent", [0.75, 0.0, 1.0])
def test_the_bands_are_as_wide_as_their_share(picture, exponent):
    page, found = picture(exponent=exponent), shown()
    x = int(abs(found.exponents - exponent).argmin())
    for i, place in enumerate((ONE, x, FLAT)):
        bands = bar(page, i)
        whole = bands[-1][1] - bands[0][0]
        for (left, right), share in zip(bands, found.share[place], strict=True):
            assert right - left == pytest.approx(max(1.6, whole * share), abs=0.21)
    named_as = [f"{a + 1:,}" for a in found.edges[:-1]], [f"{b:,}" for b in found.edges[1:]]
    bands_said = "; ".join(
        LABELS["band_said"].format(
            **{"from": a, "to": b, "f": percent(f), "now": percent(now), "uniform": percent(flat)}
        )
        for a, b, f, now, flat in zip(*named_as, *found.share[[ONE, x, FLAT]], strict=True)
    )
    expect(within(page, "svg.bars")).to_have_attribute(
        "aria-label", LABELS["bars_said"].format(exponent=power(found, x), bands=bands_said, count=4)
    )


def test_a_band_is_looked_at_in_all_bars(picture):
    page, found = picture(), shown()
    for i, b in ((0, 1), (1, 3), (2, 2)):
        within(page, f'[data-hit="band:{i}:{b}"]').hover()
        lit = within(page, '[data-hit^="band:"]:not([opacity])')
        expect(lit).to_have_count(3)
        assert [attribute_of(one, "data-hit") for one in each(lit)] == [f"band:{one}:{b}" for one in (0, 1, 2)]
        expect(within(page, ".term[data-term=P]")).to_have_class(re.compile("marked"))
        f, now, flat = (percent(found.share[x, b]) for x in (ONE, MIDDLE, FLAT))
        expect(within(page, ".tip > div").last).to_have_text(
            LABELS["tip_shares"].format(f=f, power="f^¾", now=now, uniform=flat)
        )
    within(page, ".status").hover()
    expect(within(page, '[data-hit^="band:"][opacity]')).to_have_count(0)
    expect(within(page, ".tip")).to_be_hidden()


def test_words_on_the_curve_stand_at_their_rank_and_their_share(picture):
    page, found = picture(k=8), shown()
    for x in (MIDDLE, ONE):
        within(page, ".slide.exponent").fill(str(x))
        told(page, k=8, exponent=found.exponents[x])
        dots = {j: at for j, _, _, at in result_of_all(within(page, "svg.curve [data-dot]"), PLACES)}
        drawn = rows(found, 3, 8, x)
        assert sorted(dots) == sorted({one.word: j for j, one in reversed([*enumerate(drawn)]) if j}.values())
        rank = {j: math.log10(found.ranks[drawn[j].place] + 1) for j in dots}
        chance = {j: math.log10(found.probability[x, drawn[j].place]) for j in dots}
        for by, axis, is_down in ((rank, 0, False), (chance, 1, True)):
            low, high = min(by, key=by.get), max(by, key=by.get)
            slope = (dots[high][axis] - dots[low][axis]) / (by[high] - by[low])
            assert (slope < 0) == is_down and abs(slope) > 20
            for j in dots:
                assert dots[j][axis] == pytest.approx(dots[low][axis] + slope * (by[j] - by[low]), abs=0.3)


@pytest.mark.parametrize(("k", "pair", "exponent"), [(4, 3, 0.75), (20, 5, 1.0), (1, 0, 0.0)])
def test_every_push_lies_along_e_and_is_as_long_as_the_answer_was_wrong(picture, k, pair, exponent):
    """Of a word that was drawn twice, twice; right of the line where σ is a half are those that it says yes to."""
    page, found = picture(k=k, pair=pair, exponent=exponent), shown()
    asked = rows(found, pair, k, int(abs(found.exponents - exponent).argmin()))
    times = {(one.word, one.y): sum((other.word, other.y) == (one.word, one.y) for other in asked) for one in asked}
    assert max(times.values()) > 1 or k < 20, "one is drawn twice"
    points = result_of_all(within(page, "svg.plane [data-point]"), PLACES)
    assert len(points) == len(times)
    half = float(re.match(r"M([-\d.]+)", attribute_of(within(page, "svg.plane [data-half]"), "d"))[1])
    long, across = [], []
    for j, line, head, (x, y) in points:
        one = asked[j]
        across.append((x - half, found.across[one.place]))
        assert (x > half) == (one.sigma > 0.5) or abs(x - half) < 0.2
        pushed = times[one.word, one.y] * one.push
        long.append((head[0] - x if head else 0, pushed))
        if line:
            assert {round(at, 1) for at in line[1::2]} == {round(y, 1)} == {round(head[1], 1)}, (
                "along e, which is level"
            )
            assert (head[0] > x) == bool(one.y)
    for values, atol in ((long, 0.9), (across, 0.3)):
        largest = max(values, key=lambda pair: abs(pair[1]))
        scale = largest[0] / largest[1]
        assert scale > 0 and abs(largest[0]) > 25
        for pixels, value in values:
            assert pixels == pytest.approx(scale * value, abs=atol)
    strongest, least = (of(abs(pixels) for pixels, _ in long) for of in (max, min))
    assert strongest > least or k == 1


# Pointing


def is_marked(page: Page, j: int) -> None:
    """The row, its arrow, dart, dot and term are lit, and the others step back."""
    for part, least in (("svg.plane [data-point", 0), ("svg.curve [data-dot", 1), ("svg.bars [data-dart", 1)):
        lit = within(page, f"{part}]:not([opacity])")
        expect(lit).to_have_count(1 if j >= least else 0)
        expect(within(page, f'{part}="{j}"]:not([opacity])')).to_have_count(1 if j >= least else 0)
        expect(within(page, f"{part}][opacity='0.3']")).to_have_count(5 - least - (j >= least))
    expect(within(page, ".numbers .marked")).to_have_attribute("data-loss", str(j))
    on, off = ("theta_k", "theta_t") if j else ("theta_t", "theta_k")
    expect(within(page, f".term[data-term={on}]")).to_have_class(re.compile("marked"))
    expect(within(page, f".term[data-term={off}]")).not_to_have_class(re.compile("marked"))
    for other in range(1, 5):
        expect(within(page, f'g[data-row="{other}"] > rect')).to_have_count(5 if other == j else 4)


def is_unmarked(page: Page) -> None:
    expect(within(page, "g[data-point][opacity], g[data-dot][opacity], g[data-dart][opacity]")).to_have_count(0)
    expect(within(page, ".numbers .marked, .term.marked")).to_have_count(0)


def test_a_row_that_is_pointed_at_is_marked_everywhere(picture):
    page, found = picture(), shown()
    assert len({one.word for one in rows(found, 3, 4)}) == 5
    for j in (1, 4, 0):
        row(page, j).hover()
        is_marked(page, j)
        expect(within(page, ".tip")).to_be_visible()
        one = rows(found, 3, 4)[j]
        expect(within(page, ".tip")).to_contain_text(one.word)
        expect(within(page, ".tip")).to_contain_text(f"σ = {sigma(one.sigma)}")
        expect(within(page, ".tip")).to_contain_text(f"p = {percent(found.softmax[one.place])}")
    within(page, ".status").hover()
    is_unmarked(page)
    expect(within(page, ".tip")).to_be_hidden()


@pytest.mark.parametrize(
    ("part", "js"),
    [
        ('svg.plane [data-point="{j}"] circle + circle', (0, 2)),
        ('svg.curve [data-dot="{j}"] circle + circle', (1, 3)),
        ('svg.bars [data-dart="{j}"] path:nth-of-type(2)', (1, 3)),
        ('.numbers [data-loss="{j}"]', (0, 3)),
    ],
)
def test_and_the_other_way_round(picture, part, js):
    page = picture()
    for j in js:
        within(page, part.format(j=j)).hover()
        is_marked(page, j)
    within(page, ".status").hover()
    is_unmarked(page)


def test_what_is_pressed_stays_marked_until_it_is_pressed_again(picture):
    page = picture()
    for press, again in (
        (row(page, 2).click, row(page, 2).click),
        (within(page, 'svg.plane [data-point="2"] circle + circle').click, row(page, 2).click),
        (within(page, 'svg.bars [data-dart="2"] path:nth-of-type(2)').click, lambda: stage(page).press("Escape")),
    ):
        press()
        expect(row(page, 2)).to_have_attribute("aria-pressed", "true")
        within(page, ".status").hover()
        is_marked(page, 2)
        again()
        expect(row(page, 2)).to_have_attribute("aria-pressed", "false")
        within(page, ".status").hover()
        is_unmarked(page)


@pytest.mark.parametrize(("term", "lit"), [("theta_t", 1), ("theta_k", 4)])
def test_a_term_lights_its_rows(picture, term, lit):
    page = picture()
    node = within(page, f".term[data-term={term}]")
    for begin, end in ((node.hover, within(page, ".status").hover), (node.focus, node.blur)):
        begin()
        expect(within(page, "svg.plane [data-point]:not([opacity])")).to_have_count(lit)
        expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{term}"])
        end()
        expect(within(page, ".caption .read")).to_be_empty()
        is_unmarked(page)


def test_ticks_tell_of_the_darts_before(picture):
    page, found = picture(pair=1), shown()
    expect(within(page, "svg.bars [data-tick]")).to_have_count(8)
    word = int(found.hit[MIDDLE, 0, 2])
    within(page, '[data-hit="tick:0:2"]').hover()
    p = percent(found.probability[MIDDLE, word])
    expect(within(page, ".tip")).to_have_text(
        LABELS["tip_tick"].format(number=1, word=f"\u2068{found.names[word]}\u2069", p=p)
    )
    expect(within(picture(pair=0, step=0), "svg.bars [data-tick]")).to_have_count(0)


# Throw again


def test_throw_again_asks_the_page_and_other_darts_fall(picture):
    page = picture()
    result_of(player(page), WATCH)
    after(page, within(page, ".throw").click)
    told(page, seed=SEED + 1)
    shows(page, seed=SEED + 1)
    expect(within(page, ".handle b.value").last).to_have_text(str(SEED + 1))
    assert shown(seed=SEED + 1).hit[MIDDLE, 3, :4].tolist() != shown().hit[MIDDLE, 3, :4].tolist()


def test_darts_that_were_thrown_again_fall_one_by_one(picture):
    page = picture(k=2, pair=1)
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    after(page, within(page, ".throw").click)
    told(page, k=2, pair=1, seed=SEED + 1)
    found = shown(seed=SEED + 1)
    drawn = rows(found, 1, 2)
    end = LABELS["said_push"].format(count=3, loss=two(total(drawn)))
    assert result_of(page, "window.said")[1:] == [*(said(found, 1, one) for one in drawn[1:]), end]
    shows(page, pair=1, k=2, seed=SEED + 1)


# For everyone


def test_the_table_says_the_same(picture):
    page, found = picture(k=8), shown()
    named(page, LABELS["table"]).click()
    drawn = rows(found, 3, 8)
    tables = within(page, ".table-box table")
    for j, (one, line) in enumerate(zip(drawn, each(tables.first.locator("tbody tr"))[:9], strict=True)):
        thrown = [f"{found.thrown[3, j - 1]:.3f}"] if j else ["–"]
        rank = [f"{found.ranks[one.place] + 1:,}"] if j else ["–"]
        cells = ["orange", one.word, str(one.y), two(one.score), sigma(one.sigma), two(one.loss), signed(one.push)]
        cells += [*rank, *thrown, percent(found.probability[MIDDLE, one.place]), wrong(found, 3, one)]
        assert texts_of(line.locator("th, td")) == cells
    whole = texts_of(tables.first.locator("tbody tr").last.locator("th, td"))
    assert whole[0] == LABELS["sum"].format(count="nine") and whole[-1] == two(total(drawn))
    bands = tables.last.locator("tbody tr")
    for b, line in enumerate(each(bands)):
        shares = [percent(found.share[x, b]) for x in (ONE, MIDDLE, FLAT)]
        name = f"{found.edges[b] + 1:,}–{found.edges[b + 1]:,}"
        assert texts_of(line.locator("th, td")) == [name, *shares]
    assert not faults(page)
    named(page, LABELS["table"]).click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_by_keys_alone(picture):
    page = picture()
    for key, j in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        stage(page).press(key)
        expect(row(page, j)).to_have_attribute("aria-pressed", "true")
        expect(within(page, "button.row[aria-pressed=true]")).to_have_count(1)
        expect(within(page, "button.row[tabindex='0']")).to_have_attribute("data-question", str(j))
    is_marked(page, 1)
    row(page, 1).press("ArrowDown")
    expect(row(page, 2)).to_be_focused()
    row(page, 2).press("Enter")
    expect(within(page, "button.row[aria-pressed=true]")).to_have_count(0)
    row(page, 2).press("Escape")
    stage(page).press("Home")
    told(page, step=0)
    stage(page).press("ArrowDown")  # there is no row yet
    expect(within(page, "button.row")).to_have_count(0)
    stage(page).press("End")
    told(page)
    within(page, ".sentence [data-word='2']").press("Enter")
    told(page, pair=0)
    within(page, ".throw").press("Enter")
    told(page, pair=0, seed=SEED + 1)
    shows(page, pair=0, seed=SEED + 1)


def test_what_is_pinned_is_read_aloud(picture):
    page, found = picture(), shown()
    live = page.locator(".negative-sampling [aria-live=polite]").last
    stage(page).press("ArrowUp")
    status = LABELS["status"].format(pair=4, pairs=6, words="orange, juice")
    expect(live).to_have_text(f"{status}. {said(found, 3, rows(found, 3, 4)[4])}")
    stage(page).press("Escape")
    expect(live).to_have_text(f"{status}. {LABELS['said_push'].format(count=5, loss=two(total(rows(found, 3, 4))))}")


@pytest.mark.parametrize("k", [4, 20])
def test_on_a_phone_all_stands_one_beneath_the_other(picture, k):
    page, found = picture(k=k), shown()
    page.set_viewport_size(PHONE)
    expect(page.locator(".negative-sampling")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    tops = [box_of(within(page, f".{part}-part"))["y"] for part in ("rows", "bars", "plane", "curve")]
    assert tops == sorted(tops) and len(set(tops)) == 4
    for part in ("rows", "bars", "plane"):
        box = box_of(within(page, f".{part}-part"))
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    beyond = "node => node.scrollWidth - node.clientWidth"
    assert result_of(within(page, ".bands-row"), beyond) <= 0 and result_of(within(page, ".toolbar"), beyond) <= 0
    curve = within(page, "svg.curve")
    expect(curve).to_be_hidden()
    within(page, "details.curve-part summary").click()
    expect(curve).to_be_visible()
    for j, one in enumerate(rows(found, 3, 4)):
        cells = [cut(one.word), *(["!"] if wrong(found, 3, one) else []), str(one.y), sigma(one.sigma), two(one.loss)]
        expect(within(page, f'g[data-row="{j}"] text')).to_have_text([*cells, signed(one.push)])
    no_overflow(page)
    assert not faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".negative-sampling")).not_to_have_class(re.compile(r"\bnarrow\b"))
    expect(curve).to_be_visible()
    shows(page, k=k)


@pytest.mark.parametrize("size", [{"width": 700, "height": 900}, {"width": 1700, "height": 1000}])
def test_at_other_widths(picture, size):
    page = picture(present=1) if size["width"] > 1000 else picture()
    resized(page, **size)
    no_overflow(page)
    shows(page)
    for left, right in ((".left", ".right"), (".sentence", ".throw")):
        one, other = box_of(within(page, left)), box_of(within(page, right))
        assert one["x"] + one["width"] <= other["x"] + 15


def test_in_the_dark(picture):
    page = picture()
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".negative-sampling")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    shows(page)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator(".negative-sampling")).not_to_have_class(re.compile(r"\bdark\b"))


def test_what_looks_like_markup_is_text(picture):
    page, mark = picture(odd=1), ODD.rstrip().replace(" ", "·")
    named(page, LABELS["table"]).click()
    for part in (".status", ".sentence .centre", ".table-box tbody th >> nth=0", ".numbers"):
        expect(within(page, part)).to_contain_text(mark)
    row(page, 1).hover()
    expect(within(page, ".tip")).to_contain_text(mark)
    for part in ("svg.plane", "svg.curve"):
        assert mark in attribute_of(within(page, part), "aria-label")
    assert mark in attribute_of(row(page, 1), "aria-label")
    found = within(page, ":is(bdi, text, td, th, .tip, .numbers, .sentence, .status bdi) b").filter(
        has_text=re.compile("^x$")
    )
    expect(found).to_have_count(0)
    no_overflow(page)


def test_the_pictures_can_be_saved(picture):
    page = picture()
    with page.expect_download() as given:
        named(page, LABELS["save_svg"]).click()
    text = given.value.path().read_text("utf-8")
    for word in ("yellow", "orange", "uniform"):
        assert (word in shown().names or word == "uniform" or word == "orange") <= (word in text)
    assert text.startswith("<svg") and text_of(within(page, ".status"))
