"""A visitor without a browser: speaks Streamlit's websocket protocol, knows the widgets of the page, and moves them."""

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE = 30.0  # seconds until an answer counts as an error
CONTROLS = ("button_group", "slider", "checkbox", "selectbox")
PICTURE = "cell_stepper"
CACHE_AGE = 2  # runs for which a browser keeps a large message


class AnswerError(Exception):
    """The server answered with an error, or not at all."""


@dataclass(frozen=True)
class Answer:
    """One run of the page: seconds from sending to `script_finished`, bytes and elements that came."""

    seconds: float
    bytes: int
    elements: int


@dataclass
class Visitor:
    """One session on one page. Use as an async context manager; `open` first."""

    url: str
    page: str
    rng: random.Random
    query: str = ""
    page_hash: str = ""
    widgets: dict[str, tuple[str, object]] = field(default_factory=dict)  # id -> (kind, element)
    states: dict[str, WidgetState] = field(default_factory=dict)
    cached: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)  # large messages, as browsers keep them
    runs: int = 0
    fragment: str = ""  # the part of the page that asks to be run again by itself, and how often, in seconds
    every: float = 0.0

    async def __aenter__(self) -> "Visitor":
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = await websockets.connect(address, subprotocols=["streamlit"], max_size=None, compression=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def open(self) -> Answer:
        """Open the page, as a first visit."""
        return await self._run()

    async def type(self, text: str) -> Answer:
        """Send a text in the first text field of the page, or in a picture in which one types.

        BLEU's candidate, CTC's label, or any word in the place of one of a caption's.
        """
        name = next((i for i, (kind, _) in self.widgets.items() if kind in ("text_input", "text_area")), None)
        if name is not None:
            return await self._set(WidgetState(id=name, string_value=text))
        for name, (_, element) in self.widgets.items():
            shown = _header(element)
            place = next((one for one in ("candidate", "label") if one in shown.get("rest", {})), None)
            if place is not None:
                letters = re.sub("[^a-z ]", "", text.lower())[:60] if place == "label" else text
                sent = shown["rest"] | {place: letters, "number": self.runs, "subject": shown.get("subject")}
                return await self._set(WidgetState(id=name, json_value=json.dumps({"rest": sent})))
            if shown.get("writable"):
                put = {"step": self.rng.randrange(4), "word": self.rng.choice(shown["writable"]), "branch": 0}
                sent = put | {"number": self.runs, "sentences": shown["spoken"]}
                return await self._set(WidgetState(id=name, json_value=json.dumps({"word": sent})))
        raise AnswerError("the page has no text field")

    async def move(self) -> Answer:
        """Move one control at random, or rest at another step of the picture."""
        movable = [name for name, (kind, _) in self.widgets.items() if kind in CONTROLS]
        pictures = [name for name, (kind, e) in self.widgets.items() if PICTURE in getattr(e, "component_name", "")]
        names = movable + pictures * max(1, len(movable))
        if not names:
            raise AnswerError("the page has no control")
        name = self.rng.choice(names)
        return await self._set(self._moved(name, *self.widgets[name]))

    async def look(self) -> Answer:
        """Run that part of the page again that shows how a job goes, as the browser does."""
        if not self.fragment:
            raise AnswerError("nothing of the page runs by itself")
        return await self._run(self.fragment)

    def _moved(self, name: str, kind: str, element: object) -> WidgetState:
        state = WidgetState(id=name)
        if kind == "checkbox":
            before = self.states.get(name)
            state.bool_value = not (before.bool_value if before else element.default)
        elif kind == "slider":
            state.double_array_value.data.append(self.rng.choice([element.min, element.max]))
        elif kind == "selectbox":
            state.string_value = self.rng.choice(list(element.options))
        elif kind == "button_group":
            state.string_array_value.data.append(self.rng.choice([option.content for option in element.options]))
        else:
            rest = json.loads(element.json).get("rest", {})
            state.json_value = json.dumps({"rest": rest | {"step": self.rng.randrange(40)}})
        return state

    async def _set(self, state: WidgetState) -> Answer:
        self.states[state.id] = state
        return await self._run()

    async def _run(self, fragment: str = "") -> Answer:
        """Ask for a run of the page, or of a part of it, and take everything up to its end."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.fragment_id, rerun.is_auto_rerun = fragment, bool(fragment)
        rerun.query_string, rerun.page_script_hash = self.query, self.page_hash
        rerun.page_name = "" if self.page_hash else self.page
        self.cached = {name: kept for name, kept in self.cached.items() if kept[0] >= self.runs - CACHE_AGE}
        rerun.cached_message_hashes.extend(self.cached)
        rerun.widget_states.widgets.extend(self.states.values())
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-GB"
        rerun.context_info.url = f"{self.url}/{self.page}"
        self.runs += 1
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        size = elements = 0
        while True:
            try:
                payload = await self._receive(began + PATIENCE - time.perf_counter())
            except (TimeoutError, websockets.ConnectionClosed) as error:
                raise AnswerError(f"no answer: {error}") from error
            size += len(payload)
            answer = ForwardMsg.FromString(payload)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return Answer(time.perf_counter() - began, size, elements)
            elements += self._take(answer)

    async def _receive(self, seconds: float) -> bytes:
        return await asyncio.wait_for(self.socket.recv(), seconds)

    def _take(self, message: ForwardMsg) -> bool:
        """Learn from a message what a browser would; True if it drew something."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self.cached[message.ref_hash][1]
            kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self.cached[message.hash] = (self.runs, message)
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:
                self.widgets.clear()
                self.fragment, self.every = "", 0.0
        elif kind == "auto_rerun":
            self.fragment, self.every = message.auto_rerun.fragment_id, message.auto_rerun.interval
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash or self.page_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise AnswerError(f"there is no page {self.page}")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element_kind = message.delta.new_element.WhichOneof("type")
            element = getattr(message.delta.new_element, element_kind)
            if element_kind == "exception" or (element_kind == "alert" and element.format == element.ERROR):
                raise AnswerError(str(getattr(element, "message", "") or element.body)[:200])
            if getattr(element, "id", ""):
                self.widgets[element.id] = (element_kind, element)
        return kind == "delta"


def _header(element: object) -> dict:
    """What a picture is told, whether it is sent as JSON or before its arrays (app/kit/wire.py)."""
    data = getattr(element, "bytes", b"")
    if data:
        return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])
    return json.loads(getattr(element, "json", "") or "{}")
