"""Numbers as a visitor reads them: with a true minus sign, and large and small ones with their power of ten raised."""

from __future__ import annotations

import math

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def signed(value: float, digits: int) -> str:
    """A number with that many digits behind the point."""
    return f"{value:.{digits}f}".replace("-", "−")


def power(log: float) -> str:
    """A number from its log₁₀, two digits of it: 0.14, 1.5·10⁻¹⁰."""
    exponent = math.floor(log)
    head = f"{10.0 ** (log - exponent):.1f}"
    if head == "10.0":
        head, exponent = "1.0", exponent + 1
    if -3 <= exponent < 3:
        return f"{float(head) * 10.0**exponent:.{max(0, 1 - exponent)}f}"
    return f"{head}·10{str(exponent).translate(RAISED)}"


def scientific(value: float) -> str:
    """The same from the number; 0 and what is no number are said as they are."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    return ("−" if value < 0 else "") + power(math.log10(abs(value)))
