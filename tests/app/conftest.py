"""The app without a browser."""

from tests.app.fixtures import app, packages_are_searched_once

__all__ = ["app", "packages_are_searched_once"]
