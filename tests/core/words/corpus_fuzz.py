"""Odd texts for the trainer of word vectors, and the largest one line: python -m tests.core.words.corpus_fuzz KIND

Reads 20 MB of one line of that kind, looks at them and trains an epoch on them, in a process of its own; prints how many words were
read and how large the process grew (MiB).
"""

import sys
import unicodedata
from collections.abc import Iterator

import numpy as np

ALPHABETS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "accents": "àéîöüçñßøåœłžş",
    "cased": "İIıÅΣσςẞǅ",
    "greek": "αβγδεζηθικλμνξοπρστυφχψως",
    "russian": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשת\u05b0\u05b7",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي\u064e\u0651",
    "hindi": "कखगघचछजझटठडढणतथदधन\u093e\u093f\u0940\u0941\u094d\u0902",
    "thai": "กขคงจฉชซ\u0e31\u0e34\u0e48\u0e49",
    "korean": "가나다라마바사아자차카타파하\u1100\u1161\u11a8",
    "chinese": "的一是不了人我在有他这中大来上国",
    "japanese": "あいうえおカキクケコ日本語ー",
    "emoji": "😀🎉👩\u200d👩\u200d👧🏽🇩🇪❤\ufe0f",
    "far": "𝐀𝐁𐐀𐐨𠀀𠀁",
    "punctuation": ".,;:!?…。！？-—_'’\"“”()[]{}/\\@#%&*",
    "digits": "0123456789٠١٢३४½²",
    "invisible": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202e",
    "control": "".join(map(chr, [*range(32), 127, 133, 0x2028, 0x2029])),
    "marks": "\u0300\u0301\u0308\u0327\u20dd",
    "unassigned": "\u0378\ufffe\uffff\U0010ffff\ue000\ufffd",
}
BLANKS = (" ", "\n", "\r\n", "\t", "\n\n", "\r\n\r\n", "\r", "\u00a0", "\u3000", "", ". ", "'", "\0", "\v", "\x1c")
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "shift_jis",
    "cp037",
)
LIMIT = 20 << 20


def plain() -> dict[str, bytes]:
    """Cases that are named."""
    words = "one two three four five six seven eight nine ten "
    lone = "\ud800 \udfff one \ud83d two "
    return {
        "empty": b"",
        "one word": b"word",
        "one word and a full stop": b"word.",
        "one word many times": b"word " * 2000,
        "no blanks": b"x" * 5000,
        "eight words": words.encode() * 200,
        "a line without end": words.encode() * 500,
        "each word a line": words.replace(" ", "\r\n").encode() * 100,
        "no full stop and no blank": "的一是不了人我在有他".encode() * 800,
        "only full stops": b"." * 5000,
        "only apostrophes": b"'" * 5000,
        "words with apostrophes only": b"a'b'c'd'e " * 500,
        "only blanks": b" \n\t\r" * 500,
        "only zero width": "\u200b".encode() * 500,
        "only marks": "\u0301".encode() * 500,
        "a letter under 5000 marks": b"a" + "\u0301".encode() * 5000,
        "NULs": b"\0" * 500,
        "a NUL among words": words.encode() * 50 + b"\0" + words.encode() * 50,
        "every byte": bytes(range(256)) * 20,
        "cut within a letter": "日本語 ".encode()[:-2] * 200,
        "a word of 100,000 letters": words.encode() * 20 + b"y" * 100_000,
        "lone surrogates as UTF-8": lone.encode("utf-8", "surrogatepass") * 300 + words.encode() * 100,
        "lone surrogates as UTF-16": b"\xff\xfe" + (lone + words * 30).encode("utf-16-le", "surrogatepass"),
        "UTF-16 with half a letter": b"\xff\xfe" + (words * 30).encode("utf-16-le") + b"a",
        "UTF-16, a mark of order alone": b"\xfe\xff",
        "UTF-8, a mark of order alone": b"\xef\xbb\xbf",
        "two marks of order": b"\xef\xbb\xbf\xef\xbb\xbf" + words.encode() * 30,
        "decomposed": unicodedata.normalize("NFD", "é à ö ü ñ ç å ø š ž ").encode() * 60,
        "a zip": b"PK\x03\x04" + np.random.default_rng(0).bytes(3000),
        "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + np.random.default_rng(1).bytes(3000),
        "one byte too many": b"a " * (LIMIT // 2) + b"a",
    }


def made(seed: int) -> tuple[str, bytes]:
    """A text by its number: words of one to three alphabets, blanks of some kinds, an encoding, and sometimes some damage."""
    rng = np.random.default_rng([20261, seed])
    names = rng.choice(list(ALPHABETS), rng.integers(1, 4), replace=False)
    letters = "".join(ALPHABETS[name] for name in names)
    lengths = rng.integers(1, 9, rng.integers(1, 40))
    words = ["".join(letters[i] for i in rng.integers(len(letters), size=n)) for n in lengths]
    count = rng.integers(1, 600)
    blanks = rng.choice(rng.integers(len(BLANKS), size=rng.integers(1, 4)), count)
    text = "".join(words[i] + BLANKS[b] for i, b in zip(rng.zipf(1.3, count) % len(words), blanks, strict=True))
    encoding = str(rng.choice(ENCODINGS, p=[0.5, *[0.5 / 9] * 9]))
    data = bytearray(text.encode(encoding, "replace"))
    damage = rng.random()
    if damage < 0.1 and data:  # some bytes are others
        for at in rng.integers(0, len(data), 1 + len(data) // 50):
            data[at] = rng.integers(256)
    elif damage < 0.2:  # its end or its beginning is missing
        cut = rng.integers(0, len(data) + 1)
        data = data[:cut] if rng.random() < 0.5 else data[cut:]
    elif damage < 0.25:  # another file is appended
        data += rng.bytes(rng.integers(1, 2000))
    return f"{seed}: {'+'.join(names)}, {encoding}", bytes(data)


def cases(count: int) -> Iterator[tuple[str, bytes]]:
    """The named ones and so many that are drawn."""
    yield from plain().items()
    yield from map(made, range(count))


def line(kind: str) -> bytes:
    """20 MB without the end of a line or a sentence: of words as often as in a text, all different, without blanks, and so on."""
    rng = np.random.default_rng(1)
    if kind == "words":
        names = [f"word{i}" for i in range(50_000)]
        return " ".join(names[i] for i in rng.zipf(1.2, 4_000_000) % 50_000).encode()[:LIMIT]
    if kind == "different":
        return " ".join(f"{i % 1_300_000:x}" for i in range(3_000_000)).encode()[:LIMIT]
    if kind == "emoji":
        return ("😀 " + line("words").decode()).encode()[:LIMIT]
    if kind == "no blanks":
        return b"a" * LIMIT
    signs = "".join(map(chr, rng.integers(0x4E00, 0x5E00, LIMIT // 3)))
    return signs.encode()


def main(kind: str) -> None:
    import torch

    from core.errors import UserError
    from core.words import corpus, learning
    from core.words.options import LearningConfig
    from tests.core.words.vector_fuzz import peak

    torch.set_num_threads(1)
    data, words = line(kind), 0
    config = LearningConfig(epochs=1, min_count=2, most=8000, dimension=50)
    try:
        words = corpus.look(data).words
        for _ in learning.job({"corpus": "own", "data": data, "config": config, "resume": None}):
            pass
    except UserError as error:
        print(error.key, file=sys.stderr)
    print(words, peak())


if __name__ == "__main__":
    main(sys.argv[1])
