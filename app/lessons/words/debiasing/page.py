"""Parts of the page on debiasing: words and pairs, the line, its questions, experiments, and what one takes away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.words import own_vectors
from app.lessons.words.debiasing import compute as compute_debias
from app.lessons.words.debiasing import notebook as notebook_debias
from app.lessons.words.debiasing.options import OCCUPATIONS, PRESETS, DebiasingOptions
from app.lessons.words.debiasing.picture import Dial, Rest, bias_line
from app.ui import checks, controls, export, job_view
from app.ui.frame import Lesson
from core.words.options import BiasKey
from core.words.results import AlongLine, EqualPair

if TYPE_CHECKING:
    from app.lessons.words.debiasing.compute import Measured

PAIRS_SHOWN = 5
CLEAR = {"pairs": "", "equal": "", "one": False, "bug": "none"}
DIALS = {"wordsim": (0.0, 1.0), "simlex": (0.0, 1.0)}


@dataclass(frozen=True)
class Shown:
    """What is on screen: the key, the words on the line, their places, the scores (if they could be measured), the stage."""

    key: BiasKey
    words: tuple[str, ...]
    line: AlongLine
    measured: Measured | None
    rest: Rest

    @property
    def pair(self) -> EqualPair | None:
        """The first pair on the line that can be equalised."""
        return next((pair for pair in self.line.pairs if pair.after is not None), None)


def controls_row(lesson: Lesson[DebiasingOptions]) -> None:
    """The visitor's words and presets; what is compared; the vectors; own pairs in a box of their own."""
    with controls.row():
        kind = lesson.state.kind
        presets = {t(f"debiasing.preset.{name}"): words for name, words in PRESETS[kind].items()}
        controls.text(lesson, presets, label=t("debiasing.words"))
        kinds = {name: t(f"debiasing.kind.{name}") for name in PRESETS}
        controls.select(
            lesson, "kind", kinds, t("debiasing.kind"), visible=False, then=lambda: _other_kind(lesson, kind)
        )
        controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"), visible=False)
        more = st.popover(t("debiasing.pairs"), key="debiasing.more", on_change="rerun")
        if more.open:
            with more:
                _own_pairs(lesson)
    own_vectors.ask(lesson)


def _own_pairs(lesson: Lesson[DebiasingOptions]) -> None:
    lists = compute_debias.lists_of(lesson.state.kind, _vectors(lesson.state))
    for field, shipped in (("pairs", lists.pairs), ("equal", lists.equal)):
        st.text_area(
            t(f"debiasing.{field}"),
            placeholder=", ".join("–".join(pair) for pair in shipped[:10]),
            max_chars=480,
            height=100,
            **lesson.widget(field),
        )
    controls.toggle(lesson, "one", t("debiasing.one"), help=t("debiasing.one_help"))


def _other_kind(lesson: Lesson[DebiasingOptions], before: str) -> None:
    """Another kind shows its own first words, where those before were a preset."""
    kind, changes = lesson.state.kind, dict(CLEAR)
    if lesson.state.text in PRESETS[before].values():
        changes["text"] = next(iter(PRESETS[kind].values()))
    lesson.update(**changes, vectors="news" if kind == "gender" else "glove", word="")


def _vectors(options: DebiasingOptions) -> str:
    """Race is looked at in GloVe, or in vectors of the visitor's own: the others that ship lack its words."""
    return "glove" if options.kind == "race" and options.vectors == "news" else options.vectors


def picture(lesson: Lesson[DebiasingOptions]) -> Shown | None:
    """The line with the words of the lesson's state; None (and a sentence) where there is no direction."""
    options = lesson.state
    if options.kind == "race" and options.vectors == "news":
        lesson.say("debiasing.race_on_glove")
    with lesson.guard():
        key, missing = compute_debias.key(_vectors(options), options.kind, options.pairs, options.equal, options.one)
        found = compute_debias.direction(key)
        typed = compute_debias.typed_words(key.vectors, options.text)
        words = tuple(typed.known)
        line = compute_debias.line(key, words, PAIRS_SHOWN, "paper" if options.bug == "none" else options.bug)
        place = st.container()
        measured = _measured(lesson, key)
        with place:
            rest = bias_line(
                line,
                ends=key.pairs[0][::-1],
                size=compute_debias.dimensions(key),
                shares=found.shares[:10],
                random=found.random[:10],
                dials=_dials(measured),
                rest=Rest(options.step, options.word),
                labels=prefixed("debiasing.line."),
                key="debiasing.picture",
                on_change=lambda rest: lesson.update(step=rest.stage, word=rest.word),
                present=state.session().present,
            )
        unknown = list(dict.fromkeys(typed.missing + missing))
        if unknown:
            st.caption(t("debiasing.unknown", words=", ".join(word[:40] for word in unknown[:12])))
        if options.bug != "none":
            st.caption(t("bug.on"))
        return Shown(key, words, line, measured, rest)
    return None


def _measured(lesson: Lesson, key: BiasKey) -> Measured | None:
    """Scores at the three stages; None as long as the worker has not got them, and (with a sentence) where the pairs
    cannot all be equalised."""
    with lesson.guard():
        found = compute_debias.first_measured(key)
        return found or job_view.follow("bias_scores", compute_debias.description(key), t("debiasing.measuring"))
    return None


def _dials(measured: Measured | None) -> list[Dial]:
    if measured is None:
        return []
    dials = []
    if measured.tests:
        test = measured.tests[0]
        effects = tuple(result.effect for result in test.results)
        dials.append(Dial(f"WEAT d: {t(f'debiasing.test.{test.name}')}", effects, 2, -2.0, 2.0))
    for category in measured.scores[0].analogies:
        shares = tuple(100 * scores.analogies[category].share for scores in measured.scores)
        dials.append(Dial(f"{t(f'debiasing.category.{category}')} %", shares, 1, 0.0, 100.0))
    for name, (low, high) in DIALS.items():
        values = tuple(getattr(scores, name).spearman for scores in measured.scores)
        dials.append(Dial(t(f"debiasing.{name}"), values, 3, low, high))
    return dials


def predict(lesson: Lesson[DebiasingOptions], shown: Shown | None) -> None:
    """Questions on the live pair and the live scores, then those of the text, and the score."""
    if shown is not None and shown.pair is not None:
        pair = shown.pair
        places = sorted({f"{abs(x):.2f}" for x in _guesses(pair)})
        answer = places.index(f"{abs(float(pair.after.along[0])):.2f}")
        names = " – ".join(pair.words)
        along = ", ".join(f"{x:.2f}" for x in pair.along)
        nu = f"{pair.after.nu_length:.2f}"
        about = f"{shown.key}{names}{lesson.state.bug}"
        checks.ask_text(lesson, "live-equal", answer, places, about, pair=names, along=along, nu=nu)
    if shown is not None and shown.measured is not None and shown.measured.scores[0].analogies:
        category, (before, _, after) = _category(shown.measured)
        change = 100 * (after - before)
        answer = 0 if change < -1 else 2 if change > 1 else 1
        values = {"category": t(f"debiasing.category.{category}"), "before": f"{100 * before:.1f}"}
        checks.ask_text(lesson, "live-lost", answer, about=str(shown.key), **values, after=f"{100 * after:.1f}")
    checks.ask_all(lesson)
    checks.score()


def _guesses(pair: EqualPair) -> tuple[float, float, float]:
    """Where a pair might stand: where it will, half of what parts it now, and the farther of its places now."""
    a, b = (float(x) for x in pair.along)
    return float(pair.after.along[0]), (a - b) / 2, max(abs(a), abs(b))


def _category(measured: Measured) -> tuple[str, tuple[float, float, float]]:
    """The category of analogies whose score changes most, and the score at the three stages."""
    found = {
        name: tuple(scores.analogies[name].share for scores in measured.scores) for name in measured.scores[0].analogies
    }
    return max(found.items(), key=lambda item: abs(item[1][2] - item[1][0]))


def explain(lesson: Lesson) -> None:
    """What it is, where the associations come from, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson[DebiasingOptions]) -> None:
    """Occupations, a word that is gendered by definition, one pair instead of ten."""
    start = CLEAR | {"kind": "gender", "vectors": "news", "text": OCCUPATIONS, "step": 0, "word": "nurse"}
    lesson.experiment(1, start)
    gendered = "grandmother, bride, pregnant, beard, king, nurse, captain"
    lesson.experiment(2, start | {"text": gendered, "step": 1, "word": "beard", "tab": "scores"})
    lesson.experiment(3, start | {"vectors": "glove", "one": True, "pairs": "John–Mary", "word": "captain"})


def referee(lesson: Lesson, shown: Shown | None) -> None:
    """scikit-learn's PCA, plain loops over all partitions, and what must hold after hard debiasing."""
    lesson.explain("referee")
    if shown is None:
        return
    asked = compute_debias.description(shown.key, words=shown.words)
    rows = job_view.offer("bias_check", asked, t("referee.run"))
    if rows:
        checks.show(rows)


def take(lesson: Lesson[DebiasingOptions], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown.line)),
        notebook=lambda: export.notebook(notebook_debias.cells(shown.key, shown.words), title=lesson.text.question),
    )


def numbers(line: AlongLine) -> dict[str, list]:
    """Every number of the line, a row for each word."""
    rows: list[tuple] = [(word, "", *map(float, at), 1.0) for word, at in zip(line.words, line.along, strict=True)]
    for pair in line.pairs:
        after = pair.along if pair.after is None else pair.after.along
        lengths = pair.lengths if pair.after is None else pair.after.lengths
        for k, word in enumerate(pair.words):
            rows.append((word, pair.words[1 - k], *(float(pair.along[k]),) * 2, float(after[k]), float(lengths[k])))
    columns = ("word", "pair_with", "before", "neutralised", "equalised", "length")
    return {name: [row[i] for row in rows] for i, name in enumerate(columns)}
