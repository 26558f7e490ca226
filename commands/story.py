"""``brink story``: one run told turn by turn, or its whole trace as JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from sim.chance import LAST_RUN, LAST_SEED

EXAMPLE = """One simulated run, told turn by turn.

    SCENARIO is a path or the name of a shipped file.

    \b
    Examples:
      brink story nato-ground-troops-2024 --run 3
      brink story nato-ground-troops-2024 --find line_honoured
      brink story crisis.yaml --turns 10-14
      brink story crisis.yaml --run 3 --json > trace.json

    \b
    Routes up: line_honoured, troops_hit, accident_answered, misperception, salami.
    Routes down: settlement, restraint, absorbed, vetoed, bluff_called.
"""


def turn_range(
    ctx: click.Context, option: click.Parameter, given: str | None
) -> tuple[int, int] | None:
    """First and last turn of ``A-B`` or ``A``, counted from 1."""
    if given is None:
        return None
    first, _, last = given.partition("-")
    if first.isdecimal() and (last or first).isdecimal():
        found = int(first), int(last or first)
        if 1 <= found[0] <= found[1]:
            return found
    from sim.scenario.wording import quoted  # noqa: PLC0415 - help must not wait for pydantic

    what = f"{quoted(given)} is no range of turns; write 3 or 3-7, counted from 1"
    raise click.BadParameter(what, ctx, option)


def options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the command, in the order of its help."""
    for option in reversed((
        click.argument("scenario"),
        click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
                     help="Seed of all chance; 0 is a seed."),
        click.option("--run", type=click.IntRange(0, LAST_RUN), default=0, show_default=True,
                     help="Number of the run."),
        click.option("--set", "settings", metavar="PATH=VALUE", multiple=True,
                     help="Change a value of the scenario; repeatable."),
        click.option("--find", metavar="ROUTE",
                     help="Tell the first run, from --run on, that takes this route."),
        click.option("--search", type=click.IntRange(1), default=2000, show_default=True,
                     help="Runs to look through with --find."),
        click.option("--turns", metavar="A-B", callback=turn_range,
                     help="Tell only these turns, in full."),
        click.option("--all", "whole", is_flag=True, help="Tell every turn in full."),
        click.option("--json", "as_json", is_flag=True, help="Print the whole trace as JSON."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command(help=EXAMPLE)
@options
def story(**given: Any) -> None:  # noqa: ANN401 - click hands options over by name
    """Tell one run, or print its trace."""
    # imported here: help must not wait for the engine
    from sim.premise import prepare  # noqa: PLC0415
    from sim.scenario import load_scenario  # noqa: PLC0415
    from sim.story import tell, watch  # noqa: PLC0415

    premise = prepare(load_scenario(given["scenario"], given["settings"]))
    seed, run = given["seed"], given["run"]
    if given["find"] is not None:
        run = found_run(premise, given["find"], (seed, run, given["search"]))
    trace = watch(premise, seed=seed, run=run)
    if given["as_json"]:
        click.echo(json.dumps(trace.plain(), ensure_ascii=False, allow_nan=False))
    else:
        click.echo(tell(trace, turns=given["turns"], whole=given["whole"]), nl=False)


class NotFoundError(click.ClickException):
    """No run took the route; the answer is no, and the exit code 1."""

    exit_code = 1


def found_run(premise: Any, route: str, where: tuple[int, int, int]) -> int:  # noqa: ANN401
    """The first run that takes a route; ``where`` is (seed, first run, runs to look at)."""
    from sim.story.routes import check_route, search  # noqa: PLC0415

    seed, first, count = where
    check_route(route)
    looked = search(premise, seed=seed, first=first, count=count)
    for run, routes in shown(looked, count):
        if route in routes:
            click.echo(f"Run {run} is the first from run {first} on that takes {route}.", err=True)
            return run
    raise NotFoundError(
        f"none of runs {first} to {first + count - 1} takes {route}; look further with --search"
    )


def shown(
    looked: Iterator[tuple[int, dict[str, int]]], count: int
) -> Iterator[tuple[int, dict[str, int]]]:
    """The same, with a bar on stderr if somebody is watching."""
    if not sys.stderr.isatty():
        yield from looked
        return
    with click.progressbar(looked, length=count, label="looking", file=sys.stderr) as bar:
        yield from bar
