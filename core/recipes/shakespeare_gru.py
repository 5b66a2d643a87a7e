"""The GRU of the Shakespeare trio, in the course's form: reset before the product."""

from core.recipes.shakespeare import main

if __name__ == "__main__":
    main("shakespeare_gru", "gru", 70)
