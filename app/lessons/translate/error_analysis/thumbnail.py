"""The small picture of the lesson on error analysis."""

from app.lessons.translate.error_analysis import compute

WIDTH, ALPHA, ROWS = 1, 0.0, 5


def picture() -> dict[str, object]:
    """Of the first rows: the scores of y* and ŷ and the verdict; and how many of all have each."""
    cases = compute.first().cases
    judged = [compute.judge(case, WIDTH, ALPHA) for case in cases]
    asked = [one for one in judged if one.verdict != "none"]
    rows = [[round(one.human_score, 3), round(one.machine_score, 3), one.verdict] for one in asked[:ROWS]]
    names = ("model", "search", "length")
    return {"rows": rows, "tally": [sum(one.verdict == name for one in asked) for name in names]}
