"""A distribution's number from one uniform; drawn once a run."""

from math import sqrt

from brinkmanship.sim.mechanisms.numeric import clip, normal, power

NORMAL, UNIFORM, TRIANGULAR, CHOICE = range(4)


def drawn_number(
    kind: int, shape: tuple[float, float, float], low: float, high: float, u: float
) -> float:
    """The number one uniform ``u`` in (0, 1) gives; unit and range of the field.

    ``shape`` is (mean, sd, -) of a normal, (low, high, -) of a uniform, (low, mode, high) of
    a triangular distribution and (number of options, -, -) of a choice, for which the
    position of the option is returned. All but positions are held within ``low`` and
    ``high``.
    """
    first, second, third = shape
    if kind == CHOICE:
        return float(int(u * first))
    if kind == NORMAL:
        return clip(first + second * normal(u), low, high)
    if kind == UNIFORM:
        return clip(first + (second - first) * u, low, high)
    width = third - first
    if u < (second - first) / width:
        return clip(first + sqrt(u * width * (second - first)), low, high)
    return clip(third - sqrt((1.0 - u) * width * (third - second)), low, high)


def in_a_turn(share: float, weeks: float) -> float:
    """A share a week as a share a turn of ``weeks`` weeks: ``1 - (1 - p)^weeks``.

    >>> round(in_a_turn(0.19, 0.5), 12)
    0.1
    """
    if share >= 1.0:
        return 1.0
    return 1.0 - power(1.0 - share, weeks)
