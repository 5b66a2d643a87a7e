"""The figures that the text has of mistakes, experiments and questions: each is worked out again."""

import re

from app.lessons.translate.seq2seq.options import CARD, HOMEWORK, TRAIN
from core.translate import growing, taught_wrongly
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, TranslationConfig
from core.translate.translator import Translator
from tests.app.strings import ENGLISH
from tests.lessons.seq2seq.measuring import (
    CARDS,
    FOUND,
    TEXT,
    asked,
    holds,
    quotes,
    said,
    short,
)
from tests.lessons.seq2seq.samples import read


def test_mistakes():
    right, no_end, own = FOUND["right"], FOUND["no_end"], FOUND["own_words"]
    holds(
        TEXT.get("no_end_why"),
        "Of 2,789 test sentences it ends none",
        f"outputs are {no_end['length_ratio']:.1f} times as long as the references",
        f"BLEU falls from {right['bleu']:.1f} to {no_end['bleu']:.1f}",
        f"Cut at their first full stop they get {no_end['bleu_to_first_mark']:.1f}",
        f"{no_end['dev_words']:.2f} nats a piece against {right['dev_words']:.2f}",
        f"with {no_end['dev_end']:.1f} nats for each `<EOS>`",
    )
    assert (no_end["ended"], no_end["of"], right["ended"]) == (0, 2789, 2789)
    steps = [[row["nats"] for row in one["by_step"]] for one in (right, own)]
    assert all(wrong > 1.4 * good for good, wrong in zip(*(side[1:] for side in steps), strict=True))
    holds(
        TEXT.get("own_words_why"),
        f"The loss is {own['dev']:.2f} nats a piece against {right['dev']:.2f}",
        f"BLEU {own['bleu']:.1f} against {right['bleu']:.1f}",
        f"nearly as good as the right one's, {short(steps[1][0])} nats against {short(steps[0][0])}",
        "from the second on it falls behind",
        f"It had {own['steps']:,} of the {right['steps']:,} steps",
        "Its first word",
    )
    assert own["steps"] == CARDS[OWN_WORDS]["training"]["steps"]
    wrong = taught_wrongly.mistaken(OWN_WORDS, CARD).wrong
    assert quotes(TEXT.get("own_words_why")) == ["dans dans jardin jardin"] and "dans dans jardin jardin" in wrong
    assert not taught_wrongly.mistaken(NO_END, CARD).wrong_ended
    holds(TEXT.get("bug_own_words"), "is one word longer or shorter", "the true one")
    for name in ("bug", "bug_no_end", "hood"):
        holds(TEXT.get(name))
    holds(TEXT.get("forcing_why"), "it never made one")
    holds(TEXT.get("forcing"), "the next one")
    holds(TEXT.get("referee"), "One word is left out and one number of $c$ set to 0", "about seven digits")


def french(name: str, text: str) -> str:
    return Translator.load(name).translate(text, TranslationConfig("greedy")).text


def test_experiments():
    first, longer, backwards = (asked(number) for number in (1, 2, 3))
    assert (len(CARD.split()), len(HOMEWORK.split()), len(TRAIN.split())) == (8, 10, 19)
    assert [TEXT.experiment(number).look.split(".")[0] for number in (1, 2)] == [
        "Eight words, and the French is whole",
        "Ten words",
    ]
    assert quotes(said(1)) == ["⟨end⟩", first.written] and first.written == french("en-fr", CARD), "whole"
    count = ("seven", "eight", "nine", "ten")[len(first.written.split()) - 7]
    holds(said(1), f"{count} words of French", f"256 numbers, {first.bytes:,} bytes, do hold it")
    english, said_there = ("gave", "us", "too much"), ("donné", "nous", "trop")
    assert quotes(said(2))[:3] == list(english) and not any(word in longer.written.split() for word in said_there)
    assert "a fait de nos devoirs pour les vacances" in longer.written
    cuts = growing.growing(HOMEWORK, ONE_WAY).rows
    six, seven = (cuts[count - 1] for count in (6, 7))
    assert quotes(said(2))[3:] == [six.one_vector, seven.text.rstrip(".").split()[-1], "gave us"]
    assert (
        six.text.endswith("too much.")
        and {"nous", "donné"} <= set(six.one_vector.split())
        and not {"nous", "donné"} & set(seven.one_vector.split())
    )
    assert set(said_there) <= set(french("en-fr", HOMEWORK).split()), "attention keeps it all"
    sizes = [CARDS[name]["config"]["parameters"] for name in ("en-fr", ONE_WAY)]
    assert max(sizes) < 1.15 * min(sizes)
    holds(said(2), "at six words", "the seventh")
    assert backwards.source[0] == "." and backwards.source[-1] == "<EOS>" and backwards.text == longer.text
    assert (
        "beaucoup" in backwards.written
        and backwards.written.count("vacances") == 2
        and "devoirs" not in backwards.written
    )
    assert quotes(said(3)) == ["much", "homework"]
    holds(said(3), "come twice")
    for number in (1, 2, 3):
        made = TEXT.experiment(number)
        assert not re.search(r"\$|\[", made.look + made.means), "an experiment knows no formulas"
        holds(made.look, *(("Eight words",), ("Ten words",), ())[number - 1])


def test_what_is_compared_was_not_trained_on_and_questions():
    assert "those whose vectors it compares" in CARDS[ONE_WAY]["split"]
    asked_of = TEXT.checks()
    assert list(asked_of) == ["numbers-0", "while-2", "teacher-1", "live-attention"]
    numbers = asked_of["numbers-0"]
    assert numbers.options[numbers.answer] == "256" and {len(read(text=text).c) for text in ("I see.", TRAIN)} == {256}
    assert "256 numbers" in numbers.right and "Still 256" in numbers.wrong
    assert asked_of["while-2"].options[2] == "none, only c" and asked_of["teacher-1"].options[1] == "“une”"


def test_strings_of_the_tables():
    assert growing.ENOUGH == 0.75 and all(
        "three quarters" in ENGLISH[f"seq2seq.{name}"] for name in ("holds", "breaks")
    )
    assert "Three trainings each" in ENGLISH["seq2seq.by_length_note"] and "95 %" in ENGLISH["seq2seq.by_length_note"]
    assert "one training each" in ENGLISH["seq2seq.sizes_note"]
    for part in ("cased", "13a", "one reference", "greedy"):
        assert part in ENGLISH["seq2seq.by_length_note"]
    assert FOUND["signature"].startswith("nrefs:1|case:mixed|eff:no|tok:13a")
