"""The lesson on GloVe in Chromium: the first screen, links, experiments, trainings, a text of one's own."""

import random
import re
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from app.lessons.words.glove.options import PRESETS
from core.words import corpus, counting
from tests.app.strings import ENGLISH
from tests.browser.visits import address, bring, choose, link, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, result_of_all, text_of, texts_of, until
from tests.lessons.glove.picturing import CELLS, at, named, shows, stage, within
from tests.lessons.glove.samples import LABELS, USUAL, count, counts, epoch, last, scene, text
from tests.lessons.glove.visiting import TEXT, looked_at

LONG = 10 * WAIT  # until a worker is free and has trained, on a machine that has much else to do
SLUG = "glove"
FIRST = scene()
JUICE = len(FIRST.counted.read) + 6
QUICK = {"epochs": 1, "dimension": 5, "window": 2}
# How far the picture says that a training is, while it runs, until it has said so many things.
MOVED = """least => {
  const view = document.querySelector("[class*=st-key-glove-picture] [data-testid=stBidiComponentIsolated]")?.shadowRoot;
  if (!view?.querySelector(".slide.moment")?.disabled) return false;
  (window.seen ??= new Set()).add(view.querySelector(".value.moment").textContent);
  return window.seen.size >= least && [...window.seen];
}"""


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(within(quiet(page, LONG), ".status")).not_to_be_empty()
    return page


def any_seed() -> int:
    """One of which no training has been made on this server, also where a test is tried again."""
    return random.SystemRandom().randrange(10_000)


def test_the_first_screen_shows_a_count_its_weight_and_its_fit_above_the_fold(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 1280, "height": 860})
    page = opened(quiet_page, app_url)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    shows(page, USUAL, JUICE)
    expect(page.locator(".glove")).not_to_have_class(re.compile("narrow"))
    expect(within(page, "[data-pinned=weight], [data-pinned=fit], [data-pin]")).to_have_count(3)
    for part in (within(page, ".ratio-part"), within(page, ".lines > *").first, within(page, ".numbers")):
        box = box_of(part)
        assert box["y"] + min(box["height"], 60) < 860


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=PRESETS["father"], window=4)
    stage(page).press("-")
    stage(page).press("ArrowLeft")
    within(page, ".cell[data-cell='1 0']").click()
    within(page, ".slide.moment").press("Home")
    within(page, ".source[data-source=text]").click()
    wait_for_address(page, window="3", moment="0", ratios="text")
    here = address(page)
    assert (here["row"], here["column"]) == tuple(scene(PRESETS["father"]).counted.words[i] for i in (1, 0))
    said = texts_of(within(page, ".numbers > div")), result_of_all(within(page, ".cell"), CELLS)
    page.goto(link(page))
    expect(within(quiet(page), ".slide.window")).to_have_value("3")
    assert (texts_of(within(page, ".numbers > div")), result_of_all(within(page, ".cell"), CELLS)) == said


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, within(page, "[data-try='2']").click)
    expect(within(page, "[data-try='2']")).to_have_attribute("aria-pressed", "true")
    expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, 0))
    shows(page, at(JUICE, moment=0), JUICE)
    stage(page).press("ArrowLeft")  # it stays on while the picture is moved
    wait_for_address(page, **{"try": "2"}, step=str(JUICE - 1))
    expect(within(page, "[data-try='2']")).to_have_attribute("aria-pressed", "true")
    after(page, within(page, "[data-try='3']").click)
    shows(page, at(JUICE, ratios="text"), JUICE)
    expect(within(page, ".source[data-source=text]")).to_have_attribute("aria-pressed", "true")
    after(page, within(page, "[data-try='1']").click)
    expect(within(page, ".source[data-source=paper]")).to_have_attribute("aria-pressed", "true")
    assert not {"moment", "ratios", "step"} & address(page).keys()


def test_another_text_and_one_without_a_pair(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    field = page.get_by_role("textbox", name=ENGLISH["control.text"])
    field.fill("<b>the</b> zzyzx glass")
    after(page, lambda: field.press("Enter"))
    found = scene("<b>the</b> zzyzx glass")
    expect(within(page, ".word")).to_have_count(4)
    expect(within(page, ".stage svg title")).to_have_text(LABELS["unknown"].format(word="zzyzx"))
    assert result_of_all(within(page, ".cell"), CELLS)[0].startswith(
        f"{found.counted.words[0]}, {found.counted.words[0]}"
    )
    field.fill("zzyzx")
    after(page, lambda: field.press("Enter"))
    expect(page.get_by_text(ENGLISH["corpus.no_pair"])).to_be_visible()
    expect(within(page, ".word")).to_have_count(4)
    after(page, lambda: pick(page, ENGLISH["glove.preset.river"]))
    where = looked_at(text(), PRESETS["river"])
    wait_for_address(page, row=where["row"], column=where["column"])
    found, stop = scene(PRESETS["river"]), where["step"]
    shows(page, at(stop, found, row=where["row"], column=where["column"]), stop, found)


def test_a_pair_of_ones_own_in_the_tab_and_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.ratios"])
    field = panel.get_by_role("textbox")
    field.fill("king queen: crown wife")
    after(page, lambda: field.press("Enter"))
    assert texts_of(panel.locator("table tbody th")) == ["crown", "wife"]
    within(page, ".source[data-source=text]").click()
    expect(within(page, ".ratio-row")).to_have_count(2)
    expect(within(page, ".ratio-part svg")).to_contain_text("P(k | king)")
    before = text_of(panel.locator("table tbody td").first)
    stage(page).press("-")
    expect(panel.locator("table tbody td").first).not_to_have_text(before)


def test_train_trains_and_the_picture_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, **QUICK | {"epochs": 8}, seed=any_seed())
    expect(page.get_by_text(ENGLISH["glove.as_set"].format(start=ENGLISH["glove.start"]))).to_be_visible()
    named(page, ENGLISH["glove.start"]).click()
    until(page, MOVED, 2, LONG)
    expect(within(page, ".slide.moment")).to_be_enabled(timeout=LONG)
    expect(within(page, ".value.moment")).to_have_text(LABELS["epoch"].format(epoch=8, total=8))
    expect(page.get_by_text(ENGLISH["glove.own_training"])).to_be_visible()
    rest = at(JUICE, window=2)
    expect(within(page, ".status")).to_contain_text("then yours · juice")
    said = LABELS["cell"].format(row="juice", column="orange", x=count(counts(FIRST, rest, JUICE)[6, 5]))
    expect(within(page, ".cell[data-cell='6 5']")).to_have_attribute("aria-label", said)
    expect(within(page, ".fit-part svg")).not_to_contain_text("fitted to")
    named(page, ENGLISH["glove.back"]).click()
    expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, -1))
    expect(within(page, ".fit-part svg")).to_contain_text("fitted to window 10")


def test_a_training_is_cancelled_and_replaced(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, epochs=100, seed=any_seed())
    named(page, ENGLISH["glove.start"]).click()
    until(page, MOVED, 2, LONG)
    choose(page, ENGLISH["glove.corpus"], ENGLISH["glove.corpus.shakespeare"])
    named(page, ENGLISH["glove.start"]).click()
    expect(within(page, ".status")).not_to_contain_text("160,075", timeout=LONG)
    named(page, ENGLISH["job.cancel"]).click()
    expect(named(page, ENGLISH["job.cancel"])).to_have_count(0)
    expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, -1))
    expect(within(page, ".status")).to_contain_text("160,075")
    expect(within(page, ".slide.moment")).to_be_enabled()


def test_a_text_of_ones_own_is_counted_and_fitted_and_taken_along(quiet_page: Page, app_url: str, tmp_path: Path):
    page = opened(quiet_page, app_url, text="the king saw a dog", epochs=5, dimension=4, tab="own_text")
    given = tmp_path / "text.txt"
    given.write_text(TEXT, "utf-8")
    panel = open_tab(page, ENGLISH["tab.own_text"])
    bring(page, panel.get_by_test_id("stFileUploader"), given)
    expect(panel.get_by_text("12 different")).to_be_visible(timeout=LONG)
    named(page, ENGLISH["glove.start"]).click()
    expect(page.get_by_text(ENGLISH["glove.own_training"])).to_be_visible(timeout=LONG)
    own = corpus.build(corpus.sentences(TEXT), 2)
    found = counting.counted(own, "the king saw a dog")
    made = type(FIRST)(found, FIRST.fit, FIRST.nearest, FIRST.ratios)
    expect(within(page, ".status")).to_contain_text(f"{len(own.starts) - 1} sentences")
    X = counts(made, USUAL, last(made))
    said = [
        LABELS["cell"].format(row=row, column=column, x=count(X[i, j]))
        for i, row in enumerate(found.words)
        for j, column in enumerate(found.words)
    ]
    stage(page).press("End")
    assert result_of_all(within(page, ".cell"), CELLS) == said
    panel.get_by_role("button", name=ENGLISH["words.take_along"]).click()
    expect(panel.get_by_role("link", name=ENGLISH["lesson.analogies.title"])).to_be_visible()
    named(page, ENGLISH["glove.back"]).click()
    expect(within(page, ".status")).to_contain_text("160,075")
    expect(within(page, ".value.moment")).to_have_text(epoch(FIRST, -1))
