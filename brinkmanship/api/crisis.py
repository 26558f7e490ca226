"""A scenario that is loaded, changed, played and told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from brinkmanship.api.limits import check_engine, check_number
from brinkmanship.printable import printable
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.runs.limits import core_count
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.loading import Draft, draft_of, read_draft, scenario_name
from brinkmanship.sim.scenario.reading.overrides import override_text
from brinkmanship.sim.scenario.wording import quoted, suggestion

if TYPE_CHECKING:
    from brinkmanship.api.runs import Runs
    from brinkmanship.sim.agents.actor import Actor
    from brinkmanship.sim.agents.model import CrisisModel
    from brinkmanship.sim.story.trace.records import Trace

UNNAMED = "crisis"
PREFIX = 12  # hexadecimal digits of a digest that tell scenarios apart by eye
Changes = Mapping[str, object] | Sequence[str]
"""Values by path, or ``PATH=VALUE`` texts as the option ``--set`` takes them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crisis:
    """A scenario that was checked and is ready to be played; nothing of it changes.

    :func:`load` makes one. ``str(crisis)`` is what ``brink check`` prints of a good file.

    Attributes:
        name: What results call it.
        overrides: What was changed after reading, as ``PATH=VALUE``, in order.
        premise: The scenario as the engines take it.

    >>> import brinkmanship as bk
    >>> crisis = bk.load("nato-ground-troops-2024")
    >>> crisis.title
    'NATO ground troops in Ukraine, 26-27 February 2024'
    """

    name: str
    overrides: tuple[str, ...]
    premise: Premise
    draft: Draft = field(repr=False)

    @property
    def scenario(self) -> Scenario:
        """The checked document, with all defaults filled in."""
        return self.premise.scenario

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return self.scenario.title

    @property
    def digest(self) -> str:
        """SHA-256 of what the scenario means, hexadecimal; wording does not count."""
        return self.scenario.digest

    def __repr__(self) -> str:
        """Its name and changes."""
        changed = f", set {list(self.overrides)}" if self.overrides else ""
        return f"<Crisis {self.name!r}{changed}>"

    def __str__(self) -> str:
        """One line: name, title, actors and the beginning of the digest."""
        actors = ", ".join(self.scenario.actors)
        return f"{self.name}: {self.title} ({actors}) {self.digest[:PREFIX]}"

    def set(self, changes: Changes) -> "Crisis":
        """The same crisis with some values changed, checked like a file.

        Args:
            changes: Values by path, such as ``{"actors.FRA.resolve": 1.5}``; a distribution is
                a mapping, ``None`` takes away what is there. Or texts, as ``--set`` takes them:
                ``["actors.FRA.resolve=1.5"]``. Later changes win.

        Raises:
            ScenarioError: With every problem found, in the words of the command.

        >>> import brinkmanship as bk
        >>> crisis = bk.load("nato-ground-troops-2024")
        >>> crisis.set({"actors.FRA.resolve": 1.5}).overrides
        ('actors.FRA.resolve=1.5',)
        >>> try:
        ...     crisis.set({"actors.FRA.reslve": 1.5})
        ... except bk.ScenarioError as error:
        ...     print(error.problems[0].problem, "-", error.problems[0].cure)
        unknown key "reslve" - did you mean "resolve"?
        """
        return _crisis(self.draft, self.name, (*self.overrides, *_override_texts(changes)))

    def run(  # noqa: PLR0913 - each is an option of brink run
        self,
        runs: int = 1000,
        *,
        seed: int = 0,
        first_run: int = 0,
        out: str | PathLike[str] | None = None,
        engine: str = "compiled",
        trace: bool = False,
        workers: int | None = None,
        parameters: "str | PathLike[str] | None" = None,
        progress: Callable[[int], object] | None = None,
    ) -> "Runs":
        """Play it many times; the same arguments give the same runs, on any machine.

        Args:
            runs: How many, 1 to 2^39.
            seed: Seed of all chance, 0 to 2^63 - 1; 0 is a seed.
            first_run: Number of the first run; run 7 is the same run in any ensemble.
            out: A folder to write, which must not exist: what ``brink run`` writes, without
                figures. Without it the runs are kept in memory, 0.5 to 2 kB a run.
            engine: "compiled" (native code, or WebAssembly until that is made), "native", "wasm"
                or "mesa"; results do not depend on it.
            trace: Whether turns, signals, events and beliefs are kept too.
            workers: How many threads or processes, 1 to 1024; one a core if left out. Results do
                not depend on it.
            parameters: A set of parameter vectors, as ``brink run --parameters`` takes it; shares
                are then also given over the set.
            progress: Called with a number of runs each time as many more were played, such as
                ``tqdm(total=runs).update``.

        Raises:
            BrinkError: An argument is wrong, the folder cannot be written, or every run failed.

        Runs that failed, which is a defect of Brink, are left out and reported by a
        ``RuntimeWarning``.

        >>> import brinkmanship as bk
        >>> runs = bk.load("nato-ground-troops-2024").run(200, seed=0)
        >>> len(runs), len(runs.frame())
        (200, 200)
        """
        from brinkmanship.api.ensemble import Ensemble  # noqa: PLC0415 - a story needs no tables
        from brinkmanship.api.parameters import open_under  # noqa: PLC0415
        from brinkmanship.api.runs import play  # noqa: PLC0415

        ensemble = Ensemble(
            premise=self.premise,
            name=self.name,
            overrides=self.overrides,
            seed=check_number("seed", seed),
            first_run=check_number("first_run", first_run),
            runs=check_number("runs", runs),
            engine=check_engine(engine),
            trace=trace,
            csv=False,
            workers=check_number("workers", core_count() if workers is None else workers),
            open=open_under(self.draft, self.overrides, parameters),
        )
        return play(ensemble, None if out is None else Path(out), progress)

    def story(
        self,
        run: int = 0,
        *,
        seed: int = 0,
        turns: tuple[int, int] | None = None,
        in_full: bool = False,
    ) -> str:
        """One run told turn by turn, as ``brink story`` prints it.

        Args:
            run: Number of the run, 0 to 2^40 - 1.
            seed: Seed of all chance.
            turns: First and last turn to tell, counted from 1, everything in them.
            in_full: Whether to tell every turn in full, however long the story gets.

        Raises:
            BrinkError: There is no run of this number, or no such seed.

        >>> import brinkmanship as bk
        >>> story = bk.load("nato-ground-troops-2024").story(12)
        >>> story.splitlines()[-1]
        'One simulated run of many; seed 0 run 12; not a forecast.'
        """
        from brinkmanship.sim.story import story_text  # noqa: PLC0415 - only where a story is told

        return story_text(self.trace(run, seed=seed), turns=turns, in_full=in_full)

    def trace(self, run: int = 0, *, seed: int = 0) -> "Trace":
        """Everything about one run, as ``brink story --json`` prints it.

        Args:
            run: Number of the run, 0 to 2^40 - 1.
            seed: Seed of all chance.

        Returns:
            What docs/reference/trace.md describes, as attributes; ``.plain()`` gives
            dictionaries and lists.

        Raises:
            BrinkError: There is no run of this number, or no such seed.
        """
        from brinkmanship.sim.story import trace_run  # noqa: PLC0415 - only where a run is watched

        seed, run = check_number("seed", seed), check_number("run", run)
        return trace_run(self.premise, seed=seed, run=run)

    def model(
        self,
        run: int = 0,
        *,
        seed: int = 0,
        actors: "type[Actor] | Mapping[str, type[Actor]] | None" = None,
        trace: bool = False,
    ) -> "CrisisModel":
        """One run as a Mesa model that has not begun; ``step()`` plays a turn.

        Args:
            run: Number of the run, 0 to 2^40 - 1.
            seed: Seed of all chance.
            actors: Your own subclass of ``Actor`` for all actors, or one by code for some.
            trace: Whether what happens is noted, for ``model.traces()``.

        Raises:
            BrinkError: There is no such run or seed, or no actor of that code.

        >>> import brinkmanship as bk
        >>> model = bk.load("nato-ground-troops-2024").model(run=16)
        >>> while model.running:
        ...     model.step()
        >>> model.record().outcome
        'direct_clash'
        """
        from brinkmanship.sim.agents.actor import Actor  # noqa: PLC0415 - Mesa takes a second to import
        from brinkmanship.sim.agents.model import CrisisModel  # noqa: PLC0415

        codes = self.premise.codes
        for code in actors if isinstance(actors, Mapping) else ():
            if code not in codes:
                raise BrinkError(f"actors: there is no {quoted(code)}; {suggestion(code, codes)}")
        return CrisisModel(
            self.premise,
            seed=check_number("seed", seed),
            run=check_number("run", run),
            trace=trace,
            actors=Actor if actors is None else actors,
        )


def load(
    source: "str | PathLike[str] | Mapping[str, object]",
    changes: Changes = (),
    *,
    name: str | None = None,
) -> Crisis:
    """A scenario, read and checked to the last name.

    Args:
        source: The name of a shipped scenario, the path of a file, YAML text (a text of several
            lines, or one that begins with a brace), or a mapping with the keys of a file. What
            a text or a mapping ``extends`` is looked for in the current folder.
        changes: As for :meth:`Crisis.set`.
        name: What results call it; that of its file if left out, or "crisis".

    Raises:
        ScenarioError: With every problem found, in the order of the file.

    >>> import brinkmanship as bk
    >>> text = '''
    ... extends: nato-ground-troops-2024
    ... actors: {FRA: {resolve: 1.5}}
    ... '''
    >>> as_set = bk.load("nato-ground-troops-2024", {"actors.FRA.resolve": 1.5})
    >>> bk.load(text).digest == as_set.digest
    True
    """
    if isinstance(source, Mapping) or (isinstance(source, str) and _is_text(source)):
        return _crisis(draft_of(source), name or UNNAMED, _override_texts(changes))
    return load_file(fspath(source), changes, name=name)


def load_file(file: str, changes: Changes = (), *, name: str | None = None) -> Crisis:
    """The scenario of a file or of a shipped name, whatever that looks like.

    Args:
        file: As a user types it.
        changes: As for :meth:`Crisis.set`.
        name: As for :func:`load`.

    Raises:
        ScenarioError: With every problem found, in the order of the file.
    """
    return _crisis(read_draft(file), name or scenario_name(file), _override_texts(changes))


def _is_text(source: str) -> bool:
    """Whether this is the text of a scenario, and not where to find it."""
    return "\n" in source or source.lstrip().startswith("{")


def _override_texts(changes: Changes) -> tuple[str, ...]:
    if isinstance(changes, Mapping):
        return tuple(override_text(str(path), value) for path, value in changes.items())
    return (changes,) if isinstance(changes, str) else tuple(changes)


def _crisis(draft: Draft, name: str, overrides: tuple[str, ...]) -> Crisis:
    return Crisis(
        name=printable(name),
        overrides=overrides,
        premise=prepare(draft.scenario(overrides)),
        draft=draft,
    )
