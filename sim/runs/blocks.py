"""Blocks of runs on any machine; one run that fails never costs the others."""

from collections.abc import Callable
from threading import local
from typing import TYPE_CHECKING

from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.results.traces import Traces
from brinkmanship.sim.runs.workers import FAULTS, where

if TYPE_CHECKING:
    from brinkmanship.sim.compiled.engine import Engine

Span = tuple[int, int, int]
"""Seed, number of the first run, count of runs."""


Player = Callable[[Premise, int, int, int], Block]
"""What plays runs: ``(premise, seed, first, count) -> Block``; it can be pickled."""
One = Callable[[int], tuple[Played, Traces | None]]


def mesa_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """``count`` runs on the Mesa engine from run number ``first`` on."""
    return _singly(premise, (seed, first, count), _mesa(premise, seed, trace=False))


def traced_mesa_block(premise: Premise, seed: int, first: int, count: int) -> Block:
    """The same runs with their trace."""
    return _singly(premise, (seed, first, count), _mesa(premise, seed, trace=True), trace=True)


def compiled_block(
    engine: str, work: int, premise: Premise, seed: int, first: int, count: int
) -> Block:
    """The same runs on a compiled machine; side by side in threads if wanted.

    Args:
        engine: Name of the machine, or "compiled" for the best as things are.
        work: Runs of which this block is a part.
        premise: What is played.
        seed: Of all the runs.
        first: Number of the first.
        count: How many.
    """
    failures: list[Failure] = []

    def failed(run: int, error: BaseException) -> None:
        failures.append(Failure(seed, run, 0, where(error)))

    player = _engines.of(premise, engine, work, listening=False)
    pieces = list(player.survivors(seed, first, count, failed))
    return Block(Played.joined(pieces or [nothing_played(premise)]), tuple(failures))


def traced_compiled_block(
    engine: str, work: int, premise: Premise, seed: int, first: int, count: int
) -> Block:
    """The same runs on a compiled machine with their trace."""
    player = _engines.of(premise, engine, work, listening=True)
    return _singly(
        premise, (seed, first, count), lambda run: player.play_traced(seed, run), trace=True
    )


def nothing_played(premise: Premise) -> Played:
    """The tables of no run."""
    return Played.of((), (len(premise.levels), len(premise.codes), len(premise.drawn)))


def _singly(premise: Premise, span: Span, play: One, *, trace: bool = False) -> Block:
    """Runs played one by one; those that fail are left out and reported."""
    seed, first, count = span
    played, traces, failures = [nothing_played(premise)], [Traces.none()], []
    for run in range(first, first + count):
        try:
            one, heard = play(run)
        except _FailedAtError as error:
            failures.append(Failure(seed, run, error.turn, error.text))
        except FAULTS as error:
            failures.append(Failure(seed, run, 0, where(error)))
        else:
            played.append(one)
            if heard is not None:
                traces.append(heard)
    return Block(Played.joined(played), tuple(failures), Traces.joined(traces) if trace else None)


class _FailedAtError(Exception):
    """What a run raised, and in which turn."""

    def __init__(self, turn: int, text: str) -> None:
        super().__init__(turn, text)
        self.turn, self.text = turn, text


def _mesa(premise: Premise, seed: int, *, trace: bool) -> One:
    """A function that plays one run on the Mesa engine."""
    from brinkmanship.sim.agents.model import CrisisModel  # noqa: PLC0415 - Mesa takes a second to import

    shape = len(premise.levels), len(premise.codes), len(premise.drawn)

    def play(run: int) -> tuple[Played, Traces | None]:
        turn = 0
        try:
            model = CrisisModel(premise, seed=seed, run=run, trace=trace)
            while model.running:
                turn += 1
                model.step()
        except FAULTS as error:
            raise _FailedAtError(turn, where(error)) from error
        return Played.of([model.row()], shape), model.traces() if trace else None

    return play


class _Engines(local):
    """The engines of each thread: what they work in cannot be shared."""

    kept: "dict[bool, tuple[str, Engine]]"

    def __init__(self) -> None:
        self.kept = {}

    def of(self, premise: Premise, name: str, work: int, *, listening: bool) -> "Engine":
        """The engine of a premise, made again only for another one, or when a better is ready."""
        from brinkmanship.sim.compiled.choice import MACHINES, native_is_ready  # noqa: PLC0415 - where it plays
        from brinkmanship.sim.compiled.engine import Engine  # noqa: PLC0415

        kept_as, engine = self.kept.get(listening, ("", None))
        outdone = (
            engine is not None
            and name == "compiled"
            and engine.machine.name == "wasm"
            and native_is_ready()
        )
        if engine is None or engine.premise is not premise or kept_as != name or outdone:
            engine = Engine(premise, MACHINES[name](work), listening=listening)
            self.kept[listening] = name, engine
        return engine


_engines = _Engines()
