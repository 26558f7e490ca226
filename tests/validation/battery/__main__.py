"""The whole battery: ``python -m tests.validation.battery [SYSTEM.csv ACTORS.csv]``; some minutes.

Prints a line for each thing looked at: ``ok`` where its law held, ``NO`` where it did not. With two
ICB files it also scrambles facts and holds years out, on crises that may be fitted only.
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.validation.battery.cases import BY_HAND, FITTED, NATO
from tests.validation.battery.knobs import KNOBS, turned, verdict
from tests.validation.battery.laws import (
    CLOCKS,
    STRANGERS,
    TWINS,
    WAYS,
    Row,
    alone,
    mirrored,
    monotone_costs,
    monotone_stakes,
    noise_off,
    same_in_any_clock,
    text_of,
    twins,
    uncoupled,
)
from tests.validation.battery.past import CUT, MARGIN, era_scores, fittable, scrambled_scores

RUNS = 2000


def rows_of_model() -> Iterator[Row]:
    """Every law on every case."""
    cases = (*FITTED, *BY_HAND)
    yield from chain.from_iterable(noise_off(name, RUNS) for name in cases)
    yield from chain.from_iterable(twins(name, RUNS) for name in TWINS)
    yield from chain.from_iterable(mirrored(way, RUNS) for way in WAYS)
    yield from chain.from_iterable(alone(name, RUNS) for name in BY_HAND)
    yield from chain.from_iterable(uncoupled(name, 200) for name in STRANGERS)
    yield from chain.from_iterable(monotone_stakes(name, RUNS) for name in cases)
    yield from chain.from_iterable(monotone_costs(name, RUNS) for name in cases if name != NATO)
    for name in FITTED:
        yield from chain.from_iterable(same_in_any_clock(name, unit, RUNS) for unit in CLOCKS)


def rows_of_knobs() -> Iterator[Row]:
    """Every knob of a policy on every case."""
    for name, knob in KNOBS.items():
        found = list(turned(knob, RUNS))
        told = "; ".join(f"{case} {text_of(one)}" for case, one in found)
        judged = verdict(knob, [one for _, one in found])
        yield Row("knob", f"{name} is {judged}", told, judged == "right")


def rows_of_past(system: Path, actors: Path) -> Iterator[Row]:
    """Forecasts with scrambled facts, and on held-out years."""
    past = fittable(system, actors)
    scores = scrambled_scores(past, 500)
    found = f"Brier of serious violence: {scores.facts:.3f} with the facts, {scores.scrambled:.3f} "
    found += f"scrambled, {scores.climatology:.3f} climatology in the sample, n={len(past.crises)}"
    held = scores.scrambled >= scores.climatology - MARGIN
    yield Row("scrambled facts", "no better than climatology", found, held)
    later = era_scores(past, 500)
    found = f"Brier from {CUT}: table {later.table:.3f}, climatology {later.climatology:.3f}, runs "
    found += f"{later.runs:.3f}; {later.fitted} fitted, {later.scored} scored"
    yield Row("years held out", "the table by trigger", found, held=True)


def main(words: list[str]) -> int:
    """Print every row; 1 if a law did not hold somewhere."""
    files = [Path(word) for word in words]
    past = rows_of_past(*files) if files else iter(())
    failed = 0
    for row in chain(rows_of_model(), rows_of_knobs(), past):
        failed += not row.held
        line = f"{'ok' if row.held else 'NO'}  {row.law}: {row.case}: {row.found}"
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{failed} did not hold; {RUNS} runs of each, seed 0.\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
