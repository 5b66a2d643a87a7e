"""How much an LSTM writes: counted anew from readings, and on the shipped models, the one of the trio and the thrifty one."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from core.checkpoints import card
from core.recipes.nested_lstm_thrifty import PRICE, thrifty
from core.recurrent import beside, carrying, reading, zoo
from core.recurrent.holding import holding, mean_update
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import VOCABULARY, Sentence, sentences
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin
from core.training import IGNORE, likelihood, padded

TRIO, THRIFTY = ModelKey("lstm", "nested"), ModelKey("lstm", "nested", "thrifty")
PLURAL = "the cats (near the dog) are old."
BRACKET = "the cat (near the old dogs by the tree) is small."


def far(count: int, seed: int = 21) -> list[Sentence]:
    """Sentences whose verb is 10 to 39 characters after its noun."""
    made = sentences("test", seed)
    return list(
        islice((s for s in made if any(d.kind == "agreement" and 10 <= d.distance < 40 for d in s.dependencies)), count)
    )


@pytest.mark.parametrize("key", [TRIO, THRIFTY], ids=["trio", "thrifty"])
def test_holding_is_counted_along_the_carrier(key: ModelKey) -> None:
    model, some = zoo.model(key), far(25)
    found, steps, shut, kept, carried = holding(model, some), 0, 0, 0, 0
    for made in some:
        unit = carrying.of_number(model, made.text.strip())
        if unit is not None and unit.until - unit.since > 1:
            carried += 1
            gates = reading.read(model, made.text.strip()).trace
            for t in range(unit.since + 1, unit.until):
                steps += 1
                shut += gates.gamma_u[t, unit.unit] < 0.1
                kept += gates.gamma_f[t, unit.unit] > 0.9
    assert (found.sentences, found.carried, found.steps, found.shut, found.kept) == (25, carried, steps, shut, kept)
    assert sum(found.units.values()) == carried > 15


def test_the_mean_of_the_update_gate_counts_each_symbol_once() -> None:
    model, some = zoo.model(TRIO), far(12)
    gates = [reading.read(model, made.text[:-1]).trace.gamma_u for made in some]
    assert mean_update(model, some) == pytest.approx(np.concatenate(gates).mean(), abs=1e-6)


def test_the_price_is_added_to_the_loss() -> None:
    model = SequenceModel(ModelConfig("lstm", 5, VOCABULARY), generator=torch.Generator().manual_seed(1))
    ids, targets, _ = padded([VOCABULARY.encode(list("\n" + made.text)) for made in far(6)])
    loss, aim, _ = thrifty(0.0)(model, ids, targets, None)
    assert loss.item() == pytest.approx(likelihood(model, ids, targets, None)[0].item(), rel=1e-5)
    assert aim.item() - loss.item() == pytest.approx(PRICE * mean_update(model, far(6)), rel=1e-4)
    blurred, _, (_, a) = thrifty(0.25)(model, ids, targets, None)
    assert blurred.item() != loss.item() and a.abs().max() <= 1
    logits, _ = model(ids)
    assert loss.item() == pytest.approx(
        cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE).item(), rel=1e-5
    )


def test_what_the_card_of_the_thrifty_one_says_can_be_measured_again() -> None:
    said, model, some = card("nested_lstm_thrifty")["measured"], zoo.model(THRIFTY), far(120)
    assert model.cell.units == 16 and said["accuracy_by_distance"][1]["kind"] == "agreement"
    right = beside.right_at(said["accuracy_by_distance"], PLURAL)
    assert right[1] == 1428 and right[0] >= 0.95 * right[1]
    assert mean_update(model, islice(sentences("test", 31), 200)) == pytest.approx(said["mean_update_gate"], abs=0.01)
    told, found = said["while_carrying_a_number"], holding(model, some)
    assert found.shut / found.steps == pytest.approx(told["shut"] / told["steps"], abs=0.03)
    assert told["shut"] > 0.9 * told["steps"] and told["kept"] > 0.97 * told["steps"]
    assert said["mean_update_gate"] < 0.25 * mean_update(zoo.model(TRIO), some)


def test_the_thrifty_one_writes_the_bracket_once_and_keeps_it() -> None:
    found = carrying.of_mark(zoo.model(THRIFTY), BRACKET)
    assert (found.unit, found.since, found.until) == (11, 10, 39) and found.gap == pytest.approx(0.93, abs=0.01)
    read = reading.read(zoo.model(THRIFTY), BRACKET).trace
    c, gamma_u, gamma_f = read.c[:, 11], read.gamma_u[:, 11], read.gamma_f[:, 11]
    assert c[8] == pytest.approx(1.37, abs=0.01) and c[39] == pytest.approx(1.05, abs=0.01), "before “(”, after “)”"
    assert gamma_f[9] < 0.03 and gamma_u[39] > 0.99, "emptied at the one, written at the other"
    assert (np.abs(c[9:39]) < 0.06).all() and (gamma_u[9:39] < 0.1).sum() == 29 and gamma_f[10:39].min() > 0.75
    assert np.abs(read.c).max() < 2.5, "it does not count"


def test_the_thrifty_one_carries_the_number_in_unit_1() -> None:
    model, long = zoo.model(THRIFTY), "the cats (near the old dogs by the tree) are small."
    for text, wanted in ((PLURAL, (0.04, 0.70)), (long, (0.07, 0.73))):
        found, forecast = carrying.of_number(model, text), beside.forecast(model, text)
        assert found.unit == 1 and text[found.until - 1] == "a"
        assert forecast.p[forecast.is_verb][0] == pytest.approx(wanted, abs=0.01)
    held = beside.forecast(model, long, (Pin("gamma_f", 1, 21, 0.0),)).p[41]
    assert held == pytest.approx((0.89, 0.02), abs=0.01)
    gamma_u = reading.read(model, long).trace.gamma_u[12:40, 1]
    assert gamma_u.max() < 0.1, "not written to from “near” to the end of the bracket"
