"""The simplified GRU, without a reset gate, on Shakespeare: with weights of its own and as many of them."""

from core.recipes.shakespeare import main
from core.recurrent.cells import GRUForm

if __name__ == "__main__":
    main(
        "shakespeare_gru_simplified", "gru", 88, GRUForm(reset="none"), rate=1.5e-2
    )  # at the full GRU's rate it diverged
