"""The GRU as PyTorch computes it, reset after the product, on Shakespeare: with weights of its own."""

from core.recipes.shakespeare import main
from core.recurrent.cells import GRUForm

if __name__ == "__main__":
    main("shakespeare_gru_reset_after", "gru", 70, GRUForm(reset="after"), rate=2e-2)
