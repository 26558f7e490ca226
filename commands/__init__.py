"""The commands of ``brink``, one module a command, each imported only when it is used.

A module declares the options of its command, calls a job and prints its result; only ``cli.py``
imports it. The rooms behind them each import only those named before: ``shared``, ``jobs``,
``text``, ``folders``.
"""
