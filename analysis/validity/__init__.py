"""What the model was fitted to, what it was not, and where it fails: the pages of docs/validity.

Run as a command in a checkout; nothing that is installed imports it.
"""
