"""Sobol indices and Morris screening: how much each parameter moves the result.

``sensitivity.parts`` imports it, and so do its notes and figures.
"""
