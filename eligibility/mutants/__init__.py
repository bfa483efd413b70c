"""Rulebooks with one thing wrong, and whether their cases notice."""
