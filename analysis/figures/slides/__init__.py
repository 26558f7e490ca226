"""Slides, one row of data each: heading, note, statistic and drawing function.

``figures.write`` draws them to files, and the report draws the same ones among text.
"""
