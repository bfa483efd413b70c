"""Many people at once: tables in, determinations with their grounds out."""
