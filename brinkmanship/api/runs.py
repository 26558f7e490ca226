"""Runs that were played, in memory or in a folder: shares, tables and stories."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import warn

from brinkmanship.api.ensemble import Ensemble, Progress
from brinkmanship.api.tally import Summary, Tally
from brinkmanship.api.text import ensemble_text
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.block import Block, Failure, failures_text
from brinkmanship.sim.results.manifest import RunAccount, manifest
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.results.traces import Traces
from brinkmanship.sim.scenario.wording import quoted, suggestion

if TYPE_CHECKING:
    import pandas as pd

TRACED = ("turns", "signals", "events", "beliefs")
TABLES = ("runs", "inputs", *TRACED)


class RunsFailedError(BrinkError):
    """Every run failed, so that there is no share to tell."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Runs:
    """Runs of a crisis; ``Crisis.run`` plays them.

    ``len(runs)`` is how many were finished; ``print(runs)`` prints the table of ``brink run``.

    Attributes:
        ensemble: What was asked for.
        tally: Counts of the runs.
        kept: The runs themselves, or the folder that they were written to.
    """

    ensemble: Ensemble
    tally: Tally
    kept: Block | Path

    def __len__(self) -> int:
        """Runs that were finished."""
        return self.tally.runs

    def __repr__(self) -> str:
        """Of what, how many, from which seed, and where."""
        place = f"in {self.kept}" if isinstance(self.kept, Path) else "in memory"
        return f"<{len(self)} Runs of {self.ensemble.name!r}, seed {self.ensemble.seed}, {place}>"

    def __str__(self) -> str:
        """The shares as the command prints them."""
        return ensemble_text(self.ensemble.premise.scenario, self.summary())

    @property
    def folder(self) -> Path:
        """The folder that they were written to.

        Raises:
            BrinkError: They are in memory.
        """
        if isinstance(self.kept, Path):
            return self.kept
        raise BrinkError("these runs are in memory; play them with out=, the folder to write")

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The first hundred runs that failed, which is a defect of Brink; all others stand."""
        return tuple(self.tally.failures)

    def summary(self) -> Summary:
        """The content of ``summary.json``, as ``brink run --json`` prints it."""
        return self.ensemble.summary(self.tally)

    def shares(self) -> "pd.DataFrame":
        """How often the runs end in each outcome, and how often they reach each rung.

        Returns:
            One row an outcome, by ``("outcome", NAME)``, then one row a rung from the lowest, by
            ``("rung", NAME)``: ``n`` (runs), ``share`` (of all finished runs, in [0, 1]), ``low``
            and ``high`` (95% Wilson interval: chance within the model, not doubt about it). A
            rung counts if an actor on a side stood on it or above. Source: wilson1927.

        >>> import brinkmanship as bk
        >>> shares = bk.load("nato-ground-troops-2024").run(200).shares()
        >>> int(shares.loc["outcome", "n"].sum())
        200
        >>> shares.loc[("rung", "clash")].index.tolist()
        ['n', 'share', 'low', 'high']
        """
        import pandas as pd  # noqa: PLC0415 - takes half a second, and the command needs none

        summary = self.summary()
        rows = {
            (kind, name): row
            for kind, part in (("outcome", "outcomes"), ("rung", "thresholds"))
            for name, row in summary[part].items()
        }
        index = pd.MultiIndex.from_tuples(rows, names=["kind", "name"])
        return pd.DataFrame(list(rows.values()), index=index)

    def frame(self, table: str = "runs") -> "pd.DataFrame":
        """One row a run: how it ended, and what was drawn for it.

        Args:
            table: "runs"; or "inputs", what was drawn alone; or, of traced runs, "turns",
                "signals", "events" or "beliefs".

        Returns:
            The columns of docs/reference/run-folder.md. To those of "runs" are joined those of
            "inputs": a column for each path that is drawn, such as ``stake.FRA``. Where a
            path was set to a distribution, it holds the number drawn.

        Raises:
            BrinkError: There is no such table, or the runs were not traced.
            AnalysisError: The folder was changed since.

        >>> import brinkmanship as bk
        >>> frame = bk.load("nato-ground-troops-2024").run(200, seed=0).frame()
        >>> frame.loc[16, "outcome"], f"{frame.loc[16, 'stake.RUS']:.3f}"
        ('direct_clash', '0.552')
        """
        if table not in TABLES:
            raise BrinkError(f"there is no table {quoted(table)}; {suggestion(table, TABLES)}")
        if table in TRACED and not self.ensemble.trace:
            raise BrinkError(f"{table} were not kept; play the runs with trace=True")
        frame = self._table(table)
        if table != "runs":
            return frame
        inputs = self._table("inputs").drop(columns="run")
        return frame.drop(columns=[name for name in inputs if name in frame]).join(inputs)

    def story(
        self, run: int, *, turns: tuple[int, int] | None = None, in_full: bool = False
    ) -> str:
        """One of the runs told turn by turn, as ``brink story`` prints it.

        Args:
            run: Number of the run, as in the column ``run``.
            turns: First and last turn to tell, counted from 1, everything in them.
            in_full: Whether to tell every turn in full, however long the story gets.

        Raises:
            BrinkError: It is not among these runs.
        """
        from brinkmanship.sim.story import story_text, trace_run  # noqa: PLC0415 - only where a story is told

        first, count = self.ensemble.first_run, self.ensemble.runs
        if run not in range(first, first + count):
            raise BrinkError(f"run {run} is not among runs {first} to {first + count - 1}")
        trace = trace_run(self.ensemble.premise, seed=self.ensemble.seed, run=int(run))
        return story_text(trace, turns=turns, in_full=in_full)

    def _table(self, name: str) -> "pd.DataFrame":
        from brinkmanship.analysis.tables.sealed import frame_of, open_folder  # noqa: PLC0415 - pandas

        if isinstance(self.kept, Path):
            return open_folder(self.kept).read_table(f"{name}.parquet")
        return frame_of(self.ensemble.tables().of(self.kept)[name])


def play(ensemble: Ensemble, out: Path | None, progress: Progress | None) -> Runs:
    """Play an ensemble for the caller of a caller, who is warned if some runs failed.

    Args:
        ensemble: What is played.
        out: The folder to write; None to keep the runs in memory.
        progress: Is told how many more runs were played.

    Raises:
        BrinkError: The folder cannot be written, every run failed, or a worker was lost.
    """
    runs = _keep(ensemble, progress) if out is None else write_folder(ensemble, out, progress)
    if runs.tally.failed:
        warn(failed_runs(runs.tally), RuntimeWarning, stacklevel=3)
    return runs


def _keep(ensemble: Ensemble, progress: Progress | None) -> Runs:
    """Play an ensemble and keep its runs in memory."""
    blocks: list[Block] = []
    tally = ensemble.play(blocks.append, progress)
    _check_finished(tally)
    traces = [one.traces for one in blocks if one.traces is not None]
    kept = Block(
        Played.joined([one.played for one in blocks]),
        traces=Traces.joined(traces) if ensemble.trace else None,
    )
    return Runs(ensemble=ensemble, tally=tally, kept=kept)


def write_folder(
    ensemble: Ensemble, target: Path, progress: Progress | None = None, *, numbered: bool = False
) -> Runs:
    """Play an ensemble and write its folder, complete or not at all.

    Args:
        ensemble: What is played.
        target: Where the folder will be; nothing must be there.
        progress: Is told how many more runs were played.
        numbered: Whether a number is put behind the name if it was taken meanwhile.

    Raises:
        BrinkError: The folder cannot be written, every run failed, or a worker was lost; nothing
            was written.
    """
    started = datetime.now(UTC)
    with ensemble.writer(target) as writer:
        tally = ensemble.play(writer.add, progress)
        _check_finished(tally)
        played = _account(ensemble, tally, started, writer.close())
        documents = {
            "summary.json": ensemble.summary(tally),
            "manifest.json": manifest(ensemble.premise, played),
        }
        path = writer.publish(documents, numbered=numbered)
    return Runs(ensemble=ensemble, tally=tally, kept=path)


def failed_runs(tally: Tally) -> str:
    """What to say of the runs that failed; empty if none did."""
    if not tally.failed:
        return ""
    kept = "all others stand" if tally.runs else "no other is left, nothing was written"
    head = f"{tally.failed} runs failed, which is a defect of Brink; {kept}:"
    return failures_text(head, tally.failures, tally.failed)


def _check_finished(tally: Tally) -> None:
    for one in (tally, *tally.others):
        if not one.runs:
            raise RunsFailedError(failed_runs(one))


def _account(
    ensemble: Ensemble, tally: Tally, started: datetime, files: dict[str, str]
) -> RunAccount:
    return RunAccount(
        scenario=ensemble.name,
        overrides=ensemble.overrides,
        seed=ensemble.seed,
        first_run=ensemble.first_run,
        asked=ensemble.runs,
        engine=ensemble.engine,
        started=started,
        ended=datetime.now(UTC),
        finished=tally.runs,
        failures=tally.failures,
        files=files,
        honesty=ensemble.honesty,
        parameters=ensemble.open.plain() if ensemble.open else None,
    )
