"""Teacher forcing seen from inside: the decoder reads the true words of a given translation, beside what it writes alone.

Williams and Zipser 1989; what it leads to when the model is alone: Bengio, Vinyals, Jaitly and Shazeer 2015, section 2.
"""

from __future__ import annotations

from core.translate import inspecting
from core.translate.inspecting import Numbers
from core.translate.one_vector import spelled
from core.translate.results import Forced, ForcedStep
from core.translate.translator import END, Translator


def forced(name: str, text: str, given: str) -> Forced:
    """Each step under teacher forcing with the given translation, and the same step of the greedy output.

    UserError as `Translator.read` and `one_vector.spelled`.
    """
    translator = Translator.load(name)
    _, ids = translator.read(text)
    tokens = spelled(translator, given)
    true = inspecting.decode(translator.model, ids, END, len(tokens), given=tokens)
    alone = inspecting.decode(translator.model, ids, END, translator.most(ids))
    return Forced(
        translator.target.decode(tokens),
        translator.target.decode(alone.tokens),
        tuple(_step(translator, true, alone, t) for t in range(len(tokens))),
        float(true.log_probabilities.sum()),
        float(alone.log_probabilities.sum()),
        next((t for t, token in enumerate(tokens) if (token,) != alone.tokens[t : t + 1]), None),
    )


def _step(translator: Translator, true: Numbers, alone: Numbers, t: int) -> ForcedStep:
    symbols, has = translator.target.symbols, t < len(alone.tokens)
    return ForcedStep(
        symbols[true.tokens[t]],
        float(true.log_probabilities[t]),
        symbols[true.next_tokens[t, 0]],
        float(true.next_probabilities[t, 0]),
        symbols[alone.tokens[t]] if has else None,
        float(alone.log_probabilities[t]) if has else None,
    )
