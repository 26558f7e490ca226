"""What several commands need: options, progress bars, figures, compiling, failed runs.

Command modules and the other rooms of ``commands`` import it; ``options``, ``figures`` and
``garbage`` are imported at start-up and so import nothing heavy.
"""
