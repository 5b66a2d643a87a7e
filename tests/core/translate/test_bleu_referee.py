"""The referee of BLEU agrees whatever the options, and does not with a score that is counted wrongly."""

from functools import partial

import pytest

from core.referees import bleu as referee
from core.translate import counted
from core.translate.options import BleuConfig
from tests.core.translate.test_bleu import FIRST, GUIDES
from tests.core.translate.test_bleu_counted import CATS, THE, some

PRECISIONS = {"p1", "p2", "p3", "p4"}


def judged(*given):
    return {row.name: row for row in referee.check(*given)}


def apart(rows):
    """The names of those that do not agree."""
    return {row.name for row in rows.values() if row.difference not in ("=", pytest.approx(0, abs=1e-12))}


def test_the_papers_candidate():
    rows = judged(FIRST, GUIDES)
    assert set(rows) == {"score", *PRECISIONS, "penalty", "lengths", "tokens", "signature"} and not apart(rows)
    assert rows["score"].theirs == pytest.approx(50.4567, abs=5e-5) and rows["p2"].theirs == pytest.approx(10 / 17)
    assert rows["lengths"].theirs == "18 / 18" and rows["tokens"].theirs == FIRST
    signature = rows["signature"]
    assert signature.ours == "nrefs:3|case:mixed|eff:no|tok:13a|smooth:none"
    assert signature.theirs.startswith(signature.ours + "|version:")


def test_it_agrees_whatever_the_options():
    for candidate, references, config in some(6):
        rows = judged(candidate, references, config)
        assert not apart(rows), (candidate, references, config)
        assert ("signature" in rows) == (config.brevity == "closest"), "sacreBLEU knows no shortest length"
    odd = "A\u00a0line, &quot;quoted&quot; 1,5 - 2.5\u2026 <skipped> «né» 🙂"
    assert not apart(judged(odd, [odd, ""], BleuConfig(lowercase=True, smooth="exp")))


@pytest.mark.parametrize(
    ("wrongly", "candidate", "found"),
    [("mean", FIRST, {"score"}), ("upside", " ".join(FIRST.split()[:14]), {"score", "penalty"}), ("sum", THE, {"p1"})],
)
def test_it_finds_the_known_mistakes(monkeypatch, wrongly, candidate, found):
    references = CATS if candidate == THE else GUIDES
    assert not apart(judged(candidate, references))
    monkeypatch.setattr(referee, "counted", partial(counted.counted, wrongly=wrongly))
    assert apart(judged(candidate, references)) == found


def test_it_finds_words_that_are_cut_otherwise(monkeypatch):
    monkeypatch.setattr(counted.bleu, "tokens", lambda text, _: text.split())
    rows = judged("the cat, on the mat.", CATS)
    assert {"tokens", "lengths", "p1"} <= apart(rows) and rows["tokens"].theirs == "the cat , on the mat ."
    monkeypatch.setattr(counted.bleu, "signature", lambda *_: "nrefs:1")
    assert "signature" in apart(judged(FIRST, GUIDES))
