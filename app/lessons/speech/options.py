"""What a visitor can choose wherever a sound is heard."""

PRESETS = ("sentence", "near", "noise", "reading", "voyager")
OWN = "own"  # a visitor's own sound or detector: it lives in the session and in no link
CLIPS = (*PRESETS, OWN)
LONGEST = 600.0  # seconds of a sound
