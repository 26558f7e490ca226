"""The equations of words: what is said, whether a line was kept, and what a broken word costs.

The text of a turn plays them; the formats and tables take the names of the signals from here.
"""
