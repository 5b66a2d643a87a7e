"""Files of word vectors as others write them, and the same with something wrong in them."""

from __future__ import annotations

import gzip
import io

import numpy as np
from gensim.models import KeyedVectors

WORDS = ("the", "king", "queen", "2000", "naïve", "안녕", "laptop_computer", "a.b", "🙂", "<b>")


def sample(dimensions: int = 7) -> KeyedVectors:
    """Ten words with vectors by chance."""
    vectors = np.random.default_rng(3).normal(size=(len(WORDS), dimensions)).astype(np.float32)
    made = KeyedVectors(dimensions)
    made.add_vectors(list(WORDS), vectors)
    return made


def written(tmp_path, kind: str) -> bytes:
    """The sample in one of the formats; word2vec's by gensim itself."""
    wv, path = sample(), tmp_path / "some"
    if kind in ("word2vec text", "word2vec binary"):
        wv.save_word2vec_format(path, binary=kind.endswith("binary"))
        return path.read_bytes()
    if kind == "GloVe text":
        wv.save_word2vec_format(path, write_header=False)
        return path.read_bytes()
    out = io.BytesIO()
    words = {"npz": np.array(WORDS), "npz joined": np.array("\n".join(WORDS).encode())}[kind]
    np.savez_compressed(out, words=words, vectors=wv.vectors)
    return out.getvalue()


KINDS = ("word2vec text", "word2vec binary", "GloVe text", "npz", "npz joined")


def corrupted(files: list[bytes], generator: np.random.Generator) -> bytes:
    """One of the files with something changed: cut, bytes turned, parts doubled or dropped, glued, or packed again."""
    data = bytearray(files[generator.integers(len(files))])
    for _ in range(generator.integers(1, 4)):
        at, kind = int(generator.integers(len(data) + 1)), generator.integers(6)
        if kind == 0:
            data = data[:at]
        elif kind == 1 and data:
            for place in generator.integers(0, len(data), 1 + len(data) // 200):
                data[place] = generator.integers(256)
        elif kind == 2:
            data[at:at] = data[at : at + int(generator.integers(1, 400))]
        elif kind == 3:
            del data[at : at + int(generator.integers(1, 400))]
        elif kind == 4:
            data[at:at] = [b"nan ", b"1e999 ", b"\0" * 50, b"9" * 40, b"\n\n", b"\xff\xfe", b"-"][generator.integers(7)]
        else:
            data += files[generator.integers(len(files))]
    return gzip.compress(bytes(data)) if generator.random() < 0.2 else bytes(data)
