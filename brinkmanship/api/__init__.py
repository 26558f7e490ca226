"""The public Python: a scenario loaded as a crisis, and its runs as shares, tables and stories.

``brinkmanship`` hands on its names, and commands play and tell runs through it; it stands above
``sim`` and ``analysis``, which know nothing of it.
"""
