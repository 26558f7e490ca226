"""``brink story``: one run told turn by turn, or its whole trace as JSON."""

import json
from typing import Any

import click

from brinkmanship.commands.shared import options


def turn_range(
    ctx: click.Context, option: click.Parameter, typed: str | None
) -> tuple[int, int] | None:
    """First and last turn of ``A-B`` or ``A``, counted from 1."""
    if typed is None:
        return None
    first, _, last = typed.partition("-")
    if first.isdecimal() and (last or first).isdecimal():
        turns = int(first), int(last or first)
        if 1 <= turns[0] <= turns[1]:
            return turns
    from brinkmanship.sim.scenario.wording import quoted

    what = f"{quoted(typed)} is no range of turns; write 3 or 3-7, counted from 1"
    raise click.BadParameter(what, ctx, option)


@click.command(
    epilog="""\b
Routes up: line_honoured, troops_hit, accident_answered, misperception, salami.
Routes down: settlement, restraint, absorbed, vetoed, bluff_called.

\b
Examples:
  brink story nato-ground-troops-2024 --run 3
  brink story nato-ground-troops-2024 --find line_honoured
  brink story crisis.yaml --turns 10-14
  brink story crisis.yaml --run 3 --json > trace.json"""
)
@click.argument("scenario")
@options.seed()
@options.run_number()
@options.overrides()
@options.find_route("Tell")
@click.option("--turns", metavar="A-B", callback=turn_range,
              help="Tell only these turns, in full.")  # fmt: skip
@click.option("--all", "in_full", is_flag=True, help="Tell every turn in full.")
@options.as_json("Print the whole trace as JSON.")
def story(**asked: Any) -> None:
    """Tell one simulated run of SCENARIO turn by turn.

    SCENARIO is a file, or the name of a shipped scenario.
    """
    from brinkmanship.commands.jobs.route_search import first_run_taking
    from brinkmanship.sim.premise import prepare
    from brinkmanship.sim.scenario import load_scenario
    from brinkmanship.sim.story import tell, watch

    premise = prepare(load_scenario(asked["scenario"], asked["overrides"]))
    seed, run = asked["seed"], asked["run"]
    if asked["find"] is not None:
        run = first_run_taking(asked["find"], premise, seed=seed, first=run, count=asked["search"])
    trace = watch(premise, seed=seed, run=run)
    if asked["as_json"]:
        click.echo(json.dumps(trace.plain(), ensure_ascii=False, allow_nan=False))
    else:
        click.echo(tell(trace, turns=asked["turns"], whole=asked["in_full"]), nl=False)
