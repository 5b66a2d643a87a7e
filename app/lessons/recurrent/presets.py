"""The cells, the texts that the recurrent lessons offer, by model, and the pictures that are seen first."""

from app.lessons.recurrent.options import AGREEMENT, BRACKET, PAPER, PLURAL, hand_defaults
from core.recurrent.options import ModelKey

SHAKESPEARE = {
    "agreement": AGREEMENT,
    "speech": "To be, or not to be, that is the question:",
    "play": "ROMEO.\nO, she doth teach the torches to burn bright!",
}
NESTED = {
    "agreement": PLURAL,
    "bracket": BRACKET,
    "nested": "the cats [of the king (near the old dog) by the trees] are good.",
}
WORDS = {
    "everyday": "I don't know what you are talking about.",
    "question": "Where did you put the book that I gave you yesterday?",
    "plural": "The apples that he bought at the market are very good.",
}
HAND = {"one": PAPER, "long": "aaaabbbb", "turn": "abababab"}
CELLS = ("rnn", "gru", "lstm")
PRESETS = {"shakespeare": SHAKESPEARE, "nested": NESTED, "words": WORDS, "hand": HAND}
FIRST_STEPS = {"shakespeare": 20, "nested": 24, "words": 6, "hand": 2}  # where the first preset of a model is opened

FIRST = tuple(
    (ModelKey(cell, family), text)
    for family in ("shakespeare", "nested")
    for cell in CELLS
    for text in PRESETS[family].values()
) + ((ModelKey("rnn", "hand", hand=hand_defaults(1)), HAND["one"]),)
