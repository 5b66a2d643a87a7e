"""The two that were taught wrongly, on the shipped weights: step by step with the decoder's own steps, and what they do."""

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.translate import shown, taught_wrongly
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, TranslationConfig
from core.translate.translator import END, Translator

torch.set_num_threads(1)
TEXTS = ("I gave her a card in the garden.", "Our teacher gave us too much homework for the holidays.")
GREEDY = TranslationConfig("greedy")


def ends(name: str, text: str, tokens: tuple[int, ...]) -> np.ndarray:
    """P(<EOS>) at each step, one step after the other."""
    one = Translator.load(name)
    _, ids = one.read(text)
    stepper = one.stepper(ids)
    state, y, out = stepper.start(), None, []
    for token in tokens:
        logits, state = stepper.step(state, y)
        out.append(float(logits[0].double().softmax(-1)[END]))
        y = torch.tensor([token])
    return np.array(out)


@pytest.mark.parametrize("name", [NO_END, OWN_WORDS])
@pytest.mark.parametrize("text", TEXTS)
def test_both_translations_and_the_chance_to_end(name, text):
    found = taught_wrongly.mistaken(name, text)
    right, wrong = (Translator.load(one).translate(text, GREEDY) for one in (ONE_WAY, name))
    assert (found.right, found.wrong) == (right.text, wrong.text)
    assert found.right_log_probability == pytest.approx(right.log_probability, abs=1e-4)
    assert found.wrong_log_probability == pytest.approx(wrong.log_probability, abs=1e-4)
    assert (found.wrong_ended, found.wrong_pieces) == (wrong.ended, len(wrong.tokens))
    assert found.end == pytest.approx(ends(name, text, wrong.tokens), rel=1e-4)
    assert found.right_end == pytest.approx(ends(ONE_WAY, text, right.tokens), rel=1e-4)


def test_without_the_end_in_its_targets_it_never_stops():
    for one in shown.of_task("en-fr")[:60:6]:
        found = taught_wrongly.mistaken(NO_END, one.text)
        assert not found.wrong_ended and found.wrong_pieces == found.most and found.end.max() < 0.01, one.text
        assert found.right_end.argmax() == len(found.right_end) - 1 and found.right_end[-1] > 0.3, one.text


def test_fed_its_own_words_it_says_one_again_and_again():
    """Of a word twice running the right one has hardly any."""
    twice = {"right": 0, "wrong": 0}
    for one in shown.of_task("en-fr")[10:100:6]:
        found = taught_wrongly.mistaken(OWN_WORDS, one.text)
        for which in twice:
            words = getattr(found, which).lower().split()
            twice[which] += any(a == b for a, b in zip(words, words[1:], strict=False))
    assert twice["wrong"] >= 8 and twice["right"] <= 2


def test_no_other_names_and_nothing_to_read():
    with pytest.raises(KeyError):
        taught_wrongly.mistaken(ONE_WAY, TEXTS[0])
    with pytest.raises(UserError):
        taught_wrongly.mistaken(NO_END, " ")
