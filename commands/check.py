"""``brink check``: validate without running; with ``--lint``, run to look for meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from brinkmanship.commands.shared import options
from brinkmanship.sim.results.folder import json_text

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
@options.run_count("With --lint: runs in which each lever is pulled; an idle one in ten times as "
                   "many.", most=100_000, default=200)  # fmt: skip
@click.option("--watch", type=click.IntRange(1, 10_000), default=100, show_default=True,
              metavar="N", help="With --lint: runs watched turn by turn.")  # fmt: skip
@options.seed("With --lint: seed of all chance.")
@options.as_json("Print what was found as JSON.")
@click.pass_context
def check(ctx: click.Context, /, scenarios: tuple[str, ...], **asked: Any) -> None:
    """Say what is wrong with each SCENARIO, without running it.

    SCENARIO is a file, or the name of a shipped scenario. All errors of all files are
    reported; exit code 2 if there is one. Of a good file it also says which roles its ladder
    lacks, and which outcomes and mechanisms that rules out.

    With --lint each good scenario is run too, to find levers that change nothing, rungs never
    reached, rules that never fire, actors that never move, values without a source; and a table
    says how often each north star bound and at what price. Exit code 1 if there is a problem,
    0 if there are only notes.
    """
    results = [check_scenario(name) for name in scenarios]
    if asked["closely"]:
        results = [_with_lint(one, asked) if one["ok"] else one for one in results]
    if asked["as_json"]:
        click.echo(json_text({"files": results}), nl=False)
    else:
        for one in results:
            _print_result(one)
    ctx.exit(_exit_code(results))


def check_scenario(name: str) -> dict[str, Any]:
    """What a scenario is, or its problems, as plain data."""
    from brinkmanship.api.crisis import load_file
    from brinkmanship.sim.errors import ScenarioError
    from brinkmanship.sim.scenario.meaning import missing_roles

    try:
        scenario = load_file(name).scenario
    except ScenarioError as error:
        problems = [{**asdict(one), "text": str(one)} for one in error.problems]
        return {"file": name, "ok": False, "problems": problems}
    return {
        "file": name,
        "ok": True,
        "title": scenario.title,
        "actors": list(scenario.actors),
        "digest": scenario.digest,
        "missing_roles": [one._asdict() for one in missing_roles(scenario)],
        "problems": [],
    }


def _with_lint(result: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same with what a closer look finds."""
    from brinkmanship.commands.jobs.lint import Search, lint_scenario

    search = Search(asked["runs"], asked["watch"], asked["seed"])
    return {**result, "lint": lint_scenario(result["file"], search)}


def _print_result(result: Mapping[str, Any]) -> None:
    """A good scenario on stdout with what its ladder rules out, a bad one's problems on stderr."""
    if result["ok"]:
        who = ", ".join(result["actors"])
        digest = result["digest"][:PREFIX]
        click.echo(f"OK {result['file']}: {result['title']} ({who}) {digest}")
        for one in result["missing_roles"]:
            click.echo(f"  no rung has the role {one['role']}: {_gap_text(one)}")
    if "lint" in result:
        from brinkmanship.commands.text.lint import lint_text

        click.echo(lint_text(result["lint"]), nl=False)
    for problem in result["problems"]:
        click.echo(problem["text"], err=True)


def _gap_text(gap: Mapping[str, Any]) -> str:
    """What cannot happen on a ladder without a role."""
    outcomes, off = gap["outcomes"], gap["mechanisms"]
    parts = [f"no run ends in {' or '.join(outcomes)}"] if outcomes else []
    if off:
        parts.append(f"{', '.join(off)} {'is' if len(off) == 1 else 'are'} switched off")
    return "; ".join(parts)


def _exit_code(results: Sequence[Mapping[str, Any]]) -> int:
    """2 for an error, 1 for a problem that lint found, else 0."""
    if not all(one["ok"] for one in results):
        return 2
    return int(any(one["lint"]["problems"] for one in results if "lint" in one))
