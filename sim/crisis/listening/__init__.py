"""What listeners are told: notes of what happens, and why an actor decided as it did.

The text calls it where things happen; nothing in it changes a run.
"""
