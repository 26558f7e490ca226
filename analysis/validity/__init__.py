"""What the model was fitted to, what it was not, and where it fails: the pages of docs/validity.

The command that writes them, ``commands.jobs.validity``, comes in here; no run does.
"""
