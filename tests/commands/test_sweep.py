import json

import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.paired import paired_interval
from brinkmanship.analysis.tables import open_sweep
from tests.small import tree
from tests.sweep.small_sweeps import FEAR, WARN, called, digests, played, sweep_file


def test_a_dry_run_writes_nothing(sweep_yaml):
    """Points, runs, blocks, time and disk are told, and no file is made."""
    before = tree(sweep_yaml.parent)

    answer = called("sweep", sweep_yaml.name, "--dry-run")

    assert answer.exit_code == 0
    assert "6 points, 300 runs in 5 blocks of at most 70; 0 blocks are there" in answer.output
    assert "Time: about" in answer.output
    assert "Disk: about" in answer.output
    assert tree(sweep_yaml.parent) == before


@pytest.mark.parametrize("changes", [
    {"runs": 3000, "block": 2000},
    {"runs": 2, "block": None, "design": "latin_hypercube", "points": 300,
     "parameters": [{"path": WARN, "low": 0, "high": 1}, {"path": FEAR, "low": 0.2, "high": 2}]},
    {"runs": 2000, "block": 2000, "parameters": [{"path": "clock.horizon", "values": [1, 5, 12]}]},
], ids=["blocks", "points", "horizons"])  # fmt: skip
def test_a_dry_run_knows_what_will_be_on_disk(tmp_path, changes):
    """The disk told beforehand is what the folder takes, within a fifth."""
    file, out = sweep_file(tmp_path, **changes), tmp_path / "out"

    told = json.loads(called("sweep", file, "--dry-run", "--json").output)

    played(file, out)
    taken = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    assert told["bytes"] == pytest.approx(taken, rel=0.2)


def test_several_wrong_paths_are_told_at_once(sweep_yaml):
    """Each wrong name or value of a sweep file has its line, those that hold everywhere too."""
    sweep_yaml.write_text("""scenario: small.yaml
set: {actors.ZZZ.resolve: 1, clock.horizn: 9}
parameters:
  - {path: actors.YYY.resolve, values: [1, 2]}
  - {path: actors.AAA.resolv, values: [1, 2]}
  - {path: actors.CCC.policy.style.warn, values: [0.1, 7]}
""")

    answer = called("sweep", sweep_yaml.name)

    places = [line.split(": ")[0] for line in answer.output.splitlines()]
    assert answer.exit_code == 2
    assert places == [f"warnings.yaml:{at}" for at in ("2:27", "2:44", "4:5", "5:5", "6:5")]


def test_a_dry_run_counts_what_is_there(sweep_yaml):
    """Of a sweep that was begun, the finished blocks are not estimated again."""
    played(sweep_yaml, sweep_yaml.parent / "out" / "warnings")

    told = json.loads(called("sweep", sweep_yaml.name, "--dry-run", "--json").output)

    assert (told["blocks"], told["finished"], told["seconds"]) == (5, 5, 0.0)


def test_the_default_folder_is_named_after_the_file(sweep_yaml):
    """Without --out the tables are under out, and the answer says where."""
    answer = called("sweep", sweep_yaml.name, "--workers", 1)

    assert answer.exit_code == 0
    assert "Tables: out/warnings" in answer.output
    assert answer.output.count("%") >= 6
    assert set(digests(sweep_yaml.parent / "out" / "warnings")) >= {"plan.json", "summary.csv"}


def test_points_are_compared_with_the_first_run_by_run(sweep_yaml):
    """A line has the difference from point 0 of the same run numbers, and its interval."""
    answer = called("sweep", sweep_yaml.name, "--workers", 1).output

    runs = open_sweep(sweep_yaml.parent / "out" / "warnings").runs(["point", "run", "outcome"])
    hit = runs.assign(hit=runs["outcome"] == "direct_clash")
    wide = hit.pivot_table(index="run", columns="point", values="hit", aggfunc="sum")
    lines = [line.split() for line in answer.splitlines() if line.lstrip()[:2].strip().isdigit()]
    assert [line[0] for line in lines] == [str(point) for point in range(6)]
    assert lines[0][-1] == "-"
    for point in range(1, 6):
        gained, lost = ((wide[point] - wide[0]) * sign > 0 for sign in (1, -1))
        low, high = paired_interval(gained.sum(), lost.sum(), 50, level=0.99)
        told = (
            f"{100 * (wide[point] - wide[0]).mean():+.2f} ({100 * low:+.2f} to {100 * high:+.2f})"
        )
        assert told in " ".join(lines[point])
    assert "with 95% (comparisons: 5)" in answer


def test_a_distribution_that_is_replaced_is_named(tmp_path):
    """A fixed value where the scenario draws one is said before, after, and in the folder."""
    file = sweep_file(tmp_path, parameters=[{"path": "actors.AAA.resolve", "values": [0, 2]}])

    told = called("sweep", file, "--dry-run").output
    played_text = called("sweep", file, "--workers", 1, "--out", tmp_path / "out").output
    plain = called("sweep", sweep_file(tmp_path), "--dry-run").output

    note = (
        "actors.AAA.resolve is fixed at each point; the scenario draws it for each run, from normal"
    )
    assert note in told
    assert note in played_text
    assert "is fixed" not in plain
    plan = json.loads((tmp_path / "out" / "plan.json").read_text())
    assert plan["replaced"] == {"actors.AAA.resolve": "normal (mean 1, sd 1)"}


@pytest.mark.usefixtures("sweep_yaml")
def test_unequal_runs_are_told(tmp_path):
    """After until the output says how many runs points have, and that they weigh alike."""
    until = {"outcome": "settlement", "width": 0.2, "at_most": 200}
    answer = called("sweep", sweep_file(tmp_path, runs=10, block=None, until=until),
                    "--workers", 1, "--out", tmp_path / "out").output  # fmt: skip

    assert "where points are pooled (tables, figures, report) each weighs alike" in answer


def test_json_has_every_point(sweep_yaml):
    """--json prints one entry a point with its values and the share of each outcome."""
    told = json.loads(called("sweep", sweep_yaml.name, "--workers", 1, "--json").output)

    assert [one["point"] for one in told["points"]] == list(range(6))
    assert told["points"][0]["settings"] == {WARN: 0.0, FEAR: 0.2}
    for one in told["points"]:
        assert sum(ending["n"] for ending in one["outcomes"].values()) == one["runs"] == 50


def test_a_bad_file_is_one_message(sweep_yaml):
    """A wrong sweep file ends with exit code 2 and its place."""
    sweep_yaml.write_text("scenario: small.yaml\nparameters: [{path: a.b, values: [1]}]\n")

    answer = called("sweep", sweep_yaml.name)

    assert answer.exit_code == 2
    assert answer.output.startswith("warnings.yaml:2:14: parameters[0]")


def test_an_unfinished_sweep_is_refused(sweep_yaml):
    """A sweep that has no manifest yet is to be finished first."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)
    (out / "manifest.json").unlink()

    answer = called("reproduce", out)

    assert answer.exit_code == 2
    assert "not finished" in answer.output
    with pytest.raises(AnalysisError, match="not finished: 5 of 5 blocks are there"):
        open_sweep(out)


def test_a_sweep_is_read_back_piece_by_piece(sweep_yaml):
    """Tables, single points, and shares by a parameter agree with one another."""
    out = sweep_yaml.parent / "out"
    played(sweep_yaml, out)

    tables = open_sweep(out)

    assert (tables.points, tables.n, tables.parameters) == (6, 300, (WARN, FEAR))
    runs = tables.runs(["point", "outcome", WARN])
    assert len(runs) == 300
    assert set(tables.runs(["point"], points=[2, 5])["point"]) == {2, 5}
    shares = tables.shares([WARN], "frozen")
    counted = runs[runs["outcome"] == "frozen"].groupby(WARN).size()
    assert shares["n"].tolist() == counted.reindex(shares[WARN], fill_value=0).tolist()
    assert (shares["of"] == 100).all()
    assert len(tables.summary()) == 6
    with pytest.raises(AnalysisError, match='no column "qqqq"; known: point'):
        tables.shares(["qqqq"], "frozen")
    with pytest.raises(AnalysisError, match='no outcome "frzen"; did you mean "frozen"'):
        tables.shares([WARN], "frzen")
