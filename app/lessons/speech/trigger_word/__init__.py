"""The lesson on the trigger word."""
