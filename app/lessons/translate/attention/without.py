"""More parts of the lesson on attention: without it, by length, a word hidden, one energy, the mistake."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate import compute as compute_translate
from app.lessons.translate.attention import compute as compute_attention
from app.lessons.translate.attention import figures
from app.lessons.translate.attention.compute import Compare
from app.lessons.translate.attention.options import AttentionOptions
from app.lessons.translate.attention.shown import SENTENCE_END, Shown
from app.lessons.translate.sentence import chips, visible
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson, plain
from app.ui.tables import html_table
from core.translate.options import PLAIN, TranslationConfig
from core.translate.results import Energy, Masked

PAPER = (  # Bahdanau, Cho and Bengio 2015, table 1: BLEU on all sentences, and on those without unknown words
    ("RNNencdec-30", "13.93", "24.19"),
    ("RNNsearch-30", "21.50", "31.44"),
    ("RNNencdec-50", "17.82", "26.71"),
    ("RNNsearch-50", "26.75", "34.16"),
    ("RNNsearch-50*", "28.45", "36.15"),
    ("Moses", "33.30", "35.63"),
)
TESTS = (  # of the dates' card
    "days",
    "days_and_wordings",
    "decided_by_locale_told",
    "decided_by_locale_not_told",
    "clear_not_told",
    "unseen_locales_clear",
    "unseen_locales_undecidable",
)
LARGEST = 6  # units of an energy in its table


def without(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """The same sentence with and without attention, sentences of each length, and what was measured."""
    lesson.explain("plain")
    task = lesson.state.task
    if not compute_translate.has_plain(task):
        st.caption(t("attention.no_plain"))
    elif shown is not None:
        _side_by_side(shown)
        _growing(task)
    if task == "dates":
        _dates()
    else:
        _by_length(task)
        _paper()


def _side_by_side(shown: Shown) -> None:
    found = compute_attention.compared(shown.task, shown.text, shown.locale)
    for column, name, one in zip(st.columns(2), ("with", "without"), (found.attentive, found.plain), strict=True):
        with column:
            st.markdown(f"**{t(f'attention.{name}')}**")
            st.text(one.text)
            st.caption(f"log P = {one.log_probability:.2f} · {t('attention.pieces', count=len(one.target))}")
    for reference in compute_translate.references(shown.task, shown.text):
        st.caption(f"{t('attention.person')}: {plain(reference)}")


def _growing(task: str) -> None:
    """Shown sentences, one of each length, or all dates, in both ways."""
    rows, chosen = [], set(chips(task).values())
    for one in compute_translate.sentences(task):
        if task == "dates" or one.text in chosen:
            both = compute_attention.compared(task, one.text, one.locale)
            rows.append([one.text, both.attentive.text, both.plain.text])
    head = [t("attention.sentence"), t("attention.with"), t("attention.without")]
    st.html(html_table(head, rows, numbers=False))


def _by_length(task: str) -> None:
    """BLEU by the length of the source, as the cards say."""
    series = {
        name: compute_attention.by_length(model)
        for name, model in (("with", task), ("without", task + PLAIN))
        if compute_translate.has(model)
    }
    series = {name: rows for name, rows in series.items() if rows}
    if not series:
        return
    words = {name: t(f"attention.{name}") for name in ("with", "without", "length", "rare")} | {"bleu": "BLEU"}
    figure = figures.by_length(series, words, theme())
    head = [t("attention.length"), t("attention.trained"), t("attention.tested"), *(words[name] for name in series)]
    chart(figure, "attention.by_length", lambda: (head, _length_rows(list(series.values()))))
    st.caption(t("attention.by_length_note"))


def _length_rows(series: list) -> list[list[str]]:
    return [
        [
            row[0].span,
            f"{row[0].trained:,}" + (f" ({t('attention.rare')})" if row[0].rare else ""),
            f"{row[0].sentences:,}",
            *(f"{one.bleu:.1f} ± {one.half_width:.1f}" for one in row),
        ]
        for row in zip(*series, strict=True)
    ]


def _paper() -> None:
    st.markdown(f"**{t('attention.paper')}**")
    st.html(html_table([t("model.name"), t("attention.paper_all"), t("attention.paper_known")], PAPER))
    st.caption(t("attention.paper_note"))


def _dates() -> None:
    """Exact answers, as the cards say."""
    models = [name for name in ("dates", "dates" + PLAIN) if compute_translate.has(name)]
    cards = [compute_translate.card(name)["measured"] for name in models]
    rows = [[t(f"attention.dates.{test}"), *(_share(card[test]) for card in cards)] for test in TESTS]
    heads = [t("attention.with"), t("attention.without")][: len(models)]
    st.html(html_table([t("attention.dates.test"), *heads], rows))


def _share(found: dict) -> str:
    return f"{100 * found['exact'] / found['of']:.1f} %"


def cause(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """A word of the source hidden from attention, or from the encoder too: what becomes of the translation."""
    lesson.explain("cause")
    if shown is None or not shown.words:
        return
    words = shown.words
    place = lesson.state.mask
    chosen = next((word for word in words if place in word), words[min(1, len(words) - 1)])
    key = f"{lesson.slug}.mask.chosen"
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.selectbox(
        t("attention.hide"),
        words,
        format_func=shown.word,
        key=key,
        width=300,
        on_change=lambda: lesson.update(mask=st.session_state[key][0]),
    )
    found = compute_translate.masked(shown.task, shown.text, chosen, TranslationConfig("greedy", locale=shown.locale))
    texts = [
        ("attention.as_it_is", found.text),
        ("attention.unread", found.unread),
        ("attention.unknown", found.unknown),
    ]
    for label, text in texts:
        st.text(f"{t(label)}: {text}")
    _drops(shown, found, chosen)


def _drops(shown: Shown, found: Masked, chosen: tuple[int, ...]) -> None:
    """How much attention each output piece gives to the word, beside how much it loses when that is hidden."""
    alpha = compute_attention.attention_to(shown.before, chosen)
    words = {name: t(f"attention.{name}") for name in ("alpha", "unread", "unknown", "fall")}
    names = [t("attention.end") if piece == SENTENCE_END else visible(piece) for piece in found.target]
    figure = figures.drops(names, alpha, found.before, found.after_unread, found.after_unknown, words, theme())
    head = [t("attention.piece"), words["alpha"], "log P", words["unread"], words["unknown"]]
    rows = [
        [name, *(f"{value:.3f}" for value in values)]
        for name, *values in zip(names, alpha, found.before, found.after_unread, found.after_unknown, strict=True)
    ]
    chart(figure, "attention.drops", lambda: (head, rows))


def energy(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """One energy taken apart into its hidden units."""
    lesson.explain("energy")
    if shown is None:
        return
    step, position = shown.rest.step, shown.rest.position
    if position is None:
        position = int(shown.decoding.alpha[step].argmax())
    found = compute_attention.energy(shown.task, shown.text, shown.decoding, step, position, shown.locale)
    names = {
        "t": step + 1,
        "word": plain(shown.written(step)),
        "source": plain(visible(shown.decoding.source[position])),
    }
    st.markdown(t("attention.energy_of", **names))
    figure = figures.energy(found, {"unit": t("attention.unit"), "part": "v · tanh"}, theme())
    head, rows = [t("attention.unit"), "W_a s", "U_a a + b", "tanh", "v", "v · tanh"], _units(found)
    st.html(html_table(head, rows))
    chart(figure, "attention.energy", lambda: (head, _units(found, len(found.v))))


def _units(found: Energy, count: int = LARGEST) -> list[list[str]]:
    """The units with the largest part in the energy, and what all give together."""
    parts = found.v * found.hidden
    order = abs(parts).argsort()[::-1][:count]
    rows = [
        [str(i + 1), *(f"{x:+.3f}" for x in (found.query[i], found.key[i], found.hidden[i], found.v[i], parts[i]))]
        for i in order
    ]
    return [*rows, ["e", "", "", "", t("attention.all_units", count=len(parts)), f"{found.energy:+.3f}"]]


def find_the_bug(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """The softmax over the output's steps, and the sums that give it away."""
    controls.toggle(lesson, "bug", t("attention.bug"))
    if shown is not None:
        both: Compare = compute_attention.mistaken(shown.task, shown.text, shown.locale)
        rows = [
            [t("attention.piece"), *(visible(piece) for piece in both.plain.target[:8])],
            [t("attention.sum_right"), *(f"{value:.2f}" for value in both.attentive.alpha.sum(1)[:8])],
            [t("attention.sum_wrong"), *(f"{value:.2f}" for value in both.plain.alpha.sum(1)[:8])],
        ]
        st.text(f"{t('attention.over_source')}: {both.attentive.text}")
        st.text(f"{t('attention.over_outputs')}: {both.plain.text}")
        width = min(len(row) for row in rows)
        st.html(html_table([cell or "·" for cell in rows[0][:width]], [row[:width] for row in rows[1:]]))
    lesson.explain("bug")
