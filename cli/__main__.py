"""The command where it is not on the path: `python -m eligibility.cli`."""

from .main import main

main()
