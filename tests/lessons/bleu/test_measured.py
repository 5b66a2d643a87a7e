"""The figures in the text of the lesson on BLEU: each is worked out again, and there are no others."""

import re

import numpy as np
import pytest

from app.lessons.translate.bleu import compute
from core.translate import bleu_systems
from core.translate.bleu_misses import CASES
from core.translate.options import SMOOTHINGS, BleuConfig
from core.translate.results import SystemScore
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND
from tests.lessons.bleu.measuring import SHUFFLED, TEXT, both, by, holds
from tests.lessons.bleu.samples import PLAIN, THE, THE_CAT, found, metric, of_sentence, theirs, words

DRAWN = np.random.default_rng(12345).choice(212, size=(1000, 212), replace=True)  # of sentences, by sacreBLEU's seed
CANDLE = "The candle burned all night beside the open window."


def system(name: str, count: int = 1, config: BleuConfig = PLAIN) -> SystemScore:
    return next(one for one in bleu_systems.scores(config, count) if one.name == name)


def test_numbers_are_found():
    holds("no number but three", "three")
    for text in ("a .5", "Two", "1,000", "twice", "½ of it"):
        with pytest.raises(AssertionError):
            holds(text)


def test_no_placeholder_is_left():
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"means-\d|^\S+-why$|^\S*TODO", section, re.MULTILINE), name


def test_every_section_is_looked_at():
    """One that is new has its figures measured here as well."""
    assert TEXT.sections.keys() == {
        *("lead", "start", "explain", "corpus", "corpus_why", "own_corpus", "smoothing", "smoothing_why", "misses"),
        *(
            "misses_why",
            "letters",
            "systems",
            "systems_why",
            "own_sentence",
            "try-1",
            "try-2",
            "try-3",
            "bug",
            "bug_why",
        ),
        *("referee", "hood", "references", "checks"),
    }


def test_sections_without_figures():
    assert len(GUIDES) == 3 and compute.first().orders[-1].n == 4
    holds(TEXT.lead, "in three translations by people", "from 1 to 4")
    holds(TEXT.get("start"), "R1 pays", "The four precisions", "100 would be perfect")
    for name in ("own_corpus", "misses"):
        holds(TEXT.get(name))
    holds(
        TEXT.get("letters"),
        "Popović 2015",
        "one to six letters",
        "weighs recall twice",
        "at 0 for want of four words in a row",
    )
    holds(TEXT.get("systems"), "two translations by people")
    holds(TEXT.get("own_sentence"), f"a beam of {bleu_systems.SEARCH.width}")
    holds(TEXT.get("referee"), "Post 2018", "two papers")
    assert bleu_systems.rows("beam", BleuConfig(), 1).shape[1] == 10 and bleu_systems.RESAMPLES == 1000
    holds(TEXT.get("hood"), "ten numbers a sentence", "a thousand times", "the 95 % interval")


def test_the_explanation():
    ones = found(THE.split(), [text.split() for text in THE_CAT], 1)
    pairs = {k + 1: "the party" in text for k, text in enumerate(GUIDES)}
    assert pairs == {1: False, 2: False, 3: True} and "the Party" in GUIDES[1]
    holds(
        TEXT.get("explain"),
        "groups of three and four words",
        "R1, R2",
        "For each $n$ from 1 to 4",
        f"once, so seven times “the” is found twice, if no reference has it more often than that: {ones}/7",
        "would be 7/7",
        "never two together",
        "Why four",
        "The four are combined",
        r"\tfrac14",
        "mostly by $p_1$",
        r"\min\big(1,\ e^{\,1 - r/c}",
        "sum_{n=1}^{4}",
        "between 0 and 1",
        "as 0 to 100",
        "(13a: marks",
        "is in R3, while R2 has",
    )


def corpora_of_two() -> tuple[str, ...]:
    """Two sentences whose groups of four add up, by sacreBLEU."""
    texts, known = ["a b c d e", "a b c d e f g h i j k"], ["a b c x e", "a b c d e f g h i x k"]
    alone, two = theirs(texts[0], known[:1]), metric(PLAIN).corpus_score(texts, [known])
    assert (alone.counts[3], alone.totals[3], alone.score) == (0, 2, 0) and (two.counts[3], two.totals[3]) == (6, 10)
    return "0 of its 2 groups of four, and another 6 of 8: together $p_4$ is 6/10", "a BLEU of 0"


def drawn_ahead() -> int:
    """In how many of sacreBLEU's thousand draws a person's score is above the beam's."""
    person, beam = (
        [
            metric(PLAIN)._compute_score_from_stats(bleu_systems.rows(name, PLAIN, 1)[row].sum(0).tolist()).score
            for row in DRAWN
        ]
        for name in ("person", "beam")
    )
    return sum(one > other for one, other in zip(person, beam, strict=True))


def test_corpus_and_mean():
    names = [one.name for one in bleu_systems.scores(BleuConfig(), 1)]
    each = [system(name) for name in names]
    holds(TEXT.get("corpus"), "divided once", *corpora_of_two(), "Six translators of ours")
    assert len(names) == 7 and sorted(each, key=lambda one: one.corpus.score) == sorted(
        each, key=lambda one: one.sentences
    )
    assert max(abs(one.corpus.score - one.sentences) for one in each) == pytest.approx(3.1, abs=0.05)
    own = next(one for one in bleu_systems.findings().smoothed if one.name == "own_words")
    mean = dict(zip(SMOOTHINGS, (f"{value:.1f}" for value in own.sentences), strict=True))
    assert sorted({f"{value:.1f}" for value in own.corpus}) == ["9.0", "9.1"]
    assert system("own_words").sentences == own.sentences[SMOOTHINGS.index("exp")]
    person, beam, found_ = system("person"), system("beam"), bleu_systems.findings()
    blind = [system(name, 1, BleuConfig(lowercase=True)).corpus.score for name in ("person", "beam")]
    assert blind[0] > blind[1] and person.corpus.score < beam.corpus.score and person.chrf > beam.chrf + 3
    apart, spread = beam.corpus.score - person.corpus.score, beam.half_width + person.half_width
    assert apart < spread / 4, "they overlap widely"
    candle = [of_sentence(by(name, CANDLE), both(CANDLE)[:1]) for name in ("beam", "person")]
    assert "bougation" in by("beam", CANDLE) and both(CANDLE)[1] == by("person", CANDLE)
    steps = [f"{system(name).corpus.score:.0f}" for name in ("own_words", "one_way", "beam")]
    more = [system(name, 2).corpus.score / system(name).corpus.score - 1 for name in names[1:]]
    points = [system(name, 2).corpus.score - system(name).corpus.score for name in names[1:]]
    assert (found_.level, min(map(round, points)), max(map(round, points))) == (10, 1, 7)
    holds(
        TEXT.get("corpus_why"),
        "the two differ by up to 3.1 points and rank the seven alike",
        f"a mean of {mean['exp']} with exp, {mean['floor']} with floor, {mean['add-k']} with add-k",
        f"and {mean['none']} with none",
        "a BLEU of 9.0 or 9.1",
        "a sentence at 0",
        f"A person has {person.corpus.score:.2f}, and the translator with a beam {beam.corpus.score:.2f}.",
        f"its sentence gets {candle[0]:.1f} where the person's has {candle[1]:.1f}",
        f"the person is ahead {found_.person_ahead} times, the translator {found_.machine_ahead} times, ten are level",
        "more than three points",
        f"in a thousand corpora drawn from these sentences the person is ahead {drawn_ahead()} times",
        "the order of the two",
        f"the steps from {steps[0]} to {steps[1]} to {steps[2]}",
        "One reference or two",
        f"adds {min(points):.0f} to {max(points):.0f} points, {100 * min(more):.0f} to {100 * max(more):.0f} % of what",
    )


def test_smoothing():
    """What each puts in for a 0, by sacreBLEU."""
    p = {name: theirs("a b c d", ["z y x a"], BleuConfig(name)).precisions for name in SMOOTHINGS}
    assert p["none"] == [25, 0, 0, 0] and p["floor"] == pytest.approx([25, 10 / 3, 10 / 2, 10])
    assert p["add-k"] == pytest.approx([25, 100 / 4, 100 / 3, 100 / 2])
    assert p["exp"] == pytest.approx([25, 50 / 3, 25 / 2, 12.5])
    holds(
        TEXT.get("smoothing"),
        "group of four words in common",
        "$p_4 = 0$",
        "BLEU is 0",
        "of that 0",
        "0.1 of an",
        "1 more found and 1 more in all, for $n$ = 2, 3, 4",
        "½ of an $n$-gram for the first 0, ¼ for the second, ⅛ for the third",
        "a candidate of three words has no group of four",
    )
    floor, add, exp = (theirs(SHUFFLED, THE_CAT[:1], BleuConfig(name)).score for name in ("floor", "add-k", "exp"))
    assert theirs(SHUFFLED, THE_CAT[:1]).score == theirs(SECOND, GUIDES).score == 0
    assert sorted(SHUFFLED.split()) == sorted(THE_CAT[0].split())
    assert len({round(theirs(SECOND, GUIDES, BleuConfig(name)).score) for name in SMOOTHINGS}) == 4
    holds(
        TEXT.get("smoothing_why"),
        f"“{SHUFFLED}”, six right words",
        f"has 0 without smoothing, {floor:.1f} with floor, {exp:.1f} with exp and {add:.1f} with add-k",
        "hardly ever 0",
        "candidate 2",
    )


def test_what_it_misses():
    case = {name: theirs(candidate, [reference]).score for name, candidate, reference in CASES}
    texts = {name: texts for name, *texts in CASES}
    for name, right, other in (("negation", " not ", " ever "), ("number", "900", "cold")):
        candidate, reference = texts[name]
        assert theirs(candidate.replace(right, other), [reference]).score == pytest.approx(case[name]), "as any other"
    tokens = list(map(words, texts["who"]))
    assert [len(tokens[0]) - n + 1 - found(tokens[0], tokens[1:], n) for n in (1, 2)] == [0, 3], "a few pairs"
    person = theirs(GUIDES[0], GUIDES[1:])
    assert person.score == 0 and person.counts[2:] == [0, 0] and person.counts[1] > 0
    assert theirs(FIRST, GUIDES[1:]).score == 0, "without R1"
    of = bleu_systems.findings()
    assert (of.good_count, of.others_count, len(bleu_systems.sources())) == (8, 183, 212)
    holds(
        TEXT.get("misses_why"),
        f"in other words gets {case['paraphrase']:.0f}",
        f"in British spelling {case['spelling']:.0f}, as no four words in a row",
        "hold R1 on the first screen to R2 and R3",
        "a BLEU of 0, without one group of three words",
        f"Without R1 candidate 1 has 0 as well: its {theirs(FIRST, GUIDES).score:.2f} hangs on",
        f"On our own 212 sentences the eight that a reader marked as being as good as a person's have {of.good:.1f}",
        f"the other 183 that are no person's word for word {of.others:.1f}; but {of.others_above} of these",
        f"are above {of.good:.1f}",
        "Koehn (2006)",
    )
