"""What each translator of sentences is: its languages, what its encoder reads, and how it is taught, by its name.

en-fr and fr-en have attention; with "-plain" they have none and read both ways. The others have none and read one way,
so that c is the last state alone: "-one-way" as the sentence stands, "-reversed" its last piece first (Sutskever, Vinyals
and Le 2014, section 3.3), and two that are taught wrongly on purpose, "-no-end" and "-own-words".
"""

from __future__ import annotations

from dataclasses import dataclass

from core.recipes.translate_data import Encoded
from core.translate.seq2seq import Seq2SeqConfig

WAYS = ("", "plain", "one-way", "reversed", "no-end", "own-words")
NAMES = ("en-fr", "fr-en", "en-fr-plain", "fr-en-plain", *(f"en-fr-{way}" for way in WAYS[2:]))
UNITS = 256  # of c, where one way is read


@dataclass(frozen=True)
class Kind:
    """source and target: the languages. way: one of WAYS."""

    source: str
    target: str
    way: str

    @classmethod
    def of(cls, name: str) -> Kind:
        """KeyError for a name that is none of NAMES."""
        if name not in NAMES:
            raise KeyError(name)
        source, target, *way = name.split("-")
        return cls(source, target, "-".join(way))

    @property
    def own_words(self) -> bool:
        """The mistake: in training each step reads the word that the decoder itself has written, not the true one."""
        return self.way == "own-words"

    def config(self, source: int, target: int, units: int = UNITS) -> Seq2SeqConfig:
        """Sizes for these vocabularies; ``units`` is c's size where one way is read."""
        if self.way in ("", "plain"):
            return Seq2SeqConfig(source, target, attention=not self.way)
        return Seq2SeqConfig(source, target, encoder=units, attention=False, one_way=True)

    def taught(self, pairs: list[Encoded]) -> list[Encoded]:
        """The pairs as it is trained on them: the source reversed but for <EOS>, or, the mistake, the target without its end."""
        if self.way == "reversed":
            return [([*source[-2::-1], source[-1]], target) for source, target in pairs]
        if self.way == "no-end":
            return [(source, target[:-1]) for source, target in pairs]
        return pairs
