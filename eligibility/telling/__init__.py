"""Answers in words, for whoever draws them: a terminal, a page, a report on paper."""
