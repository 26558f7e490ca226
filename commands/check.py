"""``brink check``: validate without running."""

from dataclasses import asdict
from typing import Any

import click

from sim.whole import json_text

PREFIX = 12  # hexadecimal digits of a digest that tell scenarios apart by eye


@click.command(
    epilog="""\b
Example:
  brink check mine.yaml nato-ground-troops-2024"""
)
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def check(ctx: click.Context, scenarios: tuple[str, ...], *, as_json: bool) -> None:
    """Say what is wrong with each SCENARIO, without running it.

    SCENARIO is a file, or the name of a shipped scenario. All errors of all files are
    reported; exit code 2 if there is one.
    """
    found = [examined(name) for name in scenarios]
    if as_json:
        click.echo(json_text({"files": found}), nl=False)
    else:
        for one in found:
            tell(one)
    ctx.exit(0 if all(one["ok"] for one in found) else 2)


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
    for problem in one["problems"]:
        click.echo(problem["text"], err=True)
