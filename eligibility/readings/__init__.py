"""Readings of the tree of conditions, one module each."""
