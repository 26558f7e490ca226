"""Sweeps: a declared experiment is planned, cut into blocks of runs, played and summarised.

The commands for sweeps and sensitivity come in through ``planning`` and ``runner``; nothing
else in ``sim`` knows of sweeps.
"""
