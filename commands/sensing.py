"""The work of ``brink sensitivity``: declare, play, analyse, write, report."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from analysis.sensitivity.crossed import Measure, measure_of
from analysis.sensitivity.names import parameters
from analysis.sensitivity.stages import Part, analysed, boxed
from analysis.sweeps import open_sweep
from commands import sensing_plans as plans
from commands.sensing_text import text_of
from commands.sensing_tipping import tipped
from commands.sensing_write import told, write
from commands.sweeping import played, report
from commands.typed import repeated
from sim.errors import BrinkError
from sim.scenario.document import parse
from sim.scenario.library import lookup
from sim.scenario.loader import locate
from sim.scenario.reading import read_text
from sim.sweep.folder import PLAN, SCENARIO, SweepFolder
from sim.sweep.planning import Planned, plan_sweep
from sim.whole import json_text

REQUEST = "request.json"
GROWING = ("runs", "points", "workers", "out", "figures", "as_json", "given")
"""Options that may differ when an analysis is gone on with."""
UNASKED = {"file", "workers", "out", "figures", "as_json"}
FIXED = ("overrides", "runs", "points", "method", "top", "within", "level", "seed")
"""Options that a sweep leaves nothing to say about."""
NEEDS = {
    "within": ("assumptions",),
    "level": ("tipping",),
    "method": ("parameters", "assumptions"),
    "top": ("parameters", "assumptions"),
    "points": ("parameters", "assumptions"),
}
"""Options that mean something only beside another."""
POINTS, TRAJECTORIES, RUNS, TIPPING_RUNS = 128, 10, 500, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the user asked for; each field is an option of ``brink sensitivity``.

    Attributes:
        given: Names of the options that were typed; all others hold their defaults.
    """

    file: str
    parameters: tuple[str, ...]
    assumptions: bool
    within: float
    tipping: str | None
    level: float
    boxes: bool
    outcome: str | None
    method: str
    points: int | None
    top: int
    runs: int | None
    seed: int
    overrides: tuple[str, ...]
    workers: int
    out: Path | None
    figures: bool
    as_json: bool
    given: frozenset[str] = frozenset()

    @property
    def command(self) -> list[str]:
        """Words that ask the same again."""
        values = {name: getattr(self, name) for name in self.given - UNASKED}
        told = {"overrides": "--set"}
        words = ["sensitivity", self.file]
        for name, value in sorted(values.items()):
            option = told.get(name, f"--{name}")
            if isinstance(value, tuple):
                words += repeated(option, value)
            else:
                words += [option] if value is True else [option, str(value)]
        return words

    @property
    def of_scenario(self) -> bool:
        """Whether FILE is a scenario, and not a sweep."""
        return bool(self.parameters or self.assumptions or self.tipping)

    @property
    def request(self) -> dict[str, Any]:
        """What makes this job another one than a folder holds."""
        apart = {*GROWING, "given"}
        kept = {name: value for name, value in asdict(self).items() if name not in apart}
        return dict(json.loads(json.dumps(kept)))


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
        self._nothing_idle()
        found: list[Part] = []
        if job.parameters or job.assumptions:
            found += self._of_ranges()
        if job.tipping:
            found.append(self._tipping(job.tipping))
        return found, self.out

    def _of_folder(self, folder: Path) -> Iterator[Part]:
        """A sweep that was played before."""
        self._no_changes()
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
        self._no_changes()
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
        first = plans.declared(
            {**self._common(), "design": "list", "runs": job.runs or TIPPING_RUNS,
             "parameters": [{"path": along.path, "values": [along.low, along.high]}]},
            "tipping",
        )  # fmt: skip
        measure = self._of_plan(first)
        if not measure.share:
            raise BrinkError("--outcome mean_peak: a tipping point is that of a share of runs; "
                             "give a rung or an outcome")  # fmt: skip
        self._open()
        begun = perf_counter()

        def play(values: list[float]) -> Planned:
            return plans.declared(
                {**self._common(), "design": "list", "runs": job.runs or TIPPING_RUNS,
                 "parameters": [{"path": along.path, "values": values}]},
                "tipping",
            )  # fmt: skip

        folder = SweepFolder(self.out / "tipping")
        part = tipped(along, job.level, measure, play, folder, job.workers)
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

    def _no_changes(self) -> None:
        """A sweep says itself what is set, how it is played and with what seed."""
        named = [_option(name) for name in FIXED if name in self.job.given]
        if named:
            what = f"{', '.join(named)}: {self.job.file} is a sweep, which says this itself"
            raise BrinkError(f"{what}; change the file, or name a scenario with --parameters")

    def _nothing_idle(self) -> None:
        """No option was typed that another would have to make meaningful."""
        for name, others in NEEDS.items():
            if name in self.job.given and not self.job.given.intersection(others):
                needed = " or ".join(_option(other) for other in others)
                raise BrinkError(f"{_option(name)}: does nothing here; it goes with {needed}")

    def _open(self) -> None:
        """Make the folder, or go on in one that holds the same request."""
        if self.out != Path():
            return
        job = self.job
        wanted = job.out or Path("out") / f"{plans.stem_of(job.file)}-sensitivity"
        for number in count(1):
            place = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
            there = _request(place)
            if there in (None, job.request):
                break
            if job.out is not None:
                what = "holds something else than the answer to this question"
                raise BrinkError(f"{wanted}: {what}; choose another --out")
        self.out = place
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = error.strerror or str(error)
            raise BrinkError(f"{place}: cannot be written ({why}); choose another --out") from error
        SweepFolder(place).write_json(REQUEST, job.request)


def _option(name: str) -> str:
    return "--set" if name == "overrides" else f"--{name}"


def _request(place: Path) -> dict[str, Any] | None:
    """The request that a folder holds; None where nothing is, an empty one where others work."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    try:
        found = json.loads((place / REQUEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
