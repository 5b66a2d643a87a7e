"""Translate the sentences shown by each shipped translator from English to French, so that BLEU can set them side by side.

    python -m core.recipes.bleu_systems

Writes assets/data/translate/systems_en_fr.json: texts in the order of the sentences, and chrF, which takes long to count.
Nothing is drawn by chance. Takes half a minute.
"""

from __future__ import annotations

import json

import torch

from core.translate import bleu_systems
from core.translate.bleu_systems import PERSON, SEARCH, corpus_chrf, references, sources
from core.translate.options import NO_END, ONE_WAY, OWN_WORDS, PLAIN, TranslationConfig
from core.translate.translator import Translator

GREEDY = TranslationConfig(method="greedy")
HOW = {  # by a system's name: the translator, and how it chooses
    "beam": ("en-fr", SEARCH),
    "greedy": ("en-fr", GREEDY),
    "plain": ("en-fr" + PLAIN, SEARCH),
    "one_way": (ONE_WAY, SEARCH),
    "own_words": (OWN_WORDS, SEARCH),
    "no_end": (NO_END, GREEDY),
}
ABOUT = (
    "What our translators make of the English of sentences.json, in its order. beam: en-fr, five wide, α = .7; greedy: the "
    "same model; plain: en-fr-plain, without attention; one_way: en-fr-one-way; own_words: en-fr-own-words; all three five "
    "wide, α = .7; no_end: en-fr-no-end, greedy, which stops at the greatest length only. chrf: sacreBLEU's chrF2 of each "
    "against the first reference and against both, of the person's second translation against the first."
)


def main() -> None:
    """All systems; a line a sentence."""
    torch.set_num_threads(1)
    made = {}
    for name, (model, config) in HOW.items():
        translator = Translator.load(model)
        made[name] = [translator.translate(text, config).text for text in sources()]
        print(name, made[name][0])
    persons = {PERSON: [known[1] for known in references(2)]}
    data = {"about": ABOUT, "systems": made, "chrf": {"1": _chrf(persons | made, 1), "2": _chrf(made, 2)}}
    bleu_systems.FILE.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _chrf(made: dict[str, list[str]], count: int) -> dict[str, float]:
    """chrF2 of each system against so many references."""
    return {name: corpus_chrf(texts, references(count)) for name, texts in made.items()}


if __name__ == "__main__":
    main()
