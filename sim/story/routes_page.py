"""The page of routes, with an example run of each.

    python -m brinkmanship.sim.story.routes_page

Writes ``docs/routes.md`` from the shipped scenario of February 2024, seed 0. Make it again when
the model or the scenario has changed.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story.routes import MEANING, UP, routes_of_runs
from brinkmanship.sim.story.text.turns import fitting_lines, items_of_turns
from brinkmanship.sim.story.text.words import Words, capitalised
from brinkmanship.sim.story.trace.records import Trace
from brinkmanship.sim.story.trace.run import trace_run

SCENARIO = "nato-ground-troops-2024"
SEED = 0
MOST_RUNS = 2000
PAGE = Path(__file__).resolve().parents[2] / "docs" / "routes.md"
ELSEWHERE = {
    "scripted": ", for this scenario lets no force happen,",
    "imposed": ", for here a clash ends the run,",
}
"""Why some routes are not taken in the shipped scenario."""
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
    for run, routes in routes_of_runs(premise, seed=SEED, first=0, count=most):
        for name in routes:
            found.setdefault(name, run)
        if len(found) == len(MEANING):
            break
    return found


def excerpt(trace: Trace, route: str) -> list[str]:
    """The lines of the turn in which a route shows, and of the one before it."""
    words, turn = Words(trace), trace.routes[route]
    near = [page for page in items_of_turns(words) if turn - 1 <= page.turn <= turn]
    return fitting_lines(words, near, ROOM)


def page_text(premise: Premise, most: int = MOST_RUNS) -> str:
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
        parts.append(f"### {name}\n\n{capitalised(MEANING[name])}.\n")
        if name not in found:
            parts.append(f"Not seen{ELSEWHERE.get(name, '')} in the runs that were looked at.\n")
            continue
        trace = trace_run(premise, seed=SEED, run=found[name])
        caption = f"Run {found[name]}, turn {trace.routes[name]}; ended in {trace.record.outcome}."
        parts.append("\n".join([caption, "", "```text", *excerpt(trace, name), "```\n"]))
    return parts


if __name__ == "__main__":
    PAGE.write_text(page_text(prepare(load_scenario(SCENARIO))), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.relative_to(PAGE.parents[1])} written\n")
