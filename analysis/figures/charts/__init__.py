"""Drawing functions: each takes an Axes and a table of statistics, and returns nothing.

Slides import it, and so do the reports for the words of a chart; it reads no folder.
"""
