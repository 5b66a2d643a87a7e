"""The words of `composer` in English, by key: what a page's translated labels replace.

Braces hold values that the browser puts in.
"""

ENGLISH: dict[str, str] = {
    "picture": "How a training example is made: clips laid over a background, and the labels",
    "hint": "Drag a clip, or move it with the arrow keys.",
    "sound": "sound",
    "labels": "labels y⟨t⟩",
    "place": "{name}, place on the background",
    "place_at": "{start} s to {end} s",
    "word_at": "{name}: {start} s to {end} s, so y = 1 at steps {first} to {last}",
    "word_too_late": "{name}: {start} s to {end} s, too late for a label",
    "other_at": "{name}: {start} s to {end} s, y stays 0",
    "clash": "{name} lies over {other}: not allowed, it goes back when let go",
    "no_room": "There is no room for {name} further on.",
    "early": "A mistake: these ones begin {seconds} s before the word's end, before it can be known.",
}
