"""The page that the harness's server serves: the script of this folder that the address names, as `?picture=`.

Each is run as a page of the app is, with a number for each run, so that tests wait for it in the same way.
"""

from pathlib import Path

import streamlit as st

from app.turns import numbered

HERE = Path(__file__).parent
scripts = {path.stem: path for path in HERE.glob("*.py")}
path = scripts[st.query_params["picture"]]
with numbered():
    exec(compile(path.read_text("utf-8"), path, "exec"), {"__name__": f"harness_{path.stem}"})  # noqa: S102
