"""Which parameters carry a result and where it tips, read from sweep folders.

It may import tables, statistics and figures; the report and ``brink sensitivity`` import it.
"""
