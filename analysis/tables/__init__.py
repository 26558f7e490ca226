"""Folders on disk as tidy tables: runs, sweeps, comparisons and explained runs.

It may import ``statistics``; figures, sensitivity, report and film import it, and so do users,
who need no more than the functions below.
"""

from brinkmanship.analysis.tables.runs import open_run, open_table
from brinkmanship.analysis.tables.sealed import open_folder
from brinkmanship.analysis.tables.sweeps import open_sweep

__all__ = ["open_folder", "open_run", "open_sweep", "open_table"]
