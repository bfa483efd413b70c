"""The command line: the one part that knows a terminal and looks at the clock."""
