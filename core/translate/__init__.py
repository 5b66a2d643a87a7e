"""From a sequence to another: encoder and decoder, attention, beam search."""
