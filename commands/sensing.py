"""The work of ``brink sensitivity``: declare, play, analyse, write, report."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from analysis.sensitivity.measures import Measure
from analysis.sensitivity.measures import find_measure as measure_of
from analysis.sensitivity.parameters import n_parameters as parameters
from analysis.sensitivity.parts import Part
from analysis.sensitivity.parts import boxes_part as boxed
from analysis.sensitivity.parts import design_part as analysed
from analysis.tables import open_sweep
from commands import sensing_plans as plans
from commands.sensing_job import Job
from commands.sensing_place import place_of
from commands.sensing_text import text_of
from commands.sensing_tipping import search_of, tipped
from commands.sensing_write import told, write
from commands.sweeping import played, report
from sim.errors import BrinkError
from sim.scenario.document import parse
from sim.scenario.library import lookup
from sim.scenario.loader import locate
from sim.scenario.reading import read_text
from sim.sweep.folder import PLAN, SCENARIO, SweepFolder
from sim.sweep.planning import Planned, plan_sweep
from sim.whole import json_text

POINTS, TRAJECTORIES, RUNS, TIPPING_RUNS = 128, 10, 500, 4000


def carry_out(job: Job) -> None:
    """Do all that ``brink sensitivity`` does.

    Raises:
        BrinkError: The user's input is wrong, or the disk refuses.
        click.ClickException: A run failed, or workers were lost.
    """
    started = datetime.now(UTC)
    parts, out = Work(job).parts()
    files = write(parts, out, started, command=job.command, figures=job.figures)
    if job.as_json:
        click.echo(json_text(told(parts)), nl=False)
    else:
        click.echo(text_of(parts))
        click.echo("".join(f"Figure: {file}\n" for file in files if file.suffix == ".png")
                   + f"Tables: {out}")  # fmt: skip


class Work:
    """A job on its way; its folder is made when its first plan has proved good."""

    def __init__(self, job: Job) -> None:
        self.job, self.out = job, Path()
        self.measure: Measure | None = None

    def parts(self) -> tuple[list[Part], Path]:
        """Every part of the answer, and the folder."""
        job = self.job
        if not job.of_scenario:
            if (Path(job.file) / PLAN).is_file():
                return list(self._of_folder(Path(job.file))), self.out
            return list(self._of_file()), self.out
        job.nothing_idle()
        found: list[Part] = []
        if job.parameters or job.assumptions:
            found += self._of_ranges()
        if job.tipping:
            found.append(self._tipping(job.tipping))
        return found, self.out

    def _of_folder(self, folder: Path) -> Iterator[Part]:
        """A sweep that was played before."""
        self.job.no_changes()
        sweep = open_sweep(folder)
        plan = json.loads((folder / PLAN).read_bytes())
        measure = self._measured(json.loads((folder / SCENARIO).read_bytes()), plan["ladder"])
        self._open()
        if plan["design"] in {"saltelli", "morris"}:
            why = f"the folder holds a sweep of the design {plan['design']}"
            yield analysed(sweep, plan["design"], measure, why)
        elif not self.job.boxes:
            raise _no_indices(str(folder), plan["design"])
        if self.job.boxes:
            yield boxed(sweep, measure)

    def _of_file(self) -> Iterator[Part]:
        """A sweep file."""
        self.job.no_changes()
        _refuse_scenario(self.job.file)
        planned = plan_sweep(self.job.file)
        design = planned.plan.design
        if planned.plan.until is not None:
            what = "a sweep with until plays points unevenly"
            raise BrinkError(f"{self.job.file}: {what}; write runs: instead")
        if design in {"saltelli", "morris"}:
            yield self._played(planned, "sweep", f"the sweep file declares the design {design}")
        elif not self.job.boxes:
            raise _no_indices(self.job.file, design)
        else:
            self._play(planned, "sweep")
        if self.job.boxes:
            yield self._boxes("sweep")

    def _of_ranges(self) -> Iterator[Part]:
        job = self.job
        ranges, held = plans.ranges_of(job.parameters), list[str]()
        if job.assumptions:
            more, held = plans.assumed(job.file, job.overrides, job.within)
            ranges += [one for one in more if one.path not in {other.path for other in ranges}]
        many = len(ranges) > plans.MANY
        if job.method == "morris" or (job.method == "auto" and many):
            why = f"--method {job.method} was asked for"
            if job.method == "auto":
                why = f"{len(ranges)} parameters are many, and Morris screens them at a low price"
            last = "morris"
            screened = self._morris(ranges, why)
            yield screened.with_notes([f"Held, for it is 0 or at its edge: {one}" for one in held])
            if job.method == "auto":
                first = list(screened.tables["screening"]["path"].head(job.top))
                left = [one for path in first for one in ranges if one.path == path]
                why = f"of the screening, the {len(left)} parameters that move the result most"
                yield self._sobol(left, why)
                last = "sobol"
        else:
            few = "is" if len(ranges) == 1 else "are"
            why = f"{parameters(len(ranges))} {few} few enough to be weighed without a screening"
            yield self._sobol(ranges, why if job.method == "auto" else "--method sobol")
            last = "sobol"
        if job.boxes:
            yield self._boxes(last)

    def _morris(self, ranges: list[plans.Range], why: str) -> Part:
        auto = self.job.method == "auto"  # then --points are those of the Sobol indices
        points = TRAJECTORIES if auto else self.job.points or TRAJECTORIES
        planned = plans.designed(ranges, self._common(), name="morris", design="morris",
                                 points=points, runs=self.job.runs or RUNS)  # fmt: skip
        return self._played(planned, "morris", why)

    def _sobol(self, ranges: list[plans.Range], why: str) -> Part:
        planned = plans.designed(
            ranges, self._common(), name="sobol", design="saltelli", second_order=len(ranges) > 1,
            points=self.job.points or POINTS, runs=self.job.runs or RUNS,
        )  # fmt: skip
        return self._played(planned, "sobol", why)

    def _tipping(self, option: str) -> Part:
        job = self.job
        along, *more = plans.ranges_of([option], "--tipping")
        if more:
            raise BrinkError("--tipping: one parameter at a time; give the command again")

        def content(values: list[float]) -> dict[str, Any]:
            swept = [{"path": along.path, "values": values}]
            runs = job.runs or TIPPING_RUNS
            return {**self._common(), "design": "list", "runs": runs, "parameters": swept}

        def plan(values: list[float]) -> Planned:
            return plans.between(content(values), "tipping")

        measure = self._of_plan(plans.declared(content([along.low, along.high]), "tipping"))
        plan(search_of(along).values([]))  # refused before there is a folder
        if not measure.share:
            raise BrinkError("--outcome mean_peak: a tipping point is that of a share of runs; "
                             "give a rung or an outcome")  # fmt: skip
        self._open()
        begun = perf_counter()
        folder = SweepFolder(self.out / "tipping")
        part = tipped(along, job.level, measure, plan, folder, job.workers)
        return part.timed(perf_counter() - begun)

    def _played(self, planned: Planned, name: str, why: str) -> Part:
        measure = self._of_plan(planned)
        seconds = self._play(planned, name)
        part = analysed(open_sweep(self.out / name), planned.plan.design, measure, why)
        return part.timed(seconds)

    def _play(self, planned: Planned, name: str) -> float:
        """Play what is missing, and say how long that took."""
        self._of_plan(planned)
        self._open()
        folder, begun = SweepFolder(self.out / name), perf_counter()
        folder.make()
        done = played(planned, folder, self.job.workers)
        report(done)
        return perf_counter() - begun

    def _boxes(self, name: str) -> Part:
        assert self.measure is not None  # noqa: S101 - the sweep was planned
        return boxed(open_sweep(self.out / name), self.measure)

    def _common(self) -> dict[str, Any]:
        job = self.job
        settings = plans.settings_of(job.overrides)
        return {"scenario": job.file, "seed": job.seed, "set": settings}

    def _of_plan(self, planned: Planned) -> Measure:
        return self._measured(json.loads(planned.document), list(planned.plan.ladder))

    def _measured(self, document: dict[str, Any], ladder: list[str]) -> Measure:
        self.measure = measure_of(self.job.outcome or document["ladder"]["roles"]["clash"], ladder)
        return self.measure

    def _open(self) -> None:
        """Have a folder, from when the first plan has proved good."""
        if self.out == Path():
            self.out = place_of(self.job)


def _refuse_scenario(file: str) -> None:
    """Say what is missing where FILE is a scenario alone."""
    if lookup(f"sweeps/{file}") and not Path(file).exists():
        return
    path, shown = locate(file)
    root = parse(read_text(path, shown), shown, [])
    if root.child("scenario") is None and root.child("parameters") is None:
        what = f"{shown}: this is a scenario, and nothing says what to vary"
        raise BrinkError(f"{what}; add --assumptions, --parameters or --tipping")


def _no_indices(name: str, design: str) -> BrinkError:
    what = f"{name}: from the design {design} no indices can be had"
    return BrinkError(f"{what}; write design: saltelli or morris, or ask for --boxes")
