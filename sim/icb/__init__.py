"""Crises of the International Crisis Behavior data (ICB), read from files the user has.

Only what was known at the trigger becomes a fact; outcomes are kept apart from facts. Fitting
and hindcasts may come in here; nothing of a run does.
"""
