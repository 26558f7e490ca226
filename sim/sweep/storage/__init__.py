"""Where a sweep keeps its files: a folder on disk or in an object store, each file whole or absent.

The rest of ``brinkmanship.sim.sweep`` and the commands for sweeps read and write through it.
"""
