"""What the page on the recurrent step asks of core."""

from __future__ import annotations

import numpy as np
import streamlit as st

from app.lessons.recurrent import compute as shared
from core.recurrent.options import LearnConfig, ModelKey
from core.recurrent.results import Learned, Reading, StepWeights, TwoLosses, Watched, WindowComparison
from core.referees.results import Compared


def units_on(found: Reading, start: int, stop: int) -> list[int]:
    """The units that are on exactly from start to stop − 1 of this window, best first."""
    from core.recurrent import units

    return units.on_exactly(found.trace.series[found.trace.state], start, stop)


def fixed_window(text: str) -> WindowComparison:
    """The fixed window beside the RNN on a mark to be closed: as trained, twelve letters further on, a letter less, one more."""
    from core.recurrent import why

    return why.compare(text)


def window_growth(longest: int = 100) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """T, and the weights of a fixed-window network and of the RNN for texts of T characters."""
    from core.recurrent import why

    return why.growth(longest)


def running_loss(found: Reading) -> np.ndarray:
    """The loss from the text's first step to each step of this window (T,)."""
    from core.recurrent import loss

    return loss.running(found)


def step_weights(key: ModelKey, found: Reading) -> StepWeights:
    """The weights that every step of this window shares."""
    from core.recurrent import unrolled, zoo

    return unrolled.weights(zoo.model(key), found)


def two_losses(key: ModelKey, found: Reading) -> TwoLosses:
    """The loss of one symbol out of V at each step of this window, and the yes-or-no loss added up over all V."""
    from core.recurrent import two_losses, zoo

    return two_losses.both(zoo.model(key), found)


def cross_entropy(key: ModelKey, found: Reading) -> float:
    """PyTorch's cross entropy added up over this window."""
    from core.recurrent import zoo
    from core.referees import losses

    return losses.added_up(zoo.model(key), found)


def reads(family: str, text: str) -> bool:
    """Whether models of the family were made for such a text."""
    return shared.reads(family, text)


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def watched(_learned: Learned, config: LearnConfig, text: str) -> Watched:
    """The text read with the weights of every frame of the training of that configuration."""
    from core.recurrent import learning

    return learning.watch(_learned, text)


def nothing_known() -> float:
    """The loss of who expects all symbols of the made language alike."""
    from core.recurrent import learning

    return learning.nothing_known()


def both_forms(found: Reading, step: int) -> Compared:
    """z⟨t⟩ with two matrices and with one, at a step of this window, in the unit in which they differ most."""
    from core.recurrent import why

    return why.forms_apart(found, step)
