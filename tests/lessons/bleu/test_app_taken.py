"""Questions on the texts on screen, and what is taken away, beside sacreBLEU and plain arithmetic."""

import csv
import io

import pytest

from app.i18n import lesson_text
from app.lessons.translate.bleu import compute, notebook, page, predict, take, thumbnail
from app.lessons.translate.bleu.options import sides
from app.lessons.translate.bleu.shown import Shown
from app.ui import export
from core.translate.options import BleuConfig
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import good
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND
from tests.lessons.bleu.samples import PLAIN, THE, THE_CAT, TWICE, found, grams, theirs, words
from tests.lessons.bleu.visit import COUNTED, SLUG, counted_on, state_of, visit, without_escapes

# Questions


def lost(tokens, references, word, n):
    """How many n-grams fewer are paid for, if that word is one that nobody has."""
    other = [*tokens[:word], "\0", *tokens[word + 1 :]]
    known = [words(text) for text in references]
    return found(tokens, known, n) - found(other, known, n)


@pytest.mark.parametrize(
    ("candidate", "references", "n", "kept"),
    [
        (FIRST, GUIDES, 1, -1),
        (FIRST, GUIDES, 3, 14),
        (SECOND, GUIDES, 2, -1),
        (TWICE, THE_CAT, 4, -1),
        (FIRST, GUIDES, 4, 6),
    ],
)
def test_live_questions_have_the_right_answers(candidate, references, n, kept):
    result = compute.counted(candidate, references, PLAIN, kept)
    tokens = words(candidate)[: kept if kept >= 0 else None]
    shown = Shown(" ".join(tokens), references, PLAIN, result, n, tuple(range(1, 1 + len(references))))
    asked, n = predict._lost(shown), max(2, n)
    costs = [lost(tokens, references, word, n) for word in range(len(tokens))]
    if asked is None:
        assert not any(costs)
    else:
        assert asked.options[asked.answer] == str(asked.values["lost"]) and asked.answer in costs
        word = without_escapes(asked.values["word"])
        assert asked.answer in [cost for cost, one in zip(costs, tokens, strict=True) if one == word and cost]
        total = len(tokens) - n + 1
        assert (asked.values["count"], asked.values["total"]) == (
            found(tokens, list(map(str.split, references)), n),
            total,
        )
        assert asked.values["then"] == asked.values["count"] - asked.answer and len(asked.options) == n + 1
    shorter, before = predict._shorter(shown), theirs(shown.candidate, references)
    after = theirs(" ".join(tokens[: len(tokens) - len(tokens) // 3]), references)
    assert (shorter is None) == (before.score == 0)
    if shorter is not None:
        assert shorter.answer == ["it rises", "it falls"].index(
            "it rises" if after.score > before.score else "it falls"
        )
        assert (shorter.values["now"], shorter.values["then"]) == (f"{before.score:.1f}", f"{after.score:.1f}")
        assert shorter.values["penalty"] == f"{after.bp:.3f}" and shorter.values["r"] == after.ref_len
        assert shorter.values["mean_then"] == f"{after.score / after.bp:.1f}"


def test_questions_are_asked_in_turn_the_last_about_the_texts():
    app, asked = visit(tab="predict"), []
    tokens, checks = FIRST.split(), lesson_text(SLUG, "en").checks()
    for _ in range(6):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        asked.append(pills.key.split(".")[2])
        answer = checks[asked[-1]].answer
        if asked[-1] == "live-lost":
            (prompt,) = [one.value for one in app.markdown if "becomes a word" in one.value]
            assert "How many of the 10 pairs" in prompt
            word = tokens.index(prompt.split("”")[0].removeprefix("“"))
            answer = lost(tokens, GUIDES, word, 2)
        elif asked[-1] == "live-shorter":
            answer = int(theirs(" ".join(tokens[:12]), GUIDES).score < theirs(FIRST, GUIDES).score)
        good(pills.set_value(answer).run())
        assert ENGLISH["check.right"] in app.success[-1].value
        good(app.button(key="bleu.check.next").click().run())
    assert asked == ["order-0", "clip-1", "zero-2", "long-1", "live-lost", "live-shorter"]


# What is taken away


@pytest.mark.parametrize(
    "asked", [{}, {"kept": 6}, COUNTED, {**sides(THE, THE_CAT), "wrongly": "sum"}, {"reference_2": " "}]
)
def test_the_numbers_that_are_taken_away(monkeypatch, asked):
    taken = []
    monkeypatch.setattr(page, "take", lambda lesson, shown: taken.append(take.numbers(shown)))
    candidate, references, config = counted_on(app := visit(**asked))
    numbers = [k for k in range(1, 7) if getattr(state_of(app), f"reference_{k}").strip()]  # as in the picture
    tokens, known = words(candidate, config), [words(text, config) for text in references]
    rows = list(csv.DictReader(io.StringIO(export.csv(taken[0]).decode("utf-8-sig"))))
    places = [(n, start) for n in (1, 2, 3, 4) for start in range(len(tokens) - n + 1)]
    assert [(int(row["n"]), int(row["start"])) for row in rows] == places
    for row, (n, start) in zip(rows, places, strict=True):
        gram = tuple(tokens[start : start + n])
        counts = [grams(one, n)[gram] for one in known]
        assert row["n_gram"] == " ".join(gram) and int(row["in_candidate"]) == grams(tokens, n)[gram]
        assert [int(row[f"in_reference_{k}"]) for k in numbers] == counts
        if row["paid_by"]:
            payer, place = numbers.index(int(row["paid_by"].removeprefix("R"))), int(row["place"])
            assert counts[payer] == max(counts) and tuple(known[payer][place : place + n]) == gram
    for n in (1, 2, 3, 4):
        assert sum(bool(row["paid_by"]) for row in rows if row["n"] == str(n)) == found(tokens, known, n)


@pytest.mark.parametrize("config", [PLAIN, BleuConfig("exp", None, True, "shortest", True, "blanks")])
@pytest.mark.parametrize("candidate", [FIRST, "'a\" <b>\\n{x} $"])
def test_the_notebook_does_it_again(candidate, config):
    first, second, third = printed(export.notebook(notebook.cells(candidate, GUIDES, config), "Title"))
    tokens, other = words(candidate, config), theirs(candidate, GUIDES, config)
    known = [words(text, config) for text in GUIDES]
    *orders, _, last = first.splitlines()
    for n, line in enumerate(orders, start=1):
        assert line.startswith(f"{n} {found(tokens, known, n)} / {max(0, len(tokens) - n + 1)} ")
    assert float(last.split()[1]) == pytest.approx(other.score, abs=1e-9)
    paid = [line.split()[-1] in ("R1", "R2", "R3") for line in second.splitlines()]
    assert (len(paid), sum(paid)) == (
        sum(max(0, len(tokens) - n + 1) for n in (1, 2, 3, 4)),
        sum(found(tokens, known, n) for n in (1, 2, 3, 4)),
    )
    assert third.startswith("score ") and len(third.splitlines()) == (9 if config.brevity == "closest" else 8)


def test_the_small_picture():
    made, known = thumbnail.picture(), [text.split() for text in GUIDES]
    assert made["words"] == [18, 16, 18, 16]
    assert [start for start, *_ in made["pairs"]] == list(range(17))
    paid = [(start, payer, place) for start, payer, place in made["pairs"] if payer is not None]
    assert len(paid) == found(FIRST.split(), known, 2) == 10
    for start, payer, place in paid:
        assert known[payer][place : place + 2] == FIRST.split()[start : start + 2]
    assert all(place is None for _, payer, place in made["pairs"] if payer is None)
