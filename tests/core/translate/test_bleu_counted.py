"""Who pays for which n-gram: the paper's examples, what holds of any text, and the known mistakes."""

import math
import random
from collections import Counter
from dataclasses import replace

import pytest
from sacrebleu.metrics import BLEU

from core.errors import UserError
from core.translate.bleu import cut
from core.translate.counted import by_length, counted, lost, shortened
from core.translate.options import LONGEST_SIDE, MOST_REFERENCES, SMOOTHINGS, BleuConfig
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND, any_config, any_corpus, theirs

THE = "the the the the the the the"
CATS = ("the cat is on the mat", "there is a cat on the mat")


def some(seed, count=200):
    """Texts with at least one reference that is not empty, and options."""
    rng = random.Random(seed)
    while count:
        candidates, references = any_corpus(rng)
        if any(text.strip() for text in references[0]):
            count -= 1
            yield candidates[0], references[0], any_config(rng)


def ngrams(words, n):
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def test_candidate_1_of_the_paper():
    found = counted(FIRST, GUIDES)
    assert [(order.count, order.total) for order in found.orders] == [(17, 18), (10, 17), (7, 16), (4, 15)]
    pairs = found.orders[1]
    assert pairs.paid == (8, 1, 1) and pairs.precision == pytest.approx(10 / 17)
    of_the, the_party = pairs.grams[15], pairs.grams[16]
    assert (of_the.payer, of_the.place, of_the.known) == (1, GUIDES[1].split().index("of"), (0, 1, 1)), (
        "first of equals"
    )
    assert (the_party.payer, the_party.place) == (2, 14), "R2 has a capital: the Party"
    assert (found.c, found.r, found.nearest, found.penalty, found.used) == (18, 18, 1, 1, 4)
    assert found.mean == pytest.approx(0.504567, abs=5e-7) and found.score == pytest.approx(50.4567, abs=5e-5)
    second = counted(SECOND, GUIDES)
    assert [(order.count, order.total) for order in second.orders[:2]] == [(8, 14), (1, 13)] and second.score == 0


def test_seven_times_the():
    """Papineni et al. 2002, section 2.1: 2/7, as no reference has more than two."""
    ones = counted(THE, CATS).orders[0]
    assert [gram.place for gram in ones.grams] == [0, 4, None, None, None, None, None]
    assert {(gram.payer, gram.here, gram.known) for gram in ones.grams} == {(0, 7, (2, 1))}
    assert (ones.count, ones.total, ones.paid) == (2, 7, (2, 0))
    wrong = counted(THE, CATS, wrongly="sum").orders[0]
    assert [(gram.payer, gram.place) for gram in wrong.grams] == [(0, 0), (0, 4), (1, 5)] + [(0, None)] * 4
    assert (wrong.count, wrong.total, wrong.paid) == (3, 7, (2, 1))


def test_all_is_counted_as_sacrebleu_counts_it():
    for candidate, references, config in some(0, 400):
        found, (other, counts, totals, signature) = (
            counted(candidate, references, config),
            theirs([candidate], [references], config),
        )
        assert tuple(order.count for order in found.orders) == counts
        assert tuple(order.total for order in found.orders) == totals
        assert [100 * order.precision for order in found.orders] == pytest.approx(other.precisions, rel=1e-12)
        assert (found.c, found.r) == (other.sys_len, other.ref_len)
        assert len(found.references[found.nearest]) == found.r and found.penalty == pytest.approx(other.bp)
        assert found.score == pytest.approx(other.score, rel=1e-12, abs=1e-12)
        assert found.score == pytest.approx(100 * found.penalty * found.mean)
        assert found.signature.removesuffix("|bp:shortest") == signature.split("|version:")[0]


@pytest.mark.parametrize("wrongly", ["", "sum"])
def test_whoever_pays_has_it_there_and_pays_once(wrongly):
    clipped = 0
    for candidate, references, config in some(1, 800):
        found = counted(candidate, references, config, wrongly)
        known = [cut(text, config) for text in references]
        for order in found.orders:
            mine, theirs_ = ngrams(found.candidate, order.n), [ngrams(words, order.n) for words in known]
            assert [gram.start for gram in order.grams] == list(range(len(mine)))
            paid, before = [], {}
            for gram, text in zip(order.grams, mine, strict=True):
                counts = tuple(words.count(text) for words in theirs_)
                assert (gram.here, gram.known) == (mine.count(text), counts)
                if not any(counts):
                    assert gram.payer is gram.place is None
                    continue
                most = counts.index(max(counts))
                if gram.place is None:
                    clipped += 1
                    assert gram.payer == most
                    assert before[text][0] == (sum(counts) if wrongly else max(counts)), "all that it has are used"
                    continue
                assert theirs_[gram.payer][gram.place] == text
                assert wrongly or gram.payer == most
                number, last = before.get(text, (0, (-1, -1)))
                assert (gram.payer, gram.place) > last, "from left to right, one reference after another"
                before[text] = number + 1, (gram.payer, gram.place)
                paid.append((gram.payer, gram.place))
            assert len(set(paid)) == len(paid) == order.count
            assert order.paid == tuple(Counter(payer for payer, _ in paid)[j] for j in range(len(known)))
    assert clipped > 100


def test_effective_order_takes_the_n_that_the_candidate_has():
    for words, used in (("the cat", 2), ("the cat is on", 4), ("the cat is on the", 4)):
        found = counted(words, CATS, BleuConfig(effective=True))
        assert found.used == used and found.mean == pytest.approx(1) and counted(words, CATS).used == 4
    assert counted("the cat", CATS).score == 0
    assert counted("the cat", CATS, BleuConfig(effective=True, smooth="add-k")).used == 4, "it adds to all totals"


def test_the_logarithm_forgotten():
    """exp(Σ p_n / 4) is never less than 1: over 100 for what is as long as its reference, and 100 for no match at all."""
    assert counted("no match at all in here", CATS, wrongly="mean").score == 100
    for candidate, references, config in some(2):
        found, (other, *_) = counted(candidate, references, config, "mean"), theirs([candidate], [references], config)
        if found.c:
            p = [one / 100 for one in other.precisions[: found.used]]
            assert found.score == pytest.approx(100 * other.bp * math.exp(math.fsum(p) / len(p)))
        else:
            assert found.score == 0


def test_the_penalty_upside_down_rewards_the_short():
    short = shortened(FIRST, 14, BleuConfig())
    right, wrong = counted(short, GUIDES), counted(short, GUIDES, wrongly="upside")
    assert right.penalty == pytest.approx(0.867, abs=5e-4)
    assert wrong.penalty == pytest.approx(math.exp(1 - 14 / 16)) and wrong.score > right.score
    assert counted(FIRST, GUIDES, wrongly="upside").score == counted(FIRST, GUIDES).score
    assert counted("the", CATS, BleuConfig(effective=True), "upside").score == pytest.approx(100 * math.exp(1 - 1 / 6))


def test_the_sum_over_references():
    for candidate, references, config in some(3):
        found = counted(candidate, references, config, "sum")
        for order in found.orders:
            known = sum((Counter(ngrams(words, order.n)) for words in found.references), Counter())
            assert order.count == (known & Counter(ngrams(found.candidate, order.n))).total()


def test_what_a_word_is_worth():
    """ "ensures" lost: one word, two pairs; the first "the" of seven: nothing, as a clipped one takes its place."""
    found = counted(FIRST, GUIDES)
    assert [lost(found, 7, n) for n in range(1, 5)] == [1, 1, 1, 1]
    assert lost(counted(THE, CATS), 0, 1) == 0 and lost(counted("the the", CATS), 0, 1) == 1
    for candidate, references, config in some(4, 60):
        config = replace(config, lowercase=False, cut="blanks")
        found = counted(candidate, references, config)
        for word in range(found.c):
            without = [*found.candidate[:word], "unheard", *found.candidate[word + 1 :]]
            counts = theirs([" ".join(without)], [references], config)[1]
            assert [lost(found, word, n) for n in range(1, 5)] == [
                order.count - count for order, count in zip(found.orders, counts, strict=True)
            ]


def test_word_by_word_as_sacrebleu_scores_each_beginning():
    rows = by_length(FIRST, GUIDES)
    assert [row.k for row in rows] == list(range(1, 19)) and rows[13].penalty == pytest.approx(math.exp(1 - 16 / 14))
    for candidate, references, config in some(5, 60):
        words = cut(candidate, config)
        rows = by_length(candidate, references, config)
        assert [row.k for row in rows] == list(range(1, len(words) + 1))
        known = [" ".join(cut(text, config)) for text in references]
        for row in rows:
            beginning = " ".join(words[: row.k])
            for smooth, score in zip(SMOOTHINGS, row.scores, strict=True):
                value = config.value if smooth == config.smooth else None
                given = replace(config, smooth=smooth, value=value, cut="blanks", lowercase=False)
                other = theirs([beginning], [known], given)[0]
                assert score == pytest.approx(other.score, rel=1e-12, abs=1e-12)
                assert row.penalty == pytest.approx(other.bp)
            plain = BLEU(tokenize="none", smooth_method="none").corpus_score([beginning], [[text] for text in known])
            assert [100 * p for p in row.precisions] == pytest.approx(plain.precisions, rel=1e-12)


def test_the_first_words():
    assert shortened("Well, 1,000 of them (all) left.", 4, BleuConfig()) == "Well , 1,000 of"
    assert shortened("Well, 1,000 of them", 2, BleuConfig(cut="blanks", lowercase=True)) == "well, 1,000"


def test_what_is_not_counted():
    assert counted("", CATS).score == counted("", CATS, wrongly="mean").score == counted("", ["", "a"]).score == 0
    assert counted("", CATS, BleuConfig(effective=True, smooth="exp")).score == 0
    assert counted("a", ["", "a b"]).r == 0, "an empty reference counts as one of length 0, as in sacreBLEU"
    at_most = "a" * LONGEST_SIDE
    assert counted(at_most, [at_most] * MOST_REFERENCES).orders[0].count == 1
    for key, candidate, references in (
        ("bleu.no_reference", "a", []),
        ("bleu.no_reference", "a", ["", " \n"]),
        ("bleu.too_many_references", "a", ["a"] * (MOST_REFERENCES + 1)),
        ("bleu.too_long", at_most + "a", ["a"]),
        ("bleu.too_long", "a", ["a", at_most + "a"]),
    ):
        with pytest.raises(UserError) as told:
            counted(candidate, references)
        assert told.value.key == key
    with pytest.raises(ValueError, match="wrongly"):
        counted("a", ["a"], wrongly="log")
