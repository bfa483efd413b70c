"""What `measures`, `show` and `rules` do: a rulebook is looked into."""
