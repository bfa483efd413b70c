"""What is printed: on a screen, as sentences, as JSON, and beside the answer."""
