import json
from dataclasses import replace

import pandas as pd
import pytest

from brinkmanship.analysis.sensitivity.indices.sobol import FirstOrderSum, sobol_indices
from tests.sensitivity.calling import answered
from tests.small import SMALL, tree
from tests.sweep.small_sweeps import FEAR, WARN, called, spied, sweep_file

RANGES = ("--parameters", f"{WARN}:0:0.9,{FEAR}:0.2:2")
QUICK = ("--runs", 20, "--points", 8, "--workers", 1)


def test_parameters_of_a_scenario_are_weighed(sweep_yaml):
    """Few parameters get Sobol indices at once, with what they rest on, and tables on disk."""
    (part,) = answered("small.yaml", *RANGES, *QUICK, "--outcome", "mean_peak")

    assert part["part"] == "sobol"
    assert "2 parameters are few enough" in part["why"]
    assert (part["points"], part["runs"], part["seed"], part["base"]) == (48, 20, 0, 8)
    assert [one["rank"] for one in part["tables"]["indices"]] == [1, 2]
    assert {one["path"] for one in part["tables"]["indices"]} == {WARN, FEAR}
    assert len(part["tables"]["pairs"]) == 1
    out = sweep_yaml.parent / "out" / "small-sensitivity"
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["kind"] == "sensitivity"
    assert set(manifest["files"]) == {
        "indices.parquet", "indices.csv", "pairs.parquet", "pairs.csv", "sobol/manifest.json",
    }  # fmt: skip
    assert len(pd.read_csv(out / "indices.csv")) == 2


def test_the_answer_as_text_says_method_and_sample(sweep_yaml):
    """Method, reason, points, runs and seed stand above the table; figures are drawn."""
    answer = called("sensitivity", "small.yaml", *RANGES, *QUICK, "--points", 16, "--boxes")

    assert answer.exit_code == 0, answer.output
    assert "Sobol' indices of 2 parameters: 16 base points, with pairs" in answer.output
    assert "Why: 2 parameters are few enough" in answer.output
    assert "96 points, 20 runs each, 1920 runs, seed 0" in answer.output
    assert "Chance is " in answer.output
    assert "Boxes by PRIM and CART" in answer.output
    assert "not a forecast" in answer.output
    figures = sweep_yaml.parent / "out" / "small-sensitivity" / "figures"
    assert {"indices.png", "indices.svg"} <= {file.name for file in figures.iterdir()}


@pytest.mark.parametrize("method", ["morris", "sobol"])
@pytest.mark.usefixtures("sweep_yaml")
def test_no_part_of_no_variance_is_told(method):
    """Where every point has the same result, chance is no number."""
    words = ("small.yaml", *RANGES, *QUICK, "--outcome", "nuclear_use", "--method", method,
             "--out", "out/same")  # fmt: skip
    (part,) = answered(*words)
    answer = called("sensitivity", *words)

    assert (part["variance"], part["chance"], part["chance_alone"]) == (0.0, None, None)
    assert "The result is the same at every point" in answer.output
    assert "Chance is" not in answer.output
    assert "Sum of first order" not in answer.output


@pytest.mark.parametrize(
    ("ends", "words"),
    [((0.4, 0.8), "0.60 (0.40 to 0.80): the rest is what works together"),
     ((0.4, 1.1), "0.60 (0.40 to 1.10): not told from 1, where nothing works together")],
)  # fmt: skip
@pytest.mark.usefixtures("sweep_yaml")
def test_what_works_together_is_claimed_only_if_it_is_sure(monkeypatch, ends, words):
    """The sum of first orders stands with its interval, which must lie below 1 for the claim."""
    monkeypatch.setattr(
        "brinkmanship.analysis.sensitivity.parts.sobol_indices",
        lambda *given, **more: replace(
            sobol_indices(*given, **more), added=FirstOrderSum(0.6, *ends)
        ),
    )
    asked = ("small.yaml", *RANGES, *QUICK, "--outcome", "mean_peak", "--out", "out/sum")

    answer = called("sensitivity", *asked)
    (part,) = answered(*asked)

    assert f"Sum of first order: {words}" in answer.output
    assert (part["first_sum"], part["first_sum_low"], part["first_sum_high"]) == (0.6, *ends)


def test_many_parameters_are_screened_first(sweep_yaml, monkeypatch):
    """More parameters than a limit: Morris for all of them, then Sobol for the top."""
    monkeypatch.setattr("brinkmanship.commands.jobs.sensitivity.plans.MANY", 1)

    parts = answered("small.yaml", *RANGES, *QUICK, "--top", 1)

    assert [one["part"] for one in parts] == ["morris", "sobol"]
    assert "2 parameters are many" in parts[0]["why"]
    first = parts[0]["tables"]["screening"][0]["path"]
    assert [one["path"] for one in parts[1]["tables"]["indices"]] == [first]
    assert (sweep_yaml.parent / "out" / "small-sensitivity" / "morris" / "plan.json").is_file()


def test_every_assumption_is_varied(sweep_yaml):
    """--assumptions finds the numbers itself; one that cannot move is named."""
    text = SMALL.replace("resolve: 2", "resolve: {value: 2, source: assumption}").replace(
        "warn: 0.4",
        "warn: {value: 0.4, source: assumption}, consult: {value: 0, source: assumption}",
    )
    (sweep_yaml.parent / "small.yaml").write_text(text)

    (part,) = answered("small.yaml", "--assumptions", *QUICK, "--method", "morris")

    paths = {one["path"] for one in part["tables"]["screening"]}
    assert paths == {"actors.CCC.resolve", WARN}
    assert any("actors.CCC.policy.style.consult" in note for note in part["notes"])


def test_a_sweep_file_with_a_design_is_analysed(sweep_yaml):
    """A sweep file says itself what is varied and how."""
    sweep_file(
        sweep_yaml.parent, design="saltelli", points=8, second_order=True, runs=20, block=None,
        parameters=[{"path": WARN, "low": 0, "high": 0.9}, {"path": FEAR, "low": 0.2, "high": 2}],
    )  # fmt: skip

    (part,) = answered(sweep_yaml.name, "--workers", 1)

    assert "declares the design saltelli" in part["why"]
    assert part["points"] == 48


@pytest.mark.parametrize("place", ["file", "folder"])
@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--seed", 5], "--seed"),
        (["--seed", 0], "--seed"),
        (["--method", "auto"], "--method"),
        (["--top", 10], "--top"),
        (["--within", 0.25], "--within"),
        (["--points", 8, "--seed", 5, "--method", "morris"], "--points, --method, --seed"),
    ],
)
def test_a_sweep_is_not_asked_for_what_it_says_itself(sweep_yaml, place, words, named):
    """Seed, method and ranges of a sweep are its own: another is refused, the default's too."""
    sweep_file(
        sweep_yaml.parent, design="saltelli", points=8, second_order=True, runs=20, block=None,
        parameters=[{"path": WARN, "low": 0, "high": 0.9}, {"path": FEAR, "low": 0.2, "high": 2}],
    )  # fmt: skip
    if place == "folder":
        answered(sweep_yaml.name, "--workers", 1, "--out", "out/mine")
    before = tree(sweep_yaml.parent)

    answer = called(
        "sensitivity", "out/mine/sweep" if place == "folder" else sweep_yaml.name, *words
    )

    assert answer.exit_code == 2, answer.output
    assert answer.output.startswith(f"{named}: ")
    assert "is a sweep, which says this itself" in answer.output.replace("\n", " ")
    assert answer.output.count("is a sweep") == 1
    assert tree(sweep_yaml.parent) == before


@pytest.mark.usefixtures("sweep_yaml")
def test_seed_nought_given_or_not_is_the_same_question():
    """--seed 0 goes on in the folder of a command that named no seed, with the same tables."""
    words = ("small.yaml", *RANGES, *QUICK, "--out", "out/mine")

    assert answered(*words)[0]["tables"] == answered(*words, "--seed", 0)[0]["tables"]


@pytest.mark.usefixtures("sweep_yaml")
def test_a_folder_is_read_without_playing(monkeypatch):
    """A finished sweep folder gives the same indices as the command that made it."""
    (first,) = answered("small.yaml", *RANGES, *QUICK)
    names = spied(monkeypatch)

    (again,) = answered("out/small-sensitivity/sobol", "--out", "out/again")

    assert names == []
    assert again["tables"] == first["tables"]


@pytest.mark.usefixtures("sweep_yaml")
def test_the_same_command_plays_nothing_again(monkeypatch):
    """What was played is kept, and the same tables come of it; more runs are only added."""
    words = ("small.yaml", *RANGES, *QUICK, "--out", "out/mine")
    first = answered(*words)
    names = spied(monkeypatch)

    again = answered(*words)

    assert names == []
    assert again[0]["tables"] == first[0]["tables"]
    (more,) = answered(*words, "--runs", 30)
    assert names
    assert more["runs"] == 30


@pytest.mark.usefixtures("sweep_yaml")
def test_the_sweeps_of_an_analysis_reproduce():
    """The sweep under an analysis is played again to the same bytes; the analysis itself is not."""
    answered("small.yaml", *RANGES, *QUICK, "--out", "out/mine")

    whole = called("reproduce", "out/mine", "--workers", 1)
    sweep = called("reproduce", "out/mine/sobol", "--workers", 1)

    assert whole.exit_code == 2
    assert "reproduce the sweeps in it: out/mine/sobol" in whole.output.replace("\n", " ")
    assert sweep.exit_code == 0, sweep.output


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_a_path_of_whole_numbers_is_drawn_in_whole_numbers(sweep_yaml, method):
    """Named by hand too, not only by --assumptions."""
    answered("small.yaml", "--parameters", f"clock.horizon:3:40,{WARN}:0:0.9", *QUICK,
             "--method", method, "--out", "out/whole")  # fmt: skip

    plan = json.loads((sweep_yaml.parent / "out" / "whole" / method / "plan.json").read_bytes())
    horizons = [point[0] for point in plan["points"]]
    assert len(set(horizons)) > 2
    assert all(float(value).is_integer() for value in horizons)


def test_another_question_does_not_overwrite(sweep_yaml):
    """A folder that holds another answer is refused; without --out the next number is taken."""
    words = ("small.yaml", *QUICK, "--parameters")
    answered(*words, f"{WARN}:0:0.9", "--out", "out/mine")
    before = tree(sweep_yaml.parent)

    answer = called("sensitivity", *words, f"{FEAR}:0.2:2", "--out", "out/mine")

    assert answer.exit_code == 2
    assert "out/mine: holds something else" in answer.output
    assert tree(sweep_yaml.parent) == before
    for path in (f"{WARN}:0:0.9", f"{FEAR}:0.2:2", f"{WARN}:0:0.9"):
        answered(*words, path)
    assert {file.name for file in (sweep_yaml.parent / "out").iterdir()} == {
        "mine", "small-sensitivity", "small-sensitivity-2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["small.yaml"], "nothing says what to vary"),
        (["nothing.yaml"], "no such file"),
        (["warnings.yaml"], "from the design grid no indices can be had"),
        (["small.yaml", "--parameters", "a.b"], "is not PATH:LOW:HIGH"),
        (["small.yaml", "--parameters", f"{WARN}:1:0"], "is not PATH:LOW:HIGH"),
        (["small.yaml", "--parameters", f"{WARN}:nan:1"], "is not PATH:LOW:HIGH"),
        (["small.yaml", "--parameters", f"{WARN}:0:7"], "7 is out of range"),
        (["small.yaml", "--parameters", "actors.XXX.resolve:0:1"], "XXX"),
        (["small.yaml", "--parameters", f"{WARN}:0:1,{WARN}:0:1"], "is varied twice"),
        (["small.yaml", "--parameters", f"{WARN}:0:1", "--outcome", "peace"], "no such rung"),
        (["small.yaml", "--parameters", f"{WARN}:0:1", "--points", "3"], "no power of two"),
        (["small.yaml", "--parameters", f"{WARN}:0:1", "--set", "nonsense"], "not PATH=VALUE"),
        (["small.yaml", "--parameters", "clock.horizon:3.5:9"], "takes whole numbers"),
        (["small.yaml", "--tipping", "clock.horizon:3:8.2"], "write clock.horizon:3:8"),
        (["small.yaml", "--assumptions"], "no number has source: assumption"),
        (["small.yaml", "--tipping", f"{WARN}:0:1", "--outcome", "mean_peak"], "share of runs"),
        (["small.yaml", "--tipping", f"{WARN}:0:1,{FEAR}:0:1"], "one parameter at a time"),
        (["warnings.yaml", "--runs", "5"], "is a sweep, which says this itself"),
        (["warnings.yaml", "--seed", "0"], "--seed: warnings.yaml is a sweep, which says"),
        (["warnings.yaml", "--method", "morris"], "--method: warnings.yaml is a sweep"),
        (["warnings.yaml", "--top", "2", "--within", "0.1"], "--top, --within: warnings.yaml"),
        (["warnings.yaml", "--boxes", "--level", "0.1"], "--level: warnings.yaml is a sweep"),
        (["small.yaml", "--parameters", f"{WARN}:0:1", "--level", "0.1"], "goes with --tipping"),
        (["small.yaml", "--tipping", f"{WARN}:0:1", "--method", "sobol"], "goes with --parameters"),
    ],
)  # fmt: skip
def test_bad_input_is_one_message(sweep_yaml, words, message):
    """What is wrong is said in one message with exit code 2, before anything is written."""
    before = tree(sweep_yaml.parent)

    answer = called("sensitivity", *words)

    assert answer.exit_code == 2, answer.output
    assert message in answer.output.replace("\n", " ")
    assert "Traceback" not in answer.output
    assert tree(sweep_yaml.parent) == before
