"""The anatomy of a lesson's page: heading, buttons, tabs, experiments, what can be taken away, errors in one place."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import fields, i18n, state
from app.i18n import LessonText, t
from app.kit.start import Start
from app.lessons import registry
from app.ui import experiments, marks, tabs, uploads
from app.ui import foot as ends
from app.ui.copy_link import copy_link
from app.ui.entries import entries
from app.ui.sources import source
from app.web.turns import numbered, turn
from core.errors import UserError

S = TypeVar("S")
FAVICON = str(i18n.ASSETS / "favicon.svg")
LOGO = str(i18n.ASSETS / "logo.svg")
PRESENT_CSS = "html{font-size:125%}[data-testid=stSidebar],[data-testid=stExpandSidebarButton]{display:none}"


@dataclass(frozen=True)
class Lesson(Generic[S]):
    """A lesson's page while it is drawn."""

    slug: str
    text: LessonText
    slot: DeltaGenerator
    taken: DeltaGenerator | None

    @property
    def state(self) -> S:
        """What the visitor has set, as it is now."""
        return state.current(self.slug)

    def update(self, **changes: Any) -> None:
        """Change the lesson's state."""
        state.update(self.slug, **changes)

    def widget(self, field: str, then: Callable[[], None] | None = None, again: bool = False) -> dict[str, Any]:
        """Arguments that tie a widget to a field of the state; again: as in `state.widget`."""
        return state.widget(self.slug, field, then, again)

    def say(self, key: str, **values: object) -> None:
        """Show a sentence in the one place for notices."""
        self.slot.warning(t(key, **values))

    def guard(self) -> AbstractContextManager[None]:
        """What is in it may fail by a visitor's doing: the sentence is shown on top and the page goes on after it."""
        return guard(self.slot)

    def tabs(self, drawn: Mapping[str, Callable[[], None]], more: Sequence[str] = ()) -> None:
        """Tabs by id, of which only the open one is drawn; those in `more` are folded into *More*."""
        tabs.tabs(self, drawn, more)

    def start(self, *changes: Mapping[str, Any], values: Mapping[str, object] | None = None) -> Start:
        """The strip for the picture: what each experiment sets, and numbers for the places in the notes."""
        return experiments.start(self, changes, values or {})

    def explain(self, section: str = "explain") -> None:
        """A section of the lesson's Markdown; the first paragraph of `explain` stands above it, in the tab."""
        said = self.text.parts(section)[1] if section == "explain" else self.text.get(section)
        st.markdown(said, anchors=False)

    def hood(self, ran: Mapping[str, str]) -> None:
        """The functions of `core` that ran ("module:name" -> the paper they follow), and the lesson's references."""
        if self.text.get("hood"):
            self.explain("hood")
        for dotted, reference in ran.items():
            found = source(dotted)
            st.caption(" · ".join(filter(None, (f"`{found.path}`", t("hood.line", line=found.line), reference))))
            st.code(found.code, language="python", line_numbers=False)
        if self.text.get("references"):
            st.markdown(f"**{t('hood.references')}**\n\n{self.text.get('references')}", anchors=False)

    def take(
        self,
        csv: Callable[[], bytes] | None = None,
        notebook: Callable[[], bytes] | None = None,
        files: Mapping[str, tuple[str, Callable[[], bytes]]] | None = None,
    ) -> None:
        """What can be taken away; a file is made when its button is pressed. `files`: label -> (file name, maker)."""
        if self.taken is None:
            return
        with self.taken:
            if csv:
                self._download(t("take.csv"), f"{self.slug}.csv", csv)
            if notebook:
                self._download(t("take.notebook"), f"{self.slug}.ipynb", notebook)
            for label, (name, made) in (files or {}).items():
                self._download(label, name, made)
            self._state_file()

    def _download(self, label: str, name: str, made: Callable[[], bytes]) -> None:
        st.download_button(label, made, name, key=f"{self.slug}.take.{name}", on_click="ignore", width="stretch")

    def _state_file(self) -> None:
        as_file = functools.partial(bytes, state.as_file(self.slug))
        self._download(t("take.state"), f"{self.slug}.json", as_file)
        if not state.fits_in_address(self.slug):
            st.caption(t("take.too_long"))
        load = uploads.Place(
            f"{self.slug}.state_file",
            fields.FILE_BYTES,
            "error.state_file_size",
            lambda file: state.from_file(self.slug, file.data),
        )
        load.uploader(t("take.load"))


def begin(slug: str, options: type[S]) -> Lesson[S]:
    """Begin a lesson's page: take its state from the address, draw its heading and its buttons."""
    state.load(slug, options)
    entry, text = registry.entry(slug), i18n.lesson_text(slug)
    with st.container(horizontal=True, vertical_alignment="center", key="frame-head"):
        section, title = t(f"section.{entry.section}"), t(f"lesson.{slug}.title")
        st.html(f'<p class="u-crumb">{escape(section)} · {escape(title)}</p>')
        taken = _buttons(slug)
        entries([*map(fields.spelled, fields.resting(options)), *fields.defaults(state.Session)])
    lead = f'<p class="u-lead">{marks.html(text.lead)}</p>' if text.lead else ""
    st.html(f'<h1 class="u-question">{escape(text.question)}</h1>{lead}')
    slot = st.container(key="frame-notices")
    show_notices(slot)
    return Lesson(slug, text, slot, taken)


def run(page: Any) -> None:
    """Run the chosen page inside the frame: style, logo, and the last place where errors become sentences."""
    st.html(_style(state.session().present))
    st.logo(LOGO, size="medium")
    with turn(), numbered(), guard():
        page.run()


@contextmanager
def guard(slot: Any = st) -> Iterator[None]:
    """What is in it may fail by a visitor's doing: the sentence is shown and the page goes on after it."""
    try:
        yield
    except UserError as error:
        slot.warning(t(error.key, **error.values))


def show_notices(slot: Any) -> None:
    """Show the sentences that wait since a callback or since the address was read."""
    for key, values in state.take_notices():
        slot.warning(t(key, **values))


def foot(lesson: Lesson | None = None) -> None:
    """The last lines of a page: where to go from here, and where it all comes from."""
    ends.foot(lesson.slug if lesson else "")


def language_menu() -> None:
    """The menu of languages, each named in itself."""
    spoken = i18n.catalogues()
    st.menu_button(
        t("language.name"),
        list(spoken),
        key="frame.language",
        on_click=_choose_language,
        format_func=lambda code: spoken[code]["language.name"],
    )


def _buttons(slug: str) -> DeltaGenerator | None:
    present = state.session().present
    st.button(t("frame.leave") if present else t("frame.present"), key="frame.present", on_click=_toggle_present)
    copy_link(t("frame.copy"), t("frame.copied"), t("frame.copy_failed"))
    popover = st.popover(t("frame.take"), key=f"{slug}.take", on_change="rerun")
    language_menu()
    return popover if popover.open else None


def _choose_language() -> None:
    chosen = st.session_state.get("frame.language")
    if chosen:
        state.set_session(lang=chosen)


def _toggle_present() -> None:
    state.set_session(present=not state.session().present)


@functools.cache
def _style(present: bool) -> str:
    css = (i18n.ASSETS / "app.css").read_text("utf-8")
    return f"<style>{css}{PRESENT_CSS if present else ''}</style>"
