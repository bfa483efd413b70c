"""One person, fact by fact."""
