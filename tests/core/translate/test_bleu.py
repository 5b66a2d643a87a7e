"""BLEU against sacreBLEU to the last digits, the paper's own examples, and what has no score."""

import random
from collections import Counter
from itertools import product

import pytest
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

from core.translate import shown
from core.translate.bleu import WMT, bleu, cut, from_statistics, of_texts, signature, statistics, tokens
from core.translate.options import BREVITIES, CUTS, SMOOTHINGS, BleuConfig

ODD = (
    "",
    " ",
    ".",
    "...",
    "a.b,c 1.5 1,000 2. ,3 x-1 1-x 10-11-12",
    "«Bonjour», dit-il : “c’est l'été” !",
    "<skipped>x &quot;a&quot; &amp;amp; &lt;b&gt; & &lt",
    "line-\nbreak and\nanother\tone  ",
    "-\n",
    "🙂🙂👩‍👩‍👧 ok",
    "안녕하세요. 잘 지내요?",
    "مرحبا، بالعالم",
    "٣.١٤ ½, ２．５ x²",
    "non\u00a0breaking\u2009spaces \u200b zero",
    "{}[]()<>|\\^`~@#$%*+=_/'\"!?;:",
    "a" * 300,
    "the " * 200,
    "A\x1fB \x85 C",
)
FIRST = "It is a guide to action which ensures that the military always obeys the commands of the party"
SECOND = "It is to insure the troops forever hearing the activity guidebook that party direct"
GUIDES = (
    "It is a guide to action that ensures that the military will forever heed Party commands",
    "It is the guiding principle which guarantees the military forces always being under the command of the Party",
    "It is the practical guide for the army always to heed the directions of the party",
)
WORDS = "the a cat sat on mat , . le 1,5 - don't (x) É".split()


def theirs(candidates, references, config=WMT):
    """What sacreBLEU says of texts; references as one list a candidate, of unequal numbers. Its counts without smoothing."""
    most = max(map(len, references))
    streams = [[known[k] if k < len(known) else None for known in references] for k in range(most)]
    given = {"lowercase": config.lowercase, "tokenize": "13a" if config.cut == "13a" else "none"}
    smoothing = {"smooth_method": config.smooth, "smooth_value": config.value, "effective_order": config.effective}
    metric = BLEU(**given, **smoothing)
    found = metric.corpus_score(list(candidates), streams)
    plain = BLEU(**given, smooth_method="none").corpus_score(list(candidates), streams)
    counts, totals = tuple(plain.counts), tuple(plain.totals)
    if config.brevity == "shortest":
        length = lambda text: len(metric.tokenizer((text.lower() if config.lowercase else text).rstrip()).split())  # noqa: E731
        shortest = sum(min(map(length, known)) for known in references)
        found = BLEU.compute_bleu(plain.counts, plain.totals, found.sys_len, shortest, **smoothing)
    return found, counts, totals, str(metric.get_signature())


def same(candidates, references, config=WMT):
    ours, (other, counts, totals, _) = of_texts(candidates, references, config), theirs(candidates, references, config)
    assert ours.score == pytest.approx(other.score, rel=1e-12, abs=1e-12), (candidates, references, config)
    assert ours.precisions == pytest.approx(other.precisions, rel=1e-12)
    assert (ours.counts, ours.totals) == (counts, totals)
    assert ours.lengths == (other.sys_len, other.ref_len) and ours.brevity_penalty == pytest.approx(other.bp)
    return ours.score


def any_config(rng):
    return BleuConfig(
        smooth=rng.choice(SMOOTHINGS),
        value=rng.choice((None, None, 0, 0.01, 0.5, 1.7, 3)),
        effective=rng.random() < 0.5,
        brevity=rng.choice(BREVITIES),
        lowercase=rng.random() < 0.3,
        cut=rng.choice(CUTS),
    )


def any_corpus(rng):
    """Candidates that share much, little or nothing with their references; empty ones, single words, repeated ones."""
    words = rng.choice((WORDS, WORDS[:4], ["The", "the", "cat."]))
    sentence = lambda: " ".join(rng.choices(words, k=rng.choice((0, 1, 2, rng.randint(3, 12)))))  # noqa: E731
    count = rng.randint(1, 4)
    references = [[sentence() for _ in range(rng.randint(1, 4))] for _ in range(count)]
    near = lambda known: " ".join(word for word in rng.choice(known).split() if rng.random() < 0.8)  # noqa: E731
    strange = lambda: " ".join(["nothing"] * rng.randint(0, 5))  # noqa: E731
    return [rng.choice((sentence, lambda known=known: near(known), strange))() for known in references], references


@pytest.mark.parametrize("text", ODD)
def test_sentences_are_cut_as_sacrebleu_does(text):
    assert tokens(text) == Tokenizer13a()(text.rstrip()).split()


def test_any_text_is_cut_as_sacrebleu_does():
    rng = random.Random(0)
    signs = [
        *map(chr, range(32, 127)),
        *".,-0123456789.,- \n\t\u00a0\x1f\x85&;",
        "é",
        "’",
        "，",
        "٣",
        "&lt;",
        "<skipped>",
    ]
    for _ in range(4000):
        text = "".join(rng.choices(signs, k=rng.randint(0, 12)))
        assert tokens(text) == Tokenizer13a()(text.rstrip()).split(), repr(text)


def test_corpora_score_as_sacrebleu_scores_them():
    rng, scores = random.Random(1), Counter()
    for _ in range(2000):
        config = any_config(rng)
        scores[config.smooth, config.brevity, round(same(*any_corpus(rng), config), 6)] += 1
    for smooth, brevity in product(SMOOTHINGS, BREVITIES):
        assert sum(0 < score < 100 for kind, length, score in scores if (kind, length) == (smooth, brevity)) > 20


def test_each_sentence_counts_as_sacrebleu_counts_it():
    """And what has been added up, or put together anew as the bootstrap does, is the score of those sentences."""
    rng = random.Random(2)
    for _ in range(100):
        config, (candidates, references) = any_config(rng), any_corpus(rng)
        words = [cut(text, config) for text in candidates]
        known = [[cut(text, config) for text in texts] for texts in references]
        rows = statistics(words, known, config.brevity)
        for row, candidate, texts in zip(rows, candidates, references, strict=True):
            found, counts, totals, _ = theirs([candidate], [texts], config)
            assert tuple(row) == (found.sys_len, found.ref_len, *counts, *totals)
        drawn = rng.choices(range(len(rows)), k=5)
        score = from_statistics(rows[drawn].sum(0), config.smooth, config.value, config.effective).score
        again = theirs([candidates[i] for i in drawn], [references[i] for i in drawn], config)[0]
        assert score == pytest.approx(again.score, rel=1e-12, abs=1e-12)


def test_signatures_are_sacrebleus():
    rng, seen = random.Random(3), set()
    for _ in range(200):
        config, (candidates, references) = any_config(rng), any_corpus(rng)
        ours, other = signature(map(len, references), config), theirs(candidates, references, config)[3]
        assert ours.removesuffix("|bp:shortest") == other.split("|version:")[0]
        assert ours.endswith("|bp:shortest") == (config.brevity == "shortest")
        seen.add(ours)
    assert len(seen) > 100
    config = BleuConfig(smooth="floor", brevity="shortest", lowercase=True, cut="blanks", effective=True)
    assert signature([3, 3], config) == "nrefs:3|case:lc|eff:yes|tok:none|smooth:floor[0.10]|bp:shortest"


def test_the_shortest_reference_spares_a_short_candidate():
    """NIST's older scripts: r is 5, the length of the shortest, where 16 is the nearest to 14 words."""
    candidate = FIRST.split()[:14]
    known = [[guide.split() for guide in GUIDES] + ["It is a guide .".split()]]
    nearest, shortest = (bleu([candidate], known, brevity=brevity) for brevity in BREVITIES)
    assert (nearest.lengths, shortest.lengths) == ((14, 16), (14, 5))
    assert nearest.brevity_penalty == pytest.approx(0.867, abs=5e-4) and shortest.brevity_penalty == 1


def test_odd_texts_score_as_sacrebleu_scores_them():
    for text in ODD:
        same([text], [[text]])
        same([text, "a cat sat here"], [["the cat sat here", text], ["a cat sat there"]])
    assert same([one.fr[0] for one in shown.sentences()], [[one.fr[1]] for one in shown.sentences()]) > 20


def test_the_papers_examples():
    """Papineni et al. 2002, sections 2.1 and 2.1.1: 2/7; 17/18 and 8/14 of unigrams, 10/17 and 1/13 of bigrams."""
    references = [["the cat is on the mat".split(), "there is a cat on the mat".split()]]
    found = bleu(["the the the the the the the".split()], references)
    assert (found.counts[0], found.totals[0]) == (2, 7)
    known = [[guide.split() for guide in GUIDES]]
    one, two = bleu([FIRST.split()], known), bleu([SECOND.split()], known)
    assert (one.counts, one.totals) == ((17, 10, 7, 4), (18, 17, 16, 15))
    assert one.score == pytest.approx(50.4567, abs=5e-5)
    assert (two.counts[:2], two.totals[:2]) == ((8, 1), (14, 13))


def test_a_perfect_one_and_one_that_is_too_short():
    sentence = "we all live in a yellow house .".split()
    assert bleu([sentence], [[sentence]]).score == pytest.approx(100)
    short = bleu([sentence[:6]], [[sentence]])
    assert short.precisions == (100,) * 4 and short.score == pytest.approx(100 * 2.718281828459045 ** (1 - 8 / 6))
    nearer = bleu([sentence[:6]], [[sentence, sentence[:7], sentence[:5]]])
    assert nearer.lengths == (6, 5), "of two as near, the shorter"


def test_what_has_no_score():
    assert bleu([], []).score == bleu([[]], [[["a"]]]).score == bleu([["a"]], [[["b"]]], "exp").score == 0
    for candidates, references, smooth in (([["a"]], [], "none"), ([["a"]], [[]], "none"), ([["a"]], [[["a"]]], "add")):
        with pytest.raises(ValueError, match="reference|smooth|shorter"):
            bleu(candidates, references, smooth)
    with pytest.raises(ValueError, match="brevity"):
        bleu([["a"]], [[["a"]]], brevity="longest")
