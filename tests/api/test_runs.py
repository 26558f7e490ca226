"""Runs from Python are those of the command, in memory as in a folder."""

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

import brinkmanship as bk
from brinkmanship.api.runs import TABLES, RunsFailedError
from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.runs.ensemble import ENGINES
from tests.commands.calling import invoke, run
from tests.small import SMALL, tree

CHANGES = {
    "actors.CCC.resolve": 1.5,
    "title": "Other",
    "actors.AAA.resolve": {"uniform": {"low": 0.5, "high": 1.5}},
}
TYPED = (
    "actors.CCC.resolve=1.5",
    'title="Other"',
    'actors.AAA.resolve={"uniform": {"low": 0.5, "high": 1.5}}',
)
TIMES = ("started", "ended", "seal")


def contents(folder):
    """Each file of a folder, without the times of the manifest and the seal over them."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = json.loads(files["manifest.json"])
    return files | {
        "manifest.json": {key: one for key, one in manifest.items() if key not in TIMES}
    }


def test_changes_are_those_of_the_command_byte_for_byte(desk, crisis):
    """``set`` and ``run(out=)`` write every byte that ``brink run --set`` writes."""
    options = [word for text in TYPED for word in ("--set", text)]
    answer = run("--runs", 30, "--seed", 3, "--first-run", 7, "--trace", "--out", "typed", *options)

    played = crisis.set(CHANGES).run(30, seed=3, first_run=7, trace=True, out="python", workers=1)

    assert answer.exit_code == 0, answer.output
    assert contents(played.folder) == contents(desk / "typed")
    assert set(contents(played.folder)) > {f"{name}.parquet" for name in TABLES}


def test_shares_are_those_of_the_command(crisis):
    """The mapping is what --json prints, the text what is printed, the frame has their numbers."""
    as_json = run("--runs", 40, "--json", "--out", "a")
    as_text = run("--runs", 40, "--out", "b").stdout

    runs = crisis.run(40)

    summary, shares = runs.summary(), runs.shares()
    assert summary == json.loads(as_json.stdout)
    assert as_text == f"{runs}Tables: b\n"
    rows = {kind: part.droplevel("kind").to_dict("index") for kind, part in shares.groupby("kind")}
    assert rows == {"outcome": summary["outcomes"], "rung": summary["thresholds"]}
    assert list(shares.loc["rung"].index) == list(crisis.scenario.ladder.ids)


def test_memory_holds_what_a_folder_holds(crisis):
    """Every table, column by column with its type, and all that is counted is the same."""
    changed = crisis.set(CHANGES)
    wish = {"seed": 4, "first_run": 2**33, "trace": True, "workers": 2}

    kept, written = changed.run(250, **wish), changed.run(250, out="out", **wish)

    for table in TABLES:
        assert_frame_equal(kept.frame(table), written.frame(table))
    assert (kept.summary(), len(kept)) == (written.summary(), len(written))
    assert_frame_equal(kept.shares(), written.shares())
    assert kept.story(2**33 + 3) == written.story(2**33 + 3)


def test_a_frame_has_each_run_and_what_was_drawn_for_it(crisis):
    """One row a run: the columns of the run table, and to the bit the numbers that were drawn."""
    changed = crisis.set(CHANGES)
    runs = changed.run(20, seed=5, out="out")

    frame, table = runs.frame(), pq.read_table("out/runs.parquet")
    drawn = changed.premise.drawn
    assert frame["run"].tolist() == list(range(20))
    stakes = [f"stake.{code}" for code in changed.premise.codes]
    assert set(frame) == {*table.column_names, *(one.path for one in drawn),
                          "common_stake", *stakes}  # fmt: skip
    assert len(drawn) == 1 < len(set(frame["actors.AAA.resolve"]))
    assert set(zip(frame["actors.CCC.resolve"], frame["title"], strict=True)) == {(1.5, "Other")}
    for row in frame.to_dict("records"):
        state = blank_crisis(changed.premise)
        begin_run(state, seed=5, run=row["run"])
        assert [row[one.path] for one in drawn] == [state.vector[one.place] for one in drawn]
        for name, actor in zip(stakes, state.actors, strict=True):
            assert row[name] == actor.resolve or actor.side < 0  # who joins later draws it then
    same = [name for name in table.column_names if name != "actors.AAA.resolve"]
    assert_frame_equal(frame[same], pd.read_parquet("out/runs.parquet")[same])


@pytest.mark.parametrize("engine", ENGINES)
def test_results_do_not_depend_on_who_plays(crisis, engine):
    """Any engine and any number of workers gives the same frame."""
    usual = crisis.run(60, seed=1, engine="mesa", workers=1)

    assert_frame_equal(crisis.run(60, seed=1, engine=engine, workers=2).frame(), usual.frame())


def test_a_run_keeps_its_number(crisis):
    """Run 7 alone is row 7 of ten; a seed left out is 0, and 0 is a seed."""
    ten = crisis.run(10)

    alone = crisis.run(1, seed=0, first_run=7)

    assert_frame_equal(alone.frame(), ten.frame().loc[[7]].reset_index(drop=True))
    assert not crisis.run(10, seed=1).frame()["outcome_turn"].equals(ten.frame()["outcome_turn"])


def test_progress_is_told_of_every_run(crisis):
    """What is told adds up to the runs that were asked for."""
    told: list[int] = []

    crisis.run(2500, progress=told.append, workers=2)

    assert sum(told) == 2500
    assert len(told) > 1


BAD = {
    "runs": ({"runs": 0}, "runs: 0 is not a whole number from 1 to "),
    "half a run": ({"runs": 1.5}, "runs: 1.5 is not a whole number"),
    "a word": ({"runs": "10"}, "runs: '10' is not a whole number"),
    "seed": ({"seed": -1}, "seed: -1 is not a whole number from 0 to 9223372036854775807"),
    "no seed": ({"seed": None}, "seed: None is not a whole number"),
    "first run": ({"first_run": 2**39 + 1}, "first_run: 549755813889 is not a whole number"),
    "workers": ({"workers": 0}, "workers: 0 is not a whole number from 1 to 1024"),
    "engine": ({"engine": "mesas"}, 'engine: there is no "mesas"; did you mean "mesa"?'),
    "out": ({"out": "small.yaml"}, "small.yaml: already exists; choose another --out"),
}


@pytest.mark.parametrize(("wish", "message"), BAD.values(), ids=BAD)
def test_a_wrong_wish_is_one_message(desk, crisis, wish, message):
    """It names the argument and says what would be right; nothing is written."""
    with pytest.raises(bk.BrinkError) as caught:
        crisis.run(**{"runs": 3, "out": "out"} | wish)

    assert str(caught.value).startswith(message)
    assert tree(desk) == ["small.yaml"]


def test_only_what_was_kept_can_be_asked_for(crisis):
    """A table that is not there, a run that was not played, a folder that was not written."""
    runs = crisis.run(5, first_run=3)

    for ask, message in {
        lambda: runs.frame("turn"): 'there is no table "turn"; did you mean "turns"?',
        lambda: runs.frame("turns"): "turns were not kept; play the runs with trace=True",
        lambda: runs.story(8): "run 8 is not among runs 3 to 7",
        lambda: runs.folder: "these runs are in memory",
    }.items():
        with pytest.raises(bk.BrinkError) as caught:
            ask()
        assert str(caught.value).startswith(message)


def fail_in(monkeypatch, *runs):
    """Have the Mesa engine fail in these runs."""
    step = CrisisModel.step

    def fails(model):
        if model.crisis.course.run in runs:
            raise ZeroDivisionError
        step(model)

    monkeypatch.setattr(CrisisModel, "step", fails)


def test_a_failed_run_is_left_out_and_reported(crisis, monkeypatch):
    """A warning names it; shares are of the others."""
    fail_in(monkeypatch, 3)

    message = "1 runs failed.*\n  seed 0, run 3, turn 1: Zero"
    with pytest.warns(RuntimeWarning, match=message) as caught:
        runs = crisis.run(5, engine="mesa")

    assert caught[0].filename == __file__
    assert (len(runs), [one.run for one in runs.failures]) == (4, [3])
    assert runs.frame()["run"].tolist() == [0, 1, 2, 4]
    assert runs.shares().loc["outcome", "n"].sum() == 4


@pytest.mark.parametrize("out", [None, "out"])
def test_without_a_finished_run_there_is_nothing(desk, crisis, monkeypatch, out):
    """If every run fails that is an error, and no folder is left."""
    fail_in(monkeypatch, *range(5))

    with pytest.raises(RunsFailedError, match="5 runs failed"):
        crisis.run(5, engine="mesa", out=out)

    assert tree(desk) == ["small.yaml"]


def test_a_folder_of_a_text_can_be_played_again(desk):
    """A folder written from Python holds all that ``brink reproduce`` needs, file or not."""
    bk.load(SMALL, {"clock.horizon": 4}, name="mine").run(20, seed=2, out=desk / "out", trace=True)

    answer = invoke("reproduce", "out", "--workers", 1)

    assert answer.exit_code == 0, answer.output
    assert '"scenario": "mine"' in (desk / "out" / "summary.json").read_text()
