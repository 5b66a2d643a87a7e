"""Jobs that fail of themselves, in place of what they would do, and a record of all that ran."""

from collections.abc import Callable
from typing import Any

import pytest

from app import jobs
from app.jobs import pool
from app.jobs.line import Status


class Runs:
    """What runs from now on, where no workers are: `given`, the descriptions; `ended`, how those end of which `fails` is true."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails: Callable[[Any], bool] = lambda given: True) -> None:
        jobs.stop()  # and with it what others have computed already
        self.given: list[Any] = []
        self.fails = fails
        self.ended = "job.crashed"
        real = pool.running.run

        def run(target: str, description: Any, **how: Callable) -> tuple[Status, bytes | None]:
            self.given.append(description)
            return (
                (Status("failed", sentence=self.ended), None)
                if self.fails(description)
                else real(target, description, **how)
            )

        monkeypatch.setattr(pool.running, "run", run)

    def go_well(self) -> None:
        """No more fail."""
        self.fails = lambda given: False
