"""Figures at any size: nothing covers another text, leaves the page, or is left out unsaid."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

from brinkmanship.analysis.figures.slides.run import MOST_ACTORS, RUN_SLIDES
from brinkmanship.analysis.figures.slides.side_by_side import SIDE_BY_SIDE_SLIDES
from brinkmanship.analysis.figures.slides.sweep import SWEEP_SLIDES
from brinkmanship.analysis.figures.slides.trace import PANELS, TRACE_SLIDES
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.statistics.studies.parameter_effects import effect_sizes, effects
from brinkmanship.analysis.tables import open_run
from tests.analysis.figures.page import faults, words_of
from tests.analysis.figures.test_sweep_slides import SWEEP
from tests.analysis.run_folders import Plan, many_actors, write_folder

SLIDES: dict[str, Any] = {**RUN_SLIDES, **TRACE_SLIDES}
TWO = {"USA": "United States", "RUS": "Russia"}
LONG = "W" * 300
CI = {
    "least": Plan(actors=TWO, rungs=3, horizon=1, runs=5, clash=0.0, settle=0.0, rest=0.0),
    "most": Plan(actors=many_actors(200), rungs=64, horizon=9, runs=6, clash=1.0, settle=0.0,
                 title=LONG),
}  # fmt: skip
ALL = {
    f"{actors}-{rungs}-{horizon}": Plan(actors=many_actors(actors) if actors > 2 else TWO,
                                        rungs=rungs, horizon=horizon, runs=12, clash=clash,
                                        settle=0.0, title=LONG)
    for actors in (2, 13, 33, 200)
    for rungs in (3, 16, 32, 64)
    for horizon, clash in ((1, 0.5), (20, 0.0), (52, 0.3))
}  # fmt: skip


@pytest.fixture(autouse=True)
def loud():
    """The slide style, in which every warning is an error."""
    with slide_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def crowded(folder):
    """What is wrong with the slides of a folder, by slide."""
    figures = {name: slide(folder) for name, slide in SLIDES.items()}
    figures |= {name: slide([folder] * 3) for name, slide in SIDE_BY_SIDE_SLIDES.items()}
    return {name: found for name, figure in figures.items() if (found := faults(figure))}


@pytest.mark.parametrize("plan", CI)
def test_the_least_and_the_most_can_be_read(plan, tmp_path):
    """Two actors on three rungs for a turn, and 200 on 64 under a title without end."""
    assert crowded(open_run(write_folder(tmp_path / plan, CI[plan]))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("plan", ALL)
def test_every_size_can_be_read(plan, tmp_path):
    """Actors by rungs by horizons: no text over another, and none beyond the edge."""
    assert crowded(open_run(write_folder(tmp_path / plan, ALL[plan]))) == {}


def test_what_is_left_out_is_counted_and_the_rule_is_named(tmp_path):
    """Of 200 actors and 64 rungs each slide says how many it shows, and which."""
    folder = open_run(write_folder(tmp_path / "most", CI["most"]))

    said = {name: words_of(SLIDES[name](folder)) for name in SLIDES}

    assert f"{MOST_ACTORS} of 200 actors, the highest climbers" in said["who-climbed"]
    assert f"{PANELS} of 200 actors, those it moves most for" in said["credibility"]
    for name in ("rungs-reached", "who-climbed", "ladder-over-turns"):
        assert "of 64 rungs named, thresholds first" in said[name]


def test_credibility_shows_those_it_moves_most_for(tmp_path):
    """The actor whose belief falls is among six of 33, wherever it stands in the file."""
    plan = Plan(actors=many_actors(33), runs=20, horizon=40)  # belief in Russia falls
    folder = open_run(write_folder(tmp_path / "many", plan))

    panels = [ax.get_title(loc="left") for ax in TRACE_SLIDES["credibility"](folder).axes]

    assert panels[0] == "Russia"


def swept(width, share):
    """Points and runs of a sweep of so many parameters with long names, and what counts."""
    dice = np.random.default_rng(0)
    cube = dice.random((40, width)) * 10.0 ** (np.arange(width) % 5 - 1)
    names = [f"actors.A{i:02d}.policy.north_star.strength_of_a_kind_{i}" for i in range(width)]
    points = pd.DataFrame(cube, columns=names)
    points.insert(0, "point", range(len(points)))
    played = points[["point"]].merge(pd.DataFrame({"run": range(8)}), how="cross")
    return points, played, names, pd.Series(dice.random(len(played)) < share)


@pytest.mark.parametrize(
    ("width", "share"), [(1, 0.0), (20, 1.0), *(pytest.param(n, p, marks=pytest.mark.slow)
                         for n in (2, 3, 4, 7, 13, 19, 30) for p in (0.0, 0.3, 1.0))]
)  # fmt: skip
def test_a_sweep_of_any_width_can_be_read(width, share):
    """One to thirty parameters, shares all zero or all one: each label has its room."""
    sample = swept(width, share)
    each = SWEEP_SLIDES["each-value"](SWEEP, effects(*sample))
    moves = SWEEP_SLIDES["what-moves"](SWEEP, effect_sizes(*sample))

    assert faults(each) + faults(moves) == []
    if width > 6:
        assert f"6 of {width} parameters, the furthest movers" in words_of(each)
    if width > 20:
        assert f"20 of {width} parameters, the furthest movers" in words_of(moves)
