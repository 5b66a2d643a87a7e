"""Files of word vectors: read as gensim reads them, or refused with a sentence."""

from __future__ import annotations

import gzip
import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from core.errors import UserError
from core.words import upload
from core.words.results import Upload
from core.words.vectors import WordVectors
from tests.core.words.vector_files import KINDS, WORDS, sample, written

ROOT = Path(__file__).parents[3]


def read(data: bytes, **limits) -> Upload:
    *_, last = upload.read(io.BytesIO(data), **limits)
    return last


def refusal(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_gives_the_same(tmp_path, kind: str, packed: bool) -> None:
    if packed and kind.startswith("npz"):
        pytest.skip("an .npz is packed already")
    data = written(tmp_path, kind)
    found = read(gzip.compress(data) if packed else data)
    assert found.words == WORDS and found.kind == kind.removesuffix(" joined")
    assert (found.total, found.twice) == (len(WORDS), 0)
    np.testing.assert_allclose(found.vectors, sample().vectors, rtol=1e-6)


@pytest.mark.parametrize("binary", [False, True])
def test_it_reads_what_gensim_reads(tmp_path, binary: bool) -> None:
    path = tmp_path / "no-matter.pkl"
    sample(300).save_word2vec_format(path, binary=binary)
    theirs = KeyedVectors.load_word2vec_format(path, binary=binary)
    ours = WordVectors.load(path)
    assert list(ours.words) == theirs.index_to_key
    np.testing.assert_array_equal(ours.vectors, theirs.vectors)


def test_a_binary_file_with_line_ends() -> None:
    wv, out = sample(), io.BytesIO(b"")
    out.write(f"{len(WORDS)} 7\n".encode())
    for word, row in zip(WORDS, wv.vectors, strict=True):
        out.write(word.encode() + b" " + row.tobytes() + b"\n")
    found = read(out.getvalue())
    assert found.words == WORDS and found.kind == "word2vec binary"
    np.testing.assert_array_equal(found.vectors, wv.vectors)


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_is_left_out(tmp_path, kind: str) -> None:
    data = written(tmp_path, kind)
    for limits in ({"words": 4}, {"cells": 30}):
        found = read(data, **limits)
        assert found.words == WORDS[:4] and found.total == len(WORDS)
        np.testing.assert_allclose(found.vectors, sample().vectors[:4], rtol=1e-6)


def test_progress_rises() -> None:
    lines = "".join(f"w{i} 0.5 {i} 1\n" for i in range(9000)).encode()
    *steps, last = upload.job({"data": lines})
    fractions = [fraction for fraction, _, _ in steps]
    assert len(fractions) == 4 and fractions == sorted(fractions) and steps[-1][2] == {"words": 8000}
    assert last.total == 9000 and last.vectors[8999].tolist() == [0.5, 8999, 1]


def test_words_with_blanks_and_words_that_stand_there_twice() -> None:
    found = read(b"the 1 2 3\n. . . 4 5 6\nthe 7 8 9\nat x@y 1 1 1\n\n")
    assert found.words == ("the", ". . .", "at x@y") and found.twice == 1 and found.vectors[0].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (b"a 1 2 3\nb 1 2\nc 1 2 3\n", "vectors.line_length", 2),
        (b"3 3\na 1 2 3\nb 1 2 3\nc 1 2 x\n", "vectors.line_number", 4),
        (b"a 1 2 3\n\nb 1 nan 3\n", "vectors.not_finite", 3),
        (b"a 1 2 3\nb 1 1e99 3\n", "vectors.not_finite", 2),
        (
            b"3 2\na " + np.float32([1, 2]).tobytes() + b"b " + np.float32([1, np.inf]).tobytes(),
            "vectors.not_finite",
            2,
        ),
    ],
)
def test_a_malformed_line_gets_its_number(data: bytes, key: str, line: int) -> None:
    error = refusal(data)
    assert (error.key, error.values["line"]) == (key, line)


class Harmful:
    def __reduce__(self):
        return (pytest.fail, ("unpickled",))


def with_objects() -> bytes:
    out = io.BytesIO()
    np.savez(out, words=np.array(["a", "b"]), vectors=np.array([[Harmful()], [1]], dtype=object))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "vectors.not_vectors"),
        (b"<html><body>404</body></html>", "vectors.not_vectors"),
        (bytes(range(256)) * 40, "vectors.not_vectors"),
        ("안녕 하세요".encode("utf-16"), "vectors.not_vectors"),
        (pickle.dumps(Harmful(), protocol=4), "vectors.pickle"),
        (with_objects(), "vectors.pickle"),
        (b"PK\x03\x04 no zip", "vectors.npz"),
        (gzip.compress(b"a 1 2 3\nb 1 2 3\n" * 100, mtime=0)[:40], "vectors.gzip"),
        (b"2 99999\n", "vectors.dimensions"),
        (b"1 2\na 1 2\n", "vectors.too_few"),
        (b"5 3\na " + b"\0" * 12, "vectors.cut_short"),
    ],
)
def test_what_it_is_not(data: bytes, key: str) -> None:
    assert refusal(data).key == key


def test_an_npy_and_other_archives() -> None:
    out = io.BytesIO()
    np.save(out, np.eye(3))
    assert refusal(out.getvalue()).key == "vectors.npy"
    for arrays in ({"vectors": np.eye(3)}, {"words": np.array(["a", "b"]), "vectors": np.eye(3)}):
        out = io.BytesIO()
        np.savez(out, **arrays)
        assert refusal(out.getvalue()).key == "vectors.npz_arrays"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(out.getvalue()).key == "vectors.npz"


def fuzzed(first: int, count: int) -> tuple[int, int, int]:
    """How many of the corrupted files were read, how many refused, and how large the process grew (MiB)."""
    command = [sys.executable, "-m", "tests.core.words.vector_fuzz", str(first), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"it ended after {done.stdout[-200:]}: {done.stderr[-2000:]}"
    good, refused, megabytes = map(int, done.stdout.split()[-3:])
    return good, refused, megabytes


@pytest.mark.parametrize(
    ("first", "count"),
    [pytest.param(0, 50, id="files 0 to 49"), pytest.param(0, 500, id="files 0 to 499", marks=pytest.mark.fuzz)],
)
def test_corrupted_files_give_a_sentence_or_a_result(first: int, count: int) -> None:
    """A file's number is its seed: `python -m tests.core.words.vector_fuzz 17 1` reads the one that is number 17."""
    good, refused, megabytes = fuzzed(first, count)
    assert good + refused == count + 2, "each of them, and the two that are bombs"
    assert good > count // 25 and refused > count // 2.5, (
        "some of either kind, else they are corrupted too little or much"
    )
    assert megabytes < 1024


def test_a_file_that_is_too_large_is_not_read(monkeypatch) -> None:
    monkeypatch.setattr(upload, "FILE_BYTES", 100)
    with pytest.raises(UserError) as caught:
        list(upload.job({"data": b"a 1 2 3\n" * 20}))
    assert caught.value.key == "vectors.too_large"
