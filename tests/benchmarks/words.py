"""How quick the search among words is: `python -m tests.benchmarks.words`, against gensim in the same run.

One JSON line a case: the least processor time of each in milliseconds, of runs taken by turns, and their ratio. The
whole analogy set is timed once, in seconds.
"""

import json
import time

from gensim.models import KeyedVectors

from core.words import evaluation, library
from tests.benchmarks.trace import least


def main() -> None:
    """The nearest 50 of each list to one word and to a sum of three; the whole analogy set."""
    for name in library.VECTORS:
        wv = library.load(name)
        peer = KeyedVectors(wv.dimensions)
        peer.add_vectors(list(wv.words), wv.vectors)
        for positive, negative in ((["king"], []), (["king", "woman"], ["man"])):
            theirs, ours = least(
                lambda p=positive, n=negative, peer=peer: peer.most_similar(p, n, topn=50),
                lambda p=positive, n=negative, wv=wv: wv.most_similar(p, n, top=50),
            )
            case = {"benchmark": "nearest 50", "vectors": name, "words": len(wv), "terms": len(positive + negative)}
            figures = {"gensim_ms": round(theirs, 3), "ours_ms": round(ours, 3), "ratio": round(theirs / ours, 2)}
            print(json.dumps(case | figures | {"target": 2}), flush=True)
        begin = time.process_time()
        *_, last = evaluation.analogies(wv, library.text("questions"))
        seconds = round(time.process_time() - begin, 2)
        case = {"benchmark": "analogy set", "vectors": name, "questions": last.overall.total}
        print(json.dumps(case | {"seconds": seconds, "target": 10}), flush=True)


if __name__ == "__main__":
    main()
