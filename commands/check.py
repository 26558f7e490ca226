"""``brink check``: validate without running; with ``--lint``, run to look for meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.output import check_out, print_or_write
from brinkmanship.commands.shared.printing import say_line
from brinkmanship.printable import printable
from brinkmanship.sim.results.folder import json_text

PREFIX = 12  # hexadecimal digits of a digest that tell scenarios apart by eye


@click.command(
    epilog="""\b
Examples:
  brink check mine.yaml nato-ground-troops-2024
  brink check mine.yaml --lint"""
)
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True,
                shell_complete=completion.scenarios)  # fmt: skip
@click.option("--lint", "closely", is_flag=True,
              help="Also run it, and look for what does nothing.")  # fmt: skip
@options.run_count("With --lint: runs in which each lever is pulled; an idle one in ten times as "
                   "many.", most=100_000, default=200)  # fmt: skip
@click.option("--watch", type=click.IntRange(1, 10_000), default=100, show_default=True,
              metavar="N", help="With --lint: runs watched turn by turn.")  # fmt: skip
@options.seed("Seed of all chance in what is played.")
@options.as_json("Print what was found as JSON.")
@options.out_file("A new file to write instead of printing.")
@click.pass_context
def check(ctx: click.Context, /, scenarios: tuple[str, ...], **asked: Any) -> None:
    """Say what is wrong with each SCENARIO, and what its author can hardly have meant.

    SCENARIO is a file, or the name of a shipped scenario. All errors of all files are
    reported; exit code 2 if there is one. Of a good file it also says which roles its ladder
    lacks, and which outcomes and mechanisms that rules out. A note, such as on two actors of one
    name, leaves the exit code at 0. If an inject has a turn after the first, 500 runs are played
    to say in what share of them the crisis is over before it.

    With --lint each good scenario is looked at in many more runs, to find levers that change
    nothing, rungs never reached, rules that never fire, actors that never move, values without a
    source; and a table says how often each north star bound and at what price. Exit code 1 if
    there is a problem, 0 if there are only notes.
    """
    check_out(asked["out"])
    results = [check_scenario(name, asked["seed"]) for name in scenarios]
    if asked["closely"]:
        results = [_with_lint(one, asked) if one["ok"] else one for one in results]
    if asked["as_json"]:
        text = json_text({"files": results})
    else:
        text = "".join(map(_result_text, results))
    print_or_write(text, asked["out"])
    for one in () if asked["as_json"] else results:
        for problem in one["problems"]:
            say_line(problem["text"], err=True)
    ctx.exit(_exit_code(results))


def check_scenario(name: str, seed: int = 0) -> dict[str, Any]:
    """What a scenario is, its problems, and if it has none the notes on it, as plain data."""
    from brinkmanship.api.crisis import load_file
    from brinkmanship.commands.jobs.checking.check_notes import look_at
    from brinkmanship.sim.errors import ScenarioError
    from brinkmanship.sim.scenario.meaning import missing_roles

    try:
        crisis = load_file(name)
    except ScenarioError as error:
        problems = [{**asdict(one), "text": str(one)} for one in error.problems]
        return {"file": name, "ok": False, "problems": problems}
    seen = look_at(crisis, seed)
    return {
        "file": name,
        "ok": True,
        "title": crisis.title,
        "actors": list(crisis.scenario.actors),
        "digest": crisis.digest,
        "missing_roles": [one._asdict() for one in missing_roles(crisis.scenario)],
        "problems": [],
        "notes": seen.notes,
        "events": seen.events,
    }


def _with_lint(result: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same with what a closer look finds."""
    from brinkmanship.commands.jobs.checking.lint import Search, lint_scenario

    search = Search(asked["runs"], asked["watch"], asked["seed"])
    return {**result, "lint": lint_scenario(result["file"], search)}


def _result_text(result: Mapping[str, Any]) -> str:
    """One line for a good scenario, a line for each note, and what lint found; of a bad one none.

    Its problems go to stderr.
    """
    if not result["ok"]:
        return ""
    who = ", ".join(result["actors"])
    digest = result["digest"][:PREFIX]
    lines = [f"OK {result['file']}: {result['title']} ({who}) {digest}"]
    lines += [
        f"  no rung has the role {one['role']}: {_gap_text(one)}" for one in result["missing_roles"]
    ]
    lines += map(_event_text, result["events"])
    lines += [one["text"] for one in result["notes"]]
    text = "".join(f"{printable(line)}\n" for line in lines)
    if "lint" in result:
        from brinkmanship.commands.text.lint import lint_text

        text += lint_text(result["lint"])
    return text


def _event_text(event: Mapping[str, Any]) -> str:
    """In what share of the runs an event of the scenario comes too late."""
    from brinkmanship.sim.scenario.calendar import day_in_words

    when = f"turn {event['turn']}"
    if event["day"]:
        when = f"{when}, from {day_in_words(event['day'])}"
    what = f" ({event['note'].rstrip('.')})" if event["note"] else ""
    return (
        f"  injects[{event['inject']}], {when}{what}: {event['share']:.1%} of runs are over before "
        f"it (95% interval {event['low']:.1%} to {event['high']:.1%}; {event['runs']} runs, seed "
        f"{event['seed']})"
    )


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
