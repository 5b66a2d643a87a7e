"""What the lesson on beam search tries: products along paths, widths, texts, the small language, against other ways to them."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from sacrebleu.metrics import BLEU

from core.errors import UserError
from core.referees import beam as referees
from core.translate import chain, models, small, studies, translator
from core.translate.beam import BeamConfig, search, search_stepper
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig
from core.translate.translator import END, Translator

torch.set_num_threads(1)
TEXT = "I don't know where the old library is."


@pytest.fixture(autouse=True)
def random_model(monkeypatch) -> Translator:
    """A small random model stands for a trained one."""
    en, fr = models.subwords("en"), models.subwords("fr")
    torch.manual_seed(3)
    model = EncoderDecoder(Seq2SeqConfig(len(en), len(fr), 24, 16, 20, 12, True))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "embedding" not in name:
                parameter.mul_(3)
        model.b_o[END] = 0.9
    made = Translator("en-fr", model.requires_grad_(False), en, fr)
    monkeypatch.setattr(translator, "_loaded", lambda name: made)
    return made


def result(job):
    """A job's steps and what it gives."""
    steps = []
    while True:
        try:
            steps.append(next(job))
        except StopIteration as end:
            return steps, end.value


def path(trace, step: int, row: int) -> list[float]:
    """log P of each token of a candidate, walked back by hand."""
    out = []
    for t in range(step, -1, -1):
        out.insert(0, trace.steps[t].log_probability[row])
        row = trace.steps[t].parent[row]
    return out


@pytest.mark.parametrize("width", [1, 4])
def test_the_greedy_output_stands_beside_the_search(width):
    found, narrow = studies.searched("en-fr", TEXT, width), studies.searched("en-fr", TEXT, 1)
    assert found.greedy.log_probability == pytest.approx(narrow.trace.likeliest, abs=1e-4)
    assert found.greedy.text == narrow.texts[0] and found.greedy.length == len(narrow.trace.finished[0].tokens)
    tokens = narrow.trace.finished[0].tokens
    for t, row in enumerate(found.greedy_rows):
        assert found.trace.tokens(t, row) == tokens[: t + 1]
    assert len(found.greedy_rows) == len(tokens) if width == 1 else len(found.greedy_rows) > 0


@pytest.mark.parametrize("dtype", ["float16", "float32"])
def test_products_are_those_along_each_path(dtype):
    found = studies.searched("en-fr", TEXT, 4)
    products = studies.products(found.trace, dtype)
    rng, checked = np.random.default_rng(0), 0
    for t, step in enumerate(found.trace.steps):
        for row in rng.integers(len(step), size=3):
            one = np.dtype(dtype).type(1)
            for log_p in path(found.trace, t, row):
                one = one * np.dtype(dtype).type(math.exp(log_p))
            assert products[t][row] == one
            checked += 1
    assert checked > 20 and products[0].dtype == dtype


def test_products_that_run_to_zero_do_so_where_the_logs_say(random_model):
    found = studies.searched("en-fr", TEXT, 4)
    least = math.log(2**-25)  # half of float16's smallest number
    for step, values in zip(found.trace.steps, found.products, strict=True):
        assert (values[step.total > least + 1] > 0).all() and (values[step.total < least - 2] == 0).all()


def test_a_search_as_a_whole(random_model):
    found = studies.searched("en-fr", TEXT, 5)
    pieces, ids = random_model.read(TEXT)
    plain = search_stepper(random_model.stepper(ids), BeamConfig(5, END, random_model.most(ids)))
    assert [one.tokens for one in plain.finished] == [one.tokens for one in found.trace.finished]
    assert found.source == tuple(pieces) and found.vocabulary == len(models.subwords("fr"))
    for step in found.trace.steps:
        assert {found.pieces[int(token)] for token in step.token} <= set(models.subwords("fr").symbols)
    first = random_model.model(torch.tensor([ids]), torch.tensor([[1]]))[0, 0].double().log_softmax(-1)
    assert found.empty == pytest.approx(first[END].item(), abs=1e-5)
    _, job = result(studies.search({"name": "en-fr", "text": TEXT, "width": 5}))
    assert job.texts == found.texts and job.empty == found.empty


def test_ways_are_greedy_and_samples_by_their_seeds(random_model):
    found = studies.ways("en-fr", TEXT, 1.3, 5, 3)
    assert [(way.method, way.seed) for way in found] == [("greedy", 0), ("sample", 5), ("sample", 6), ("sample", 7)]
    assert found[0].log_probability == pytest.approx(
        studies.searched("en-fr", TEXT, 1).trace.finished[0].log_probability, abs=1e-4
    )
    assert studies.ways("en-fr", TEXT, 1.3, 6, 2)[1] == found[2]
    assert len({way.text for way in found}) > 1
    again = studies.own_way("en-fr", TEXT, "Bonjour le monde.")
    ids = models.subwords("fr").encode("Bonjour le monde.")
    _, source = random_model.read(TEXT)
    logits = random_model.model(torch.tensor([source]), torch.tensor([[1, *ids]]))[0].double().log_softmax(-1)
    assert again.length == len(ids) + 1
    assert again.log_probability == pytest.approx(sum(logits[t, y].item() for t, y in enumerate([*ids, END])), abs=1e-4)
    with pytest.raises(UserError, match="given_long"):
        studies.own_way("en-fr", TEXT, "a " * 1000)
    with pytest.raises(UserError, match="given_long"):
        studies.own_way("en-fr", TEXT, "xq" * 200)  # one word, but of many pieces, each a step of the decoder


def test_widths_are_single_searches():
    texts = (TEXT, "We know.", "The old man is here.")
    said = studies.searched("en-fr", "We know.", 3).texts[0]
    known = ((), ("Nous savons.", said), ("Le vieux est là.",))
    asked = {"name": "en-fr", "texts": texts, "references": known, "widths": (1, 3, 10)}
    steps, found = result(studies.widths(asked))
    assert len(steps) == 9 and steps[-1] == 1.0 and steps == sorted(steps)
    for row in found.rows:
        best = [studies.searched("en-fr", text, row.width).trace.finished[0] for text in asked["texts"]]
        assert row.log_probabilities == pytest.approx([one.log_probability for one in best], abs=1e-4)
        assert row.lengths == tuple(len(one.tokens) for one in best)
        assert row.log_probability == pytest.approx(np.mean(row.log_probabilities))
        assert row.empty == sum(text == "" for text in row.texts)
        theirs = BLEU().corpus_score(row.texts[1:], [["Nous savons.", "Le vieux est là."], [said, None]])
        assert row.bleu == pytest.approx(theirs.score)
    assert found.rows[1].bleu > 0
    assert found.empty == pytest.approx([studies.searched("en-fr", text, 1).empty for text in asked["texts"]], abs=1e-5)
    _, alone = result(studies.widths(asked | {"texts": (TEXT,), "references": ((),)}))
    assert alone.rows[0].bleu is None


def test_a_text_is_multiplied_over_all_of_its_sentences():
    text = "We know. Where is it? " * 2 + "word " * 300 + ". The end!\nI see"
    assert studies.sentences("One. Two?  Three…\nfour") == ["One.", "Two?", "Three…", "four"]
    _, found = result(studies.story({"name": "en-fr", "text": text}))
    assert found.left_out == 1 and len(found.sentences) == 6
    assert found.single.log_sum[-1] == pytest.approx(sum(log_p for _, _, log_p in found.sentences))
    one = np.float32(1)
    for t, log_p in enumerate(np.diff(found.single.log_sum, prepend=0)):
        one = one * np.float32(math.exp(log_p))
        assert found.single.product[t] == pytest.approx(one, rel=1e-4)
    assert found.half.zero_at < len(found.half.product) - 1 and found.half.zero_at < (found.single.zero_at or 10**9)
    with pytest.raises(UserError, match="no_sentence"):
        result(studies.story({"name": "en-fr", "text": "word " * 300}))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("alpha", [0.0, 0.7])
def test_brute_force_is_the_best_of_all_sentences(seed, alpha):
    language = small.SmallLanguage(3, seed)
    every = referees.brute_force(language, 4, alpha)
    assert every.count == 1 + 3 + 9 + 27
    ours = chain.exhaustive(language.next_log_probs, small.END, 4, alpha)[0]
    assert every.tokens == ours.tokens and every.score == pytest.approx(ours.score)
    whole = search(language.next_log_probs, BeamConfig(200, small.END, 4, alpha)).finished[0]
    assert whole.tokens == every.tokens
    assert every.probability == pytest.approx(math.exp(ours.log_probability))


def test_the_small_language_gives_probabilities_and_beams_may_miss_the_best():
    language = small.SmallLanguage(4, 0)
    prefixes = [p for n in range(3) for p in itertools.product(range(1, 5), repeat=n)]
    assert np.exp(language.next_log_probs(prefixes)).sum(-1) == pytest.approx(np.ones(len(prefixes)))
    missed = {width: 0 for width in (1, 2, 5, 10)}
    for seed in range(60):
        language = small.SmallLanguage(4, seed)
        best = referees.brute_force(language, 5)
        for trial in small.trials(language, 5, tuple(missed)):
            assert trial.best.log_probability <= best.score + 1e-9 or not trial.best.ended
            missed[trial.width] += trial.best.tokens != best.tokens
    counts = list(missed.values())
    assert counts == sorted(counts, reverse=True) and counts[0] > 20 > counts[-1]
    assert [trial.scored for trial in small.trials(language, 5, (1,))][0] <= 5 * 5


@pytest.mark.parametrize("alpha", [0.0, 0.7])
@pytest.mark.parametrize("seed", range(4))
def test_the_small_language_as_a_whole(seed, alpha):
    found = studies.small_language(3, 4, seed, alpha, (1, 2, 200))
    language = small.SmallLanguage(3, seed)
    every = chain.exhaustive(language.next_log_probs, small.END, 4, alpha)
    letters = {y: " ".join("." if token == 0 else ".abc"[token] for token in y) for y, _, _ in every}
    assert found.count == len(every) and found.words == letters[every[0].tokens]
    assert found.log_probability == pytest.approx(every[0].log_probability)
    assert found.probability == pytest.approx(math.exp(every[0].log_probability))
    assert [one.width for one in found.trials] == [1, 2, 200] and found.trials[-1].is_best
    for one in found.trials:
        best = search(language.next_log_probs, BeamConfig(one.width, small.END, 4, alpha)).finished[0]
        assert one.log_probability == best.log_probability and one.is_best == (best.tokens == every[0].tokens)
        assert one.words == letters.get(best.tokens, one.words)


def test_a_search_is_a_job_by_its_width_and_its_length(random_model):
    pieces = len(random_model.read(TEXT)[1])
    most = 400 // pieces
    assert not studies.is_wide("en-fr", TEXT, most) and studies.is_wide("en-fr", TEXT, most + 1)
    with pytest.raises(UserError, match="empty"):
        studies.is_wide("en-fr", " ", 1)


def test_the_referees_rows_name_the_outputs():
    found = studies.searched("en-fr", TEXT, 6)
    rows = studies.check_by_teacher_forcing("en-fr", TEXT, found, 4)
    assert [row.name for row in rows] == [text or "<EOS>" for text in found.texts[:4]]
    assert [row.ours for row in rows] == [one.log_probability for one in found.trace.finished[:4]]
    assert max(row.difference for row in rows) < 1e-4


def test_the_referee_finds_a_wrong_sum():
    """One output's log P is off by a tenth: its row says so, and the others do not."""
    found = studies.searched("en-fr", TEXT, 6)
    finished = list(found.trace.finished)
    finished[2] = replace(finished[2], log_probability=finished[2].log_probability + 0.1)
    wrong = replace(found, trace=replace(found.trace, finished=tuple(finished)))
    differences = [row.difference for row in studies.check_by_teacher_forcing("en-fr", TEXT, wrong, 4)]
    assert differences == pytest.approx([0, 0, 0.1, 0], abs=1e-4)


def test_teacher_forcing_by_the_whole_model_agrees():
    found = studies.searched("en-fr", TEXT, 6)
    theirs = referees.teacher_forced("en-fr", TEXT, found.trace.finished)
    assert theirs == pytest.approx([one.log_probability for one in found.trace.finished], abs=1e-4)
