"""The GRU of the trio on the made language."""

from core.recipes.nested import main

if __name__ == "__main__":
    main("nested_gru", "gru", 53)
