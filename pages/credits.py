"""Models, data and libraries, each with its author and its licence."""

import streamlit as st

from app.i18n import t
from app.ui import credits, frame

st.title(t("credits.heading"), anchor=False)
st.markdown(t("credits.lead"))
frame.show_notices(st)
for heading, draw in ((t("credits.models"), credits.models), (t("credits.data"), credits.data)):
    st.header(heading, anchor=False)
    draw()
st.header(t("credits.libraries"), anchor=False)
credits.libraries()
st.caption(t("credits.app"))
