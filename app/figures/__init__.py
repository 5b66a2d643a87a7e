"""Figures: results in, a plotly Figure out. Colours come from app.theme; nothing here knows Streamlit or torch."""
