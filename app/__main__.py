"""`python -m app` serves the app; it takes every option of `streamlit run`, such as `--server.port 8080`."""

import sys
from pathlib import Path

from streamlit.web.cli import main

main(["run", str(Path(__file__).with_name("server.py")), *sys.argv[1:]], prog_name="streamlit")
