"""What a moving picture is given, as its script reads it."""

import json
import math

import numpy as np


def unpacked(data: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser makes of the bytes: the header, and its arrays."""
    end = 4 + int.from_bytes(data[:4], "little")
    header = json.loads(data[4:end])
    arrays = {
        name: np.frombuffer(data, dtype=f"<{kind}", count=math.prod(shape), offset=end + at).reshape(shape)
        for name, (kind, shape, at) in header.pop("arrays").items()
    }
    return header, arrays
