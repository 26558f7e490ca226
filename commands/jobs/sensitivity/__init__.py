"""The work of ``brink sensitivity``: what is asked, the sweeps it takes, the search for a point.

The command comes in, and the folder of its answer; nothing else does.
"""
