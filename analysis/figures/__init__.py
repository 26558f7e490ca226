"""Figures of run, sweep, compare and explain folders, and how a figure becomes a file.

It may import ``tables`` and ``statistics``; sensitivity, report and film import it for their own.
"""
