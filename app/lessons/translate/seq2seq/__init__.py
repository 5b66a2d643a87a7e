"""The lesson on encoder and decoder: a sentence read into one vector, and written from it."""
