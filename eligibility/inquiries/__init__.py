"""Questions answered with readings."""
