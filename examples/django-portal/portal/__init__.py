"""A desk that asks and answers in Django's own forms, and keeps nothing."""
