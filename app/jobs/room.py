"""How much may wait or be under way at once, over all visitors: what one more asks for beyond that is refused."""

from core.errors import UserError

RUNS = 500  # five each for a class of a hundred
BYTES = 2**30  # of their descriptions: a hundred files of 10 MB at the same moment


class Room:
    """What is held of each run that waits or is under way: its number, and the bytes of its description."""

    def __init__(self) -> None:
        self._held: dict[int, int] = {}

    def take(self, number: int, size: int, always: bool = False) -> None:
        """A run comes, of so many bytes. UserError: there is no room now; `always`: it comes nevertheless."""
        if not always and (len(self._held) >= RUNS or sum(self._held.values()) + size > BYTES):
            raise UserError("job.full")
        self._held[number] = size

    def leave(self, number: int) -> None:
        """Its description is held no longer."""
        self._held.pop(number, None)
