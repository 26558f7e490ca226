"""Replicates side by side: does one rung of sixteen runs cost less than sixteen rungs of one?

``python -m benchmarks.lanes`` weighs the sixteen rungs of an actor in two layouts, with the very
function that the engines call. By rungs, as the ensemble does: one run, one actor, its rungs in
a loop without a way out. By lanes: sixteen runs, one actor, rung after rung, the runs in a loop
without a way out. The same utilities come out, bit for bit. This is the most that lanes can bring
to weighing: in a whole engine the runs of a lane part ways (one acts, another holds, a third has
ended), and each waits for the slowest.
"""

import sys
import time
from statistics import median
from typing import Any

import numpy as np
from numba import njit

import sim.ensemble.compiled  # noqa: F401 - makes the mechanisms callable from compiled code
from sim.mechanisms.choice import total
from sim.mechanisms.weighing import Outlook, Setting, weigh

RUNGS = LANES = 16
GROUPS = 2_000  # of sixteen decisions
ROUNDS = 15
FIELDS = len(Outlook._fields)
SETTING = Setting(1.0, 0.2, 1.0, 0.8, 0.5, 0.3, 1.0, 0.7, 0.8, 6, 6, 10)
plain = njit(error_model="numpy")


@plain  # type: ignore[untyped-decorator,unused-ignore]
def outlook_at(o: Any, whole: Any, d: int) -> Outlook:  # noqa: ANN401 - compiled
    """Column ``d`` of a table of outlooks, one row a field; rung and ceiling are whole numbers."""
    return Outlook(
        o[0, d], o[1, d], o[2, d], o[3, d], o[4, d], o[5, d], o[6, d], o[7, d], o[8, d], o[9, d],
        o[10, d], o[11, d], o[12, d], o[13, d], o[14, d], o[15, d], whole[0, d], o[17, d],
        whole[1, d], o[19, d], o[20, d],
    )  # fmt: skip


@plain  # type: ignore[untyped-decorator,unused-ignore]
def by_rungs(o: Any, whole: Any, ladder: Any, threats: Any, setting: Any, found: Any) -> None:  # noqa: ANN401
    """Each decision for itself, its rungs side by side."""
    for group in range(o.shape[0]):
        for d in range(LANES):
            outlook = outlook_at(o[group], whole[group], d)
            feared, worth = threats[group, d], found[group, d]
            for k in range(RUNGS):
                value = (ladder[1, k], ladder[2, k], ladder[3, k], feared[k], 0.0)
                worth[k] = total(weigh(outlook, setting, k, ladder[0, k], value))


@plain  # type: ignore[untyped-decorator,unused-ignore]
def by_lanes(o: Any, whole: Any, ladder: Any, threats: Any, setting: Any, found: Any) -> None:  # noqa: ANN401
    """Sixteen decisions side by side, rung after rung; tables lie rung by rung."""
    for group in range(o.shape[0]):
        seen, numbers = o[group], whole[group]
        for k in range(RUNGS):
            feared, worth = threats[group, k], found[group, k]
            level, risen = ladder[0, k], ladder[1, k]
            borne, price = ladder[2, k], ladder[3, k]
            for lane in range(LANES):
                value = (risen, borne, price, feared[lane], 0.0)
                worth[lane] = total(
                    weigh(outlook_at(seen, numbers, lane), setting, k, level, value)
                )


def main() -> None:
    """Print nanoseconds a rung in both layouts, and their ratio."""
    rng = np.random.default_rng(0)
    decisions = GROUPS * LANES
    o = rng.uniform(0.05, 0.95, (GROUPS, FIELDS, LANES))
    whole = np.stack(
        [rng.integers(0, 11, (GROUPS, LANES)), rng.integers(8, 17, (GROUPS, LANES))], axis=1
    )
    ladder = np.sort(rng.uniform(0.0, 1.0, (4, RUNGS)), axis=1)
    threats = rng.uniform(0.0, 0.5, (GROUPS, LANES, RUNGS))
    across = np.ascontiguousarray(threats.transpose(0, 2, 1))
    rungs, lanes = np.empty_like(threats), np.empty_like(across)
    costs: dict[str, list[float]] = {"by rungs": [], "by lanes": []}
    for turn in range(ROUNDS + 1):  # the first compiles
        for name, work, args in (
            ("by rungs", by_rungs, (o, whole, ladder, threats, SETTING, rungs)),
            ("by lanes", by_lanes, (o, whole, ladder, across, SETTING, lanes)),
        ):
            started = time.process_time_ns()
            work(*args)
            if turn:
                costs[name].append((time.process_time_ns() - started) / decisions / RUNGS)
    if not np.array_equal(rungs, lanes.transpose(0, 2, 1)):
        raise SystemExit("the two layouts do not agree")
    one, other = (median(costs[name]) for name in costs)
    ratio = f"lanes / rungs {other / one:.2f}"
    sys.stdout.write(f"by rungs {one:.2f} ns a rung, by lanes {other:.2f} ns: {ratio}\n")


if __name__ == "__main__":
    main()
