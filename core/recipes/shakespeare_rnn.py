"""The RNN of the Shakespeare trio."""

from core.recipes.shakespeare import main

if __name__ == "__main__":
    main("shakespeare_rnn", "rnn", 128)
