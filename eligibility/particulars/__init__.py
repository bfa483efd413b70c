"""What is said of a measure beside its status: what it pays, what to be wary of."""
