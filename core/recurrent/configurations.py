"""The five shapes of a sequence model as data: which box has an arrow in, which an arrow out. Ng 2018, week 1, *Different types of
RNNs*.

    CONFIGURATIONS["n_m"].steps(5, 10)    15 boxes: 5 that read, then 10 that write, each fed what the one before wrote
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.recurrent.results.shapes import Box, Chances


@dataclass(frozen=True)
class Step:
    """One box. has_input, has_output: an arrow from outside and one to there; is_fed: it reads what was written one step before;
    passes_on: its state goes into the next box."""

    has_input: bool
    has_output: bool
    is_fed: bool
    passes_on: bool


@dataclass(frozen=True)
class Shape:
    """Where there are arrows.

    reads: the "first" box does, "all" do, or those "before" the first that writes. writes: the only one, "once", the "last", "all"
    of them, or those "after" the last that reads. is_fed: what is written goes in at the next step. has_memory: states go on.
    """

    name: str
    reads: str
    writes: str
    is_fed: bool = False
    has_memory: bool = True

    def length(self, T_x: int, T_y: int) -> int:
        """How many boxes there are for so many inputs and outputs. ValueError for numbers that this shape cannot have."""
        fits = {
            "once": (T_x, T_y) == (1, 1),
            "last": T_y == 1,
            "all": T_y == T_x or self.reads == "first" and T_x == 1,
            "after": True,
        }[self.writes]
        if min(T_x, T_y) < 1 or not fits:
            raise ValueError(f"{self.name} with T_x = {T_x} and T_y = {T_y}")
        return T_x + T_y if self.writes == "after" else max(T_x, T_y)

    def steps(self, T_x: int, T_y: int) -> tuple[Step, ...]:
        """The boxes, from left to right."""
        T = self.length(T_x, T_y)
        does_read = [{"first": t == 0, "all": True, "before": t < T_x}[self.reads] for t in range(T)]
        does_write = [{"last": t == T - 1, "after": t >= T_x}.get(self.writes, True) for t in range(T)]
        wrote_before = [False, *does_write[:-1]]
        return tuple(
            Step(reads, writes, self.is_fed and wrote, self.has_memory and t < T - 1)
            for t, (reads, writes, wrote) in enumerate(zip(does_read, does_write, wrote_before, strict=True))
        )

    def boxes(
        self, read: Sequence[str], written: Sequence[str], chances: Sequence[Chances], would: Sequence[str] = ()
    ) -> tuple[Box, ...]:
        """Boxes with these T_x inputs and T_y outputs. chances, would: of each box; would may be left out."""
        inputs, outputs = iter(read), iter(written)
        steps = self.steps(len(read), len(written))
        return tuple(
            Box(
                next(inputs) if step.has_input else "",
                next(outputs) if step.has_output else "",
                likely,
                "" if step.has_output else instead,
                step.is_fed,
            )
            for step, likely, instead in zip(steps, chances, would or [""] * len(steps), strict=True)
        )


CONFIGURATIONS = {
    shape.name: shape
    for shape in (
        Shape("one_one", "first", "once", has_memory=False),
        Shape("one_many", "first", "all", is_fed=True),
        Shape("many_one", "all", "last"),
        Shape("many_many", "all", "all"),
        Shape("n_m", "before", "after", is_fed=True),
    )
}
