"""The picture of encoder and decoder in Chromium: its steps, columns, numbers of c, plane and chart, as core gives them."""

import numpy as np
import pytest
from playwright.sync_api import expect

from app.lessons.translate.seq2seq.options import HOMEWORK, TRAIN
from core.translate.options import ONE_WAY, REVERSED
from tests.browser.visits import no_overflow
from tests.browser.waiting import after, result_of, result_of_all, text_of, texts_of
from tests.lessons.seq2seq.samples import (
    FRENCH,
    LABELS,
    MILL,
    isolated,
    name,
    read,
    two,
)  # fmt: skip
from tests.lessons.seq2seq.seeing import (
    boxes,
    colours,
    is_said,
    named,
    numbers,
    player,
    shows,
    stage,
    told,
    within,
)  # fmt: skip

R, T = 10, 11  # pieces of the first sentence, and of its translation
WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  new MutationObserver(() => { if (window.said.at(-1) !== now()) window.said.push(now()); }).observe(node, { attributes: true });
}"""
# All that can be seen, but for the images themselves.
SEEN = """svg => [...svg.querySelectorAll("*")].filter(node => node.style.display !== "none").map(node => [node.tagName,
  ...[...node.attributes].filter(({ name }) => !["style", "href"].includes(name)).map(({ value }) => value), node.textContent])"""
LEFT = "nodes => nodes.map(node => node.getBoundingClientRect().left)"


# Steps


def test_it_reads_and_writes_step_by_step(picture):
    page = picture(step=1)
    for step in range(1, R + T):
        if step in (1, 2, R - 1, R, R + 1, R + 6):
            shows(page, step)
            is_said(page, step) if step > 1 else None
        stage(page).press("ArrowRight")
    told(page)
    shows(page)
    is_said(page, -1)
    expect(named(page, "forward")).to_be_disabled()
    stage(page).press("ArrowLeft")
    told(page, R + T - 1)
    stage(page).press("Home")
    told(page, 1)
    expect(named(page, "back")).to_be_disabled()
    stage(page).press("End")
    told(page)


def test_the_player_goes_to_the_start_and_the_end(picture):
    page = picture()
    named(page, "to_start").click()
    told(page, 1)
    named(page, "forward").click()
    told(page, 2)
    shows(page, 2)
    player(page).fill(str(R))
    told(page, R)
    shows(page, R)
    named(page, "back").click()
    told(page, R - 1)
    named(page, "to_end").click()
    told(page)


def test_played_it_takes_one_step_after_the_other_and_ends_as_it_stands_without_motion(picture):
    page = picture(step=R - 1)
    page.clock.install()
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    stage(page).press(" ")
    expect(named(page, "pause")).to_be_visible()
    page.clock.run_for(20_000)
    expect(named(page, "play")).to_be_visible()
    heard = result_of(page, "window.said")
    found = read()
    assert [one.rpartition(": ")[2] for one in heard[2:]] == [isolated(name(piece)) for piece in found.target]
    assert heard[1] == LABELS["status_vector"]
    told(page)
    shows(page)


def test_a_step_with_motion_ends_as_without(picture):
    page = picture(step=R - 1)
    still = {}
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        player(page).fill(str(R - 1))
        for step in (R, R + 1):
            stage(page).press("ArrowRight")
            told(page, step)
            shows(page, step)
            drawn = result_of(within(page, ".stage svg"), SEEN)
            assert still.setdefault(step, drawn) == drawn, motion


def test_a_page_may_ask_for_another_step_and_sentence(picture):
    page = picture(step=4)
    after(page, page.get_by_role("button", name="First step").click)
    told(page, 1, 3, "card")
    shows(page, 1)
    after(page, page.get_by_role("button", name="Another text").click)
    told(page, 1, 3, "card", HOMEWORK)
    shows(page, 1, HOMEWORK)


# Models and sentences


@pytest.mark.parametrize(
    ("model", "text"),
    [(REVERSED, HOMEWORK), (FRENCH, MILL), (FRENCH, "Non."), (ONE_WAY, "🙂 <b>x</b> שלום"), (ONE_WAY, "Yes"), (ONE_WAY, TRAIN)],
)  # fmt: skip
def test_other_orders_and_sentences(picture, model, text):
    found, page = read(model, text), picture(name=model, text=text)
    for step in (1, len(found.source), len(found.source) + 1, len(found.source) + len(found.target)):
        player(page).fill(str(step))
        shows(page, step, text, model)
    no_overflow(page)
    expect(within(page, ".stage svg b")).to_have_count(0)


def test_both_ways_reads_from_either_side(picture):
    found = read(FRENCH, MILL)
    page, last = picture(name=FRENCH, text=MILL, step=2), len(found.source) - 1
    places = [box["key"] for box in boxes(within(page, ".stage [data-column]")).values()]
    assert set(places) == {"0", "1", str(last), str(last - 1)}
    expect(within(page, ".stage [data-funnel]")).to_have_count(3)
    said = text_of(numbers(page).first)
    assert f"a→⟨2⟩ (192,) = {two(round(float(found.encoder[1, 0]), 2))}, …" in said
    assert f"a←⟨{last}⟩ (192,) = {two(round(float(found.encoder[last - 1, 192]), 2))}, …" in said
    expect(within(page, ".stage")).to_contain_text(LABELS["encoder_fr"])


def test_columns_and_c_are_coloured_by_their_numbers(picture):
    page, found = picture(), read()
    columns = [(i, values, 0.4) for i, values in enumerate(found.encoder)]
    columns += [(R + t, values, 0.9) for t, values in enumerate(found.states)]
    for place, values, most in (columns[0], columns[9], columns[R], columns[-1], (R + T, found.c, 0.4)):
        shades = np.clip(np.rint(100 * values) / 100, -most, most)
        assert np.corrcoef(colours(page, R + T + place, len(values)), shades)[0, 1] > 0.93, place
    other = np.corrcoef(colours(page, 2 * (R + T), 256), np.clip(found.encoder[0], -0.4, 0.4))[0, 1]
    assert abs(other) < 0.7, "and not by those of another column"


def test_turned_round_the_words_walk_to_their_new_places(picture):
    page = picture(text=HOMEWORK)
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        for model in (REVERSED, ONE_WAY):
            after(page, page.get_by_role("button", name="Reversed").click)
            shows(page, -1, HOMEWORK, model)
            words = texts_of(within(page, ".stage [data-word^=x]"))
            assert [word.split("…")[-1] for word in words] == [name(piece) for piece in read(model, HOMEWORK).source]
            places = result_of_all(within(page, ".stage [data-word^=x]"), LEFT)
            assert places == sorted(places), motion
