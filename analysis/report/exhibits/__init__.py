"""Exhibits, one row of data each: a slide among text with its numbers and its description.

The pages of the report import it.
"""
