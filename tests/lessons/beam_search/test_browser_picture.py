"""The tree of a beam search in Chromium: steps, arithmetic, ranking by α as core ranks, tables, files, wide and odd ones."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from core.translate import chain
from tests.browser.visits import INK, is_drawn_twice_as_large, no_overflow, number, switch
from tests.browser.waiting import after, box_of, each, quiet, result_of, text_of, texts_of
from tests.lessons.beam_search.samples import searched, shown


@pytest.fixture
def tree(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.goto(harness("beam_search", **address))
        expect(status(quiet(quiet_page))).to_be_visible()
        return quiet(quiet_page)

    return open_it


def stage(page: Page) -> Locator:
    return page.locator(".beam .stage")


def status(page: Page) -> Locator:
    return page.locator(".beam .status")


def table(page: Page) -> Locator:
    """The first of the tables: the candidates of the step."""
    return page.locator(".beam .tables table").first


def first_numbers(page: Page) -> list[float]:
    """The numbers of the candidate's sum, as they stand there."""
    text = text_of(page.locator(".beam .numbers > div").first)
    return [number(part) for part in re.findall(r"−?\d+\.\d+", text.split("P")[0])]


def test_steps_by_keys_buttons_and_slider_come_back_to_the_page(tree):
    page, trace = tree(width=3, step=4), searched(3)
    expect(status(page)).to_have_text(f"step 4 of 9 · {trace.steps[3].kept.sum()} kept of {trace.steps[3].of}")
    stage(page).press("ArrowRight")
    expect(status(page)).to_contain_text("step 5 of 9")
    page.get_by_role("button", name="One step back").click()
    page.get_by_role("button", name="One step back").click()
    expect(page.get_by_text("rest 3 -1 -1")).to_be_visible()
    stage(page).press("Home")
    expect(status(page)).to_have_text("before the first of 9 steps")
    page.get_by_role("slider", name="Step", exact=True).press("ArrowRight")
    expect(page.get_by_text("rest 1 -1 -1")).to_be_visible()
    page.get_by_role("button", name="To step 2").click()
    expect(status(page)).to_contain_text("step 2 of 9")
    stage(page).press(" ")
    expect(status(page)).to_contain_text("step 9 of 9")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_messages_that_overtake_the_script_are_drawn(quiet_page: Page, harness: Callable[..., str]):
    """Streamlit ends a call that another has overtaken, though only after that one: the picture must stay."""
    page, held = quiet_page, []
    page.route("**/components/beam_search.*.js", lambda route: held.append(route))
    with page.expect_request("**/components/beam_search.*.js"):
        page.goto(harness("beam_search"))
    after(page, lambda: switch(page, "Products"))
    expect(page.get_by_role("switch", name="Products")).to_be_checked()
    expect(page.locator(".beam")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(status(page)).to_contain_text("step 4 of")
    stage(page).press("ArrowRight")
    expect(page.get_by_text("rest 5 -1 -1")).to_be_visible()
    expect(status(quiet(page))).to_contain_text("step 5 of")


def test_a_candidate_is_its_parent_and_its_word(tree):
    page, trace = tree(width=4, step=5), searched(4)
    numbers = page.locator(".beam .numbers")
    stage(page).press("ArrowDown")
    for row in range(6):
        one = trace.steps[4][row]
        parent = trace.steps[3][one.parent]
        expect(numbers).to_contain_text("kept" if one.kept else f"{one.below:.2f} below")
        expect(numbers).to_contain_text(f"{trace.steps[4].of} = {trace.steps[4].of // 60} · 60")
        assert first_numbers(page) == pytest.approx([one.total, parent.total, one.log_probability], abs=0.0051)
        stage(page).press("ArrowDown")
    expect(page.get_by_text("rest 5 4 6")).to_be_visible()
    box = box_of(stage(page))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 24)  # nothing is there
    stage(page).press("Escape")
    expect(page.get_by_text("rest 5 -1 -1")).to_be_visible()
    page.locator(".beam .term[data-term=total]").hover()
    expect(page.locator(".beam .numbers .marked")).to_have_count(1)


@pytest.mark.parametrize("mistake", [False, True], ids=["right", "mistaken"])
def test_alpha_ranks_as_core_does(tree, mistake):
    page = tree(width=8, seed=17, **({"mistake": 1} if mistake else {}))
    finished = searched(8, seed=17).finished
    texts = shown(searched(8, seed=17))["texts"]
    slider, winners = page.get_by_role("slider", name="α"), set()
    for alpha in (0.0, 0.2, 0.45, 0.7, 1.0):
        slider.fill(str(alpha))
        ranked = chain.rerank(finished, [alpha], punishing=mistake)
        order = (-ranked.scores[0]).argsort(kind="stable")
        expect(page.locator(".beam .finished .said > bdi")).to_have_text([texts[i] for i in order])
        scores = [number(text) for text in texts_of(page.locator(".beam .finished .score"))]
        assert scores == pytest.approx(ranked.scores[0][order].tolist(), abs=6e-4)
        winners.add(int(order[0]))
        note = text_of(page.locator(".beam .finished li").first.locator(".when"))
        bounds = [float(bound) for bound in re.findall(r"\d\.\d+", note)]
        assert "first" in note and (not bounds or bounds[0] <= alpha + 0.006 or alpha <= bounds[-1] + 0.006)
    assert len(winners) > 1
    expect(page.get_by_text(re.compile(r"rest \d .* 1\.000"))).to_be_visible()
    spans = texts_of(page.locator(".beam .finished .when"))
    assert len([span for span in spans if "first" in span]) == len(
        set(chain.rerank(finished, [i / 1000 for i in range(1001)], punishing=mistake).winner.tolist())
    )


def test_the_table_says_what_the_picture_shows(tree):
    page, trace = tree(width=3, step=6, alpha=0.5), searched(3)
    page.get_by_role("button", name="as table").click()
    rows = table(page).locator("tbody tr")
    expect(rows).to_have_count(len(trace.steps[5]))
    for row, one in zip(each(rows), trace.steps[5], strict=True):
        cells = texts_of(row.locator("td"))
        assert int(cells[2]) == one.parent + 1 and number(cells[3]) == pytest.approx(one.log_probability, abs=6e-4)
        assert number(cells[4]) == pytest.approx(one.total, abs=6e-4)
        assert ("pruned" in cells[-1]) != one.kept
    expect(page.locator(".beam .tables table")).to_have_count(2)


def test_products_show_where_they_are_zero(tree):
    page, trace = tree(width=6, length=16, step=16, products=1), searched(6, 16)
    products = shown(trace)["products"]
    page.get_by_role("button", name="as table").click()
    rows = table(page).locator("tbody tr")
    expect(rows).to_have_count(len(products[15]))
    zeros = [text_of(row.locator("td").nth(6)) == "0" for row in each(rows)]
    assert zeros == (products[15] == 0).tolist() and any(zeros)
    switch(page, "Products")
    expect(table(page).locator("thead th")).to_have_count(8)


def test_a_wide_and_long_search_can_be_looked_through(tree):
    page, step = tree(width=50, length=40, step=20), searched(50, 40).steps[19]
    beyond = "node => [node.scrollWidth > node.clientWidth, node.scrollHeight > node.clientHeight]"
    assert result_of(stage(page), beyond) == [True, True]
    assert result_of(page.locator(".beam canvas"), INK) > 5
    wide = result_of(stage(page), "node => node.scrollWidth")
    for _ in range(3):
        stage(page).press("-")
    assert result_of(stage(page), "node => node.scrollWidth") < wide / 1.5
    expect(page.get_by_role("button", name="Smaller")).to_be_disabled()
    for _ in range(60):
        stage(page).press("ArrowDown")
    last = min(59, int(step.kept.sum()) + 12 - 1)  # twelve of the pruned are drawn
    expect(page.get_by_text(f"rest 20 19 {last}")).to_be_visible()
    assert result_of(stage(page), "node => node.scrollTop") > 0


def test_files_hold_the_whole_tree(tree):
    page = tree(width=3, step=9)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as SVG").click()
    text = Path(saved.value.path()).read_text("utf-8")
    trace = searched(3)
    names = shown(trace)["pieces"]
    assert len(re.findall("<rect", text)) > 40 and len(re.findall("<path", text)) >= sum(
        step.kept.sum() for step in trace.steps
    )
    for step in trace.steps:
        piece = names[int(step.token[0])].replace("▁", "")
        assert piece in ("<EOS>", "") or piece[:3].replace("<", "&lt;") in text, piece
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as PNG").click()
    is_drawn_twice_as_large(saved.value.path(), text)


def test_another_search_and_a_phone_in_the_dark(tree, quiet_page):
    quiet_page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    page = tree(width=3, step=3, present=1)
    no_overflow(page)
    after(page, lambda: switch(page, "Other search"))
    trace = searched(3, seed=1)
    expect(status(page)).to_have_text(
        f"step 3 of {len(trace.steps)} · {trace.steps[2].kept.sum()} kept of {trace.steps[2].of}"
    )
    no_overflow(page)
