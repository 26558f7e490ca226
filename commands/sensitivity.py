"""``brink sensitivity``: what carries the result, and where it tips."""

from datetime import UTC, datetime
from typing import Any

import click
from click.core import ParameterSource

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink sensitivity ten-assumptions
  brink sensitivity nato-ground-troops-2024 --assumptions --within 0.25
  brink sensitivity nato-ground-troops-2024 --outcome tripwire \\
    --parameters actors.FRA.resolve.normal.mean:1:1.6,alliances.NATO.cohesion:0.4:0.8
  brink sensitivity nato-ground-troops-2024 --set actors.USA.policy.north_star.hard=false \\
    --tipping actors.USA.policy.north_star.strength:0:4 --level 0.11 --outcome tripwire
  brink sensitivity out/north-star --boxes"""
)
@click.argument("file", shell_complete=completion.any_of(
    completion.scenarios, completion.sweeps, completion.folders))  # fmt: skip
@click.option("--parameters", metavar="PATH:LOW:HIGH", multiple=True,
              shell_complete=completion.paths_ending(":"),
              help="Vary these, FILE being a scenario; with commas, or given again.")  # fmt: skip
@click.option("--assumptions", is_flag=True,
              help="Vary every number of the scenario whose source is assumption.")  # fmt: skip
@click.option("--within", type=click.FloatRange(0, 1, min_open=True), default=0.25,
              show_default=True, metavar="SHARE",
              help="How far an assumption moves either way, as a share of itself.")  # fmt: skip
@click.option("--tipping", metavar="PATH:LOW:HIGH", shell_complete=completion.paths_ending(":"),
              help="Find where the result crosses --level along this parameter.")  # fmt: skip
@click.option("--level", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.5,
              show_default=True, metavar="SHARE", help="For --tipping.")  # fmt: skip
@click.option("--boxes", is_flag=True,
              help="Also find boxes of the parameters with a high share (PRIM, CART).")  # fmt: skip
@click.option("--outcome", metavar="NAME",
              help="A rung, an outcome, or mean_peak. [default: the clash rung]")  # fmt: skip
@click.option("--method", type=click.Choice(["auto", "sobol", "morris"]), default="auto",
              show_default=True, help="auto: many parameters are screened first.")  # fmt: skip
@click.option("--points", type=click.IntRange(2, 1_000_000), metavar="N",
              help="Base points (sobol, a power of two) or trajectories (morris). "
              "[default: 128; 10]")  # fmt: skip
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True, metavar="N",
              help="Parameters that go on from a screening to Sobol indices.")  # fmt: skip
@options.run_count("Runs a point, the same luck at each. [default: 500; tipping 4000]",
                   least=2, default=None)  # fmt: skip
@options.seed(most=2**53)
@options.overrides()
@options.workers()
@options.out_folder("Folder; an analysis that was begun there is continued. "
                    "[default: out/FILE-sensitivity, or the next free number]")  # fmt: skip
@options.figures()
@options.as_json("Print the result as JSON.")
@click.pass_context
def sensitivity(ctx: click.Context, /, *, figures: bool, as_json: bool, **asked: Any) -> None:
    """Say which parameters carry a result, how sure that is, and where it tips.

    FILE is a sweep file with the design saltelli or morris, a folder that brink sweep has
    finished, or a scenario with --parameters, --assumptions or --tipping. Every point is
    played with the same luck, in a sweep that goes on where it was stopped.
    """
    from brinkmanship.commands.folders.sensitivity import write_answer
    from brinkmanship.commands.jobs.sensitivity.analysis import SensitivityAnalysis
    from brinkmanship.commands.jobs.sensitivity.request import SensitivityRequest
    from brinkmanship.commands.text.sensitivity import sensitivity_json, sensitivity_text

    typed = ParameterSource.COMMANDLINE
    given = frozenset(name for name in asked if ctx.get_parameter_source(name) is typed)
    started, request = datetime.now(UTC), SensitivityRequest(**asked, given=given)
    analysis = SensitivityAnalysis(request)
    parts = analysis.parts()
    files = write_answer(parts, analysis.out, started, command=request.command, figures=figures)
    if as_json:
        say(json_text(sensitivity_json(parts)), nl=False)
        return
    say(sensitivity_text(parts))
    for file in files:
        if file.suffix == ".png":
            say_line(f"Figure: {file}")
    say_line(f"Tables: {analysis.out}")
