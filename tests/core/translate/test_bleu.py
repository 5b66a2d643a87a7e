"""BLEU against sacreBLEU to the last digits, the paper's own examples, and what has no score."""

import random

import pytest
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

from core.translate import shown
from core.translate.bleu import bleu, of_texts, tokens

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
WORDS = "the a cat sat on mat , . le 1,5 - don't (x) É".split()


def theirs(candidates, references, smooth):
    """What sacreBLEU says of texts; references as one list a candidate, of unequal numbers."""
    most = max(map(len, references))
    streams = [[known[k] if k < len(known) else None for known in references] for k in range(most)]
    return BLEU(smooth_method=smooth).corpus_score(list(candidates), streams)


def same(candidates, references, smooth="exp"):
    ours, other = of_texts(candidates, references, smooth), theirs(candidates, references, smooth)
    assert ours.score == pytest.approx(other.score, rel=1e-12, abs=1e-12)
    assert ours.precisions == pytest.approx(other.precisions, rel=1e-12)
    assert (list(ours.counts), list(ours.totals)) == (other.counts, other.totals)
    assert ours.lengths == (other.sys_len, other.ref_len) and ours.brevity_penalty == pytest.approx(other.bp)
    return ours.score


@pytest.mark.parametrize("text", ODD)
def test_sentences_are_cut_as_sacrebleu_does(text):
    assert tokens(text) == Tokenizer13a()(text.rstrip()).split()


def test_any_text_is_cut_as_sacrebleu_does():
    rng = random.Random(0)
    signs = [*map(chr, range(32, 127)), *".,-0123456789.,- \n\t", "é", "’", "，", "٣", "&lt;", "<skipped>"]
    for _ in range(3000):
        text = "".join(rng.choices(signs, k=rng.randint(0, 12)))
        assert tokens(text) == Tokenizer13a()(text.rstrip()).split(), repr(text)


@pytest.mark.parametrize("smooth", ["none", "exp"])
def test_corpora_score_as_sacrebleu_scores_them(smooth):
    rng, scores = random.Random(1), []
    for _ in range(300):
        count = rng.randint(1, 5)
        sentence = lambda: " ".join(rng.choices(WORDS, k=rng.randint(0, 9)))  # noqa: E731
        candidates = [sentence() for _ in range(count)]
        references = [[sentence() for _ in range(rng.randint(1, 3))] for _ in range(count)]
        scores.append(same(candidates, references, smooth))
    assert len(set(scores)) > 15 and max(scores) > 10


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
    first = "It is a guide to action which ensures that the military always obeys the commands of the party"
    second = "It is to insure the troops forever hearing the activity guidebook that party direct"
    guides = [
        "It is a guide to action that ensures that the military will forever heed Party commands",
        "It is the guiding principle which guarantees the military forces always being under the command of the Party",
        "It is the practical guide for the army always to heed the directions of the party",
    ]
    known = [[guide.split() for guide in guides]]
    one, two = bleu([first.split()], known), bleu([second.split()], known)
    assert (one.counts[:2], one.totals[:2]) == ((17, 10), (18, 17))
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
