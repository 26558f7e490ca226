"""``brink doctor``: what this machine offers."""

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink doctor
  brink doctor --json"""
)
@options.as_json("Print what was found as JSON.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Say what this machine offers, and what is done instead where something is missing.

    Looks at Python and libraries, engines, the cache and who owns it, cores, memory, what worker
    processes need, letters, fonts and disks; changes nothing but the cache. Exit code 0 if all is
    there, 1 if something is missing.
    """
    from brinkmanship.commands.jobs.examination import examine

    findings = []
    for one in examine():
        findings.append(one)
        if not as_json:
            say_line(f"{'ok' if one.ok else 'missing':<8} {one.name:<11} {one.found}")
            if one.instead:
                say_line(f"{'':<20} instead: {one.instead}")
    if as_json:
        rows = [one._asdict() for one in findings]
        say(json_text({"ok": all(one.ok for one in findings), "findings": rows}), nl=False)
    ctx.exit(0 if all(one.ok for one in findings) else 1)
