"""One function for each kind of folder, which puts the sections of its page together.

Only ``report.write`` imports it.
"""
