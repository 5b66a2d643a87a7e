"""What leaves the functions on gradients: how far back losses reach, what a radius does, a cliff, a training that diverges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

ROUNDED = 2.0**-25  # in a float32 sum, what is less than this share of the rest is rounded away, whatever the digits


@dataclass(frozen=True)
class Reach:
    """How far back the losses of one text reach in one network.

    Of T symbols that were read, ``tokens``, each but the first is predicted: loss t, of T − 1, is that of token t + 1, told
    from what steps 0 to t have left behind. by: "state" (a of an RNN, c of a GRU and an LSTM), "activation" (what the layer
    above sees: for an LSTM a) or "letter" (x, one-hot).

    log_norms (T − 1, T − 1): log₁₀ of ‖∂L⟨t⟩/∂ state⟨k⟩‖, row t, column k; nan where k comes after t.
    kept (T − 1,): the mean over the units of what a memory is multiplied by at each step, Γ_f of an LSTM and 1 − Γ_u of a GRU;
    None for an RNN. chances (T − 1,): ŷ of the symbol that came. lost (T − 1,): from how many letters back on all is less than
    `ROUNDED` of what the newest letter gets, −1 for nowhere. radius: spectral radius of an RNN's W_aa, else None.
    """

    kind: str
    by: str
    units: int
    tokens: tuple[str, ...]
    log_norms: np.ndarray
    kept: np.ndarray | None
    chances: np.ndarray
    lost: np.ndarray
    radius: float | None
    is_all: bool

    @property
    def is_chaotic(self) -> bool:
        """Whether a gradient is so large (10¹²) that the sixteenth digit of an early state changes the fourth of a late one."""
        return bool(np.nanmax(self.log_norms) > 12)


@dataclass(frozen=True)
class RadiusView:
    """What the radius of an RNN's W_aa promises over d = 0, 1, … steps back from one loss, and what comes of it, each (d + 1,).

    promised: radius^d. product: largest singular value of ∂a⟨t⟩/∂a⟨t−d⟩. gradient: ‖∂L⟨t⟩/∂a⟨t−d⟩‖ over that at d = 0.
    factor: largest singular value of the one factor diag(1 − (a⟨t−d⟩)²) W_aa that is taken next; nan at the last.
    """

    radius: float
    promised: np.ndarray
    product: np.ndarray
    gradient: np.ndarray
    factor: np.ndarray


@dataclass(frozen=True)
class Clipped:
    """One gradient, clipped: its parts, its norm, and its direction in degrees if it has two parts."""

    g: tuple[float, ...]
    norm: float
    direction: float | None


@dataclass(frozen=True)
class Descent:
    """A path of gradient descent over (w, b): points (n + 1, 2), losses (n + 1,), and norms (n,) of each step's gradient as it
    was and as it was used."""

    points: np.ndarray
    losses: np.ndarray
    norms: np.ndarray
    used: np.ndarray

    @property
    def steepest(self) -> int:
        """The step with the largest gradient."""
        return int(self.norms.argmax())


@dataclass(frozen=True)
class Surface:
    """A loss over a grid: w (m,), b (n,), losses (n, m)."""

    w: np.ndarray
    b: np.ndarray
    losses: np.ndarray


@dataclass(frozen=True)
class Training:
    """A training as it went: loss before each step and norm of its gradient, each (steps,); `ended_at`: the step from which on
    nothing was finite any more, else None.

    WINDOW: the steps over which losses are averaged before anything is said of them, since each is of other sentences.
    """

    WINDOW: ClassVar[int] = 20

    losses: np.ndarray
    norms: np.ndarray
    ended_at: int | None

    def diverged(self, nothing_known: float) -> int | None:
        """The step from which on the mean loss of the last `WINDOW` steps stays above `nothing_known`, or is not finite, to the
        very end; None if it does not."""
        losses = np.where(np.isfinite(self.losses), self.losses, np.inf)
        means = np.array([losses[max(0, i + 1 - self.WINDOW) : i + 1].mean() for i in range(len(losses))])
        good = np.flatnonzero(means <= nothing_known)
        since = int(good[-1]) + 1 if len(good) else 0
        return since if since < len(losses) else None

    @property
    def largest(self) -> float:
        """The largest norm of a gradient that was finite; 0 where none was."""
        finite = self.norms[np.isfinite(self.norms)]
        return float(finite.max()) if len(finite) else 0.0

    @property
    def last(self) -> float:
        """The mean loss of the last `WINDOW` steps that were made; nan where none was."""
        made = self.losses[: self.ended_at][-self.WINDOW :]
        return float(made.mean()) if len(made) else float("nan")


@dataclass(frozen=True)
class Saved:
    """The same training twice, free and with its gradients clipped; nothing_known: the loss of who knows nothing, log V."""

    free: Training
    clipped: Training
    nothing_known: float


@dataclass(frozen=True)
class Cured:
    """What clipping does to what reaches back, for one loss and one network: norms (d + 1,) of the parts of ∂L/∂W_a that come
    from each distance, before and after, and the norm of the whole gradient, of all weights, before and after."""

    before: np.ndarray
    after: np.ndarray
    norm: float
    clipped: float
