"""The law as it is written down: terms, conditions,
facts, parameters, sources, measures.
"""
