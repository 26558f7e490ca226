"""What a process that draws has behind it before there is anything to draw.

The fork server imports this module while the runs are played (``commands.drawing``).
"""

from commands.collecting import collect_seldom

collect_seldom()

import analysis.figures.write  # noqa: E402, F401 - Matplotlib and pandas; the collector is to sit still
