"""``brink check``: validate without running; with ``--lint``, run to look for meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from sim.chance import LAST_SEED
from sim.results.folder import json_text

PREFIX = 12  # hexadecimal digits of a digest that tell scenarios apart by eye


@click.command(
    epilog="""\b
Examples:
  brink check mine.yaml nato-ground-troops-2024
  brink check mine.yaml --lint"""
)
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@click.option("--lint", "closely", is_flag=True,
              help="Also run it, and look for what does nothing.")  # fmt: skip
@click.option("--runs", type=click.IntRange(1, 100_000), default=200, show_default=True,
              help="With --lint: runs in which each lever is pulled; an idle one in ten times as "
              "many.")  # fmt: skip
@click.option("--watch", type=click.IntRange(1, 10_000), default=100, show_default=True,
              help="With --lint: runs watched turn by turn.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
              help="With --lint: seed of all chance.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def check(ctx: click.Context, /, scenarios: tuple[str, ...], **asked: Any) -> None:  # noqa: ANN401 - click's way
    """Say what is wrong with each SCENARIO, without running it.

    SCENARIO is a file, or the name of a shipped scenario. All errors of all files are
    reported; exit code 2 if there is one.

    With --lint each good scenario is run too, to find levers that change nothing, rungs never
    reached, rules that never fire, actors that never move, values without a source; and a table
    says how often each north star bound and at what price. Exit code 1 if there is a problem,
    0 if there are only notes.
    """
    found = [examined(name) for name in scenarios]
    if asked["closely"]:
        found = [_linted(one, asked) for one in found]
    if asked["as_json"]:
        click.echo(json_text({"files": found}), nl=False)
    else:
        for one in found:
            tell(one)
    ctx.exit(_code(found))


def _linted(one: dict[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same with what a closer look finds; a scenario with errors is left as it is."""
    if not one["ok"]:
        return one
    from commands.linting import Search, lint  # noqa: PLC0415 - Numba and Mesa only where it runs

    return {**one, "lint": lint(one["file"], Search(asked["runs"], asked["watch"], asked["seed"]))}


def _code(found: Sequence[Mapping[str, Any]]) -> int:
    """2 for an error, 1 for a problem that lint found, else 0."""
    if not all(one["ok"] for one in found):
        return 2
    return int(any(one["lint"]["problems"] for one in found if "lint" in one))


def examined(name: str) -> dict[str, Any]:
    """What a scenario is, or its problems."""
    from sim.errors import ScenarioError  # noqa: PLC0415 - with the next line
    from sim.scenario import load_scenario  # noqa: PLC0415 - help must not wait for pydantic

    try:
        scenario = load_scenario(name)
    except ScenarioError as error:
        problems = [{**asdict(one), "text": str(one)} for one in error.problems]
        return {"file": name, "ok": False, "problems": problems}
    return {
        "file": name,
        "ok": True,
        "title": scenario.title,
        "actors": list(scenario.actors),
        "digest": scenario.digest,
        "problems": [],
    }


def tell(one: dict[str, Any]) -> None:
    """One line on stdout for a good scenario, a line a problem on stderr for a bad one."""
    if one["ok"]:
        who = ", ".join(one["actors"])
        click.echo(f"OK {one['file']}: {one['title']} ({who}) {one['digest'][:PREFIX]}")
    if "lint" in one:
        from commands.linting import tell as tell_lint  # noqa: PLC0415 - loaded already

        tell_lint(one["lint"])
    for problem in one["problems"]:
        click.echo(problem["text"], err=True)
