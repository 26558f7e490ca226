"""The page of routes, with an example run of each.

    python -m brinkmanship.sim.story.routes_page

Writes ``docs/routes.md`` from the shipped scenario of February 2024, seed 0. Make it anew when
the model or the scenario has changed.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story.routes import MEANING, UP, search
from brinkmanship.sim.story.trace import Trace
from brinkmanship.sim.story.turns import pages, told
from brinkmanship.sim.story.watch import watch
from brinkmanship.sim.story.words import Words, capital

SCENARIO = "nato-ground-troops-2024"
SEED = 0
MOST_RUNS = 5000
PAGE = Path(__file__).resolve().parents[2] / "docs" / "routes.md"
ROOM = 12  # lines of an excerpt
HEAD = f"""# Routes up and down the ladder

A run takes a route when its log shows the marks described in `sim/story/routes.py`; it can take
several. The runs below are the first of seed {SEED} in `{SCENARIO}` that take
each. Every run is one of many; none is a forecast. To see another:

```
brink story {SCENARIO} --find line_honoured
```

This page is written by `python -m brinkmanship.sim.story.routes_page`.
"""


def first_runs(premise: Premise, most: int) -> dict[str, int]:
    """The first run that takes each route, among the first ``most``; none for routes not seen."""
    found: dict[str, int] = {}
    for run, routes in search(premise, seed=SEED, first=0, count=most):
        for name in routes:
            found.setdefault(name, run)
        if len(found) == len(MEANING):
            break
    return found


def excerpt(trace: Trace, route: str) -> list[str]:
    """The lines of the turn in which a route shows, and of the one before it."""
    words, turn = Words(trace), trace.routes[route]
    near = [page for page in pages(words) if turn - 1 <= page.turn <= turn]
    return told(words, near, ROOM)


def page(premise: Premise, most: int = MOST_RUNS) -> str:
    """The whole page as Markdown."""
    found = first_runs(premise, most)
    ways = {"Up": UP, "Down": tuple(name for name in MEANING if name not in UP)}
    parts = [HEAD]
    for title, names in ways.items():
        parts += [f"## {title}\n", *_examples(premise, names, found)]
    return "\n".join(parts)


def _examples(premise: Premise, names: Iterable[str], found: dict[str, int]) -> list[str]:
    parts = []
    for name in names:
        parts.append(f"### {name}\n\n{capital(MEANING[name])}.\n")
        if name not in found:
            parts.append("Not seen in the runs that were looked at.\n")
            continue
        trace = watch(premise, seed=SEED, run=found[name])
        told_of = f"Run {found[name]}, turn {trace.routes[name]}; ended in {trace.record.outcome}."
        parts.append("\n".join([told_of, "", "```text", *excerpt(trace, name), "```\n"]))
    return parts


if __name__ == "__main__":
    PAGE.write_text(page(prepare(load_scenario(SCENARIO))), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.relative_to(PAGE.parents[1])} written\n")
