"""A scenario in words: its actors, rules, numbers and sources, from its document.

The pages of the report import it; it reads no table.
"""
