"""The lesson on the shapes of sequence models: one to one, one to many, many to one, many to many, n to m."""
