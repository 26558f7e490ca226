"""Clashes: force by choice or by script and its answer, and force that nobody chose.

Injects and the turn bring it about, and Mesa's model calls it in its own order.
"""
