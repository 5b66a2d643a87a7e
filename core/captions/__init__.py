"""A picture becomes a sentence: the eye, three decoders, words and places, and how good it is."""
