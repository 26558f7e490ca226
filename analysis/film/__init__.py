"""One run as a film: who stands on which rung, turn by turn, and what was signalled.

It may import tables, statistics and the style of ``figures``; only ``brink animate`` imports it.
"""
