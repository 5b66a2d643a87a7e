"""A word-level LSTM with <EOS> and <UNK> on everyday English sentences.

    python -m core.recipes.words_lstm --sentences sentences.txt.gz

See ``core.recipes.words`` for where the public finds the sentences.
"""

from core.recipes.words import main

if __name__ == "__main__":
    main("words_lstm", "lstm", 96, 4e-3)
