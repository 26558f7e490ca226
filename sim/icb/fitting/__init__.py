"""Fits the generic numbers of the model to crises before 1970: targets, play, loss, search.

``brink fit`` comes in here; nothing of a run does.
"""
