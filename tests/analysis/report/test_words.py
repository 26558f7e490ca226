"""A scenario in words leaves nothing out, and numbers read back as themselves."""

import json
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.report.page import Heading, Points, Text
from brinkmanship.analysis.report.scenario.actors import describe_actor
from brinkmanship.analysis.report.scenario.sections import assumptions_section, scenario_section
from brinkmanship.analysis.report.scenario.values import document_values, value_text
from brinkmanship.analysis.report.studies.folder import read_tables
from brinkmanship.analysis.report.studies.tables import study_tables
from brinkmanship.analysis.report.text_tables import number_text, thin_rows
from brinkmanship.analysis.report.write import write_report
from brinkmanship.analysis.tables.sealed import SealedFolder
from brinkmanship.sim.scenario import load_scenario
from tests.analysis.sealing import seal
from tests.analysis.study_folders import DOCUMENT, run_folder

SHIPPED = ("nato-ground-troops-2024", "nato-32-2024", "nato-ground-troops-2024-no-north-star")
KEYS = st.sampled_from(["prevail", "rate", "cohesion", "resolve", "x"])
NUMBERS = st.floats(-5, 5, allow_nan=False)
SOURCED = st.builds(lambda number: {"value": number, "source": "assumption"}, NUMBERS)
DOCUMENTS = st.recursive(
    NUMBERS | SOURCED | st.booleans() | st.sampled_from(["clash", "none"]),
    lambda below: st.dictionaries(KEYS, below, max_size=4) | st.lists(below, max_size=3),
    max_leaves=20,
)


def leaves(node):
    """Numbers of a document as its author counts them: a sourced one is one."""
    if isinstance(node, dict):
        return 1 if "source" in node else sum(leaves(below) for below in node.values())
    if isinstance(node, list):
        return sum(leaves(below) for below in node)
    return int(isinstance(node, float))


@given(document=st.dictionaries(KEYS, DOCUMENTS, max_size=4))
def test_every_number_is_listed_once(document):
    """No number of a document is left out of the table of assumptions, and none stands twice."""
    found = document_values(document)

    assert len(found) == leaves(document)
    assert len({one.path for one in found}) == len(found)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_assumption_of_a_shipped_scenario_is_listed(name):
    """What a file marks as assumption is in the report with its value and its mark."""
    document = load_scenario(name).document
    text, found = json.dumps(document), document_values(document)
    marked = sum(one.source == "assumption" for one in found)

    assert marked == text.count('"source": "assumption"')
    lead: Any = assumptions_section(document).blocks[0]
    assert f" {marked} are marked as assumptions" in lead.text


@pytest.mark.parametrize("name", SHIPPED)
def test_every_actor_of_a_shipped_scenario_is_told(name):
    """Each actor has its words in the summary, alone or with those of whom the same is said."""
    document: Any = load_scenario(name).document
    blocks = list(scenario_section(document).blocks)
    actors: Any = blocks[blocks.index(Heading("The actors")) + 1]
    leads = "; ".join(lead for lead, _ in actors.points)

    missing = [
        one for code, one in document["actors"].items() if one.get("name", code) not in leads
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("part", "policy", "words"),
    [
        (
            "north_star",
            {"stay_below": "tripwire", "hard": True},
            "to stay below tripwire (nothing outweighs it)",
        ),
        ("north_star", {"avoid": "war", "strength": 2}, "to avoid the outcome war (strength 2)"),
        (
            "north_star",
            {"stay_below": "war", "unless_attacked": True},
            "waived while it believes it is attacked",
        ),
        (
            "red_lines",
            [{"at": "show", "promise": "clash"}],
            "if an opponent reaches show, it promises clash",
        ),
        (
            "rules",
            [{"when": {"turn_at_least": 1}, "forbid": {"rung": "war"}}],
            "It never chooses war or anything above.",
        ),
        (
            "rules",
            [{"when": {"own_at_most": "warn"}, "prefer": {"signal": "assure", "weight": 2}}],
            "When it stands at warn or below, it leans to assure (2).",
        ),
        (
            "goals",
            {"survival": {"value": 2.5, "source": "assumption"}},
            "what a war costs (2.5)",
        ),
        (
            "style",
            {"warn": 0.5, "hint": "tripwire"},
            "warn (0.5). What it hints at: tripwire.",
        ),
    ],
)
def test_each_part_of_a_policy_has_words(part, policy, words):
    """North star, red line, rule, goal and style are told so that a student can read them."""
    assert words in describe_actor({"policy": {part: policy}})


def test_facts_are_told_with_names():
    """What a file knows of a crisis and of a state is told; actors go by their names."""
    document: Any = load_scenario("scenarios/history/cuba-1962.yaml").document
    blocks = list(scenario_section(document).blocks)
    told, listed = blocks[0], blocks[blocks.index(Heading("The actors")) + 1]
    assert isinstance(told, Text)
    assert isinstance(listed, Points)
    setting, actors = told.text, listed.points

    assert "Opponents: Soviet Union and United States; United States and Cuba." in setting
    assert "by Soviet Union, against United States" in setting
    assert "Soviet Union arms or pays Cuba." in setting
    assert [lead for lead, _ in actors] == ["United States", "Soviet Union", "Cuba"]
    assert "guarantor: Soviet Union" in actors[2][1]
    assert "SOVIET_PLEDGE_TO_CUBA" in repr(blocks)


@pytest.mark.parametrize(("count", "said"), [(2, "Two sides face each other"), (3, "There are 3")])
def test_sides_are_counted(count, said):
    """Two sides face each other; of more, those that oppose each other are named."""
    codes = ["FRA", "RUS", "UKR"][:count]
    sides = {f"side{place}": [code] for place, code in enumerate(codes)}
    document = {**DOCUMENT, "sides": sides, "opponents": [["side0", "side1"]]}

    told = scenario_section(document).blocks[0]

    assert isinstance(told, Text)
    assert said in told.text
    assert "oppose each other: side0 and side1." in told.text
    assert ("On no side" in told.text) == ("Germany" in told.text)


def test_a_mechanism_that_is_off_is_named():
    """What a file switches off stands in the summary; what it leaves on does not."""
    told_of = repr(scenario_section(DOCUMENT).blocks)

    assert "('Switched off', 'accidents.')" in told_of
    assert "A plane is lost. cohesion: NATO -0.1." in told_of


@pytest.mark.parametrize(("document", "said"), [("{", "not readable as JSON"),
                                                ("[1]", "holds no mapping")])  # fmt: skip
def test_a_document_that_is_none_is_refused(document, said, tmp_path):
    """A folder without a readable scenario is one message."""
    folder = seal(run_folder(tmp_path / "run", runs=5, trace=False), document=document)

    with pytest.raises(AnalysisError, match=f"document: {said}"):
        write_report(folder)


@given(value=st.floats(-1e9, 1e9, allow_nan=False))
def test_a_number_reads_back_as_itself(value):
    """What the page prints is the number to three digits, or to a tenth from 100 on."""
    back = float(number_text(value).replace(",", ""))

    assert back == pytest.approx(value, rel=6e-3, abs=0.06 if abs(value) >= 100 else 0.0)


@given(rows=st.integers(1, 200), wanted=st.integers(1, 20))
def test_a_thinned_path_keeps_its_end(rows, wanted):
    """A path in a table has at most so many rows, evenly apart, and its last turn."""
    found = thin_rows(pd.DataFrame({"turn": range(1, rows + 1)}), wanted)["turn"].tolist()

    assert found[-1] == rows
    assert len(found) <= wanted
    assert len({b - a for a, b in pairwise(found)}) <= 1


@given(items=st.lists(NUMBERS, min_size=1, max_size=4))
def test_a_choice_names_its_options(items):
    """A distribution is told with all that defines it."""
    words = value_text({"choice": items})

    assert all(f"{item:g}" in words for item in items)


def test_a_comparison_is_told_in_points(tmp_path):
    """Shares before and after are per cents, the difference percentage points with its sign."""
    row = {"variant": "b", "kind": "outcome", "name": "direct_clash", "before": 0.025}
    row |= {"after": 0.047, "difference": 0.022, "low": 0.013, "high": 0.031}
    row |= {"gained": 22, "lost": 0}
    mean = {**row, "kind": "mean", "name": "west"}
    pd.DataFrame([row, mean]).to_parquet(tmp_path / "comparison.parquet", index=False)

    found = study_tables(read_tables(tables_in(tmp_path)))["comparison"]

    assert len(found.rows) == 1
    assert found.rows[0][:2] == ["ended in direct clash", "2.5%"]
    assert {"4.7%", "+2.2", "+1.3 to +3.1", "22", "0"} <= set(found.rows[0])
    assert study_tables(read_tables(tables_in(tmp_path / "elsewhere"))) == {}


def tables_in(path):
    """A folder of tables without a manifest."""
    return SealedFolder(path=path, manifest={}, digests={})
