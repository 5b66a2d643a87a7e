"""The equations that `cell_stepper` draws, as plain data: one `Equation` for each cell and variant.

To add a variant, write it in `equations_<cell>.py` and name it in `FORMS`; the JavaScript reads nothing but this data.
Columns stand in the order of the formula, with the operator before each of them; the operator ``│`` begins a second line.
In the shapes, H stands for units, E for inputs and HE for both together.
"""

from __future__ import annotations

from app.lessons.recurrent.cell_stepper import equations_gru as g
from app.lessons.recurrent.cell_stepper import equations_lstm as m
from app.lessons.recurrent.cell_stepper import equations_rnn as r
from app.lessons.recurrent.cell_stepper.schema import Equation

FORMS = (
    (r.rnn, r.rnn_concatenated)
    + (g.gru, g.gru_simplified, g.gru_reset_after, g.gru_keep, g.gru_no_reset)
    + (m.lstm, m.lstm_peephole, m.lstm_coupled, m.lstm_tanh_candidate)
)
EQUATIONS: dict[str, Equation] = {equation.name: equation for equation in (form() for form in FORMS)}
