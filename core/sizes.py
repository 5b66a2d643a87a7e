"""How much memory a value holds."""

import sys


def size_of(value: object) -> int:
    """Bytes of a value and of all that hangs on it: arrays, bytes, texts, sequences, mappings, dataclasses, other objects.

    What hangs on it twice counts once; a part of an array counts with the array that it keeps alive.
    """
    total, seen, waiting = 0, set(), [value]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        if isinstance(one, (str, bytes, bytearray, int, float, type(None))):
            continue
        if hasattr(one, "nbytes"):
            total += _beside(one, waiting)
        elif isinstance(one, dict):
            waiting += one.keys()
            waiting += one.values()
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += one
        elif not isinstance(one, type):
            waiting += getattr(one, "__dict__", {}).values()
            slots = (name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ()))
            waiting += (getattr(one, name, None) for name in slots)
    return total


def _beside(array: object, waiting: list[object]) -> int:
    """Bytes of an array that `getsizeof` leaves out; what it has of others, and the objects in it, are put with `waiting`."""
    owner = getattr(array, "base", None)
    if owner is None:
        owner = getattr(array, "obj", None)
    if owner is not None:
        waiting.append(owner)
    if getattr(getattr(array, "dtype", None), "kind", "") == "O":
        waiting.append(array.tolist())
    return 0 if owner is not None else max(0, array.nbytes - sys.getsizeof(array))
