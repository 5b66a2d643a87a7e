"""Predict, then see: questions that are answered before the picture shows it; and the referee's table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import streamlit as st

from app.i18n import filled, plain, t
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.referees.results import Compared


@dataclass(frozen=True)
class Question:
    """A question whose words are in the lesson's section `checks`; as `ask_text` takes it."""

    name: str
    answer: int
    options: Sequence[str] = ()
    about: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def ask(
    lesson: Lesson, name: str, prompt: str, options: Sequence[str], answer: int, right: str, wrong: str, about: str = ""
) -> int | None:
    """One question; returns the index of the answer given, None before there is one.

    It is answered once, later clicks change nothing; `about` tells the same question on another input apart.
    `right` and `wrong` explain. Options that are not `Markdown` are shown as they are.
    """
    options = [plain(option) for option in options]
    key = _key(lesson, name, about)
    given = _answers().get(key)
    if given is not None:
        st.session_state[key] = given[0]
    with st.container(horizontal=True, vertical_alignment="center", key=f"{lesson.slug}-ask-{name}"):
        st.markdown(prompt, width="content", anchors=False)
        st.pills(
            prompt,
            range(len(options)),
            format_func=lambda index: options[index],
            key=key,
            label_visibility="collapsed",
            on_change=_answered,
            args=(key, answer),
        )
    if given is not None:
        _explain(given[0] == answer, options[answer], right, wrong)
    return given[0] if given else None


def ask_text(
    lesson: Lesson, name: str, answer: int, options: Sequence[str] = (), about: str = "", **values: object
) -> int | None:
    """The same with the words from the lesson's section `checks`, where {name} stands for one of `values`."""
    words = lesson.text.check(name)
    prompt, right, wrong = (filled(line, values) for line in (words.prompt, words.right, words.wrong))
    return ask(lesson, name, prompt, options or words.options, answer, right, wrong, about)


def ask_in_turn(lesson: Lesson, live: Sequence[Question] = ()) -> None:
    """One question at a time: those whose answer stands in the lesson's text, then those on what is on screen."""
    concepts = [
        Question(name, check.answer) for name, check in lesson.text.checks().items() if check.answer is not None
    ]
    questions = concepts + list(live)
    given = [_answers().get(_key(lesson, question.name, question.about)) for question in questions]
    at = _place(lesson, given)
    question = questions[at]
    ask_text(lesson, question.name, question.answer, question.options, question.about, **question.values)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{lesson.slug}-asked"):
        st.caption(_standing(at, given), width="content")
        if given[at] is not None and len(questions) > 1:
            after = next((i for i in _turn(at, given) if given[i] is None), (at + 1) % len(questions))
            word = t("check.next") if None in given else t("check.again")
            st.button(word, key=f"{lesson.slug}.check.next", on_click=_go_to, args=(lesson, after))


def _turn(at: int, given: Sequence[object]) -> list[int]:
    """The places after `at`, and then those before."""
    return [(at + i) % len(given) for i in range(1, len(given))]


def _place(lesson: Lesson, given: Sequence[object]) -> int:
    """Where the lesson's questions stand; at first at the first that has not been answered."""
    places = st.session_state.setdefault("checks.places", {})
    first = next((i for i, answer in enumerate(given) if answer is None), 0)
    at = min(places.get(lesson.slug, first), len(given) - 1)
    places[lesson.slug] = at
    return at


def _go_to(lesson: Lesson, place: int) -> None:
    st.session_state["checks.places"][lesson.slug] = place


def _standing(at: int, given: Sequence[tuple[int, bool] | None]) -> str:
    """Question 2 of 6, how many of this lesson's were right, and how many in all of the visit where there are more."""
    said = [t("check.place", place=at + 1, count=len(given))]
    here, everywhere = [answer for answer in given if answer], list(_answers().values())
    if here:
        said.append(t("check.score_here", right=sum(right for _, right in here), asked=len(here)))
    if len(everywhere) > len(here):
        said.append(t("check.score", right=sum(right for _, right in everywhere), asked=len(everywhere)))
    return " · ".join(said)


def referee(lesson: Lesson, run: Callable[[], Sequence[Compared]], name: str = "referee", about: str = "") -> None:
    """A button that runs an independent check, and its table: both numbers and the difference."""
    key = f"{lesson.slug}.{name}.rows"
    if st.button(t("referee.run"), key=f"{lesson.slug}.{name}.run"):
        with lesson.guard():
            st.session_state[key] = (about, tuple(run()))
    made_about, rows = st.session_state.get(key, ("", ()))
    if rows and made_about == about:
        show(rows)


def show(rows: Sequence[Compared]) -> None:
    """The referee's table."""
    st.html(
        html_table(
            [t("referee.what"), t("referee.ours"), t("referee.theirs"), t("referee.difference")],
            [(row.name, _shown(row.ours), _shown(row.theirs), _shown(row.difference, True)) for row in rows],
        )
    )


def _key(lesson: Lesson, name: str, about: str) -> str:
    return f"{lesson.slug}.check.{name}.{crc32(about.encode())}"


def _explain(correct: bool, answer: str, right: str, wrong: str) -> None:
    if correct:
        st.success(f"**{t('check.right')}** {right}", icon=":material/check:")
    else:
        st.info(f"**{t('check.wrong', answer=answer)}** {wrong}", icon=":material/close:")


def _answers() -> dict[str, tuple[int, bool]]:
    return st.session_state.setdefault("checks.answers", {})


def _answered(key: str, answer: int) -> None:
    given = st.session_state.get(key)
    if given is not None and key not in _answers():
        _answers()[key] = (given, given == answer)


def _shown(value: float | str, small: bool = False) -> str:
    return value if isinstance(value, str) else f"{value:.1e}" if small else f"{value:.7g}"
