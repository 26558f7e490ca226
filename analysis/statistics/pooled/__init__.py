"""Rows that share their luck: which they are, and what that does to shares and incidences.

It may import ``intervals``; the measures of ``statistics`` and ``tables`` import it.
"""
