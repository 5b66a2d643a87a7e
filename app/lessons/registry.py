"""The registry of lessons, in teaching order: to add a lesson is one line here, its folder, its page and its text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A lesson that exists: its folder is app/lessons/<section>/<slug>, its page pages/<slug>.py.

    `icon` is the kind of small picture that the home page draws for it, from a real result.
    """

    slug: str
    section: str
    icon: str


SECTIONS = ("recurrent", "words", "translate", "speech")

LESSONS = (
    Entry("rnn", "recurrent", "states"),
    Entry("model_types", "recurrent", "shapes"),
    Entry("language_model", "recurrent", "stairs"),
    Entry("sampling", "recurrent", "needle"),
    Entry("gradients", "recurrent", "falls"),
    Entry("gru", "recurrent", "states"),
    Entry("lstm", "recurrent", "states"),
    Entry("bidirectional", "recurrent", "fronts"),
    Entry("deep", "recurrent", "states"),
    Entry("word_representation", "words", "columns"),
    Entry("analogies", "words", "arrows"),
    Entry("tsne", "words", "points"),
    Entry("skip_gram", "words", "points"),
    Entry("hierarchical_softmax", "words", "river"),
    Entry("negative_sampling", "words", "darts"),
    Entry("glove", "words", "fit"),
    Entry("debiasing", "words", "line"),
    Entry("seq2seq", "translate", "accordion"),
    Entry("beam_search", "translate", "tree"),
    Entry("error_analysis", "translate", "verdicts"),
    Entry("bleu", "translate", "counted"),
    Entry("attention", "translate", "ribbons"),
    Entry("captioning", "translate", "light"),
    Entry("ctc", "speech", "spikes"),
    Entry("trigger_word", "speech", "curve"),
)

PLANNED: tuple[tuple[str, str], ...] = ()  # slug and section of lessons to come


def entry(slug: str) -> Entry:
    """The registered lesson of that name; KeyError if there is none."""
    for listed in LESSONS:
        if listed.slug == slug:
            return listed
    raise KeyError(slug)
