"""Results as they are printed: plain aligned text, and the content of ``--json``.

Command modules and ``folders`` import it.
"""
