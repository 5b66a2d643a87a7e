"""How a training example is made: clips over a background, and the labels that follow the word."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.speech import sound
from app.lessons.speech.options import OWN
from app.lessons.speech.trigger_word import composer, compute
from app.lessons.speech.trigger_word.composer import Block
from app.lessons.speech.trigger_word.listening import from_its_first_event
from app.lessons.speech.trigger_word.options import PARTS, SECONDS, Options, Placed
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.speech.results import Clip


def make(lesson: Lesson[Options]) -> None:
    """The composer, the mix to listen to, and how many numbers an example is."""
    lesson.explain("make")
    blocks = {name: block for name in PARTS if (block := _block(name)) is not None}
    _choose(lesson, blocks)
    placed = [one for one in lesson.state.placed if one.part in blocks]
    places = composer.draw(
        compute.part_clip("background").samples,
        [blocks[one.part] for one in placed],
        seconds=SECONDS,
        places=[one.seconds for one in placed],
        labelling=compute.labelling(SECONDS, lesson.state.bug == "early"),
        key=f"{lesson.slug}.composer",
        labels=prefixed("composer."),
        on_change=lambda places: _keep_places(lesson, placed, places),
        present=state.session().present,
    )
    mixed = compute.mix([(blocks[one.part].samples, at) for one, at in zip(placed, places, strict=True)])
    st.audio(mixed, format="audio/wav")
    st.button(t("make.listen"), key=f"{lesson.slug}.listen", on_click=_listen, args=(lesson, mixed))
    st.markdown(t("make.arithmetic"))
    st.html(html_table([t(f"make.{head}") for head in ("whose", "samples", "columns", "steps", "step")], _sizes()))


def _block(name: str) -> Block | None:
    """A clip that can be laid down; None for the visitor's own while there is none, or while it is too long."""
    if name != OWN:
        said = compute.part(name).said[0]
        clip = compute.part_clip(name)
        return Block(t(f"part.{name}"), clip.samples, clip.seconds, said.is_word, said.end)
    clip = _own_clip()
    return None if clip is None else Block(t(f"part.{name}"), clip.samples, clip.seconds, True, clip.seconds)


def _own_clip() -> Clip | None:
    """What is said in the visitor's sound, without the quiet around it, where that is short enough for one word."""
    chosen = sound.own()
    heard = next(iter(chosen.heard.values()), None) if chosen is not None else None
    return None if heard is None else compute.trimmed(heard.clip)


def _choose(lesson: Lesson[Options], blocks: dict[str, Block]) -> None:
    """Which clips lie on the background."""
    key = f"{lesson.slug}.parts"
    lying = [one.part for one in lesson.state.placed if one.part in blocks]
    if st.session_state.get(key) != lying:
        st.session_state[key] = lying
    st.pills(
        t("make.parts"),
        list(blocks),
        selection_mode="multi",
        format_func=lambda name: blocks[name].name,
        key=key,
        on_change=_lay_down,
        args=(lesson, key, {name: block.seconds for name, block in blocks.items()}),
    )
    if OWN not in blocks:
        st.caption(t("make.own"))


def _lay_down(lesson: Lesson[Options], key: str, lengths: dict[str, float]) -> None:
    """Clips that were added get the first free place; where there is none, a sentence."""
    wanted = st.session_state[key]
    placed = [one for one in lesson.state.placed if one.part in wanted]
    for name in wanted:
        if name not in [one.part for one in placed]:
            taken = [(one.seconds, one.seconds + lengths[one.part]) for one in placed if one.part in lengths]
            at = compute.free_place(taken, lengths[name], SECONDS)
            if at is None:
                state.notice("make.full")
            else:
                placed.append(Placed(name, at))
    lesson.update(placed=tuple(placed))


def _keep_places(lesson: Lesson, placed: list[Placed], places: tuple[float, ...]) -> None:
    lesson.update(placed=tuple(Placed(one.part, at) for one, at in zip(placed, places, strict=True)))


def _listen(lesson: Lesson, mixed: bytes) -> None:
    """Take the mix as the visitor's own sound."""
    sound.take(lesson, mixed)
    from_its_first_event(lesson)


def _sizes() -> list[list[str]]:
    """The course's example beside ours."""
    return [
        [t(f"make.{whose}"), *(f"{size:,}" for size in sizes), f"{1000 * step:.1f} ms"]
        for whose, (*sizes, step) in compute.arithmetic(SECONDS).items()
    ]
