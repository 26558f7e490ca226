"""The commands of ``brink``, one module a command, each imported only when it is used.

A module holds the options of its command, calls a job and prints what comes of it; only
``cli.py`` imports it. Rooms, each of which imports only those named before it: ``shared``,
``jobs``, ``text``, ``folders``.
"""
