"""Statistics of ``brink compare``, ``explain`` and ``sweep``: paired changes, pivots, effects.

Commands that write such folders import it, and so do the rooms that read and draw them.
"""
