"""Small readings with every variant of the cells, and the equations' arithmetic done over in numpy."""

import dataclasses

import numpy as np
import torch

from app.lessons.recurrent.cell_stepper import CellForecast, Forecasts
from app.lessons.recurrent.cell_stepper.schema import Equation, Product
from core.recurrent.cells import GRUCell, GRUForm, LSTMCell, LSTMForm, RNNCell
from core.recurrent.reading import cell_weights
from core.recurrent.results import Forecast, Marked, Pin, Reading
from core.recurrent.unroll import pin_values, trace

VERB_STEP = 4  # of a panel drawn at random
SYMBOLS = tuple("\n abcdefghijklmnopqrstuvwxyz.,'TW")
FORMS = {
    "gru_simplified": GRUForm("none"),
    "gru_reset_after": GRUForm("after"),
    "gru_keep": GRUForm(update_keeps=True),
    "gru_no_reset": GRUForm("ignored"),
    "lstm_peephole": LSTMForm(peephole=True),
    "lstm_coupled": LSTMForm(mistake="one_minus_forget"),
    "lstm_tanh_candidate": LSTMForm(mistake="tanh_candidate"),
}
CELLS = {"rnn": RNNCell, "gru": GRUCell, "lstm": LSTMCell}


def reading(
    equation: str,
    tokens: list[str] | str = "The cat, which already ate, was full.",
    units: int = 12,
    *,
    embedding: int | None = None,
    pins: tuple[Pin, ...] = (),
    start: int = 0,
    size: int = 200,
    seed: int = 0,
) -> Reading:
    """A cell with random weights for that equation reads the tokens; a window of it."""
    generator = torch.Generator().manual_seed(seed)
    kind, tokens = equation.split("_")[0], list(tokens)
    inputs = embedding or len(SYMBOLS)
    extra = (FORMS[equation],) if equation in FORMS else ()
    cell = CELLS[kind](inputs, units, *extra, generator=generator)
    with torch.no_grad():
        for parameter in cell.parameters():
            parameter.normal_(0, 0.6, generator=generator)
    ids = np.array([SYMBOLS.index(t) if t in SYMBOLS else 0 for t in tokens])
    xs = torch.randn(len(ids), embedding, generator=generator).numpy() if embedding else None
    whole = trace(cell, ids if xs is None else xs, pins=pin_values(pins, len(ids), units) or None)
    return window(whole, tokens, ids, xs, cell_weights(cell), start, size, generator)


def window(whole, tokens, ids, xs, weights, start, size, generator) -> Reading:
    """Steps start to start + size of a trace as a `Reading`, with expectations drawn at random."""
    cut = slice(start, start + size)
    p = torch.softmax(2 * torch.randn(len(ids), len(SYMBOLS), generator=generator), 1).numpy()
    losses = np.full(len(ids), np.nan)
    losses[:-1] = -np.log(p[np.arange(len(ids) - 1), ids[1:]])
    top = np.argsort(-p, axis=1)[:, :10]
    states = {}
    for field in dataclasses.fields(whole):
        values = getattr(whole, field.name)
        if field.name.endswith("0"):
            states[field.name] = getattr(whole, field.name[:-1])[start - 1] if start else values
        else:
            states[field.name] = None if values is None else values[cut]
    return Reading(
        tokens=tuple(tokens[cut]),
        ids=ids[cut],
        trace=type(whole)(**states),
        top_ids=top[cut],
        top_p=np.take_along_axis(p, top, 1)[cut],
        losses=losses[cut],
        symbols=SYMBOLS,
        weights=weights,
        start=start,
        total=len(tokens),
        before=float(losses[:start].sum()),
        xs=None if xs is None else xs[cut],
        unknown=tuple(i for i, t in enumerate(tokens[cut]) if t not in SYMBOLS),
    )


def panel(kind: str, taken: Reading) -> Forecasts | Marked:
    """What may stand beside a reading of a whole text, "forecasts" or "marks", drawn at random."""
    random, steps = np.random.default_rng(0), len(taken.tokens)
    if kind == "marks":
        states = np.stack(
            [taken.trace.series["c"], *random.uniform(-1, 1, (3, steps, taken.trace.series["c"].shape[1]))]
        )
        return Marked(("( … )", "[ … ]", '" … "'), 0, states, random.uniform(0, 1, (4, steps)))
    ids, is_verb = random.integers(0, len(SYMBOLS), (3, steps, 2)), np.arange(steps) == VERB_STEP
    ids[:, VERB_STEP] = [SYMBOLS.index(letter) for letter in "ia"]
    cells = [
        CellForecast(
            name, Forecast(SYMBOLS, own, random.uniform(0, 0.5, (steps, 2)), is_verb), f"right at {54 + k} %", "memory"
        )
        for k, (name, own) in enumerate(zip(("RNN", "GRU", "LSTM"), ids, strict=True))
    ]
    return Forecasts(cells, 2)


class Arithmetic:
    """The series of an equation, worked out from a reading as component.js does it."""

    def __init__(self, equation: Equation, taken: Reading) -> None:
        self.equation, self.taken = equation, taken
        self.units = taken.trace.series[equation.memory].shape[1]
        self.terms = {term.id: term for term in equation.terms}
        self.derived = {rule.name: rule for rule in equation.derived}

    def at(self, name: str) -> np.ndarray:
        """ "c", "c@-1", "x" or a derived series, for all steps."""
        plain, _, shift = name.partition("@")
        if plain == "x":
            return np.eye(len(SYMBOLS))[self.taken.ids] if self.taken.xs is None else self.taken.xs
        values = self.derive(plain) if plain in self.derived else self.taken.trace.series[plain]
        if shift:
            return np.vstack([getattr(self.taken.trace, f"{plain}0"), values[:-1]])
        return values

    def derive(self, name: str) -> np.ndarray:
        """A series that the browser computes."""
        rule = self.derived[name]
        if rule.op == "weight":
            return np.tile(self.taken.weights[rule.of[0]], (len(self.taken.tokens), 1))
        if rule.op == "product":
            return self.product(Product(*rule.of))
        values = [self.at(part) for part in rule.of]
        return {"one_minus": lambda a: 1 - a, "tanh": np.tanh, "times": lambda a, b: a * b, "plus": lambda a, b: a + b}[
            rule.op
        ](*values)

    def product(self, product: Product) -> np.ndarray:
        """W[part] · vector, times its factor."""
        weight, vector = self.taken.weights[product.weight], self.at(product.series)
        columns = {"all": slice(None), "state": slice(self.units), "input": slice(self.units, None)}
        made = weight * vector if product.part == "own" else vector @ weight[:, columns[product.part]].T
        return made * self.at(product.factor) if product.factor else made

    def unfolded(self, term: str) -> np.ndarray:
        """squash(sum of products + biases) of a term."""
        rule = next(u for u in self.equation.unfolds if u.term == term)
        z = sum(self.product(p) for p in rule.products)
        for name, factor in rule.biases:
            z = z + self.taken.weights[name] * (self.at(factor) if factor else 1)
        return {"σ": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "": lambda z: z}[rule.squash](z)
