"""The work of ``brink check``: notes on a scenario, and what ``--lint`` finds by playing it.

A line that carries the result without a source, a lever that moves nothing, an event too late.
"""
