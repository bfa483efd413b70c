"""A rulebook on a day: what every reading reads."""
