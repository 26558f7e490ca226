"""Charts and slides of a sensitivity analysis.

Only ``sensitivity`` itself and ``brink sensitivity`` import it; its style is that of ``figures``.
"""
