"""Sweep files: their keys and values, how one is read, their reference page and JSON Schema.

``sim.sweep`` plans what such a file declares; nothing else in ``sim.scenario`` knows of sweeps.
"""
