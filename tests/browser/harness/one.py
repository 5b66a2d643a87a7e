"""The page that the harness's server serves: the script that the address names, as `?picture=`.

It is one of this folder, or `harness_<name>.py` beside a lesson's tests.

Each is run as a page of the app is, with a number for each run, so that tests wait for it in the same way.
"""

from pathlib import Path

import streamlit as st

from app.web.turns import numbered

HERE = Path(__file__).parent
places = [*HERE.glob("*.py"), *HERE.parents[1].glob("lessons/*/harness_*.py")]
scripts = {path.stem.removeprefix("harness_"): path for path in places}
path = scripts[st.query_params["picture"]]
with numbered():
    exec(compile(path.read_text("utf-8"), path, "exec"), {"__name__": f"harness_{path.stem}"})  # noqa: S102
