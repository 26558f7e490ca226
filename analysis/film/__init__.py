"""One run as a film: the rung of each actor, turn by turn, with its signals and events.

It may import tables, statistics and the style of ``figures``; only ``brink animate`` imports it.
"""
