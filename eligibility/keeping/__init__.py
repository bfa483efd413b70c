"""What is made once and kept: in memory, from an earlier run, as a whole file."""
