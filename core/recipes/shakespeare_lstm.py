"""The LSTM of the Shakespeare trio."""

from core.recipes.shakespeare import main

if __name__ == "__main__":
    main("shakespeare_lstm", "lstm", 59)
