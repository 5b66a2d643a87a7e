"""The figures of the experiments, the mistakes, the questions and our translators in the text of the lesson on BLEU."""

import math
import re

from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.page import experiments
from core.translate import bleu_systems
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND
from tests.lessons.bleu.measuring import SHUFFLED, TEXT, both, by, holds
from tests.lessons.bleu.samples import THE, THE_CAT, TWICE, found, mistaken, of_sentence, theirs

BAKER = "The baker opens his shop at six every morning."
PAIRS = [" ".join(FIRST.split()[i : i + 2]) for i in range(17)]


def test_our_translators():
    beam = {source: of_sentence(by("beam", source), both(source)) for source in (compute.OURS, BAKER)}
    assert by("greedy", compute.OURS).startswith("Nous devons trouver ") and by("beam", BAKER).startswith(
        "La bouge est ouvert "
    )
    assert by("beam", compute.OURS).startswith("Il nous faut trouver ")
    holds(
        TEXT.get("systems_why"),
        f"“Il nous faut trouver…”, with a beam, is correct French, and has {beam[compute.OURS]:.1f}.",
        f"Now choose “{BAKER}”: {beam[BAKER]:.1f}, for",
        "“La bouge est ouvert”",
    )


def test_every_translation_that_is_quoted_is_the_machines_own():
    made = {text for name in bleu_systems.SYSTEMS for text in bleu_systems.translations(name)}
    for name in ("corpus_why", "systems_why"):
        for quoted in re.findall("“(.*?)”", TEXT.get(name)):
            text = quoted.rstrip("…")
            assert text in (*bleu_systems.sources(), "taught on its own words") or any(text in one for one in made), (
                quoted
            )


def test_pairs():
    (candidate, known), unknown = (FIRST.split(), [text.split() for text in GUIDES]), []
    for pair in PAIRS:
        if not any(pair in text for text in GUIDES):
            unknown.append(pair)
    in_r1 = [pair for pair in PAIRS if pair in GUIDES[0]]
    fours = [" ".join(candidate[i : i + 4]) for i in range(15)]
    assert len(PAIRS) - len(unknown) == found(candidate, known, 2) == 10 and len(in_r1) == 8
    with_each = [sum(bool(re.search(of, pair)) for pair in unknown) for of in ("which", "always|obeys", "commands")]
    assert len(unknown) == 7 and with_each == [2, 3, 2]
    assert sum(four in GUIDES[0] for four in fours) == found(candidate, known, 4) == 4
    assert theirs(SECOND, GUIDES).counts[1] == 1
    holds(TEXT.experiment(1).look, "is in R3 and not in R2")
    holds(
        TEXT.experiment(1).means,
        "Ten of 17 pairs are found, eight of them in R1: p₂ is 10/17. Seven are in none",
        "two with “which”, three with “always” or “obeys”, two with “commands”",
        "R2 has “the Party”",
        "With n = 4 only the four groups in R1 are left",
        "candidate 2",
    )


def test_the_scissors():
    assert theirs(THE, THE_CAT).counts[:2] == [2, 0] and [text.split().count("the") for text in THE_CAT] == [2, 1]
    holds(TEXT.experiment(2).look, "Seven times “the”")
    holds(
        TEXT.experiment(2).means,
        "Two, by R1, which has “the” twice; R2 has it only once, and the two do not add up to three",
        "Five are cut, so p₁ is 2/7",
        "would be 7/7",
        "p₂ is 0",
    )


def test_too_short():
    kept = experiments()[2]["kept"]
    scores = [theirs(" ".join(FIRST.split()[:k]), GUIDES) for k in range(1, 19)]
    one = scores[kept - 1]
    assert kept == 6 and one.precisions == [100] * 4 and one.ref_len == 16
    assert all(after.score > before.score for before, after in zip(scores[5:15], scores[6:16], strict=True))
    assert scores[16].score < scores[15].score and all(score.bp == 1 for score in scores[15:])
    holds(TEXT.experiment(3).look, "the first six words", "all four precisions are 1")
    holds(
        TEXT.experiment(3).means,
        f"{one.score:.2f}. All",
        "the geometric mean is 1",
        f"c is 6 and the nearest reference has 16 words: BP = e^(1 − 16/6) = {one.bp:.3f}",
        "up to 16 words",
    )


def test_the_mistakes():
    short = " ".join(FIRST.split()[:4])
    assert mistaken("no match of it in here", THE_CAT, "mean") == 100
    assert f"{math.e:.2f}" == "2.72"
    holds(
        TEXT.get("bug"),
        "Three mistakes",
        r"\tfrac14",
        "between 0 and 1 lies between 1 and 2.72",
        "gets 100",
        r"\exp(1 - c/r)",
        "up to 2.72 times",
        "the “the” of R2",
        "above 100 and no penalty above 1",
        "given twice",
    )
    right, summed, again = theirs(TWICE, THE_CAT).score, *(mistaken(TWICE, THE_CAT * k, "sum") for k in (1, 2))
    wrong = mistaken(short, GUIDES, "upside")
    asked = [(FIRST, GUIDES), (SECOND, GUIDES), (THE, THE_CAT), (SHUFFLED, THE_CAT[:1]), (TWICE, THE_CAT)]
    assert all(mistaken(*one, "mean") >= 100 for one in asked) and mistaken(short, GUIDES, "mean") < 100
    order = sorted(asked[:4], key=lambda one: -mistaken(*one, "mean"))
    assert order[0] == asked[0] and order[-1] == asked[1]
    assert theirs(TWICE, THE_CAT * 2).score == right
    holds(
        TEXT.get("bug_why"),
        "above 100 unless",
        "Candidate 1 still comes first",
        "seven times “the” is ahead of candidate 2",
        f"the first four words alone get {wrong:.2f} where they should have {theirs(short, GUIDES).score:.2f}",
        f"“{TWICE}”, a candidate of A. Ng's lecture, has {summed:.2f} instead of {right:.2f}, and {again:.2f} if each",
        "is given twice",
        "seven times “the” has p₁ = 3/7 in the picture, with the “the” of R2",
    )
    assert found(THE.split(), [text.split() for text in THE_CAT], 1, add=True) == 3


def test_the_questions():
    asked = TEXT.checks()
    assert list(asked) == ["order-0", "clip-1", "zero-2", "long-1", "live-lost", "live-shorter"]
    right = {name: one.options[one.answer] for name, one in asked.items() if one.answer is not None}
    paid = found(["the"] * 5, [["the"] * 2, ["the"] * 3], 1)
    assert (right["order-0"], right["clip-1"], right["zero-2"]) == ("p₁", str(paid), "0")
    assert "denominators" in right["long-1"] and asked["live-shorter"].options == ("it rises", "it falls")
    tokens = FIRST.split()
    assert theirs(" ".join(sorted(tokens)), GUIDES).precisions[0] == theirs(FIRST, GUIDES).precisions[0]
