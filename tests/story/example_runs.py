"""What the tests of stories share: a few runs, and ways to read a story."""

import re
from functools import cache

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run

SHIPPED = "nato-ground-troops-2024"


def traced(run=0, *settings):
    """The trace of one run of the shipped crisis."""
    return trace_run(prepare(load_scenario(SHIPPED, settings)), run=run)


@cache
def calm():
    """A few runs of the crisis as shipped; what they show is asked, not assumed."""
    premise = prepare(load_scenario(SHIPPED))
    return tuple(trace_run(premise, run=run) for run in (0, 3, 8, 12, 45))


@cache
def stormy():
    """Runs with many accidents and misread weeks, so that each kind of event occurs."""
    settings = [
        "mechanisms.accidents.rate=5",
        "mechanisms.accidents.base=0.6",
        "mechanisms.accidents.absorb=0",
        "mechanisms.misperception.pi=0.1",
    ]
    premise = prepare(load_scenario(SHIPPED, settings))
    return tuple(trace_run(premise, run=run) for run in range(10))


def calm_and_stormy():
    """Calm and stormy runs together."""
    return calm() + stormy()


def moments(trace):
    """All actors in all turns."""
    return [moment for turn in trace.turns for moment in turn.moments]


def spans(text):
    """The turns each heading of a story covers."""
    found = re.findall(r"^Turns? (\d+)(?:-(\d+))?(?=$|:)", text, re.MULTILINE)
    return [(int(first), int(last or first)) for first, last in found]


def by_turn(text):
    """What is told under each heading, on one line."""
    pieces = re.split(r"^Turns? (\d+)", text.split("\nThe end\n")[0], flags=re.MULTILINE)[1:]
    flat = [" ".join(piece.split()) for piece in pieces]
    return {int(number): body for number, body in zip(flat[::2], flat[1::2], strict=True)}
