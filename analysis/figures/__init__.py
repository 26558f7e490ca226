"""Figures only draw: each takes an Axes and a table of the statistics modules."""
