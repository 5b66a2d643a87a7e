"""The notebook that examines the open row again with core."""

from __future__ import annotations

from core.translate.results import FaultCase


def cells(name: str, case: FaultCase, width: int, alpha: float) -> list[str]:
    """Cells that search, score both translations, and give the verdict."""
    return [
        (
            "from core.translate import faults\n\n"
            f"case = faults.examined({name!r}, {case.source!r}, {case.human.text!r})\n"
            "print(case.human.text, case.human.log_probability, case.human.length)\n"
            "for found in case.searched:\n"
            "    for one in found.winners:\n"
            "        print(found.width, f'{one.log_probability:.2f}', one.length, one.text)"
        ),
        (
            f"as_good = {case.as_good!r}  # texts that are marked as good as y*\n"
            f"judged = faults.judge(case, {width}, {alpha}, as_good)\n"
            "print(judged.machine.text)\nprint(judged.human_score, judged.machine_score, judged.verdict)"
        ),
        (
            "for width in (1, 3, 10, 50):\n    for alpha in (0.0, 0.7, 1.0):\n"
            "        print(width, alpha, faults.judge(case, width, alpha, as_good).verdict)"
        ),
    ]
