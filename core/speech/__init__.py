"""Speech: reading audio, features that can be streamed, and a detector for one word."""
