"""The tabs on teaching without a browser: a given translation, both mistakes, the referee, and the questions."""

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest

from app.i18n import lesson_text
from app.lessons.translate import compute as shared
from app.lessons.translate.seq2seq.options import BUGS, CARD, GIVEN, HOMEWORK, TRAIN
from app.ui.numbers import scientific
from core import checkpoints
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, REVERSED
from core.translate.stepper import BEGIN
from core.translate.translator import END, Translator
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, pictures, warnings, written
from tests.lessons.seq2seq.samples import FRENCH, MILL, read, table, tables, two
from tests.lessons.seq2seq.test_app_tabs import GREEDY, MEASURED, SLUG, column, translated

# Teacher forcing


@pytest.mark.parametrize(
    ("name", "text", "given"),
    [
        (ONE_WAY, CARD, "Peut-être lui ai-je donné une carte."),
        (REVERSED, CARD, "Je lui ai donné une carte dans le jardin."),
        (FRENCH, MILL, "The old mill burned down yesterday."),
        (ONE_WAY, HOMEWORK, "Notre (maître) $a$ dit : ~non~ !"),
    ],
)
def test_a_translation_is_given_word_by_word(app, name, text, given):
    opened(app, SLUG, tab="forcing", task=name[:5], text=text, given=given, reversed=str(int(name == REVERSED)))
    translator, found = Translator.load(name), read(name, text)
    rows, true = table(app, column("true")), translator.forced(text, given)
    assert warnings(app) == [] and [float(row[2]) for row in rows] == pytest.approx(
        np.exp(true.log_probabilities), abs=6e-4
    )
    assert [row[1] for row in rows] == [piece.removeprefix("▁") or "·" for piece in translator.pieces(true.tokens)]
    alone = [piece.removeprefix("▁") or "·" for piece in found.target]
    for t, row in enumerate(rows):
        assert row[5:] == ([alone[t], f"{np.exp(found.log_probabilities[t]):.3f}"] if t < len(alone) else ["", ""])
        assert float(row[4]) >= float(row[2]) - 1e-9 and (row[3] == row[1]) == (row[2] == row[4])
    tokens = list(true.tokens)
    part = next((t for t, token in enumerate(tokens) if t >= len(found.tokens) or token != found.tokens[t]), None)
    assert [t for t, row in enumerate(rows) if "✕" in row[0]] == ([] if part is None else [part])
    said = written(app).replace("\\", "")
    assert f"“{given}”: log P = {two(true.log_probability)}" in said, "and a hyphen is no minus"
    assert f"“{found.written}”: log P = {two(found.log_probability)}" in said


def test_what_is_given_first_is_a_persons_translation_or_that_with_attention(app):
    shown = shared.sentences("en-fr")[5]
    opened(app, SLUG, tab="forcing", text=shown.text)
    assert app.text_input(key=f"{SLUG}.given").placeholder == shown.references[0]
    opened(app, SLUG, tab="forcing", text=TRAIN)
    assert app.text_input(key=f"{SLUG}.given").placeholder == translated("en-fr", TRAIN)
    opened(app, SLUG, tab="forcing", text=CARD)
    assert app.text_input(key=f"{SLUG}.given").placeholder == GIVEN[CARD]
    assert [row[1] for row in table(app, column("true")) if "✕" in row[0]] == ["off"], "it would have gone another way"


@pytest.mark.parametrize(
    ("given", "key", "values"),
    [
        ("Je vois 你好.", "translate.cannot_spell", {"letters": "你 好"}),
        ("la " * 190, "translate.given_long", {"most": 120}),
    ],
)
def test_what_cannot_be_given_gets_a_sentence(app, given, key, values):
    opened(app, SLUG, tab="forcing")
    good(app.text_input(key=f"{SLUG}.given").set_value(given).run())
    assert warnings(app) == [ENGLISH[key].format(**values)] and pictures(app, SLUG)
    good(app.text_input(key=f"{SLUG}.given").set_value("").run())
    assert warnings(app) == [] and table(app, column("true"))


# Mistakes, the referee, questions


@torch.inference_mode()
def ends(name: str, text: str, tokens: tuple[int, ...]) -> np.ndarray:
    """P(<EOS>) at each step."""
    translator = Translator.load(name)
    logits = translator.model(torch.tensor([translator.read(text)[1]]), torch.tensor([[BEGIN, *tokens[:-1]]]))[0]
    return torch.softmax(logits.double(), -1)[:, END].numpy()


@pytest.mark.parametrize(("bug", "name"), [("no_end", NO_END), ("own_words", OWN_WORDS)])
@pytest.mark.parametrize("text", [CARD, "I see <b>her</b>."])
def test_what_a_mistake_makes_of_the_sentence(app, bug, name, text):
    opened(app, SLUG, tab="bug", bug=bug, text=text)
    right, wrong = table(app, column("translation"))
    for row, one in ((right, ONE_WAY), (wrong, name)):
        made = Translator.load(one).translate(text, GREEDY)
        assert row[1:3] == [made.text, two(made.log_probability)]
        assert row[3] == scientific(ends(one, text, made.tokens).max())
    assert (ENGLISH[f"{SLUG}.never_ends"].partition("{")[0] in written(app)) == (bug == "no_end")


@pytest.mark.parametrize(("bug", "name"), [("no_end", NO_END), ("own_words", OWN_WORDS)])
def test_what_a_mistake_does_to_the_test_set(app, bug, name):
    opened(app, SLUG, tab="bug", bug=bug)
    stems = {"right": "translate_en_fr_one_way", bug: "translate_" + name.replace("-", "_")}
    for row, key in zip(table(app, "BLEU"), ("right", bug), strict=True):
        said = checkpoints.card(stems[key])["measured"]
        one = MEASURED[key]
        assert row[0] == ENGLISH[f"{SLUG}.taught.{key}"] and float(row[1].split()[0]) == pytest.approx(
            said["test_bleu_greedy"], abs=0.051
        )
        assert row[2:] == [f"{one['ended']:,} / 2,789", f"{one['length_ratio']:.2f}", f"{one['dev']:.2f}"]


@pytest.mark.parametrize("bug", BUGS[1:])
def test_the_mistakes_are_from_english(app, bug):
    opened(app, SLUG, tab="bug", bug=bug, task="fr-en", text=MILL)
    assert ENGLISH[f"{SLUG}.english_only"] in [caption.value for caption in app.caption] and len(tables(app)) == 1


@pytest.mark.parametrize(
    ("task", "text", "order"), [("en-fr", CARD, "0"), ("en-fr", HOMEWORK, "1"), ("fr-en", MILL, "0")]
)
def test_the_referee_agrees(app, task, text, order):
    opened(app, SLUG, tab="referee", task=task, text=text, reversed=order)
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    rows = table(app, ENGLISH["referee.ours"])
    assert [row[0] for row in rows] == [ENGLISH[key] for key in ENGLISH if key.startswith(f"{SLUG}.check.")]
    assert all(float(row[-1]) < 1e-4 for row in rows)
    app.query_params["text"] = "I see." if task == "en-fr" else "Non."
    assert not tables(good(app.run())), "what was checked was another sentence"


@pytest.mark.parametrize(
    ("name", "text"), [(ONE_WAY, CARD), (REVERSED, HOMEWORK), (FRENCH, MILL), (ONE_WAY, "A *b* $c$.")]
)
def test_whether_attention_writes_the_same_is_asked(app, name, text):
    opened(app, SLUG, task=name[:5], text=text, reversed=str(int(name == REVERSED)), tab="predict")
    for check in lesson_text(SLUG, "en").checks().values():
        if check.answer is not None:
            good(question(app).set_value(check.answer).run())
            assert any(ENGLISH["check.right"] in part.value for part in app.success)
            good(app.button(key=f"{SLUG}.check.next").click().run())
    mine = read(name, text).written
    theirs = translated(name[:5], text)
    asked = question(app)
    assert ".live-attention." in asked.key
    good(asked.set_value(int(mine != theirs)).run())
    (said,) = [part.value.replace("\\", "") for part in app.success]
    assert f"With attention: “{theirs}”" in said and f"one vector: “{mine}”" in said


def question(app: AppTest):
    (asked,) = [group for group in app.get("button_group") if ".check." in group.key]
    return asked
