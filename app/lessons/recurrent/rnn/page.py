"""Parts of the RNN's page: weights by hand, the fixed window, the unit explorer, the loss, the two forms."""

from __future__ import annotations

import streamlit as st

from app.i18n import prefixed, t
from app.lessons.recurrent import compute, figures
from app.lessons.recurrent import stepping as recurrent
from app.lessons.recurrent.options import RNNOptions, hand_defaults
from app.lessons.recurrent.presets import HAND, NESTED
from app.lessons.recurrent.stepping import Picture, visible
from app.lessons.recurrent.text_strip import text_strip
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import ModelKey, hand_names, hand_shapes, hand_size

LIMIT = 4.0  # of a weight by hand
SLIDER, GAP = 120, 16  # pixels
CORPUS_MODEL = "shakespeare_rnn"


def model(options: RNNOptions) -> tuple[ModelKey, str]:
    """The model and the equation that a visitor's options ask for."""
    key = ModelKey("rnn", options.model, hand=hand_weights(options) if options.model == "hand" else ())
    return key, "rnn" if options.form == "split" else "rnn_concatenated"


def form(lesson: Lesson) -> None:
    """Two matrices or one."""
    forms = {name: t(f"rnn.form.{name}") for name in ("split", "concatenated")}
    controls.choice(lesson, "form", forms, t("rnn.form"))


def explain(lesson: Lesson) -> None:
    """What it is, how to read the picture, and what the three cells were measured to give on the same text."""
    lesson.explain()
    lesson.explain("picture")
    recurrent.card_table({f"shakespeare_{cell}": cell.upper() for cell in ("rnn", "gru", "lstm")}, recurrent.measured())
    st.caption(t("model.equal"))


def by_hand() -> dict:
    """Changes that show a cell of one unit made by hand, at its first step."""
    cell = {"model": "hand", "units": 1, "hand": hand_defaults(1), "text": HAND["one"], "tab": "weights"}
    return cell | {"step": 0, "unit": None, "pins": ()}


def experiments(lesson: Lesson) -> None:
    """A step on paper, a long bracket, two matrices or one."""
    lesson.experiment(1, by_hand() | {"form": "split"})
    text = NESTED["nested"]
    lesson.experiment(2, {"model": "nested", "text": text, "form": "split", "step": text.index("]")})
    lesson.experiment(3, {"form": "concatenated"})


def hand_weights(options: RNNOptions) -> tuple[float, ...]:
    """The weights made by hand, or the ones to begin with where their number does not fit H."""
    fits = len(options.hand) == hand_size(options.units)
    return tuple(max(-LIMIT, min(LIMIT, w)) for w in options.hand) if fits else hand_defaults(options.units)


def weights(lesson: Lesson) -> None:
    """H from 1 to 3 and a slider for every weight, each matrix laid out as it is written; of the cell made by hand."""
    if lesson.state.model != "hand":
        st.markdown(t("rnn.weights.trained"))
        st.button(t("rnn.weights.by_hand"), key="rnn.by_hand", on_click=lesson.update, kwargs=by_hand())
        return
    units = controls.choice(lesson, "units", {h: f"H = {h}" for h in (1, 2, 3)}, "H")
    values, names = hand_weights(lesson.state), iter(enumerate(hand_names(units)))
    with st.container(horizontal=True, gap="large"):
        for rows, columns in hand_shapes(units).values():
            with st.container(width=columns * (SLIDER + GAP)):
                for _ in range(rows):
                    with st.container(horizontal=True, wrap=False):
                        for _ in range(columns):
                            place, name = next(names)
                            _slider(lesson, place, name, values[place])


def _slider(lesson: Lesson, place: int, name: str, value: float) -> None:
    key = f"rnn.hand.{lesson.state.units}.{place}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.slider(name, -LIMIT, LIMIT, step=0.1, key=key, width=SLIDER, on_change=_set_weight, args=(lesson, place, key))


def _set_weight(lesson: Lesson, place: int, key: str) -> None:
    values = list(hand_weights(lesson.state))
    values[place] = float(st.session_state[key])
    lesson.update(hand=tuple(values))


def why(lesson: Lesson) -> None:
    """The fixed window beside the RNN on the visitor's text, and what each costs as texts grow."""
    lesson.explain("why")
    compared = compute.fixed_window(lesson.state.text)
    rows = []
    for case in compared.cases:
        window = _guess(case.window) if case.window else t("why.cannot", letters=len(case.text), size=compared.size)
        rows.append([t(f"why.{case.name}"), "".join(map(visible, case.text)), window, _guess(case.rnn)])
    st.html(html_table([t("why.case"), t("why.text"), t("why.window", size=compared.size), "RNN"], rows, numbers=False))
    left, right = st.columns(2)
    with left:
        st.markdown(t("why.growth"))
        words = {"weights": t("model.parameters"), "window": t("why.window_name")}
        T, window, rnn = compute.window_growth()
        rows = [[f"{T[i]}", f"{window[i]:,}", f"{rnn[i]:,}"] for i in range(9, len(T), 10)]
        figure = figures.growth(T, window, rnn, words, theme())
        chart(figure, "rnn.growth", lambda: (["T", t("why.window_name"), "RNN"], rows))
    with right:
        st.markdown(t("why.alike"))
        figure = figures.alike(compared.alike, {"position": t("why.position")}, theme())
        places = [str(i + 1) for i in range(compared.size)]
        cosines = [[place, *(f"{c:.2f}" for c in row)] for place, row in zip(places, compared.alike, strict=True)]
        chart(figure, "rnn.alike", lambda: ([t("why.position"), *places], cosines))


def _guess(guess) -> str:
    best = "  ".join(f"{visible(s)} {p:.2f}" for s, p in zip(guess.symbols, guess.probabilities, strict=True))
    return best if guess.loss is None else f"{best}  ({t('why.loss', loss=f'{guess.loss:.2f}')})"


def units(lesson: Lesson, shown: Picture | None) -> None:
    """The text coloured by a unit; units that are on exactly at a selected phrase; where they are on together elsewhere."""
    lesson.explain("units")
    if shown is None:
        return
    reading = shown.reading
    states = reading.trace.series[reading.trace.state]
    unit = int(
        st.number_input(t("units.unit"), 0, states.shape[1] - 1, shown.unit, width=160, key=f"rnn.unit.{shown.unit}")
    )
    selected = tuple(lesson.state.selected)
    chosen = text_strip(
        reading.tokens,
        states[:, unit].tolist(),
        selection=selected if len(selected) == 2 else None,
        marks=reading.unknown,
        labels=prefixed("strip."),
        key="rnn.strip",
        on_change=lambda span: lesson.update(selected=tuple(span or ())),
    )
    if not chosen:
        st.caption(t("units.select"))
        return
    on = compute.units_on(reading, *chosen)
    if not on:
        st.markdown(t("units.none"))
        return
    st.markdown(t("units.on", units=", ".join(map(str, on[:12])), count=len(on)))
    if shown.key.family == "shakespeare":
        found = job_view.offer("units", {"model": CORPUS_MODEL, "units": on[:12]}, t("units.search"))
        if found is not None:
            _places(found)


def _places(found: list) -> None:
    if not found:
        st.markdown(t("units.nowhere"))
        return
    rows = [
        ["".join(map(visible, m.before)), "".join(map(visible, m.text)), "".join(map(visible, m.after))] for m in found
    ]
    st.html(html_table([t("units.before"), t("units.there"), t("units.after")], rows, numbers=False))


def loss(lesson: Lesson, shown: Picture | None) -> None:
    """L⟨t⟩ at every step and its running sum."""
    lesson.explain("loss")
    if shown is None:
        return
    reading, total, rows = shown.reading, shown.reading.before, []
    for i in range(min(len(reading.tokens) - 1, 60)):
        total += float(reading.losses[i])
        rows.append(
            [
                str(reading.start + i + 1),
                visible(reading.tokens[i]),
                visible(reading.tokens[i + 1]),
                f"{reading.p_next[i]:.4f}",
                f"{reading.losses[i]:.4f}",
                f"{total:.4f}",
            ]
        )
    st.html(html_table([t("loss.step"), t("loss.read"), t("loss.next"), "P", "L⟨t⟩", "Σ L"], rows))


def referee(lesson: Lesson, shown: Picture | None) -> None:
    """PyTorch's layer on the same text; and the sum written with two matrices and with one."""
    recurrent.referee(lesson, shown)
    if shown is not None:
        split, joined = compute.both_forms(shown.reading, shown.step)
        place = int(abs(split - joined).argmax())
        difference = abs(float(split[place]) - float(joined[place]))
        st.markdown(t("rnn.both_forms", step=shown.reading.start + shown.step + 1))
        st.html(
            html_table(
                [t("referee.what"), "W_aa a + W_ax x + b", "W_a [a, x] + b", t("referee.difference")],
                [
                    [
                        f"z, {t('memory.unit')} {place}",
                        f"{split[place]:.7f}",
                        f"{joined[place]:.7f}",
                        f"{difference:.1e}",
                    ]
                ],
            )
        )
