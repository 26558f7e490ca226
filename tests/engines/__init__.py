"""The engines held against each other: Mesa and the compiled text play the same runs."""
