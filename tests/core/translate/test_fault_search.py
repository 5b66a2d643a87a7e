"""A sentence examined by a translator: log P, where y* falls out of the beam, the job, what is refused; the referee."""

import copy
from dataclasses import replace

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.referees import faults as referee
from core.translate import fault_cases, faults, models, translator
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig
from core.translate.translator import Translator
from tests.core.translate.one_by_one import beam_one_by_one

torch.set_num_threads(1)
STORED = 1e-6  # of a sentence whose log P ship with eight digits each
WHOLE = 5e-5  # between two orders of the same float32 sums, over a whole sentence; of all that ships 3e-5 at the most


@pytest.fixture
def random_model(monkeypatch) -> Translator:
    """A small random model stands for a trained one."""
    en, fr = models.subwords("en"), models.subwords("fr")
    torch.manual_seed(3)
    model = EncoderDecoder(Seq2SeqConfig(len(en), len(fr), 24, 16, 20, 12, True))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "embedding" not in name:
                parameter.mul_(3)
        model.b_o[0] = 0.9
    made = Translator("en-fr", model.requires_grad_(False), en, fr)
    monkeypatch.setattr(translator, "_loaded", lambda name: made)
    return made


def forced(model: EncoderDecoder, source: list[int], tokens: tuple[int, ...]) -> np.ndarray:
    """log P of each piece by the model's own pass."""
    logits = model(torch.tensor([source]), torch.tensor([[1, *tokens[:-1]]]))[0].double().log_softmax(-1)
    return logits[torch.arange(len(tokens)), list(tokens)].numpy()


TEXT, HUMAN = "I don't know where the old library is.", "Je ne sais pas où est la vieille bibliothèque."


@pytest.mark.parametrize("width", [1, 4])
def test_where_y_falls_out_is_where_a_plain_search_drops_it(random_model, width):
    """y* begins as the plain search's best output does, and then goes on in another way."""
    _, ids = random_model.read(TEXT)
    model, most = random_model.model, random_model.most(ids)

    def next_log_p(prefix: tuple[int, ...]) -> torch.Tensor:
        return model(torch.tensor([ids]), torch.tensor([[1, *prefix]]))[0, -1].double().log_softmax(-1)

    def step(prefix: tuple[int, ...], token: int | None) -> tuple[torch.Tensor, tuple[int, ...]]:
        prefix = prefix if token is None else (*prefix, token)
        return next_log_p(prefix), prefix

    best = beam_one_by_one(tuple, step, width, 0, most)[0][0]
    human = [*best[:2], *random_model.target.encode(HUMAN)]
    text = random_model.target.decode(human)
    case = faults.examined("en-fr", TEXT, text, (width,))
    found, y = case.searched[0], case.human.tokens
    beam, ended, fell = [()], 0, None
    for t in range(len(y)):
        grown = [
            ((*prefix, token), total) for prefix in beam for token, total in enumerate(_totals(next_log_p, prefix))
        ]
        grown.sort(key=lambda one: -one[1])
        kept = [prefix for prefix, _ in grown[: width - ended]]
        if y[: t + 1] not in kept:
            fell = t
            break
        ended += sum(prefix[-1] == 0 for prefix in kept)
        beam = [prefix for prefix in kept if prefix[-1] != 0]
    order = [prefix for prefix, _ in grown]
    assert found.fell == fell and fell is not None
    assert found.rank == order.index(y[: fell + 1]) + 1 > len(kept)
    assert found.total == pytest.approx(grown[found.rank - 1][1], abs=WHOLE)
    assert found.last == pytest.approx(grown[len(kept) - 1][1], abs=WHOLE) and found.last > found.total


def _totals(next_log_p, prefix: tuple[int, ...]) -> list[float]:
    """log P of a prefix with each word after it."""
    before = sum(float(next_log_p(prefix[:t])[token]) for t, token in enumerate(prefix))
    return (before + next_log_p(prefix)).tolist()


def test_log_p_is_that_of_the_models_own_pass(random_model):
    _, ids = random_model.read(TEXT)
    case = faults.examined("en-fr", TEXT, HUMAN, (1, 4))
    winners = [y for one in case.searched for y in one.winners]
    assert random_model.target.decode(case.human.tokens) == HUMAN and case.human.tokens[-1] == 0
    double = copy.deepcopy(random_model.model).double()
    for y in (case.human, *winners):
        theirs = forced(double, ids, y.tokens)
        assert y.log_probabilities == pytest.approx(theirs, abs=1e-10) and y.length == len(theirs)
    assert case.human.log_probability == pytest.approx(random_model.forced(TEXT, HUMAN).log_probability, abs=2 * WHOLE)


def test_a_job_is_the_same_sentence_by_sentence(random_model):
    pairs = [(TEXT, HUMAN), ("We know.", "Nous savons.")]
    job, steps = faults.examine({"name": "en-fr", "pairs": pairs, "widths": (1, 3)}), []
    try:
        while True:
            steps.append(next(job))
    except StopIteration as end:
        found = end.value
    assert steps == [0.0, 0.5] and [case.source for case in found] == [text for text, _ in pairs]
    for case, (text, human) in zip(found, pairs, strict=True):
        alone = faults.examined("en-fr", text, human, (1, 3))
        assert [one.winners[0].tokens for one in case.searched] == [one.winners[0].tokens for one in alone.searched]
    pieces = len(random_model.read(TEXT)[1])
    assert faults.is_wide("en-fr", TEXT, (400 // pieces, 1)) and not faults.is_wide("en-fr", TEXT, (400 // pieces,))


@pytest.mark.parametrize(
    ("y", "key", "values"),
    [
        (" ", "translate.given_empty", {}),
        ("a " * 200, "translate.given_long", {"most": 120}),
        ("Où est Łódź, дорогой?", "translate.cannot_spell", None),
    ],
)
def test_what_cannot_be_scored_is_said(random_model, y, key, values):
    with pytest.raises(UserError) as raised:
        faults.examined("en-fr", TEXT, y)
    assert raised.value.key == key and (values is None or raised.value.values == values)
    if values is None:
        letters = raised.value.values["letters"].split()
        assert (
            set("дрг") <= set(letters) and not {"O", "ù", "?", ","} & set(letters) and len(set(letters)) == len(letters)
        )


def test_the_referee_agrees_and_finds_a_wrong_number():
    case = next(one for one in fault_cases.cases("fr-en").cases if one.human.text.startswith("The plane"))
    rows = referee.check("fr-en", case, 3, 0.7)
    assert [row.difference for row in rows[-2:]] == ["=", "="] and rows[-1].ours == case.human.text
    assert max(row.difference for row in rows[:-2]) < STORED
    assert rows[1].theirs == pytest.approx(rows[0].theirs / 13**0.7)
    wrong = case.human.log_probabilities.copy()
    wrong[2] -= 10
    rows = referee.check("fr-en", replace(case, human=replace(case.human, log_probabilities=wrong)), 3, 0.7)
    assert rows[0].difference == pytest.approx(10, abs=1e-3) and rows[2].difference < STORED
    assert rows[-1].difference == "≠", "with ten less y* would not win"
    narrow = replace(case.searched[0], winners=case.searched[1].winners)
    rows = referee.check("fr-en", replace(case, searched=(narrow, *case.searched[1:])), 3, 0.7)
    assert rows[4].difference == "≠", "what a beam of 3 finds is not greedy"
