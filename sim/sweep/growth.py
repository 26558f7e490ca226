"""Extends a plan by more runs or points; what was planned before stays where it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.plan import Layer, Plan, Stop

UNORDERED = ("grid", "one_at_a_time")  # designs whose points are all different


def extend_plan(
    old: Plan, new: Plan, block: int | None = None, changed: Sequence[str] = ()
) -> Plan:
    """The old plan with what the new one adds.

    Args:
        old: A folder's plan.
        new: What a sweep file says now.
        block: Runs in a file, if the sweep file says so.
        changed: What differs between their scenarios, if they do and it is known.

    Raises:
        BrinkError: They are of different sweeps; the message says what differs.
    """
    if not changed and old.digest != new.digest:
        changed = [f"digest: the folder has {old.digest}, this is {new.digest}"]
    differing = [*changed, *_differences(old, new)]
    if block not in {None, old.block}:
        differing.append(f"block: the folder has {old.block}, this is {block}")
    points = _extended_points(old, new)
    if not differing and points is None:
        differing.append("points: some of the folder's are not in the design")
    if differing or points is None:
        raise BrinkError("; ".join(differing))
    extended = replace(old, points=points, layers=_layers(old, len(points), new.layers[0].stop))
    if extended.kinds != old.kinds:
        raise BrinkError("parameters: new values are of another kind than the folder's")
    return extended


def _layers(old: Plan, points: int, runs: int) -> tuple[Layer, ...]:
    """The layers of the old plan, and new ones up to so many points and runs a point."""
    wide, deep = len(old.points), max(layer.stop for layer in old.layers)
    if runs < deep:
        raise BrinkError(f"runs: the folder has {deep} a point, {runs} are asked for")
    if old.until and (points, runs) != (wide, deep):
        raise BrinkError("until: a sweep that stops by itself cannot be extended")
    more = [Layer(range(wide), deep, runs)] if runs > deep else []
    wider = [Layer(range(wide, points), 0, runs)] if points > wide else []
    return (*old.layers, *more, *wider)


def _extended_points(old: Plan, new: Plan) -> tuple[tuple[Any, ...], ...] | None:
    """The old points, then the new ones; None if the design has moved old points."""
    wide = len(old.points)
    if new.points[:wide] == old.points:
        return new.points
    if old.design not in UNORDERED or not set(map(repr, old.points)) <= set(map(repr, new.points)):
        return None
    known = set(map(repr, old.points))
    return (*old.points, *(point for point in new.points if repr(point) not in known))


def _differences(old: Plan, new: Plan) -> Iterator[str]:
    for name in ("scenario", "held", "paths", "design", "seed", "until", "trace"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield f"{name}: the folder has {_value_text(was)}, this is {_value_text(now)}"
    for name, version in old.versions.items():
        if new.versions.get(name) != version:
            yield f"version of {name}: {version} wrote it, this is {new.versions.get(name)}"


def _value_text(value: object) -> str:
    if isinstance(value, Stop):
        return f"{value.outcome} to {value.width:g}, at most {value.at_most}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)
