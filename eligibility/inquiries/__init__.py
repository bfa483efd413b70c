"""Questions answered with readings, one module each."""
