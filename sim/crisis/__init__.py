"""The text of a turn: plain functions that read and write the state of one run.

Written once and played by Mesa (``sim.agents``), compiled and in the browser (``sim.compiled``);
it may import the mechanisms, chance and the premise's records, and anybody may import it.
"""
