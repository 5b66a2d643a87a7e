"""The lesson on encoder and decoder in Chromium: the first screen, links, experiments, own sentences, the map, its tabs."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from app.lessons.translate.seq2seq.options import CARD, HOMEWORK, TRAIN
from core.translate.options import ONE_WAY, REVERSED
from tests.app.strings import ENGLISH
from tests.browser.visits import address, choose, link, open_tab, pick, switch, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, result_of, text_of, texts_of
from tests.lessons.seq2seq.samples import FRENCH, LABELS, MILL, maps, percent, read, status, unit_said
from tests.lessons.seq2seq.seeing import dot, numbers, shows, stage, within

LONG = 10 * WAIT  # until the models are loaded, on a machine that has much else to do
SLUG = "seq2seq"
FOLD = 860


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(within(quiet(page, LONG), ".status")).not_to_be_empty()
    return page


def field(page: Page):
    return page.get_by_role("textbox", name=re.compile("sentence of your own")).first


def test_the_first_screen_is_eight_words_and_their_french(quiet_page: Page, app_url: str):
    """All of it stands above the fold, and nothing in it was asked for."""
    quiet_page.set_viewport_size({"width": 1280, "height": FOLD})
    page, found = opened(quiet_page, app_url), read()
    shows(page)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    expect(within(page, ".beneath .so-far")).to_contain_text(found.written)
    assert found.written == "Je lui ai donné une carte dans le jardin."
    for part in (".lower", ".lines > *", ".numbers"):
        box = box_of(within(page, part).last)
        assert box["y"] + box["height"] < FOLD, part
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page, found = opened(quiet_page, app_url, text="I see her.", reversed=1), read(REVERSED, "I see her.")
    stage(page).press("Home")
    for _ in range(len(found.source)):
        stage(page).press("ArrowRight")
    stage(page).press("ArrowDown")
    page.get_by_role("button", name=LABELS["map_card"], exact=True).click()
    step = len(found.source) + 1
    wait_for_address(page, text="I see her.", reversed="1", step=str(step), unit="0", map="card")
    shows(page, step, "I see her.", REVERSED)
    page.goto(link(page))
    shows(quiet(page), step, "I see her.", REVERSED)
    expect(within(page, "[data-map=card]")).to_have_attribute("aria-pressed", "true")
    expect(within(page, ".stage [data-unit='0']")).to_have_count(1)
    expect(page.locator(".seq2seq [aria-live=polite]").last).to_be_attached()


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, task="fr-en", text=MILL, step=3)
    expect(within(page, "[data-try][aria-pressed=true]")).to_have_count(0)
    for number, text, model in ((2, HOMEWORK, ONE_WAY), (3, HOMEWORK, REVERSED), (1, CARD, ONE_WAY)):
        after(page, within(page, f"[data-try='{number}']").click)
        expect(within(page, f"[data-try='{number}']")).to_have_attribute("aria-pressed", "true")
        shows(page, -1, text, model)
        expect(within(page, ".beneath .so-far")).to_contain_text(read(model, text).written)
    assert not {"text", "reversed", "task", "step"} & address(page).keys(), "the first is what the page opens on"
    stage(page).press("ArrowLeft")
    page.get_by_role("button", name=LABELS["map_admires"], exact=True).click()
    wait_for_address(page, map="admires")
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")


def test_turned_round_and_back_and_another_direction(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, lambda: switch(page, ENGLISH[f"{SLUG}.reversed"]))
    shows(page, -1, CARD, REVERSED)
    expect(within(page, ".stage")).to_contain_text(LABELS["encoder_en_reversed"])
    choose(page, ENGLISH["translate.task"], ENGLISH["translate.task.fr-en"])
    wait_for_address(page, task="fr-en")
    text = address(page)["text"]
    shows(page, -1, text, FRENCH)
    expect(page.get_by_role("switch", name=ENGLISH[f"{SLUG}.reversed"])).to_have_count(0)
    choose(page, ENGLISH["translate.task"], ENGLISH["translate.task.en-fr"])
    expect(within(page, ".status")).to_have_text(status(read(REVERSED), 21))
    shows(page, -1, CARD, REVERSED)


def test_own_sentences_and_what_cannot_be_read(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    before = CARD
    for text, is_read in (("🙂 <b>x</b> $y$ [a](b) שלום", True), ("word " * 1000, False), ("Where is she?", True)):
        field(page).fill(text)
        after(page, lambda: field(page).press("Enter"))
        before = text if is_read else before
        shows(page, -1, before)
        expect(page.get_by_test_id("stAlert")).to_have_count(0 if is_read else 1)
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_sentence_of_the_map_is_read_and_can_be_gone_back_from(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, step=5)
    text = maps()["paraphrases"].texts[3]
    after(page, lambda: within(page, ".plane-box").click(position=dot(page, 3)))
    wait_for_address(page, text=text)
    shows(page, -1, text)
    expect(field(page)).to_have_value(text)
    expect(within(page, "[data-try][aria-pressed=true]")).to_have_count(0)
    after(page, lambda: result_of(page, "history.back()"))
    expect(field(page)).to_have_value(CARD)
    expect(within(page, ".stage [data-column]")).not_to_have_count(0)


def test_the_tabs_follow_the_sentence_and_the_map(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=TRAIN)
    panel = open_tab(page, ENGLISH["tab.map"])
    first = text_of(panel.locator("table tbody th").first)
    page.get_by_role("button", name=LABELS["map_card"], exact=True).click()
    expect(panel.locator("table tbody th").first).not_to_have_text(first)
    after(page, lambda: pick(panel, ENGLISH[f"{SLUG}.map.admires"]))
    expect(within(page, "[data-map=admires]")).to_have_attribute("aria-pressed", "true")
    panel = open_tab(page, ENGLISH["tab.longer"])
    cuts = texts_of(panel.locator("table").first.locator("tbody tr td:nth-child(2)"))
    assert len(cuts) == 19 and cuts[-1] == TRAIN
    expect(panel.locator(".js-plotly-plot .scatterlayer .trace")).to_have_count(4)
    panel = open_tab(page, ENGLISH["tab.forcing"])
    given = panel.get_by_role("textbox", name=ENGLISH[f"{SLUG}.given"])
    given.fill("Le train est là.")
    after(page, lambda: given.press("Enter"))
    expect(panel.locator("table tbody td:nth-child(2)").first).to_have_text("Le")
    wait_for_address(page, given="Le train est là.")
    panel = open_tab(page, ENGLISH["tab.bug"])
    after(page, lambda: pick(panel, ENGLISH[f"{SLUG}.bug.no_end"]))
    expect(panel.locator("table")).to_have_count(2)
    expect(panel).to_contain_text(ENGLISH[f"{SLUG}.never_ends"].partition(":")[0])


def test_what_is_pinned_is_told(quiet_page: Page, app_url: str):
    page, found = opened(quiet_page, app_url, unit=40, step=16), read()
    expect(within(page, ".stage [data-unit='40']")).to_have_count(1)
    stage(page).press("ArrowRight")
    told = page.locator(".seq2seq [aria-live=polite]").last
    expect(told).to_contain_text(unit_said(found, 40))
    expect(numbers(page).nth(1)).to_contain_text("1,024 bytes")
    expect(within(page, "svg.plane")).to_contain_text(percent(maps()["paraphrases"].shown))
