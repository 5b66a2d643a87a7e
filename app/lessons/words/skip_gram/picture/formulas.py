"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

SOFTMAX = tuple("p = exp ( theta e ) / Σ_j exp ( theta_j e )".split())
LOSSES = {
    "softmax": tuple("loss = − Σ_i y log y_hat".split()),
    "negative": tuple("loss = − log σ ( theta e ) − Σ_n log σ ( − theta_n e )".split()),
}


def lines(method: str, output: str) -> list[list[str]]:
    """What one pair is worth, and what it costs; where the mean of a window asks, it stands for the centre."""
    swap = {"e": "mean"} if method == "cbow" else {}
    return [[swap.get(word, word) for word in line] for line in (SOFTMAX, LOSSES[output])]


def terms(method: str) -> list[dict[str, str]]:
    """Every term: its letters, its colour; its name stands among the labels, as `term_` and `name`."""
    is_mean = method == "cbow"
    return [
        _term("p", "p ( t | ē )" if is_mean else "p ( t | c )", "probability"),
        _term("theta", "θ_t^T", "output_vector", "middle" if is_mean else "context"),
        _term("theta_j", "θ_j^T", "output_vector"),
        _term("theta_n", "θ_n^T", "output_vector"),
        _term("e", "e_c", "embedding"),
        _term("mean", "ē", "embedding"),
        _term("loss", "L", "loss"),
        _term("y", "y_i", "activation"),
        _term("y_hat", "ŷ_i", "probability", "p"),
    ]


def _term(name: str, letters: str, colour: str, label: str = "") -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour, "label": label or name}
