"""The RNN of the trio on the made language."""

from core.recipes.nested import main

if __name__ == "__main__":
    main("nested_rnn", "rnn", 96)
