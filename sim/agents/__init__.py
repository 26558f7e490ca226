"""The Mesa model: real agents whose attributes are the state and whose methods call the text.

Students step through it and subclass it; only ``sim.runs`` and what stands above it come in.
"""
