"""The texts that ship: every work is there, and a work is in one split only."""

from __future__ import annotations

from core.data import SHAKESPEARE_DEV, SHAKESPEARE_TEST, shakespeare, shakespeare_split
from core.recipes.shakespeare import VOCABULARY


def test_every_work_is_there() -> None:
    works = shakespeare()
    assert len(works) == 42 and all(works) and set(SHAKESPEARE_DEV + SHAKESPEARE_TEST) < set(works)
    assert all(len(text) > 1000 and text.endswith("\n") for text in works.values())
    assert not any(line.startswith("# ") for text in works.values() for line in text.split("\n"))
    assert "to be, or not to be" in works["hamlet"].lower()


def test_a_work_is_in_one_split_only() -> None:
    works = shakespeare()
    splits = {split: shakespeare_split(split) for split in ("train", "dev", "test")}
    assert not set(SHAKESPEARE_DEV) & set(SHAKESPEARE_TEST)
    for title, text in works.items():
        inside = [split for split, joined in splits.items() if text in joined]
        held = "dev" if title in SHAKESPEARE_DEV else "test" if title in SHAKESPEARE_TEST else "train"
        assert inside == [held], title
    assert sum(map(len, splits.values())) == sum(map(len, works.values()))


def test_no_passage_of_a_work_held_out_was_trained_on() -> None:
    lines = {line for line in shakespeare_split("train").split("\n") if len(line) > 40}
    for split in ("dev", "test"):
        held = [line for line in shakespeare_split(split).split("\n") if len(line) > 40]
        assert sum(line in lines for line in held) < 0.001 * len(held)


def test_the_models_know_nearly_every_character() -> None:
    for split in ("train", "dev", "test"):
        text = shakespeare_split(split)
        unknown = sum(i == VOCABULARY.unk for i in VOCABULARY.encode(list(text)))
        assert unknown < 5e-4 * len(text)
