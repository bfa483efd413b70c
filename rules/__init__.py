"""Rulebooks shipped with the package: data, read through eligibility.loading."""
