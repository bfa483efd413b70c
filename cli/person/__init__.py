"""What `check` does: one person, from a file or at the terminal, to an answer."""
