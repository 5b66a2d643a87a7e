"""A word-level RNN with <EOS> and <UNK> on everyday English sentences: the recurrent step, word by word.

    python -m core.recipes.words_rnn --sentences sentences.txt.gz

See ``core.recipes.words`` for where the public finds the sentences.
"""

from core.recipes.words import main

if __name__ == "__main__":
    main("words_rnn", "rnn", 128, 2e-3)
