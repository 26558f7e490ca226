"""The folders that ``brink compare``, ``explain`` and ``sensitivity`` write.

Only command modules import it. Run and sweep folders are written by ``sim``.
"""
