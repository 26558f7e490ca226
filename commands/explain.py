"""``brink explain``: the turns that decided a run."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.figures import draw_figures, print_places
from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.results.folder import WholeFolder, json_text
from brinkmanship.sim.runs.limits import MOST_RUNS


@click.command(
    epilog="""\b
Examples:
  brink explain nato-ground-troops-2024 --run 12
  brink explain nato-ground-troops-2024 --run 7 --outcome tripwire --out out/why-7"""
)
@click.argument("scenario", shell_complete=completion.scenarios)
@options.run_number(most=MOST_RUNS)
@options.seed()
@click.option("--outcome", metavar="NAME",
              help="A rung or an outcome to ask about. [default: a clash, or else the highest "
              "threshold that the run reached]")  # fmt: skip
@options.overrides()
@click.option("--continuations", type=click.IntRange(50, 100_000), default=1000, show_default=True,
              metavar="N", help="Fresh continuations behind each number.")  # fmt: skip
@click.option("--responsibility/--no-responsibility", default=True, show_default=True,
              help="Share the outcome out among the actors' policies.")  # fmt: skip
@options.run_count("Runs over which responsibility is shared out.",
                   least=64, most=1_000_000, default=3200)  # fmt: skip
@options.workers()
@options.out_folder("Also write a folder of tables and figures; it must not exist.")
@options.figures("Draw the figures, if there is a folder.")
@options.as_json("Print everything as JSON.")
def explain(*, out: Path | None, figures: bool, as_json: bool, **asked: Any) -> None:
    """Say where one run of SCENARIO was decided, by what, and by whom.

    Goes back to every turn, changes one decision, one signal or one accident, and plays on
    with the same and with fresh luck. Prints what moved the share of continuations most, what
    was chance and what was intent, and each actor's part.
    """
    from brinkmanship.commands.folders.explanation import write_explanation
    from brinkmanship.commands.jobs.explanation import ExplanationJob, explain_run
    from brinkmanship.commands.text.explanation import explanation_json, explanation_text

    if out is not None:
        WholeFolder(out)  # refused now rather than after the work
    started, job = datetime.now(UTC), ExplanationJob(**asked)
    explanation = explain_run(job)
    if as_json:
        say(json_text(explanation_json(explanation)), nl=False)
    else:
        say(explanation_text(explanation), nl=False)
    if out is not None:
        command = job.command(explanation.hinges.target.name)
        folder = write_explanation(explanation, out, started, command)
        print_places(folder, draw_figures if figures else None, quiet=as_json)
