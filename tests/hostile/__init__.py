"""Folders and files as a stranger might send them, and what no command may do with them.

``python -m tests.hostile --help`` plays as many of them as wanted.
"""
