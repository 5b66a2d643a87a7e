"""The pages as a visitor meets them: opening, stepping, links, own text, Korean, large type, no motion."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.motion import first_frame
from tests.browser.visits import (
    LESSONS,
    address,
    changes,
    choose,
    colours,
    drawn,
    link,
    no_overflow,
    open_english,
    open_lesson,
    open_tab,
    stage,
    status,
    step_to,
    type_text,
    wait_for_address,
)
from tests.browser.waiting import after, box_of, result_of, text_of, until
from tests.conftest import record

HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"
TEXTS = (
    ("a", 2),
    ("👩‍👩‍👧‍👦🙂🇰🇷🇫🇷é", 6),
    ("고양이가 먹었다", 9),
    ("שלום עולם مرحبا", 16),
    (HTML, len(HTML) + 1),
    ("a\x07b\x1b[31mc\u202e", 8),
)


@pytest.mark.parametrize("slug", ["", *LESSONS, "credits"], ids=lambda slug: slug or "home")
def test_a_page_opens_on_a_phone_in_the_dark(quiet_page: Page, app_url: str, slug: str):
    page, at_first = quiet_page, True
    for scheme, width in (("dark", 390), ("light", 390), ("light", 1280), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        if at_first:
            page.goto(f"{app_url}/{slug}")
            at_first = False
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if slug in LESSONS:
            drawn(page)
            is_dark = re.compile(r"\bdark\b" if scheme == "dark" else r"^(?!.*\bdark\b)")
            expect(page.locator(".stepper")).to_have_class(is_dark)
            assert colours(page) > 20
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        no_overflow(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("slug", LESSONS)
def test_keys_and_pointer_step_and_the_address_follows(quiet_page: Page, app_url: str, slug: str):
    page = open_english(quiet_page, app_url, slug)
    step_to(page, "Home", "step 1 of 38")
    step_to(page, "ArrowRight", "step 2 of 38 · reads T")
    wait_for_address(page, step="1")
    step_to(page, "End", "step 38 of 38")
    wait_for_address(page, step="37")
    step_to(page, "Home", "step 1 of 38")
    stage(page).press("Space")
    expect(status(page)).to_have_text(re.compile(r"step ([3-9]|\d\d) of"))
    stage(page).press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    box = box_of(page.get_by_role("slider", name="Step", exact=True))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(status(page)).to_contain_text(re.compile("step (19|20) of"))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    expect(status(page)).to_contain_text("step 38 of")
    stage(page).press("ArrowDown")
    stage(page).press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 1, pinned")).to_be_visible()
    wait_for_address(page, step="37", unit="1")


def test_an_address_opens_the_same_picture(app_url: str, quiet_page: Page, stranger: BrowserContext):
    """Model, variant, own text, step, unit, a held gate, order of the rows and the open tab, set by hand."""
    page = open_english(quiet_page, app_url, "gru")
    choose(page, "Formula", "reset after (PyTorch)")
    type_text(page, "Nothing will come of nothing.")
    expect(status(page)).to_contain_text("of 30")
    step_to(page, "Home", "step 1 of 30")
    for place in range(2, 6):
        step_to(page, "ArrowRight", f"step {place} of 30")
    stage(page).press("ArrowDown")
    page.locator('.heading[data-term="gamma_u"]').first.press("Enter")
    page.get_by_role("button", name="hold…").press("Enter")
    page.get_by_role("slider", name="Value of Γu").press("End")
    changes(page, page.get_by_role("button", name="Hold", exact=True).click)
    page.get_by_role("combobox", name="rows", exact=True).select_option("hold")
    open_tab(page, "How long?")
    wait_for_address(page, step="4", unit="0", variant="reset_after", tab="memory")
    assert address(page)["pins"].startswith("gamma_u:0:4:1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert result_of(page, "navigator.clipboard.readText()") == link(page)
    page.context.clear_permissions()

    other = stranger.new_page()
    recorder = record(other)
    other.goto(link(page))
    drawn(other)
    expect(status(other)).to_have_text(text_of(status(page)))
    expect(other.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
    expect(other.locator(".pin-list .chip")).to_contain_text("Γu = 1.00, unit 0, from step 5")
    expect(other.get_by_role("combobox", name="rows", exact=True)).to_have_value("hold")
    expect(other.get_by_role("tab", name="How long?")).to_have_attribute("aria-selected", "true")
    expect(other.get_by_role("textbox", name="Your own text")).to_have_value("Nothing will come of nothing.")
    expect(other.locator(".stepper .values")).to_have_text(text_of(page.locator(".stepper .values")))
    expect(other.get_by_role("combobox", name="Formula")).to_have_value("reset after (PyTorch)")
    assert address(other) == address(page)
    recorder.assert_quiet()


def test_an_address_with_nonsense_gets_a_sentence(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "lstm", step="many", unit="-7", model="<b>", pins="x:y", tab="nowhere")
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(status(page)).to_contain_text("step 25 of 33")


def test_own_text_is_read(quiet_page: Page, app_url: str):
    dialogs = []
    quiet_page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page = open_english(quiet_page, app_url, "lstm")
    for text, steps in TEXTS:
        type_text(page, text)
        expect(status(page)).to_contain_text(f"of {steps} ")
        step_to(page, "Home", f"step 1 of {steps} ")
        step_to(page, "End", f"step {steps} of {steps} ")
        for tab in ("Predict, then see", "More"):
            open_tab(page, tab)
            expect(page.locator("img[src=x], .stepper img, .stepper script")).to_have_count(0)
            expect(page.get_by_test_id("stException")).to_have_count(0)
    assert not dialogs


def test_no_text_gets_a_sentence_and_keeps_the_earlier_one(quiet_page: Page, app_url: str):
    page = open_english(quiet_page, app_url, "gru")
    for nothing in ("", "   ", "\x00\x1b\x07"):
        type_text(page, "to be")
        expect(status(page)).to_contain_text("of 6")
        after(page, lambda nothing=nothing: type_text(page, nothing))
        expect(page.get_by_test_id("stAlert")).to_be_visible()
        expect(page.get_by_role("textbox", name="Your own text")).to_have_value("to be")
        expect(status(page)).to_contain_text("of 6")
        type_text(page, "or not")
        expect(status(page)).to_contain_text("of 7")
        expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_long_text_moves_through_a_window(quiet_page: Page, app_url: str):
    page = open_english(quiet_page, app_url, "lstm")
    type_text(page, ("to be or not to be, " * 300)[:5000])
    expect(status(page)).to_contain_text("of 5001")
    step_to(page, "End", "step 5001 of 5001")
    step_to(page, "Home", "step 1 of 5001")
    after(page, lambda: type_text(page, "x" * 5001))
    expect(page.get_by_test_id("stAlert")).to_contain_text("5,000")
    expect(status(page)).to_contain_text("of 5001")


def test_korean(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "lstm")
    page.get_by_role("button", name="English").click()
    page.get_by_text("한국어", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("RNN은 잊는데 LSTM은 어떻게 기억할까요?")
    drawn(page)
    expect(page.get_by_role("tab", selected=True)).to_contain_text(re.compile("[가-힣]"))
    for part in (".status", ".heading .name >> nth=0", ".tools label >> nth=0"):
        expect(page.locator(f".stepper {part}").first).to_contain_text(re.compile("[가-힣]"))
    step_to(page, "Home", "33단계 중 1단계")
    wait_for_address(page, lang="ko", step="0")


def test_present_hides_the_sidebar_and_enlarges_type(quiet_page: Page, app_url: str):
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    is_larger = "plain => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize) > 1.2 * plain"
    page = open_lesson(quiet_page, app_url, "lstm")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    plain = result_of(page, size)
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".stepper")).to_have_class(re.compile("present"))
    until(page, is_larger, plain)
    wait_for_address(page, present="1")
    page.goto(link(page))
    drawn(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    no_overflow(page)
    until(page, is_larger, plain)


def test_with_reduced_motion_a_step_is_drawn_at_once(quiet_page: Page, app_url: str):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = open_english(quiet_page, app_url, "lstm")
    canvas, picture = page.locator(".stepper canvas").first, "canvas => canvas.toDataURL()"
    before = result_of(canvas, picture)
    first = first_frame(canvas, stage(page), "ArrowRight")
    expect(status(page)).to_contain_text("step 22 of 38")
    assert before != first == result_of(canvas, picture)
