"""The picture of GloVe in Chromium: counting step by step, the window, cells that are pinned, and what the page is told."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import after, result_of, result_of_all
from tests.lessons.glove.picturing import alone, at, named, player, shows, stage, told, within, writes
from tests.lessons.glove.samples import (
    LABELS,
    USUAL,
    cell,
    count,
    counts,
    fixed,
    isolated,
    last,
    pair,
    scene,
    status,
    weight,
)

FIRST = scene()
M, LAST = len(FIRST.counted.read), last(FIRST)
JUICE = M + 6  # the stop at which the lesson opens
WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  new MutationObserver(() => { if (window.said.at(-1) !== now()) window.said.push(now()); }).observe(node, { attributes: true });
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Steps


def test_it_opens_where_juice_writes_into_its_cell(picture):
    page = picture()
    shows(page, USUAL, JUICE)
    writes(page, 6)
    arcs = [
        int(attribute) for attribute in result_of_all(within(page, "[data-arc]"), "all => all.map(a => a.dataset.arc)")
    ]
    assert sorted(arcs) == [d for d in range(-6, 7) if d]
    expect(within(page, "[data-window]")).to_have_count(1)
    expect(within(page, ".sentence-part h2")).to_have_text(LABELS["title_alike"])
    x = counts(FIRST, USUAL, JUICE)[6, 5]
    foot = within(page, ".matrix-part text[data-term=log_x]")
    expect(foot).to_have_text(f"{count(x - 1)} + 1 = {count(x)}")
    live = page.locator(".glove [aria-live=polite]").last
    stage(page).press("ArrowRight")
    told(page, at(JUICE + 1))
    one, x = cell(FIRST, "juice", "orange"), counts(FIRST, USUAL, JUICE + 1)[6, 5]
    written = ", ".join(f"{isolated(word)} +1" for word in FIRST.counted.tokens[:7])
    said = [LABELS["said_step"].format(word=isolated("to"), cells=written)]
    said.append(
        LABELS["said_pin"].format(pair=pair("juice", "orange"), x=count(x), f=weight(min(1, (x / 100) ** 0.75)))
    )
    said.append(LABELS["said_fit"].format(log=fixed(one.log), sum=fixed(one.sum), residual=fixed(one.residual)))
    expect(live).to_have_text(". ".join([*said, f"epoch {FIRST.fit.epochs[-1]:g} of {FIRST.fit.total}"]))


def test_it_goes_word_by_word_to_the_end_and_back_into_the_text(picture):
    page = picture(step=M - 1)
    shows(page, at(M - 1), M - 1)
    expect(within(page, "[data-written], [data-arc], [data-window]")).to_have_count(0)
    expect(within(page, ".sentence-part h2")).to_have_text(LABELS["title_text"])
    for stop in (M, M + 1, M + 2, LAST - 1, LAST):
        if stop == LAST - 1:
            player(page).fill(str(stop))
        else:
            stage(page).press("ArrowRight")
        shows(page, at(stop), stop)
        writes(page, stop - M)
    told(page, at())
    stage(page).press("ArrowRight")  # there is none behind it
    stage(page).press("ArrowLeft")
    told(page, at(LAST - 1))
    stage(page).press("Home")
    told(page, at(0))
    shows(page, at(0), 0)
    assert not counts(FIRST, USUAL, 0).any()


def test_the_player_goes_through_the_text(picture):
    page = picture()
    named(page, LABELS["to_start"]).click()
    told(page, at(0))
    expect(named(page, LABELS["back"])).to_be_disabled()
    for stop in (1, 2):
        named(page, LABELS["forward"]).click()
        told(page, at(stop))
        shows(page, at(stop), stop)
    named(page, LABELS["back"]).click()
    told(page, at(1))
    player(page).fill(str(M - 2))
    told(page, at(M - 2))
    shows(page, at(M - 2), M - 2)
    named(page, LABELS["to_end"]).click()
    told(page, at())
    shows(page, at())
    expect(named(page, LABELS["forward"])).to_be_disabled()
    within(page, ".word[data-word='3']").click()
    told(page, at(M + 3))
    writes(page, 3)
    expect(within(page, ".word[aria-pressed=true]")).to_have_attribute("data-word", "3")


def test_played_it_counts_word_by_word_to_the_end(picture):
    page = picture(step=M + 10)
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    stage(page).press(" ")
    told(page, at())
    assert result_of(page, "window.said") == [status(FIRST, stop) for stop in range(LAST - 2, LAST + 1)]
    expect(named(page, LABELS["play"])).to_be_visible()
    expect(within(page, "[data-glow]")).to_have_count(0)
    expect(within(page, ".flight")).to_be_hidden()
    shows(page, at())
    stage(page).press(" ")  # from its end it begins anew
    expect(named(page, LABELS["pause"])).to_be_visible()
    expect(within(page, ".status")).to_contain_text(re.compile(r"^\d[\d,]* of 160,075"))
    named(page, LABELS["pause"]).click()
    expect(page.get_by_text(re.compile(r"^rest step=\d+ "))).to_be_visible()


def test_a_step_glides_and_its_weights_fall_into_their_cells(picture):
    page = picture(step=M + 5)
    page.emulate_media(reduced_motion="no-preference")
    result_of(within(page, ".flight"), FALLEN)
    stage(page).press("ArrowRight")
    told(page, at(JUICE))
    seen = result_of(page, "window.fallen")
    assert seen["texts"] == 12, "six neighbours, and the mirror cell of each"
    assert seen["glow"] and result_of(page, "window.fallen.after") == 0
    shows(page, USUAL, JUICE)


FALLEN = """node => {
  const root = node.getRootNode(), seen = window.fallen = { texts: 0, glow: 0, after: 0 };
  const look = () => {
    seen.texts = Math.max(seen.texts, node.querySelectorAll("text").length);
    seen.after = root.querySelectorAll("[data-glow]").length;
    seen.glow = Math.max(seen.glow, seen.after);
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
}"""


def test_a_page_may_ask_for_another_rest(picture):
    page = picture()
    after(page, named(page, "Before the text").click)
    rest = at(2, row="", column="", window=2, x_max=7.5, ratios="text")
    shows(page, rest, 2)
    told(page, rest)
    expect(within(page, ".slide.window")).to_have_value("2")
    expect(within(page, ".source[data-source=text]")).to_have_attribute("aria-pressed", "true")


# The window, and what a neighbour counts


def test_a_narrower_window_counts_less_and_what_was_fitted_stays(picture):
    page = picture()
    expect(within(page, ".fit-part svg")).not_to_contain_text("fitted to")
    for key, window in (("-", 9), ("-", 8), ("+", 9)):
        stage(page).press(key)
        told(page, at(JUICE, window=window))
    within(page, ".slide.window").fill("1")
    told(page, at(JUICE, window=1))
    shows(page, at(JUICE, window=1), JUICE)
    writes(page, 6, window=1)
    stage(page).press("-")  # one is the least
    trained = LABELS["trained"].format(window=10, harmonic=LABELS["alike"], symmetric=LABELS["symmetric"])
    expect(within(page, ".fit-part svg")).to_contain_text(trained)
    expect(within(page, ".numbers-part .read")).to_have_text(
        LABELS["trained_on"].format(x=count(cell(FIRST, "juice", "orange").x))
    )
    within(page, ".slide.window").press("End")
    told(page, at(JUICE))


def test_a_neighbour_counts_by_its_distance_where_that_is_asked(picture):
    page = picture(window=5)
    harmonic, symmetric = (within(page, f"[data-switch={name}]") for name in ("harmonic", "symmetric"))
    expect(harmonic).to_have_attribute("aria-checked", "false")
    harmonic.click()
    told(page, at(JUICE, window=5, harmonic=True))
    expect(harmonic).to_have_attribute("aria-checked", "true")
    shows(page, at(JUICE, window=5, harmonic=True), JUICE)
    writes(page, 6, window=5, harmonic=True)
    expect(within(page, ".sentence-part h2")).to_have_text(LABELS["title_harmonic"])
    widths = result_of_all(
        within(page, "[data-arc]"), "all => all.map(a => [Math.abs(a.dataset.arc), +a.getAttribute('stroke-width')])"
    )
    by_distance = dict(widths)
    assert [by_distance[d] for d in sorted(by_distance)] == sorted(by_distance.values(), reverse=True)
    symmetric.click()
    told(page, at(JUICE, window=5, harmonic=True, symmetric=False))
    shows(page, at(JUICE, window=5, harmonic=True, symmetric=False), JUICE)
    writes(page, 6, window=5, harmonic=True, symmetric=False)
    expect(within(page, ".matrix-part svg")).to_contain_text(LABELS["left_only"])
