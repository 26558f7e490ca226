"""The work of each command, from its options to its result: play, count, compare, search.

Command modules, ``text`` and ``folders`` import it. Nothing here prints a result.
"""
