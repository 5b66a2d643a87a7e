"""Presets beside a field, without a browser: of what was typed and what was clicked, the last thing done wins."""

import pytest

from app.lessons.recurrent.language_model.sentences import PAIRS
from app.ui.presets import OWN
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened

FIELDS = {  # field -> its page, and what to type there
    "lstm.text": ("lstm", "a visitor's"),
    "analogies.text": ("analogies", "japan - tokyo + paris"),
    "attention.text": ("attention", "The cat is here."),
}


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("at_once", [True, False], ids=["one message", "two"])
def test_a_click_on_the_preset_in_use_brings_its_text_back(app, key, at_once):
    """The browser takes the preset for chosen until the page has answered the field: the click takes that away."""
    slug, typed = FIELDS[key]
    opened(app, slug)
    text, on = app.text_input(key=key).value, app.pills(key=f"{key}.preset").value
    assert on not in (None, OWN)
    app.text_input(key=key).set_value(typed)
    if not at_once:
        good(app.run())
        assert app.text_input(key=key).value == typed == address(app, "text")
        assert app.pills(key=f"{key}.preset").value == OWN, "no preset is on"
    good(app.pills(key=f"{key}.preset").set_value(None).run())
    assert app.text_input(key=key).value == text and app.pills(key=f"{key}.preset").value == on
    assert address(app, "text") is None


def test_another_preset_wins_as_well_and_a_text_wins_that_comes_later(app):
    opened(app, "analogies")
    field, pills = app.text_input(key="analogies.text"), app.pills(key="analogies.text.preset")
    other = pills.options[1]
    field.set_value("japan - tokyo + paris")
    good(pills.set_value(other).run())
    assert app.pills(key="analogies.text.preset").value == other and address(app, "text") == "king - man + woman"
    good(app.text_input(key="analogies.text").set_value("japan - tokyo + paris").run())
    assert address(app, "text") == "japan - tokyo + paris" and app.pills(key="analogies.text.preset").value == OWN


def test_what_is_typed_and_cannot_be_read_goes_with_its_sentence(app):
    opened(app, "analogies")
    text = app.text_input(key="analogies.text").value
    good(app.text_input(key="analogies.text").set_value("qqxx - ").run())
    assert app.text_input(key="analogies.text").value == "qqxx - " and len(app.warning) == 1
    good(app.pills(key="analogies.text.preset").set_value(None).run())
    assert app.text_input(key="analogies.text").value == text and len(app.warning) == 0


@pytest.mark.parametrize("at_once", [True, False], ids=["one message", "two"])
@pytest.mark.parametrize("field", ["a", "b"])
def test_a_click_on_the_pair_in_use_brings_both_sentences_back(app, field, at_once):
    opened(app, "language_model")
    key = f"language_model.{field}"
    sentence, on = app.text_input(key=key).value, app.pills(key="language_model.pair").value
    assert on in PAIRS
    app.text_input(key=key).set_value("A cat sat here.")
    if not at_once:
        good(app.run())
        assert address(app, field) == "A cat sat here."
    good(app.pills(key="language_model.pair").set_value(None).run())
    assert app.text_input(key=key).value == sentence and app.pills(key="language_model.pair").value == on


def test_a_click_on_the_example_in_use_brings_its_texts_back(app):
    opened(app, "bleu", candidate="A cat.")
    assert app.pills(key="bleu.examples").value == OWN and OWN not in ENGLISH
    name = "the"
    good(app.pills(key="bleu.examples").set_value(name).run())
    before = app.session_state["state.of.bleu"]
    app.query_params["candidate"] = "A cat."
    good(app.run())
    assert app.pills(key="bleu.examples").value == OWN
    good(app.pills(key="bleu.examples").set_value(None).run())
    assert app.pills(key="bleu.examples").value == name and app.session_state["state.of.bleu"] == before
