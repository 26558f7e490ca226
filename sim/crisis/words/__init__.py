"""Words: what actors say to each other in a turn, and what becomes of the lines they draw.

The turn plays it, and the weighing of rungs asks what its own word would cost an actor.
"""
