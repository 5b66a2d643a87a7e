"""What a referee says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Compared:
    """One comparison: what is compared, our number, the referee's, and their difference."""

    name: str
    ours: float | str
    theirs: float | str
    difference: float | str
