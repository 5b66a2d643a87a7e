"""Files as a trainer reads them: words against gensim's, encodings against Python's, and odd texts of every kind."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from gensim.utils import tokenize

from core.data import ASSETS, shakespeare
from core.errors import UserError
from core.words import corpus, learning, scenes
from core.words.options import LearningConfig
from core.words.results import Learned
from tests.core.words.corpus_fuzz import LIMIT, cases

ROOT = Path(__file__).parents[3]
CASES = 600
TEXT = "one two three four five six seven eight nine ten. " * 3


def test_words_are_gensims() -> None:
    """gensim knows no digits within words, no apostrophes and no accents that are signs of their own: there are none here."""
    plain = re.sub(
        r"['’_0-9]", " ", shakespeare()["HAMLET"] if "HAMLET" in shakespeare() else [*shakespeare().values()][7]
    )
    others = "Привет, мир! Ελληνικά — ναι; Österreich/Weiß (Straße) שלום עולם؟ السلام عليكم، 한국어 문장. " * 3
    for text in (plain, others):
        theirs = list(tokenize(text, lowercase=True))
        assert len(theirs) > 30 and corpus.words_of(text) == theirs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A b. C d! E? F", [["a", "b"], ["c", "d"], ["e"], ["f"]]),
        ("a b\nc d", [["a", "b", "c", "d"]]),
        ("a b\n\nc d\n \t\ne", [["a", "b"], ["c", "d"], ["e"]]),
        ("a b\r\n\r\nc\r\nd", [["a", "b"], ["c", "d"]]),
        ("Don’t 'quote' rock'n'roll '", [["don't", "quote", "rock'n'roll"]]),
        ("snake_case x-y 3rd 2.5", [["snake", "case", "x", "y", "3rd", "2"], ["5"]]),
        ("我们。ありがとう！テスト abc", [["我", "们"], [*"ありがとう"], [*"テスト", "abc"]]),
        ("हिन्दी में", [["हिन्दी", "में"]]),
        (unicodedata.normalize("NFD", "Café señor"), [["café", "señor"]]),
        ("x" * 100 + " y", [["x" * 60, "y"]]),
        ("a " * 2500, [["a"] * 1000, ["a"] * 1000, ["a"] * 500]),
        (" .. !? \n\n … ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[list[str]]) -> None:
    assert list(corpus.sentences(text)) == expected


@pytest.mark.parametrize("size", [50, 64, 100, 1000])
def test_it_does_not_matter_where_a_text_is_parted(monkeypatch, size: int) -> None:
    text = "It's a café, isn’t it? Yes.\n\nOne more\r\n\r\nparagraph here. And again\n\n\nthe end of it " * 4
    whole = list(corpus.sentences(text))
    monkeypatch.setattr(corpus, "PIECE", size)
    assert list(corpus.sentences(text)) == whole


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_encodings(encoding: str, name: str) -> None:
    text = "Füße “zitiert” — naïve façade, œuvre à 5 €. Größe und Öl! " * 10
    assert corpus.decode(text.encode(encoding)) == (text, name)
    read = corpus.look(text.encode(encoding))
    counts = Counter(tokenize(text.replace("5", ""), lowercase=True)) + Counter({"5": 10})
    assert (read.encoding, read.words, read.different) == (name, counts.total(), len(counts))
    assert read.twice == sum(n > 1 for n in counts.values())


def test_both_orders_of_bytes() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert corpus.decode(mark + TEXT.encode(encoding)) == (TEXT, "utf-16")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "corpus.too_few"),
        (b"word", "corpus.too_few"),
        (b"a b c d e f g " * 9, "corpus.too_few"),
        (b" ".join(b"w%d" % i for i in range(50)), "corpus.too_few"),
        (TEXT.encode("utf-16-le"), "corpus.binary"),
        (bytes(range(256)) * 9, "corpus.binary"),
        (TEXT.encode() + b"\0" + TEXT.encode(), "corpus.binary"),
        (b"\x01\x02" * 50, "corpus.binary"),
        (b"\x89PNG\r\n\x1a\n" + np.random.default_rng(0).bytes(5000), "corpus.binary"),
        (b"a " * (LIMIT // 2) + b"a", "corpus.too_large"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(UserError) as caught:
        corpus.look(data)
    assert caught.value.key == key


@pytest.mark.parametrize("odd", ["\x01", "\x1c", "\x7f", "\ufffd"])
def test_a_few_odd_signs_are_borne(odd: str) -> None:
    """Up to two in a hundred."""
    text = "ab cd ef gh ij kl mn op qr st uv wx yz " * 50
    assert corpus.decode((text + odd * (len(text) // 60)).encode())[1] == "utf-8"
    with pytest.raises(UserError) as caught:
        corpus.decode((text + odd * (len(text) // 30)).encode())
    assert caught.value.key == "corpus.binary"


def test_of_eight_words_something_is_learnt() -> None:
    data = b"a b c d e f g h " * 3
    assert corpus.look(data).twice == 8
    assert learnt(data).moments.words == tuple("abcdefgh")


def test_a_shipped_text_is_read_whole() -> None:
    """Words counted by a plain pattern: no letters, accents or apostrophes at either side."""
    text = corpus.shipped("shakespeare", 5, 1000)
    plain = "\n".join(shakespeare().values()).lower()
    for word in ("juliet", "honour", "sword", "crown"):
        here = len(re.findall(rf"(?<![^\W_]){word}(?![^\W_])", plain))
        joined = len(re.findall(rf"(?<=[^\W_]['’]){word}(?![^\W_])|(?<![^\W_]){word}(?=['’][^\W_])", plain))
        assert text.counts[text.words.index(word)] == here - joined > 100
    assert len(text.words) == 1000 and corpus.shipped("shakespeare", 5, 1000) is text


def test_the_glosses_are_read_whole() -> None:
    """A line is a sentence; its words are gensim's where it has no digits and apostrophes."""
    lines = gzip.decompress((ASSETS / "data" / "wordnet_glosses.txt.gz").read_bytes()).decode().splitlines()
    found = list(corpus.shipped_sentences("wordnet"))
    assert len(found) == len(lines)
    plain = [row for row in range(0, len(lines), 20) if re.fullmatch(r"[A-Za-z ,;:()/.-]+", lines[row])]
    assert len(plain) > 5000 and all(found[row] == list(tokenize(lines[row], lowercase=True)) for row in plain)
    text = corpus.shipped("wordnet", 5, 8000)
    counts = Counter(chain.from_iterable(found))
    assert [(word, counts[word]) for word in text.words] == counts.most_common(8000)
    assert text.counts.tolist() == [counts[word] for word in text.words] and text.read == counts.total()


def learnt(data: bytes) -> Learned:
    """The job on a visitor's own text, to its end."""
    config = LearningConfig(dimension=3, epochs=1, min_count=1, most=500)
    steps = learning.job({"corpus": "own", "data": data, "config": config, "resume": None})
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def check(data: bytes) -> tuple[bool, bool]:
    """Whether an odd text was looked at, and learnt from; else it must have been refused."""
    looked = trained = False
    try:
        read = corpus.look(data)
        assert 0 < read.twice <= read.different <= read.words
        looked = True
    except UserError as error:
        assert error.key.startswith("corpus.")
    try:
        for sentence in corpus.sentences(corpus.decode(data)[0]):
            assert 0 < len(sentence) <= corpus.LONGEST
            assert all(0 < len(word) <= corpus.LETTERS and not re.search(r"[\s\0.!?]", word) for word in sentence)
        found = learnt(data)
        assert found.done and np.isfinite(found.e).all() and found.e.shape == (len(found.moments.words), 3)
        assert len(set(found.moments.words)) == len(found.e) and (np.diff(found.moments.counts) <= 0).all()
        scenes.nearest(found.moments, found.moments.words[:3])
        trained = True
    except UserError as error:
        assert error.key.startswith("corpus.")
    return looked, trained


def test_odd_texts_give_a_result_or_a_sentence() -> None:
    """`corpus_fuzz.made(17)` is the case whose name begins with 17."""
    done: Counter[tuple[bool, bool]] = Counter()
    for name, data in cases(CASES):
        try:
            done[check(data)] += 1
        except Exception as error:
            error.add_note(f"the text is {name!r}")
            raise
    assert done.total() > CASES and done[True, False] == 0, "what can be looked at can be learnt from"
    assert done[True, True] > CASES // 4 and done[False, False] > CASES // 10, "some of either kind"


def test_known_words_of_a_text() -> None:
    index = {"a": 3, "b": 0}
    assert corpus.known("A, b! xqzt b.", index, 40) == [3, 0, 0] and corpus.known("a x b a", index, 3) == [3, 0]
    for text in ("a", "a x b", ""):
        with pytest.raises(UserError) as caught:
            corpus.known(text, index, 2)
        assert caught.value.key == "corpus.no_pair"


def test_lone_surrogates_in_a_text() -> None:
    """No file gives them, but what is typed may."""
    assert [*corpus.sentences("a \ud800b c\udfff.")] == [["a", "b", "c"]]


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", ["words", "different", "emoji", "no blanks", "signs"])
def test_one_line_of_20_megabytes_fits_into_a_gigabyte(kind: str) -> None:
    command = [sys.executable, "-m", "tests.core.words.corpus_fuzz", kind]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    words, megabytes = map(int, done.stdout.split())
    assert words > 1_000_000 if kind != "no blanks" else "corpus.too_few" in done.stderr
    assert megabytes < 1024
