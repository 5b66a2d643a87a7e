"""Which of the shown sentences are taken: against the file itself and searches by hand."""

import json

import pytest

from core.data import ASSETS
from core.translate import shown

PAIRS = json.loads((ASSETS / "data" / "translate" / "sentences.json").read_text("utf-8"))["sentences"]
TASKS = ("en-fr", "fr-en")


def test_a_tasks_sentences_are_those_of_the_file_shortest_first():
    there, back = (shown.of_task(task) for task in TASKS)
    assert {one.text: one.references for one in there} == {one["en"]: tuple(one["fr"]) for one in PAIRS}
    assert {one.text: one.references for one in back} == {one["fr"][0]: (one["en"],) for one in PAIRS}
    for found in (there, back):
        assert [one.words for one in found] == sorted(len(one.text.split()) for one in found)


def test_dates_have_their_locale():
    found = shown.of_task("dates")
    assert [(one.text, one.locale) for one in found] == list(shown.DATES)
    assert {one.words for one in found} == {1} and not any(one.references for one in found)


@pytest.mark.parametrize("task", TASKS)
def test_the_nearest_is_as_near_as_any(task):
    lengths = (0, 5, 9, 14, 22, 400)
    every = shown.of_task(task)
    for length, one in zip(lengths, shown.nearest(task, lengths), strict=True):
        assert abs(one.words - length) == min(abs(other.words - length) for other in every)
        assert one == next(other for other in every if other.words == one.words), "the first of its length"
    assert shown.nearest(task, (0,))[0].words == every[0].words
    assert shown.nearest(task, (400,))[0].words == every[-1].words


@pytest.mark.parametrize("task", TASKS)
def test_some_from_short_to_long(task):
    every, count = [one.text for one in shown.of_task(task)], 6
    places = [every.index(text) for text in shown.from_short_to_long(task, count)]
    assert (places[0], places[-1]) == (0, len(every) - 1) and len(set(places)) == count
    gaps = [b - a for a, b in zip(places, places[1:], strict=False)]
    assert max(gaps) - min(gaps) <= 1
    assert shown.from_short_to_long(task, 1) == (every[0],)


@pytest.mark.parametrize("task", TASKS)
def test_a_text_is_of_sentences_of_all_lengths(task):
    text, every = shown.as_text(task, 14), shown.of_task(task)
    rest = text
    used = []
    for one in every:  # shortest first, as in the text
        if rest.startswith(one.text + " ") or rest == one.text:
            used.append(one.words)
            rest = rest[len(one.text) + 1 :]
    assert rest == "" and len(used) == 14
    assert used[0] == every[0].words and used[-1] >= every[len(every) * 3 // 4].words
