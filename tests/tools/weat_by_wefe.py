"""Make tests/core/words/weat_by_wefe.json: association tests by the package wefe, which shares no code with ours.

wefe wants numpy below 2, so it gets an environment of its own. In the project's folder:

    python -m venv wefe && wefe/bin/pip install wefe==1.0.1
    wefe/bin/python -m tests.tools.weat_by_wefe
"""

from __future__ import annotations

import json
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "core" / "words" / "weat_by_wefe.json"
CASES = (("glove", "gender"), ("glove", "race"), ("glove", "age"), ("news", "gender"))


def main() -> None:
    """Run every test of the lesson that has its words, and write effect sizes and mean differences."""
    import wefe
    from gensim.models import KeyedVectors
    from wefe.metrics import WEAT
    from wefe.query import Query
    from wefe.word_embedding_model import WordEmbeddingModel

    from core.words import bias_lists, library

    rows = []
    for name, kind in CASES:
        wv = library.load(name)
        keyed = KeyedVectors(wv.dimensions)
        keyed.add_vectors(list(wv.words), wv.vectors)
        model = WordEmbeddingModel(keyed, name)
        for test in bias_lists.TESTS[kind]:
            found = bias_lists.test(test, wv)
            if found is None:
                continue
            query = Query([list(found.X), list(found.Y)], [list(found.A), list(found.B)])
            result = WEAT().run_query(query, model, lost_vocabulary_threshold=0.0)
            rows.append([name, kind, test, float(result["effect_size"]), float(result["weat"])])
    made = {"by": f"wefe {wefe.__version__}", "columns": ["vectors", "kind", "test", "effect", "sum"], "rows": rows}
    TABLE.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
