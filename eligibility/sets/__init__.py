"""Sets of days and of people, and the connectives of truths held as such sets."""
