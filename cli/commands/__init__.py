"""What can be typed: each command with its options, its help, and what it begins."""
