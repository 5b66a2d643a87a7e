"""Jobs whose steps a test allows one by one: a worker imports this module by name, and a folder tells it how far to go."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Steps:
    """The test's end: a description that names the folder, and leave for the steps."""

    folder: Path
    count: int = 5
    description: dict = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "description", {"folder": str(self.folder), "steps": self.count})

    def allow(self, count: int) -> None:
        """Let the job take so many of its steps."""
        for step in range(count):
            (self.folder / str(step)).touch()


@dataclass(frozen=True)
class Growing:
    """Progress with what there is so far."""

    step: int
    steps: int
    partial: object = None


def taken(description: dict) -> Iterator[int]:
    """The steps taken, the last one again and again while the next is not allowed, so that the job can be cancelled."""
    for step in range(description["steps"]):
        while not (Path(description["folder"]) / str(step)).exists():
            time.sleep(0.01)
            yield step
    yield description["steps"]


def stepwise(description: dict) -> Iterator[tuple]:
    """So many steps, as they are allowed."""
    for step in taken(description):
        yield step / description["steps"], "job.running", {"step": step}
    return "whole"


def growing(description: dict) -> Iterator[Growing]:
    """The same, and what there is so far: 1, then 1 and 2, …; nothing at the first step."""
    for step in taken(description):
        yield Growing(step, description["steps"], list(range(step)) if step > 1 else None)
    return "whole"
