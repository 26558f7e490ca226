"""Asks the model what February 2024 says of it: ``python -m brinkmanship.commands.jobs.february``.

Levers are rows of a table, measures are numbers of a run, verdicts follow from intervals alone.
Nothing here is fitted to, and nothing fitted reads it.
"""
