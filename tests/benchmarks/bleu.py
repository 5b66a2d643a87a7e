"""How quick BLEU is: `python -m tests.benchmarks.bleu`, against sacreBLEU in the same run.

One JSON line a case, on one thread: the least processor time of each in milliseconds, of runs taken by turns, and their
ratio; target: 1.3. The corpus is 3,000 sentences of Shakespeare; the candidates lack some words and have others twice.
"""

import json
import random

from sacrebleu.metrics import BLEU

from core.recurrent.language import speeches
from core.translate import bleu
from core.translate.options import BleuConfig
from tests.benchmarks.trace import least

SENTENCES, TARGET = 3000, 1.3


def corpus(count: int) -> tuple[list[str], list[list[str]]]:
    """Candidates, each with so many references: a sentence, and the same in other versions."""
    rng = random.Random(0)
    whole = speeches.sentences("train")[:SENTENCES]
    version = lambda text: " ".join(word for word in text.split() for _ in range(rng.choice((0, *[1] * 6, 2))))  # noqa: E731
    return [version(text) for text in whole], [[text, *(version(text) for _ in range(count - 1))] for text in whole]


def main() -> None:
    """13a and blanks, with one reference and with three."""
    for count in (1, 3):
        candidates, references = corpus(count)
        streams = [list(stream) for stream in zip(*references, strict=True)]
        for cut, tokenizer in (("13a", "13a"), ("blanks", "none")):
            config = BleuConfig(smooth="exp", cut=cut)

            def ours(config=config, candidates=candidates, references=references) -> float:
                return bleu.of_texts(candidates, references, config).score

            def theirs(tokenizer=tokenizer, candidates=candidates, streams=streams) -> float:
                return BLEU(tokenize=tokenizer).corpus_score(candidates, streams).score

            peer, mine = least(theirs, ours)
            case = {"benchmark": "BLEU of a corpus", "sentences": SENTENCES, "references": count, "cut": cut}
            figures = {"sacrebleu_ms": round(peer, 1), "ours_ms": round(mine, 1), "ratio": round(peer / mine, 2)}
            apart = {"difference": abs(ours() - theirs()), "target": TARGET}
            print(json.dumps(case | figures | apart), flush=True)


if __name__ == "__main__":
    main()
