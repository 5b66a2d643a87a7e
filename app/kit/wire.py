"""Large arrays on their way to a browser: plain bytes, which Streamlit sends as they are, a quarter smaller than base64.

    4 bytes    length of the header, little-endian
    header     JSON in UTF-8: what the component wants to know, and under ``arrays`` name -> [kind, shape, first byte]
    arrays     each beginning at a multiple of 4 bytes, counted from the end of the header

js/wire.js reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

KINDS = ("u1", "i1", "i2", "f4")  # names of little-endian numpy types that a browser has too


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """The header with the arrays, each of one of `KINDS`."""
    places, parts, at = {}, [], 0
    for name, array in arrays.items():
        kind = array.dtype.str.lstrip("<|")
        if kind not in KINDS:
            raise ValueError(f"{name} is {array.dtype}, not one of {KINDS}")
        data = np.ascontiguousarray(array).tobytes()
        places[name] = [kind, list(array.shape), at]
        parts.append(data + b"\0" * (-len(data) % 4))
        at += len(parts[-1])
    text = json.dumps(dict(header) | {"arrays": places}).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *parts])
