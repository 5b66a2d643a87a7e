"""What our server adds to Streamlit: headers, compression, the pictures' scripts, turns."""
