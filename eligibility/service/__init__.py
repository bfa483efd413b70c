"""The HTTP service: the calls of the contract over a rulebook, for portals to embed."""
