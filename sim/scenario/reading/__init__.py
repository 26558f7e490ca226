"""The text of a file as one tree of values that know their line and column.

Here files are found, parsed, built on one another (``extends``) and overridden (``--set``); the
room knows no key of the format, and whoever has a place to name in a file may use it.
"""
