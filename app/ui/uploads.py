"""A place for a visitor's file: its limit, what was brought, what was taken away again.

Streamlit calls back at any change of an uploader, and keeps each file until its session ends. Here a file is handed on
once and then let go, so that a server's memory holds what is in use and no more. The browser goes on listing it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile

from app import state
from core.errors import UserError, check_size


@dataclass(frozen=True)
class File:
    """What was brought: a name that no other file has, what it was called, and its bytes."""

    id: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Place:
    """Where a file of one kind is brought.

    limit: bytes that it may have. too_large: key of the sentence that refuses a larger one, with {megabytes} and {limit}.
    take: gets a file; the UserError that it raises is shown. leave: gets the id of one that the visitor took away.
    door: the popover around it, which shuts once a file is taken.
    """

    key: str
    limit: int
    too_large: str
    take: Callable[[File], None]
    leave: Callable[[str], None] = lambda file_id: None
    door: str = ""

    @property
    def megabytes(self) -> int:
        """The limit as a visitor reads it."""
        return self.limit >> 20

    def uploader(self, label: str, **options: Any) -> None:
        """A field for a file; options: of `st.file_uploader`."""
        st.file_uploader(label, key=self.key, max_upload_size=self.megabytes, on_change=self._changed, **options)
        self._remember()

    def recorder(self, label: str) -> None:
        """A field for a recording."""
        st.audio_input(label, key=self.key, on_change=self._changed)
        self._remember()

    def _remember(self) -> None:
        """A field that was gone for a while is empty, and nobody has taken anything away."""
        st.session_state[f"{self.key}.there"] = [file.file_id for file in self._files()]

    def _files(self) -> list[UploadedFile | DeletedFile]:
        given = st.session_state.get(self.key) or []
        return given if isinstance(given, list) else [given]

    def _changed(self) -> None:
        """Hand on what is new; else say what is gone. A file in place of another one has not been taken away."""
        files, before = self._files(), st.session_state.get(f"{self.key}.there", ())
        new = [file for file in files if file.file_id not in before]
        for file in new:
            self._bring(file)
        for gone in [] if new else set(before) - {file.file_id for file in files}:
            self.leave(gone)

    def _bring(self, file: UploadedFile | DeletedFile) -> None:
        try:
            if isinstance(file, DeletedFile):  # there was no room for it (app.web.uploads)
                raise UserError("upload.full")
            check_size(file.size, self.limit, self.too_large)
            self.take(File(file.file_id, file.name, file.getvalue()))
        except UserError as error:
            state.notice(error.key, **error.values)
        else:
            if self.door:
                st.session_state[self.door] = False
        finally:
            _let_go(file.file_id)


def popover(label: str, key: str) -> DeltaGenerator:
    """A popover around a place; open again where `reopen` was asked for."""
    if st.session_state.pop(f"{key}.again", False):
        st.session_state[key] = True
    return st.popover(label, key=key, on_change="rerun")


def reopen(key: str) -> None:
    """Open the popover at the next run: what was brought there turned out to be of no use."""
    st.session_state[f"{key}.again"] = True


def _let_go(file_id: str) -> None:
    run = get_script_run_ctx()
    if run is not None and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        run.uploaded_file_mgr.remove_file(run.session_id, file_id)
