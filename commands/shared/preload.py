"""What a drawing process imports before there is anything to draw.

The fork server imports this module while the runs are played (``commands.shared.figures``).
"""

from contextlib import suppress

from brinkmanship.commands.shared.garbage import collect_rarely

collect_rarely()

with suppress(
    ImportError, MemoryError, OSError
):  # the process that draws meets it again, and tells
    import brinkmanship.analysis.figures.write  # noqa: F401 - Matplotlib and pandas, after the collector was slowed
