"""What a visitor does on a lesson's page without a browser, in words of the tests: open it, bring an address, read it."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

MAIN = str(Path(__file__).parents[2] / "app" / "main.py")


def opened(app: AppTest, slug: str, **brought: str) -> AppTest:
    """Open a lesson with these values in its address, as by a link: no other page runs before it."""
    for name, value in brought.items():
        app.query_params[name] = value
    return good(app.switch_page(f"../pages/{slug}.py").run())


def good(app: AppTest) -> AppTest:
    """The page has run without an exception."""
    assert not app.exception, [error.value for error in app.exception]
    return app


def warnings(app: AppTest) -> list[str]:
    """The sentences on top of the page."""
    return [warning.value for warning in app.warning]


def address(app: AppTest, name: str) -> str | None:
    """A value in the address: a list where it was brought, a text where it was written."""
    value = app.query_params.get(name)
    return value[-1] if isinstance(value, list) else value


def written(app: AppTest) -> str:
    """All that stands on the page as HTML, Markdown, plain text or a caption."""
    html = [str(part.proto.body) for part in app.get("html")]
    return "\n".join([*html, *(part.value for part in [*app.markdown, *app.text, *app.caption])])


def pictures(app: AppTest, component: str) -> list[Any]:
    """What the browser gets to draw with a component of this name, one for each place it stands at."""
    return [part.proto for part in app.get("bidi_component") if part.proto.component_name == f"unrolled.{component}"]
