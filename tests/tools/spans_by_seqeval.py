"""Make tests/core/recurrent/spans_by_seqeval.json: spans and their scores in random BIO tags by seqeval, which follows conlleval.

Nothing else here needs seqeval, so it gets an environment of its own. In the project's folder:

    python -m venv seqeval && seqeval/bin/pip install seqeval==1.2.2
    seqeval/bin/python -m tests.tools.spans_by_seqeval

Each case is a few sentences with true and found tags, among them I- that go on with nothing or with another type, and cases in
which one side has no span at all. By seqeval's default mode: a span counts where beginning, end and type are right. `strict` is
the score over all types by its strict mode and the scheme IOB2, in which only a B- begins a span.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "core" / "recurrent" / "spans_by_seqeval.json"
COUNT, SEED = 60, 7
TYPES = ("PER", "ORG", "LOC", "MISC")
COLUMNS = ("true", "found", "spans", "all", "by_type", "strict")


def sentence(chance: random.Random, share: float) -> list[str]:
    """Tags by chance; share: of those that are none."""
    tags = []
    for _ in range(chance.randint(1, 12)):
        prefix, kind = chance.choice("BII"), chance.choice(TYPES)
        goes_on = tags and tags[-1] != "O" and chance.random() < 0.5
        tags.append("O" if chance.random() < share else f"I-{tags[-1][2:]}" if goes_on else f"{prefix}-{kind}")
    return tags


def changed(chance: random.Random, tags: list[str], share: float) -> list[str]:
    """The same tags, some of them drawn anew."""
    return [sentence(chance, 0.4)[0] if chance.random() < share else tag for tag in tags]


def case(chance: random.Random, number: int) -> tuple[list[list[str]], list[list[str]]]:
    """True and found tags of one to four sentences; of every tenth case nothing is found, of the one after nothing is true."""
    true = [sentence(chance, 1.0 if number % 10 == 1 else 0.4) for _ in range(chance.randint(1, 4))]
    found = [changed(chance, tags, 0.3) for tags in true]
    return true, [["O"] * len(tags) for tags in found] if number % 10 == 0 else found


def main() -> None:
    """Draw the cases and write what seqeval says of them."""
    from importlib.metadata import version

    from seqeval.metrics import classification_report
    from seqeval.metrics.sequence_labeling import get_entities
    from seqeval.metrics.v1 import precision_recall_fscore_support
    from seqeval.scheme import IOB2

    chance, rows = random.Random(SEED), []
    for number in range(COUNT):
        true, found = case(chance, number)
        report = classification_report(true, found, output_dict=True, zero_division=0)
        kinds = sorted({kind for tags in (*true, *found) for kind, *_ in get_entities(tags)})
        named = [[[start, end + 1, kind] for kind, start, end in get_entities(tags)] for tags in true]
        scores = [[float(report[name][key]) for key in ("precision", "recall", "f1-score")] for name in kinds]
        whole = [float(report["micro avg"][key]) for key in ("precision", "recall", "f1-score")]
        strict = precision_recall_fscore_support(true, found, average="micro", scheme=IOB2, zero_division=0)[:3]
        rows.append(
            [true, found, named, whole, dict(zip(kinds, scores, strict=True)), [float(share) for share in strict]]
        )
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    by = json.dumps(f"seqeval {version('seqeval')}")
    TABLE.write_text(f'{{"by": {by}, "columns": {json.dumps(COLUMNS)}, "rows": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
