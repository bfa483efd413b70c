"""A plan on paper: one assessment with its advice, as a page, a PDF and a calendar."""
