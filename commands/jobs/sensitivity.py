"""A sensitivity analysis: its sweeps planned, played where something is missing, and analysed."""

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from brinkmanship.analysis.sensitivity.measures import Measure, find_measure
from brinkmanship.analysis.sensitivity.parameters import n_parameters
from brinkmanship.analysis.sensitivity.parts import Part, boxes_part, design_part
from brinkmanship.analysis.tables import open_sweep
from brinkmanship.commands.jobs import sensitivity_plans as plans
from brinkmanship.commands.jobs.sensitivity_request import SensitivityRequest, open_answer_folder
from brinkmanship.commands.jobs.sweep import play_missing, raise_failures
from brinkmanship.commands.jobs.tipping_search import find_tipping_point, search_along
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.scenario.loading import locate, scenario_of
from brinkmanship.sim.scenario.meaning import usual_rung
from brinkmanship.sim.scenario.reading.files import read_text
from brinkmanship.sim.scenario.reading.library import lookup_shipped
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.sweep.planning import Planned, plan_sweep
from brinkmanship.sim.sweep.storage.folder import PLAN, SCENARIO, SweepFolder

POINTS, TRAJECTORIES, RUNS, TIPPING_RUNS = 128, 10, 500, 4000
INDEXED = {"saltelli", "morris"}  # designs that give indices


class SensitivityAnalysis:
    """An analysis in the making; its folder is made when its first plan has proved good.

    Attributes:
        request: What was asked.
        out: The folder of the answer; empty until it is made.
        measure: What is looked at; None until the first plan is made.
    """

    def __init__(self, request: SensitivityRequest) -> None:
        self.request, self.out = request, Path()
        self.measure: Measure | None = None

    def parts(self) -> list[Part]:
        """Every part of the answer.

        Raises:
            BrinkError: The user's input is wrong, or the disk refuses.
            click.ClickException: A run failed, or workers were lost.
        """
        request = self.request
        if not request.of_scenario:
            folder = Path(request.file)
            in_folder = (folder / PLAN).is_file()
            return list(self._parts_of_folder(folder) if in_folder else self._parts_of_file())
        request.refuse_idle_options()
        parts: list[Part] = []
        if request.parameters or request.assumptions:
            parts += self._parts_of_ranges()
        if request.tipping:
            parts.append(self._tipping_part(request.tipping))
        return parts

    def _parts_of_folder(self, folder: Path) -> Iterator[Part]:
        """Parts from a sweep that was played before."""
        self.request.refuse_options_of_sweep()
        sweep = open_sweep(folder)
        plan = json.loads((folder / PLAN).read_bytes())
        document = (folder / SCENARIO).read_text(encoding="utf-8")
        measure = self._set_measure(document, plan["ladder"])
        self._open_folder()
        if plan["design"] in INDEXED:
            why = f"the folder holds a sweep of the design {plan['design']}"
            yield design_part(sweep, plan["design"], measure, why)
        elif not self.request.boxes:
            raise _no_indices_error(str(folder), plan["design"])
        if self.request.boxes:
            yield boxes_part(sweep, measure)

    def _parts_of_file(self) -> Iterator[Part]:
        """Parts from a sweep file."""
        file = self.request.file
        self.request.refuse_options_of_sweep()
        _refuse_scenario(file)
        planned = plan_sweep(file)
        design = planned.plan.design
        if planned.plan.until is not None:
            what = "a sweep with until plays points unevenly"
            raise BrinkError(f"{file}: {what}; write runs: instead")
        if design in INDEXED:
            why = f"the sweep file declares the design {design}"
            yield self._indices_part(planned, "sweep", why)
        elif not self.request.boxes:
            raise _no_indices_error(file, design)
        else:
            self._play(planned, "sweep")
        if self.request.boxes:
            yield self._boxes_part("sweep")

    def _parts_of_ranges(self) -> Iterator[Part]:
        """A screening where parameters are many, then Sobol indices, then boxes."""
        request = self.request
        ranges, held = self._ranges()
        many = len(ranges) > plans.MANY
        if request.method == "morris" or (request.method == "auto" and many):
            why = f"--method {request.method} was asked for"
            if request.method == "auto":
                why = f"{len(ranges)} parameters are many, and Morris screens them at a low price"
            last = "morris"
            screened = self._morris_part(ranges, why)
            yield screened.with_notes([f"Held, for it is 0 or at its edge: {one}" for one in held])
            if request.method == "auto":
                first = list(screened.tables["screening"]["path"].head(request.top))
                left = [one for path in first for one in ranges if one.path == path]
                why = f"of the screening, the {len(left)} parameters that move the result most"
                yield self._sobol_part(left, why)
                last = "sobol"
        else:
            few = "is" if len(ranges) == 1 else "are"
            why = f"{n_parameters(len(ranges))} {few} few enough to be weighed without a screening"
            yield self._sobol_part(ranges, why if request.method == "auto" else "--method sobol")
            last = "sobol"
        if request.boxes:
            yield self._boxes_part(last)

    def _ranges(self) -> tuple[list[plans.Range], list[str]]:
        """What is varied, each path once, and the paths of assumptions that cannot be moved."""
        request = self.request
        ranges = plans.parse_ranges(request.parameters)
        if not request.assumptions:
            return ranges, []
        more, held = plans.assumption_ranges(request.file, request.overrides, request.within)
        named = {one.path for one in ranges}
        return [*ranges, *(one for one in more if one.path not in named)], held

    def _morris_part(self, ranges: list[plans.Range], why: str) -> Part:
        auto = self.request.method == "auto"  # then --points are those of the Sobol indices
        points = TRAJECTORIES if auto else self.request.points or TRAJECTORIES
        planned = plans.plan_ranges(ranges, self._common_keys(), name="morris", design="morris",
                                    points=points, runs=self.request.runs or RUNS)  # fmt: skip
        return self._indices_part(planned, "morris", why)

    def _sobol_part(self, ranges: list[plans.Range], why: str) -> Part:
        planned = plans.plan_ranges(
            ranges, self._common_keys(), name="sobol", design="saltelli",
            second_order=len(ranges) > 1, points=self.request.points or POINTS,
            runs=self.request.runs or RUNS,
        )  # fmt: skip
        return self._indices_part(planned, "sobol", why)

    def _tipping_part(self, option: str) -> Part:
        request = self.request
        along, *more = plans.parse_ranges([option], "--tipping")
        if more:
            raise BrinkError("--tipping: one parameter at a time; give the command again")

        def content(values: list[float]) -> dict[str, Any]:
            swept = [{"path": along.path, "values": values}]
            runs = request.runs or TIPPING_RUNS
            return {**self._common_keys(), "design": "list", "runs": runs, "parameters": swept}

        def plan_values(values: list[float]) -> Planned:
            return plans.plan_drawn(content(values), "tipping")

        ends = plans.plan_content(content([along.low, along.high]), "tipping")
        measure = self._set_measure_of(ends)
        plan_values(search_along(along).values([]))  # refused before there is a folder
        if not measure.share:
            raise BrinkError("--outcome mean_peak: a tipping point is that of a share of runs; "
                             "give a rung or an outcome")  # fmt: skip
        self._open_folder()
        begun, folder = perf_counter(), SweepFolder(self.out / "tipping")
        part = find_tipping_point(
            along, request.level, measure, plan_values, folder, request.workers
        )
        return part.timed(perf_counter() - begun)

    def _indices_part(self, planned: Planned, name: str, why: str) -> Part:
        measure = self._set_measure_of(planned)
        seconds = self._play(planned, name)
        part = design_part(open_sweep(self.out / name), planned.plan.design, measure, why)
        return part.timed(seconds)

    def _boxes_part(self, name: str) -> Part:
        assert self.measure is not None  # noqa: S101 - the sweep was planned
        return boxes_part(open_sweep(self.out / name), self.measure)

    def _play(self, planned: Planned, name: str) -> float:
        """Play what is missing; the seconds that took."""
        self._set_measure_of(planned)
        self._open_folder()
        folder, begun = SweepFolder(self.out / name), perf_counter()
        folder.make()
        raise_failures(play_missing(planned, folder, self.request.workers))
        return perf_counter() - begun

    def _common_keys(self) -> dict[str, Any]:
        """Keys of a sweep file that every sweep of the analysis has."""
        request = self.request
        settings = plans.sweep_settings(request.overrides)
        return {"scenario": request.file, "seed": request.seed, "set": settings}

    def _set_measure_of(self, planned: Planned) -> Measure:
        return self._set_measure(planned.document, list(planned.plan.ladder))

    def _set_measure(self, document: str, ladder: list[str]) -> Measure:
        outcome = self.request.outcome or usual_rung(scenario_of(document, SCENARIO))
        self.measure = find_measure(outcome, ladder)
        return self.measure

    def _open_folder(self) -> None:
        """Make the folder, unless that was done."""
        if self.out == Path():
            self.out = open_answer_folder(self.request)


def _refuse_scenario(file: str) -> None:
    """Say what is missing where FILE is a scenario alone.

    Raises:
        BrinkError: FILE is a scenario.
    """
    if lookup_shipped(f"sweeps/{file}") and not Path(file).exists():
        return
    path, name = locate(file)
    root = parse(read_text(path, name), name, [])
    if root.child("scenario") is None and root.child("parameters") is None:
        what = f"{name}: this is a scenario, and nothing says what to vary"
        raise BrinkError(f"{what}; add --assumptions, --parameters or --tipping")


def _no_indices_error(name: str, design: str) -> BrinkError:
    what = f"{name}: from the design {design} no indices can be had"
    return BrinkError(f"{what}; write design: saltelli or morris, or ask for --boxes")
