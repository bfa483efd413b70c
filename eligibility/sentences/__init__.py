"""Sentences for people: how they are broken into lines."""
