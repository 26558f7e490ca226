import pytest

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.scenario.sweepfile.format import SweepFile, Until, point_count
from brinkmanship.sim.scenario.sweepfile.reading import read_sweep
from brinkmanship.sim.sweep.design import points_of
from brinkmanship.sim.sweep.planning import plan_sweep
from tests.small import small_file

PARAMETER = "parameters: [{path: clock.horizon, values: [4, 5]}]"
HEAD = f"scenario: small.yaml\n{PARAMETER}\n"


RANGES = tuple({"path": f"p{i}", "low": 0.0, "high": 1.0, "points": 3} for i in range(3))


@pytest.mark.parametrize(("design", "points", "second"), [
    ("grid", None, False), ("one_at_a_time", None, False), ("latin_hypercube", 7, False),
    ("sobol", 8, False), ("morris", 4, False), ("saltelli", 8, False), ("saltelli", 8, True),
])  # fmt: skip
def test_points_are_counted_before_they_are_made(design, points, second):
    """The count without a point is the number of points that the design then makes."""
    said = {"design": design, "points": points, "second_order": second, "parameters": RANGES}
    sweep = SweepFile.model_validate({"scenario": "x", **said})

    assert point_count(sweep) == len(points_of(sweep, [0.25] * 3))


@pytest.mark.parametrize(("text", "told"), [
    ("".join(f"  - {{path: p{i}, low: 0, high: 1}}\n" for i in range(20)),
     "s.yaml:3:3: parameters: these are 95,367,431,640,625 points"),
    ("  - {path: p, low: 0, high: 1}\ndesign: sobol\npoints: 1000001",
     "s.yaml:5:9: points: these are 1,000,001 points"),
    ("".join(f"  - {{path: p{i}, low: 0, high: 1, points: 100000}}\n" for i in range(200)),
     "s.yaml:3:3: parameters: these are 1.0e+1000 points"),
], ids=["grid", "drawn", "huge"])  # fmt: skip
def test_too_many_points_are_refused_before_any_is_made(tmp_path, text, told):
    """A design that no memory holds is one message, with what to do instead."""
    found = refusal(tmp_path, f"scenario: small.yaml\nparameters:\n{text}")

    assert found.startswith(told)
    assert "1,000,000 are the most; vary fewer" in found


def refusal(folder, text):
    """What is said of a sweep file; its first line."""
    small_file(folder)
    file = folder / "s.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as found:
        plan_sweep(file)
    return str(found.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "desing: grid", 's.yaml:3:1: desing: unknown key "desing"; did you mean "design"?'),
        (HEAD + "runs: 0", "s.yaml:3:7: runs: 0 is out of range"),
        (
            HEAD + "design: gird",
            's.yaml:3:9: design: "gird" is not known here; did you mean "grid"',
        ),
        (HEAD + "design: sobol", "the design sobol needs points; write points: 128"),
        (HEAD + "points: 8", "s.yaml:3:9: points: the design grid has no points of its own"),
        (HEAD + "design: saltelli\npoints: 3", "s.yaml:4:9: points: 3 is no power of two"),
        (HEAD + "until: {outcome: war, width: 0.1, at_most: 3}", "at_most 3 is less than runs"),
        (HEAD + "until: {outcome: peace, width: 0.1, at_most: 9}", '"peace" is not known here'),
        (HEAD + "set: {clock.horizon: 3}", '"clock.horizon" is varied twice; keep one of them'),
        ("scenario: small.yaml", 'the key "parameters" is missing'),
        (PARAMETER, 'the key "scenario" is missing'),
        ("- 1", "the file holds a list, not a mapping of keys"),
        (f"scenario: smal.yaml\n{PARAMETER}", "s.yaml:1:11: scenario: there is no such file"),
        ("scenario: small.yaml\nparameters: [{path: x}]", "there is nothing to vary"),
        ("scenario: small.yaml\nparameters: [{path: x, low: 2, high: 1}]", "is not below high 1"),
        (
            "scenario: small.yaml\nparameters: [{path: x, low: 0, high: 1, scale: log}]",
            "a log scale cannot begin at 0",
        ),
        (
            "scenario: small.yaml\nparameters: [{path: x, low: 0.5, high: 2, whole: true}]",
            "a whole range has ends that are not",
        ),
        (
            "scenario: small.yaml\nparameters: [{path: x, low: 1, high: 2, values: [1]}]",
            "values stand beside a range; keep values, or low and high",
        ),
        (
            (
                "scenario: small.yaml\ndesign: list\nparameters:\n"
                "  - {path: a, values: [1]}\n  - {path: b, values: [1, 2]}"
            ),
            "s.yaml:5:23: parameters[1].values: 2 values where the first parameter has 1",
        ),
        (
            "scenario: small.yaml\ndesign: list\nparameters: [{path: a, low: 0, high: 1}]",
            "a list needs values, not a range",
        ),
    ],
)
def test_a_bad_sweep_file_is_told_where_and_what(tmp_path, text, said):
    """Each mistake in the file itself has its place, what is wrong, and a cure."""
    assert said in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("{path: actors.XXX.resolve, values: [1]}", 'there is no "XXX"; known: AAA'),
        ("{path: actors.AAA.resolv, values: [1]}", 'unknown key "resolv"'),
        ("{path: actors.AAA.resolve, values: [1, high]}", '"high" (text) is not a number'),
        ("{path: actors.AAA.exposure, low: 0, high: 1e9}", "is out of range"),
        ("{path: actors..AAA, values: [1]}", '"actors..AAA" is no path'),
        ("{path: clock.horizon, low: 4, high: 5, points: 3}", "4.5 is not a whole number"),
    ],
)
def test_a_wrong_path_or_value_is_refused_before_anything_is_played(tmp_path, parameter, said):
    """A parameter that the scenario cannot mean is refused with its line in the sweep file."""
    text = f"scenario: small.yaml\nparameters:\n  - {parameter}\n"

    answer = refusal(tmp_path, text)

    assert answer.startswith(("s.yaml:3:5: parameters[0]:", "s.yaml:2:1: parameters:"))
    assert said in answer


def test_a_sweep_names_its_scenario_with_backslashes_too(tmp_path):
    """A path of Windows names the same scenario on any system."""
    (tmp_path / "sub").mkdir()
    small_file(tmp_path / "sub")
    file = tmp_path / "s.yaml"
    file.write_text(f"scenario: sub\\small.yaml\n{PARAMETER}\n", encoding="utf-8")

    assert plan_sweep(file).plan.scenario == "small"


def test_an_escape_in_the_path_of_the_scenario_is_explained(tmp_path):
    """In double quotes a backslash is an escape; the message has the path as it was meant."""
    said = refusal(tmp_path, f'scenario: "sub\\tiny.yaml"\n{PARAMETER}\n')

    assert said.startswith("s.yaml:1:11: scenario: in double quotes \\ begins an escape")
    assert "write 'sub\\tiny.yaml'" in said


def test_what_holds_everywhere_is_tried_too(tmp_path):
    """A wrong path under set is refused with its own line."""
    answer = refusal(tmp_path, HEAD + "set:\n  clock.order: 3\n  actors.AAA.nukes: true\n")

    assert "s.yaml:4:16: set.clock.order" in answer
    assert "s.yaml:5:21: set.actors.AAA.nukes" in answer


def test_the_ends_of_a_long_sweep_are_tried(tmp_path):
    """Of a thousand points not all are loaded, but no end of a range is missed."""
    values = [i / 20 for i in range(20)] + [1e9] + [1 + i / 20 for i in range(20)]
    parameters = (
        f"parameters:\n  - {{path: actors.AAA.exposure, values: {values}}}\n"
        "  - {path: actors.CCC.resolve, low: 0, high: 1, points: 40}\n"
    )

    assert "is out of range" in refusal(tmp_path, f"scenario: small.yaml\n{parameters}")


def test_the_outcomes_of_a_sweep_are_those_of_the_model():
    """An interval may be asked for of every outcome there is."""
    for outcome in OUTCOMES:
        assert Until(outcome=outcome, width=0.1, at_most=10).outcome == outcome


@pytest.mark.parametrize("entry", [one for one in shipped() if one.kind == "sweep"], ids=str)
def test_shipped_sweeps_are_good(entry):
    """Every shipped sweep can be planned: its paths and values are good at every point."""
    planned = plan_sweep(entry.name)

    assert planned.plan.runs > 0
    assert isinstance(read_sweep(entry.path)[0], SweepFile)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scenario: small.yaml\nparameters: []", "s.yaml:2:1: parameters: no entries are too few"),
        (
            "scenario: small.yaml\nparameters: [{path: clock.horizon, low: 5, high: 4, points: 2}]",
            "s.yaml:2:14: parameters[0]: low 5 is not below high 4; write low < high",
        ),
        (
            "scenario: small.yaml\nparameters: [{path: clock.horizon, low: .nan, high: 4}]",
            's.yaml:2:41: parameters[0].low: ".nan" is not a finite number',
        ),
        (
            "scenario: small.yaml\nparameters: [{path: clock.horizon, values: [4, 5, 4]}]",
            "s.yaml:2:51: parameters[0].values[2]: 4 stands there twice; keep one of them",
        ),
        (
            "title: a crisis\nsides: {west: [FRA]}\nactors: {FRA: {start: warn}}",
            "s.yaml:1:1: this is a scenario, not a sweep file; brink run plays it",
        ),
    ],
)
def test_one_fault_is_one_message(tmp_path, text, said):
    """What follows from a fault is not told beside it, and is told in its own words."""
    found = refusal(tmp_path, text)

    assert found.startswith(said)
    assert "\n" not in found


def test_a_sweep_file_is_no_scenario(tmp_path):
    """A sweep given to be run is one message that names the command for it."""
    small_file(tmp_path)
    file = tmp_path / "s.yaml"
    file.write_text(HEAD, encoding="utf-8")

    with pytest.raises(ScenarioError, match="this is a sweep file, not a scenario; brink sweep"):
        load_scenario(file)
