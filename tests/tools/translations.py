"""Make tests/core/translate/translations.json: what the shipped translators say to some of the sentences that are shown.

To be made again when a translator was trained anew, after `make fuzz` has found all sentences to be as good as its card
says. In the project's folder: python -m tests.tools.translations
"""

from __future__ import annotations

import json
from pathlib import Path

from core.translate import shown
from core.translate.options import TranslationConfig
from core.translate.translator import Translator

TABLE = Path(__file__).resolve().parents[1] / "core" / "translate" / "translations.json"
NAMES = ("en-fr", "fr-en", "en-fr-plain", "fr-en-plain")
EVERY = 9  # sentences, which leaves 24


def main() -> None:
    """Translate greedily and write pairs of source and translation by the translator's name."""
    table = {}
    for name in NAMES:
        translator = Translator.load(name)
        sources = [one.en if name.startswith("en") else one.fr[0] for one in shown.sentences()[::EVERY]]
        table[name] = [[source, translator.translate(source, TranslationConfig("greedy")).text] for source in sources]
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
