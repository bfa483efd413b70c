"""The interview: its questions, its answers, and two ways to put them to a person."""
