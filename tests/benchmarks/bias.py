"""How quick debiasing is: `python -m tests.benchmarks.bias`, the association test against one written partition by partition.

One JSON line a case: the least processor time of some runs of each, and their ratio. The peer goes through the
same partitions one after the other, each a mean of numpy's, as published scripts do; both give the same d and p. For
the whole lesson, debiasing a vocabulary and all that is measured at its three stages, there is the time alone.
"""

import json
import time
from collections.abc import Callable
from itertools import combinations

import numpy as np

from core.words import bias_jobs, bias_lists, library, weat
from core.words.bias_lists import Test
from core.words.options import BiasKey
from core.words.vectors import WordVectors

TESTS = {"glove": ("career", "math"), "news": ("math", "science")}  # up to eight words a side: 12,870 partitions


def one_by_one(wv: WordVectors, test: Test) -> tuple[float, float]:
    """Effect size and p, a partition at a time."""
    rows = {
        word: wv.unit[wv.row(word)].astype(np.float64) for side in (test.X, test.Y, test.A, test.B) for word in side
    }
    words = [*test.X, *test.Y]
    s = np.array(
        [np.mean([rows[w] @ rows[a] for a in test.A]) - np.mean([rows[w] @ rows[b] for b in test.B]) for w in words]
    )
    n = len(test.X)
    ours, every = s[:n].mean() - s[n:].mean(), set(range(len(s)))
    larger = count = 0
    for part in combinations(range(len(s)), n):
        difference = s[list(part)].mean() - s[list(every.difference(part))].mean()
        larger += difference > ours + 1e-12
        count += 1
    return float(ours / s.std()), larger / count


def least_of(times: int, run: Callable[[], object]) -> float:
    """The least processor time of some runs, in milliseconds."""
    found = []
    for _ in range(times):
        begin = time.process_time()
        run()
        found.append((time.process_time() - begin) * 1e3)
    return min(found)


def main() -> None:
    """Association tests on both sets of vectors, and the lesson's own measures."""
    for name, tests in TESTS.items():
        wv = library.load(name)
        for which in tests:
            test = bias_lists.test(which, wv)
            found = weat.weat(wv, test.X, test.Y, test.A, test.B)
            np.testing.assert_allclose(tuple(found), one_by_one(wv, test), atol=1e-5)
            theirs = least_of(3, lambda wv=wv, test=test: one_by_one(wv, test))
            ours = least_of(12, lambda wv=wv, test=test: weat.weat(wv, test.X, test.Y, test.A, test.B))
            case = {"benchmark": "weat", "vectors": name, "test": which, "partitions": found.partitions}
            print(
                json.dumps(
                    case | {"theirs_ms": round(theirs, 1), "ours_ms": round(ours, 1), "ratio": round(theirs / ours, 1)}
                ),
                flush=True,
            )
        lists = bias_lists.lists("gender", wv)
        begin = time.process_time()
        for _ in bias_jobs.measure({"key": BiasKey(name, "gender", lists.pairs, lists.equal)}):
            pass
        seconds = round(time.process_time() - begin, 2)
        print(json.dumps({"benchmark": "debias and measure", "vectors": name, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
