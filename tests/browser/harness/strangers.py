"""A page with what strangers may do to a server: upload, record, and meet an error."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.title("Strangers")
st.file_uploader("Upload", key="upload")
st.audio_input("Record")
st.latex("c_t")
st.code("def f():\n    return 1")
st.plotly_chart(go.Figure(go.Heatmap(z=np.zeros((3, 3)))))
if st.button("Fail"):
    raise RuntimeError("the secret of /etc/passwd")
