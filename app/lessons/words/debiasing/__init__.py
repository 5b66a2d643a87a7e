"""The lesson on debiasing."""
