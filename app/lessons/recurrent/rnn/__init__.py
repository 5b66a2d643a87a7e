"""The lesson on the recurrent step."""
