"""What BLEU misses: each case shows what it is there for, and all figures are sacreBLEU's."""

import pytest
from sacrebleu.metrics import BLEU, CHRF

from core.translate.bleu_misses import chrf, missed
from core.translate.options import BleuConfig


@pytest.mark.parametrize("config", [BleuConfig(), BleuConfig(lowercase=True, cut="blanks", smooth="floor")])
def test_the_cases_are_scored_as_sacrebleu_does(config):
    options = {"lowercase": config.lowercase, "tokenize": "none" if config.cut == "blanks" else "13a"}
    for one in missed(config):
        plain, smoothed = (
            BLEU(smooth_method=smooth, **options).sentence_score(one.candidate, [one.reference])
            for smooth in ("none", "exp")
        )
        assert one.bleu == pytest.approx(plain.score, abs=1e-9)
        assert one.smoothed == pytest.approx(smoothed.score, abs=1e-9)
        assert one.precisions == pytest.approx([p / 100 for p in plain.precisions], abs=1e-9)
        assert one.chrf == pytest.approx(CHRF().sentence_score(one.candidate, [one.reference]).score, abs=1e-9)


def test_each_case_shows_what_it_is_there_for():
    of = {one.name: one for one in missed(BleuConfig())}
    words = {name: (one.candidate.split(), one.reference.split()) for name, one in of.items()}
    for name in ("order", "who"):
        assert words[name][0] != words[name][1] and of[name].precisions[0] == 1
        assert sorted(words[name][0]) == sorted(words[name][1])
    assert of["order"].bleu == 0
    for name in ("one_gram", "number"):
        assert sum(a != b for a, b in zip(*words[name], strict=True)) == 1
    assert of["one_gram"].bleu == 0 and of["one_gram"].precisions[0] > 0.85 and of["one_gram"].precisions[3] == 0
    assert [word for word in words["negation"][0] if word != "not"] == words["negation"][1]
    wrong = [of[name].bleu for name in ("negation", "who", "number")]
    right = [of[name].bleu for name in ("paraphrase", "inflection", "spelling")]
    assert min(wrong) > 75 and max(right) < 31
    assert of["inflection"].bleu == 0 and of["inflection"].chrf > 75
    assert of["negation"].chrf > of["paraphrase"].chrf + 40  # chrF does not see it either


def test_chrf_against_several_references_is_of_the_best_one():
    text, known = "The cat sat there.", ("A dog.", "The cats sit there.")
    assert chrf(text, known) == pytest.approx(max(chrf(text, [one]) for one in known))
    assert chrf(text, known) == pytest.approx(CHRF().sentence_score(text, known).score)
