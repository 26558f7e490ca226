"""Settings of SALib that Sobol indices and Morris screening share."""

from typing import Any

RESAMPLES = 500


def unit_problem(width: int) -> dict[str, Any]:
    """SALib's description of so many parameters in the unit cube."""
    return {
        "num_vars": width,
        "names": [f"x{i}" for i in range(width)],
        "bounds": [[0.0, 1.0]] * width,
    }
