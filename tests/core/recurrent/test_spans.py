"""Spans in BIO tags and their score: beside seqeval, and the degenerate cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.recurrent.spans import f1, spans

TABLE = json.loads((Path(__file__).parent / "spans_by_seqeval.json").read_text("utf-8"))
CASES = [dict(zip(TABLE["columns"], row, strict=True)) for row in TABLE["rows"]]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_spans_and_scores_are_those_of_seqeval(case: dict) -> None:
    for tags, named in zip(case["true"], case["spans"], strict=True):
        assert spans(tags) == [tuple(one) for one in named]
    score = f1(case["true"], case["found"])
    assert [score.precision, score.recall, score.f1] == pytest.approx(case["all"], abs=1e-12)
    strict = f1(case["true"], case["found"], strict=True)
    assert [strict.precision, strict.recall, strict.f1] == pytest.approx(case["strict"], abs=1e-12)
    assert set(score.by_type) == set(case["by_type"])
    for kind, said in case["by_type"].items():
        own = score.by_type[kind]
        assert [own.precision, own.recall, own.f1] == pytest.approx(said, abs=1e-12), kind


def test_strictly_an_i_that_goes_on_with_nothing_is_no_span() -> None:
    tags = "I-PER O B-PER I-ORG I-ORG B-LOC I-LOC I-PER".split()
    assert spans(tags, strict=True) == [(2, 3, "PER"), (5, 7, "LOC")]


@pytest.mark.parametrize(
    ("tags", "named"),
    [
        ("", []),
        ("O", []),
        ("I-PER", [(0, 1, "PER")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER I-ORG", [(0, 1, "PER"), (1, 2, "ORG")]),
        ("O I-LOC I-LOC O B-LOC", [(1, 3, "LOC"), (4, 5, "LOC")]),
    ],
)
def test_a_span_begins_with_b_or_with_an_i_that_goes_on_with_nothing(tags: str, named: list) -> None:
    assert spans(tags.split()) == named


def test_the_parts_of_a_score_are_counts() -> None:
    true, found = [["B-PER", "I-PER", "O", "B-LOC"]], [["B-PER", "O", "O", "B-LOC"]]
    score = f1(true, found)
    assert (score.true, score.found, score.right) == (2, 2, 1)
    assert (score.by_type["PER"].right, score.by_type["LOC"].right) == (0, 1)
    empty = f1([["O"]], [["O"]])
    assert (empty.precision, empty.recall, empty.f1, empty.by_type) == (0, 0, 0, {})


def test_what_is_no_tag_is_refused() -> None:
    for wrong in ("PER", "B-", "X-PER", ""):
        with pytest.raises(ValueError, match="no tag"):
            spans([wrong])
    with pytest.raises(ValueError):
        f1([["O"]], [["O", "O"]])
