"""Compiled machines that play the text of ``sim.crisis``: native code and WebAssembly.

Nothing in the text knows of them; only ``sim.results``, ``sim.runs`` and what stands above
them import this room, and only where runs are played.
"""
