"""What a drawing process imports before there is anything to draw.

The fork server imports this module while the runs are played (``commands.shared.figures``).
"""

from brinkmanship.commands.shared.garbage import collect_rarely

collect_rarely()

import brinkmanship.analysis.figures.write  # noqa: E402, F401 - Matplotlib and pandas, after the collector was slowed
