"""``brink story``: one run told turn by turn, or its whole trace as JSON."""

import json
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.output import check_out, print_or_write


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
    epilog=f"""\b
Routes up: {", ".join(completion.ROUTES_UP)}.
Routes down: {", ".join(completion.ROUTES_DOWN)}.

\b
Examples:
  brink story nato-ground-troops-2024 --run 3
  brink story nato-ground-troops-2024 --find line_honoured
  brink story crisis.yaml --turns 10-14
  brink story crisis.yaml --run 3 --json --out trace.json"""
)
@click.argument("scenario", shell_complete=completion.scenarios)
@options.seed()
@options.run_number()
@options.overrides()
@options.find_route("Tell")
@click.option("--turns", metavar="A-B", callback=turn_range,
              help="Tell only these turns, in full.")  # fmt: skip
@click.option("--all", "in_full", is_flag=True, help="Tell every turn in full.")
@options.as_json("Print the whole trace as JSON.")
@options.out_file("A new file to write instead of printing.")
def story(**asked: Any) -> None:
    """Tell one simulated run of SCENARIO turn by turn.

    SCENARIO is a file, or the name of a shipped scenario.
    """
    from brinkmanship.api.crisis import load_file
    from brinkmanship.commands.jobs.route_search import first_run_taking

    check_out(asked["out"])
    crisis = load_file(asked["scenario"], asked["overrides"])
    seed, run = asked["seed"], asked["run"]
    if asked["find"] is not None:
        run = first_run_taking(
            asked["find"], crisis.premise, seed=seed, first=run, count=asked["search"]
        )
    if asked["as_json"]:
        plain = crisis.trace(run, seed=seed).plain()
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False) + "\n"
    else:
        text = crisis.story(run, seed=seed, turns=asked["turns"], in_full=asked["in_full"])
    print_or_write(text, asked["out"])
