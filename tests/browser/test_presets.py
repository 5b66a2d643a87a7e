"""Presets beside a field in the browser, where a click takes the focus from the field a moment before it is a click."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.strings import ENGLISH
from tests.browser.visits import address, pick, wait_for_address
from tests.browser.waiting import RUN, after, box_of, quiet, result_of, until, value_of

PAGES = {  # lesson -> the label of its field, and what is typed there
    "analogies": (ENGLISH["analogies.equation"], "japan - tokyo + paris"),
    "lstm": (ENGLISH["control.text"], "the dogs (near the cat) are old."),
    "attention": (ENGLISH["translate.text.en-fr"], "The cat is here."),
    "skip_gram": (ENGLISH["control.text"], "the king saw a dog"),
}


@pytest.mark.parametrize("slug", PAGES)
@pytest.mark.parametrize("slowly", [False, True], ids=["quick", "slow"])
def test_a_click_on_the_preset_in_use_brings_its_text_back(quiet_page: Page, app_url: str, slug: str, slowly: bool):
    """Quick: field and click come together. Slow: the page is answering the field already when the click ends."""
    page, (label, typed) = quiet_page, PAGES[slug]
    page.goto(f"{app_url}/{slug}")
    field = quiet(page).get_by_role("textbox", name=label, exact=True).first
    on = page.get_by_test_id("stButtonGroup").first.get_by_role("radio", checked=True)
    text, preset, before = value_of(field), box_of(on), result_of(page, RUN)
    name = result_of(on, "pill => pill.textContent")
    field.fill(typed)
    page.mouse.move(preset["x"] + preset["width"] / 2, preset["y"] + preset["height"] / 2)
    page.mouse.down()
    if slowly:
        until(page, f"before => {RUN} > before", before)
    page.mouse.up()
    expect(field).to_have_value(text)
    expect(page.get_by_role("radio", name=name, exact=True).first).to_be_checked()
    assert value_of(field) == text and "text" not in address(page)


def test_of_two_texts_the_last_one_stays(quiet_page: Page, app_url: str):
    """The second is typed while the page answers the first."""
    page, (label, typed) = quiet_page, PAGES["analogies"]
    page.goto(f"{app_url}/analogies")
    field = quiet(page).get_by_role("textbox", name=label, exact=True).first
    for text in ("japan + car", typed):
        field.fill(text)
        field.press("Enter")
    wait_for_address(page, text=typed)
    assert value_of(field) == typed


def test_what_was_typed_stays_when_something_else_is_clicked(quiet_page: Page, app_url: str):
    """The browser then still shows the preset as chosen, and says so with the click."""
    page, (label, typed) = quiet_page, PAGES["analogies"]
    page.goto(f"{app_url}/analogies")
    field = quiet(page).get_by_role("textbox", name=label, exact=True).first
    field.fill(typed)
    after(page, page.get_by_role("button", name=ENGLISH["control.more"], exact=True).first.click)
    wait_for_address(page, text=typed)
    assert value_of(field) == typed
    group = page.get_by_test_id("stButtonGroup").first
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)
    expect(group.get_by_role("radio")).to_have_count(4)
    after(page, lambda: pick(group, "king − man + woman"))
    expect(field).to_have_value("king - man + woman")
