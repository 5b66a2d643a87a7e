"""A name for what is asked for: the same for the same, another for another."""

import dataclasses
import hashlib
from collections.abc import Mapping


def digest(name: str, description: object) -> str:
    """A key that is equal for equal descriptions: dataclasses, mappings, sequences, arrays, bytes, plain values."""
    found = hashlib.sha256()

    def add(value: object) -> None:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            add((type(value).__qualname__, {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}))
        elif isinstance(value, Mapping):
            add(sorted(value.items(), key=lambda item: repr(item[0])))
        elif isinstance(value, (list, tuple)):
            found.update(f"[{len(value)}".encode())
            for item in value:
                add(item)
        elif isinstance(value, (bytes, bytearray)):
            found.update(hashlib.sha256(value).digest())
        elif hasattr(value, "tobytes"):
            add((str(value.dtype), value.shape, value.tobytes()))
        else:
            found.update(f"{type(value).__name__}:{value!r};".encode())

    add((name, description))
    return found.hexdigest()
