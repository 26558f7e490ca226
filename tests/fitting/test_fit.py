"""A fit reads only what may be fitted, and is the same whoever shares the work."""

import gzip
import json

import pytest
import yaml
from click.testing import CliRunner

from brinkmanship.cli import brink
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.eras import FITTED_BEFORE, HELD_OUT
from brinkmanship.sim.icb.fitting.format import read_fit_file
from brinkmanship.sim.icb.fitting.loss import surprise
from brinkmanship.sim.icb.fitting.search import Problem
from brinkmanship.sim.icb.fitting.vectors import Vectors
from tests.checkout import SCRIPT
from tests.icb.rows import actors, crises, write

SHIPPED = SCRIPT.parent / "scenarios/fits/icb-to-1969.yaml"
EVENTS = (
    "crisno,event_type,sayintkind,interact_escalate,act_escalate,do_interact_kind,do_kind,"
    "interact_fatalities,interact_forces,say_actor_a,say_actor_b,do_actor_a,do_actor_b,"
    "sentence_number_int_aligned,date_earliest_year\n"
)


@pytest.fixture
def home(tmp_path):
    """A folder with small data files and a small fit file."""
    later = [{**row, "crisno": str(500 + k)} for k, row in enumerate(crises(5, 1980, seed=9))]
    held = [{**row, "crisno": number} for row, number in
            zip(crises(2, 1930, seed=8), ("185", "196"), strict=True)]  # fmt: skip
    system = [*crises(15), *later, *held]
    write(tmp_path / "system.csv", system)
    write(tmp_path / "actors.csv", actors(system))
    lines = [
        f"{1 + k},speech,threaten,,,,,,,A,B,,,{k},1920\n"
        f"{1 + k},action,,attack,,,,,,,,B,A,{k}9,1920\n"
        for k in range(15)
    ]
    with gzip.open(tmp_path / "events.csv.gz", "wt", encoding="utf-8") as stream:
        stream.write(EVENTS + "".join(lines))
    shipped = yaml.safe_load(SHIPPED.read_text("utf-8"))
    names = {"system": "system.csv", "actors": "actors.csv", "events": "events.csv.gz"}
    small = {"population": 4, "generations": 2, "runs": 1, "sets": 2, "rescored": 3,
             "fresh_runs": 2}  # fmt: skip
    content = {**shipped, "data": names, "search": small}
    (tmp_path / "fit.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return tmp_path


def asked(home, name, *more):
    """Fits; the summary."""
    out = home / name
    words = ["fit", str(home / "fit.yaml"), "--data", str(home), "--out", str(out), *more]
    answer = CliRunner().invoke(brink, words)
    assert answer.exit_code == 0, answer.output
    return json.loads((out / "summary.json").read_text("utf-8"))


def test_nothing_from_1970_on_and_nothing_held_out_is_fitted(home):
    """Such crises are in the files, and not in the problem."""
    problem = Problem(read_fit_file(home / "fit.yaml"), home)

    assert len(problem.data.crises) == 15
    assert all(one.year < FITTED_BEFORE for one in problem.data.crises)
    assert not HELD_OUT & {one.number for one in problem.data.crises}


def test_what_happened_from_1970_on_changes_no_fit(home):
    """The same fit, though later crises and held-out ones end otherwise."""
    before = asked(home, "one", "--workers", "1")
    text = (home / "system.csv").read_text("utf-8").splitlines()
    head, rows = text[0].split(","), [line.split(",") for line in text[1:]]
    for row in rows:
        if int(row[head.index("crisno")]) > 100:
            row[head.index("viol")], row[head.index("brexit")] = "4", "900"
    lines = [",".join(head), *(",".join(row) for row in rows)]
    (home / "system.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    after = asked(home, "two", "--workers", "1")

    assert before == after


def test_workers_change_nothing(home):
    """One process or two find the same set."""
    assert asked(home, "one", "--workers", "1") == asked(home, "two", "--workers", "2")


def test_a_parameter_that_is_none_is_named(home):
    """The message names the path."""
    content = yaml.safe_load((home / "fit.yaml").read_text("utf-8"))
    content["parameters"]["war.luck"] = {"low": 0.0, "high": 1.0, "start": 0.5}
    (home / "fit.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")

    with pytest.raises(BrinkError, match=r"parameters\.war\.luck: the model has no such parameter"):
        Problem(read_fit_file(home / "fit.yaml"), home)


def test_a_wrong_key_of_a_fit_file_is_named_with_its_line(home):
    """The message says where it stands, whether a value is wrong or a key unknown."""
    text = (home / "fit.yaml").read_text("utf-8").replace("generations: 2", "generations: 0")
    (home / "fit.yaml").write_text(f"{text}luck: 1\n", encoding="utf-8")
    line = 1 + text[: text.index("generations")].count("\n")

    with pytest.raises(BrinkError) as caught:
        read_fit_file(home / "fit.yaml")

    assert f"fit.yaml:{line}:16: search.generations: " in str(caught.value)
    assert f"fit.yaml:{1 + text.count(chr(10))}:" in str(caught.value)
    assert "luck: Extra inputs" in str(caught.value)


def test_a_vector_means_what_its_ranges_say():
    """The start is the start, and no number leaves its range."""
    file = read_fit_file(SHIPPED)
    vectors = Vectors(file)
    start = vectors.start()

    first = vectors.parameters(start)
    far = vectors.parameters([1e6] * len(start))

    for path, one in file.parameters.items():
        if path in vectors.fields:
            field = vectors.fields[path]
            assert first.numbers[field] == pytest.approx(one.start)
            assert one.low <= far.numbers[field] <= one.high


def test_a_truer_forecast_surprises_less():
    """The likelihood prefers shares near what happened."""
    shares = [[0.9, 0.1, 0.0], [1.0, 0.9, 0.8]]
    import numpy as np  # noqa: PLC0415

    right, wrong = np.array(shares), np.array(shares[::-1])

    assert surprise(right, (2, 4), 100) < surprise(wrong, (2, 4), 100)
