"""What `screen` and `compare` do: a table of people, here or on a cluster."""
