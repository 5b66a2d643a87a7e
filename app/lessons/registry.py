"""The registry of lessons, in teaching order: to add a lesson is one line here, its page and its text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    """A lesson that exists: its page is pages/<slug>.py, its text assets/lessons/<language>/<slug>.md.

    `icon` is the kind of small picture that the home page draws for it, from a real result.
    """

    slug: str
    section: str
    icon: str


SECTIONS = ("recurrent", "words", "translate", "speech")

LESSONS = (
    Lesson("rnn", "recurrent", "states"),
    Lesson("gru", "recurrent", "states"),
    Lesson("lstm", "recurrent", "states"),
    Lesson("analogies", "words", "arrows"),
    Lesson("tsne", "words", "points"),
    Lesson("debiasing", "words", "line"),
    Lesson("beam_search", "translate", "tree"),
    Lesson("attention", "translate", "ribbons"),
    Lesson("trigger_word", "speech", "curve"),
)

PLANNED = (
    ("model_types", "recurrent"),
    ("language_model", "recurrent"),
    ("sampling", "recurrent"),
    ("gradients", "recurrent"),
    ("bidirectional", "recurrent"),
    ("deep", "recurrent"),
    ("word_representation", "words"),
    ("skip_gram", "words"),
    ("hierarchical_softmax", "words"),
    ("negative_sampling", "words"),
    ("glove", "words"),
    ("seq2seq", "translate"),
    ("error_analysis", "translate"),
    ("bleu", "translate"),
    ("captioning", "translate"),
    ("ctc", "speech"),
)


def lesson(slug: str) -> Lesson:
    """The registered lesson of that name; KeyError if there is none."""
    for entry in LESSONS:
        if entry.slug == slug:
            return entry
    raise KeyError(slug)
