"""How tests in the browser are written: they wait by `tests/browser/waiting.py` or by `expect`, and never for a time."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1]
TIMES = {"wait_for_timeout", "sleep", "set_timeout"}
READS = {
    "all", "all_inner_texts", "all_text_contents", "bounding_box", "content", "count", "element_handle", "evaluate",
    "evaluate_all", "evaluate_handle", "eval_on_selector", "get_attribute", "inner_html", "inner_text", "input_value",
    "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "query_selector", "query_selector_all",
    "text_content", "title", "wait_for_selector",
}  # fmt: skip
TESTS = sorted([*FOLDER.glob("browser/test_*.py"), *FOLDER.glob("lessons/*/test_browser*.py")])


def faults(source: str) -> list[str]:
    """What a test must not do: wait for a time, read the page without waiting, press a key wherever the focus is."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "url" and isinstance(node.value, ast.Name):
            if node.value.id in ("page", "quiet_page", "other"):
                found.append(f"{node.lineno}: {node.value.id}.url, by `address`, `link` or `wait_for_address`")
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, of = node.func.attr, node.func.value
        if name in TIMES:
            found.append(f"{node.lineno}: {name}, by an event")
        elif name in READS:
            found.append(f"{node.lineno}: {name}, by `waiting` or `expect`")
        elif name in ("press", "type", "insert_text") and isinstance(of, ast.Attribute) and of.attr == "keyboard":
            found.append(f"{node.lineno}: keyboard.{name}, by the `press` of an element")
    return found


@pytest.mark.parametrize("path", TESTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_they_wait_in_one_way(path: Path):
    assert not faults(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "page.wait_for_timeout(100)",
        "time.sleep(1)",
        "rows = page.locator('tr').all()",
        "assert page.locator('tr').count() == 3",
        "assert page.locator('p').text_content() == 'x'",
        "page.evaluate('window.drawn')",
        "page.keyboard.press('Home')",
        "assert 'step=3' in page.url",
    ],
)
def test_a_fault_is_found(line: str):
    assert len(faults(line)) == 1
