"""Learn word vectors from a text: `python -m core.words.train TEXT --to vectors.txt [--dimension 100 --window 5 …]`.

TEXT is a file, or the name of a text that ships ("wordnet", "shakespeare"). Progress goes to the screen; the vectors are written
in word2vec's text format, which the lessons on words, gensim and others read.
"""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

import torch

from core.errors import UserError
from core.words import corpus, huffman, word2vec
from core.words.export import word2vec_text
from core.words.options import LearningConfig

CHOICES = {"method": ("skip", "cbow"), "output": ("negative", "softmax", *huffman.KINDS)}


def main(arguments: list[str] | None = None) -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", help='a file, "wordnet" or "shakespeare"')
    parser.add_argument("--to", type=Path, required=True, help="the file to write")
    parser.add_argument("--threads", type=int, default=1, help="with one, the same seed gives the same vectors")
    for field in fields(LearningConfig):
        named = {"type": type(field.default), "default": field.default, "choices": CHOICES.get(field.name)}
        parser.add_argument(f"--{field.name.replace('_', '-')}", **named)
    options = parser.parse_args(arguments)
    config = LearningConfig(**{field.name: getattr(options, field.name) for field in fields(LearningConfig)})
    if min(config.epochs, config.dimension, config.window, config.negative) < 1:
        parser.error("epochs, dimension, window and negative are at least 1")
    torch.set_num_threads(options.threads)
    try:
        text = _read(options.text, config)
    except (OSError, UserError) as error:
        parser.error(str(error))
    for progress in word2vec.train(text, config, every=1.0):
        share = progress.words / progress.total
        print(f"{share:6.1%}  loss {progress.loss:.4f}  {progress.rate:,.0f} words a second", flush=True)
    found = progress.vectors
    options.to.write_bytes(word2vec_text(found.words, found.vectors))
    print(f"{len(found):,} words, {found.dimensions} dimensions: {options.to}")


def _read(name: str, config: LearningConfig) -> corpus.Corpus:
    if name in corpus.SHIPPED:
        return corpus.shipped(name, config.min_count, config.most)
    text, _ = corpus.decode(Path(name).read_bytes())
    return corpus.build(corpus.sentences(text), config.min_count, config.most)


if __name__ == "__main__":
    main()
