"""The lesson on sampling: how a network writes."""
