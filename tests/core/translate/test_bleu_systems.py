"""Systems side by side: texts against fresh translations, all scores and intervals against sacreBLEU."""

import json

import numpy as np
import pytest
import torch
from sacrebleu.metrics import BLEU, CHRF
from scipy import stats

from core.errors import UserError
from core.recipes.bleu_systems import HOW
from core.translate import bleu_systems as systems
from core.translate.options import SMOOTHINGS, BleuConfig
from core.translate.translator import Translator

torch.set_num_threads(1)
CONFIGS = (
    BleuConfig(),
    BleuConfig(smooth="exp", lowercase=True),
    BleuConfig(smooth="floor", value=0.3, cut="blanks"),
    BleuConfig(smooth="add-k", effective=True),
)


@pytest.fixture(autouse=True)
def sacrebleu_s_usual_seed(monkeypatch):
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)


def theirs(config: BleuConfig, smooth: str = "", effective: bool | None = None) -> BLEU:
    return BLEU(
        lowercase=config.lowercase,
        tokenize="13a" if config.cut == "13a" else "none",
        smooth_method=smooth or config.smooth,
        smooth_value=None if smooth else config.value,
        effective_order=config.effective if effective is None else effective,
    )


def streams(known, count):
    return [[texts[i] if i < len(texts) else None for texts in known] for i in range(count)]


def held_to_sacrebleu(found, texts, known, config):
    """All of a SystemScore."""
    columns, metric = streams(known, max(map(len, known))), theirs(config)
    whole = metric.corpus_score(list(texts), columns)
    assert found.corpus.score == pytest.approx(whole.score, abs=1e-9)
    assert found.corpus.precisions == pytest.approx(whole.precisions, abs=1e-9)
    assert found.corpus.lengths == (whole.sys_len, whole.ref_len)
    assert metric.get_signature().format().startswith(found.signature + "|version:")
    spread = theirs(config).corpus_score(list(texts), columns, n_bootstrap=1000)._ci
    assert found.half_width == pytest.approx(spread, abs=1e-3)  # theirs are float32
    one = theirs(config, "exp", True)
    assert found.sentences == pytest.approx(
        np.mean([one.sentence_score(text, refs).score for text, refs in zip(texts, known, strict=True)]), abs=1e-9
    )
    plain = theirs(config, "none", False)
    assert found.zeros == sum(
        plain.sentence_score(text, refs).score == 0 for text, refs in zip(texts, known, strict=True)
    )
    assert found.chrf == pytest.approx(CHRF().corpus_score(list(texts), columns).score, abs=1e-9)


@pytest.mark.parametrize("name", HOW)
def test_the_texts_are_what_the_translators_write(name):
    model, config = HOW[name]
    for i in (3, 81, 206):
        assert systems.translations(name)[i] == Translator.load(model).translate(systems.sources()[i], config).text


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("config", CONFIGS)
def test_scores_are_sacrebleu_s(config, count):
    found = systems.scores(config, count)
    assert [one.name for one in found] == list(systems.SYSTEMS[count - 1 :])  # no person against both
    for one in found[::2]:
        held_to_sacrebleu(one, systems.translations(one.name), systems.references(count), config)


@pytest.mark.parametrize("count", [1, 2])
def test_chrf_of_the_file_is_sacrebleu_s(count):
    columns = streams(systems.references(count), count)
    for one in systems.scores(BleuConfig(), count):
        fresh = CHRF().corpus_score(list(systems.translations(one.name)), columns).score
        assert one.chrf == pytest.approx(fresh, abs=1e-9)


def test_the_shortest_reference_asks_for_less():
    cut = theirs(BleuConfig()).tokenizer
    shortest = sum(min(len(cut(text).split()) for text in known) for known in systems.references(2))
    for near, short in zip(
        systems.scores(BleuConfig(), 2), systems.scores(BleuConfig(brevity="shortest"), 2), strict=True
    ):
        assert short.corpus.lengths == (near.corpus.lengths[0], shortest)
        assert short.corpus.score >= near.corpus.score


def test_what_the_lesson_says_of_a_person_and_a_machine():
    known = [texts[0] for texts in systems.references(1)]
    person, beam = list(systems.translations("person")), list(systems.translations("beam"))
    for lowercase in (False, True):
        of_person, of_beam = (BLEU(lowercase=lowercase).corpus_score(texts, [known]).score for texts in (person, beam))
        assert (of_person > of_beam) == lowercase  # the order hangs on capitals
    of_person, of_beam = (CHRF().corpus_score(texts, [known]).score for texts in (person, beam))
    assert of_person > of_beam + 3
    names = [one.name for one in sorted(systems.scores(BleuConfig(), 1), key=lambda one: -one.corpus.score)]
    assert names == ["beam", "person", "greedy", "one_way", "plain", "own_words", "no_end"]


def test_a_sentence_by_every_system():
    config = BleuConfig(lowercase=True)
    source = systems.sources()[7]
    first, both = systems.references(1)[7], systems.references(2)[7]
    found = systems.of_sentence(source, config)
    assert [one.name for one in found] == list(systems.SYSTEMS)
    assert found[0].text == both[1]
    for one in found:
        known = first if one.name == "person" else both
        assert one.bleu == pytest.approx(theirs(config, "exp", True).sentence_score(one.text, known).score, abs=1e-9)
        assert one.chrf == pytest.approx(CHRF().sentence_score(one.text, known).score, abs=1e-9)
    with pytest.raises(ValueError):
        systems.of_sentence("Not one of them.", config)


@pytest.mark.parametrize(
    ("text", "known"), [("Bonjour !", ["Bonjour, toi !", "Salut !"]), ("Oui", ["Oui"]), ("", ["Non"])]
)
def test_a_sentence_shorter_than_four_words(text, known):
    theirs = BLEU(effective_order=True).sentence_score(text, known).score
    assert systems.sentence_bleu(text, known, BleuConfig(smooth="floor", value=0.3)) == pytest.approx(theirs, abs=1e-9)


def test_a_sentence_of_ones_own():
    known = ["Le chat dort sur le lit.", " "]
    one = systems.live("The cat sleeps on the bed.", known, BleuConfig())
    assert one.text == Translator.load("en-fr").translate("The cat sleeps on the bed.", HOW["beam"][1]).text
    assert one.bleu == pytest.approx(BLEU(effective_order=True).sentence_score(one.text, known[:1]).score, abs=1e-9)
    for source, refs, key in (("A cat.", ["", " "], "bleu.no_reference"), (" ", known, "translate.empty")):
        with pytest.raises(UserError) as error:
            systems.live(source, refs, BleuConfig())
        assert error.value.key == key


@pytest.mark.parametrize("config", CONFIGS)
def test_a_corpus_of_ones_own_is_sacrebleu_s(config):
    texts = ["The cat sat on the mat, at 3.5 m.", "", "A dog!", "It rains today, and it rains a lot.", "Ja"]
    known = [
        ["The cat sits on a mat, at 3.5 m."],
        ["Nothing"],
        ["A dog!", "The dog!", "a DOG"],
        ["It rains a lot."],
        [""],
    ]
    lines = "\r\n".join("\t".join(one) for one in known[:-1]) + "\r\n\r\n"
    found = systems.own_corpus("\n".join(texts[:-1]), lines, config)
    held_to_sacrebleu(found, texts[:-1], known[:-1], config)
    within = systems.own_corpus("Ja\nA dog!\n\n", "\t\nA dog!", config)  # a line without a reference is held to no word
    held_to_sacrebleu(within, ["Ja", "A dog!"], [[""], ["A dog!"]], config)


def test_one_line_has_no_interval():
    assert systems.own_corpus("A dog barks at me.", "A dog barks at us.", BleuConfig(smooth="exp")).half_width == 0


@pytest.mark.parametrize(
    ("texts", "known", "key", "values"),
    [
        (" \n", "a", "bleu.no_lines", {}),
        ("a", "", "bleu.no_lines", {}),
        ("a\nb\nc", "a\nb\n\n", "bleu.lines_differ", {"candidates": 3, "references": 2}),
        ("a\n" * 2001, "a\n" * 2001, "bleu.too_many_lines", {"most": 2000}),
        ("a\na", "a\n" + "b" * 2001, "bleu.line_too_long", {"line": 2, "most": 2000}),
        ("a" * 1600 + ("\n" + "a" * 1600) * 199, ("b" * 1600 + "\n") * 200, "bleu.too_much_text", {"most": 600_000}),
        ("a", "a\t" * 7, "bleu.too_many_references", {"most": 6}),
    ],
)
def test_what_is_no_corpus(texts, known, key, values):
    with pytest.raises(UserError) as error:
        systems.own_corpus(texts, known, BleuConfig())
    assert (error.value.key, error.value.values) == (key, values)


def own(name: str, smooth: str = "exp") -> np.ndarray:
    metric = BLEU(effective_order=True, smooth_method=smooth)
    pairs = zip(systems.translations(name), systems.references(1), strict=True)
    return np.array([metric.sentence_score(text, list(known)).score for text, known in pairs])


def test_the_findings_are_those_of_sacrebleu_and_scipy():
    found, machine, person = systems.findings(), own("beam"), own("person")
    close = np.isclose(machine, person, atol=1e-9)
    assert found.level == close.sum()
    assert found.machine_ahead == (machine[~close] > person[~close]).sum()
    assert found.person_ahead == (machine[~close] < person[~close]).sum()
    marked = json.loads((systems.MARKED).read_text("utf-8"))["en-fr"]
    good, others = [], []
    for source, text, known, score in zip(
        systems.sources(), systems.translations("beam"), systems.references(2), machine, strict=True
    ):
        if text in marked.get(source, []):
            good.append(score)
        elif text not in known:
            others.append(score)
    assert (found.good_count, found.others_count) == (len(good), len(others)) == (8, 183)
    assert (found.good, found.others) == pytest.approx((np.mean(good), np.mean(others)), abs=1e-9)
    assert found.others_above == (np.array(others) > np.mean(good)).sum()
    chrfs = [
        CHRF().sentence_score(text, list(known)).score
        for text, known in zip(systems.translations("beam"), systems.references(1), strict=True)
    ]
    assert found.correlation == pytest.approx(stats.pearsonr(machine, chrfs).statistic, abs=1e-9)


def test_smoothing_moves_sentences_and_hardly_a_corpus():
    found = {one.name: one for one in systems.findings().smoothed}
    assert list(found) == list(systems.SYSTEMS)
    known = [[texts[0] for texts in systems.references(1)]]
    for name in ("person", "no_end"):
        for smooth, corpus, sentences in zip(SMOOTHINGS, found[name].corpus, found[name].sentences, strict=True):
            theirs = BLEU(smooth_method=smooth).corpus_score(list(systems.translations(name)), known).score
            assert corpus == pytest.approx(theirs, abs=1e-9)
            assert sentences == pytest.approx(own(name, smooth).mean(), abs=1e-9)
    for one in found.values():
        assert np.ptp(one.corpus) < 0.1 and np.ptp(one.sentences) > 5
    worst = [[found[name].sentences[i] for i in (0, 3)] for name in ("own_words", "no_end")]
    assert worst[0][0] < worst[1][0] and worst[0][1] > worst[1][1]  # and it exchanges two systems
