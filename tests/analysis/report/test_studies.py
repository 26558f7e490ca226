"""Drawings of a folder keep every letter, and pages say how to ask the same again."""

import json
import re
import shlex

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.figures.save import save_figure
from brinkmanship.analysis.figures.style import Caption, empty_slide, slide_style
from brinkmanship.analysis.report.studies.findings import comparison_findings, sensitivity_findings
from brinkmanship.analysis.report.studies.folder import without_frame
from brinkmanship.analysis.report.write import write_report
from brinkmanship.cli import brink
from tests.analysis.report.page_reader import commands_on
from tests.small import small_file

WARN = "actors.CCC.policy.style.warn"


def test_a_letter_first_drawn_in_the_frame_is_kept(tmp_path):
    """A slide without its heading still has the shape of each letter that is left in it."""
    with slide_style():
        figure = empty_slide("Heading 4", Caption("A title 7", "a foot"))
        figure.subplots().set(xlabel="44 and 77")
        save_figure(figure, tmp_path, "one")

    content, heading, _ = without_frame((tmp_path / "one.svg").read_bytes(), tmp_path / "one.svg")

    text = content.decode()
    used = set(re.findall(r'href="#([^"]+)"', text))
    assert heading == "Heading 4"
    assert used
    assert used - set(re.findall(r'\bid="([^"]+)"', text)) == set()


def asked(desk, *words):
    """Ask, into a folder; its report and its tables."""
    done = CliRunner().invoke(brink, [*words, "--out", str(desk / "one"), "--no-figures"])
    assert done.exit_code == 0, done.output
    return write_report(desk / "one").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [
    ["compare", "small.yaml", "--set-b", f"{WARN}=0.9", "--runs", "20", "--seed", "3"],
    ["compare", "small.yaml", "--variant", f"loud one: {WARN}=0.9", "--variant",
     f"calm one: {WARN}=0", "--set", "clock.horizon=5", "--runs", "20"],
    ["explain", "small.yaml", "--run", "2", "--seed", "5", "--continuations", "50",
     "--no-responsibility", "--set", "clock.horizon=5"],
    ["sensitivity", "small.yaml", "--parameters", f"{WARN}:0:1", "--method", "morris",
     "--points", "2", "--runs", "20", "--seed", "4", "--outcome", "force"],
], ids=["compare", "variants", "explain", "sensitivity"])  # fmt: skip
def test_a_report_says_how_to_ask_the_same_again(tmp_path, monkeypatch, words):
    """The command on the page, typed again, writes the same tables."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)

    page = asked(tmp_path, *words)

    again, *_ = (shlex.split(one)[1:] for one in commands_on(page) if f"brink {words[0]} " in one)
    done = CliRunner().invoke(brink, [*again, "--out", "two", "--no-figures"])
    assert done.exit_code == 0, done.output
    tables = sorted(file.name for file in (tmp_path / "one").glob("*.csv"))
    assert tables
    for name in tables:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_report_of_a_comparison_says_who_changed(tmp_path, monkeypatch):
    """Each change stands behind the one that it concerns; a change of words is none."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)

    page = asked(tmp_path, "compare", "small.yaml", "--set-b", f"{WARN}=0.9", "--set-b",
                 "title=Another", "--runs", "10")  # fmt: skip

    summary = json.loads((tmp_path / "one" / "summary.json").read_bytes())
    (change,) = (c for c in summary["variants"][0]["changes"] if not c["wording"])
    assert f"{change['subject']}: {change['words']}".replace(">", "&gt;") in page
    assert "Another" not in page.split("The scenario in words")[0]


LEADING = pd.DataFrame({"path": ["a.b", "c.d"], "parameter": ["b", "d"], "rank": [1, 2],
                        "total": [0.5, 0.1], "total_low": [0.4, -0.1],
                        "total_high": [0.6, 0.3]})  # fmt: skip
TIPPED = pd.DataFrame({"path": ["actors.USA.policy.north_star.strength"], "level": [0.11],
                       "value": [1.05], "low": [0.76], "high": [np.nan],
                       "rising": [False]})  # fmt: skip
BOXED = pd.DataFrame({"method": ["cart", "prim"], "box": [2, 1],
                      "limits": ["x > 1", "x < 1"], "share": [0.4, 0.9], "low": [0.3, 0.1],
                      "high": [0.5, 0.99], "told": [True, False]})  # fmt: skip
FLIPPED = pd.DataFrame({"variant": ["b"] * 3, "kind": ["outcome", "outcome", "threshold"],
                        "name": ["war", "frozen", "clash"], "difference": [0.01, -0.3, 0.2],
                        "low": [-0.1, -0.4, 0.1], "high": [0.1, -0.2, 0.3]})  # fmt: skip


def test_what_carries_a_result_is_told_with_its_interval():
    """The leading parameters, the crossing, and the highest box that is told from the rest."""
    told = dict(sensitivity_findings({"indices": LEADING, "tipping": TIPPED, "boxes": BOXED}))

    assert told == {
        "b": "total index 0.5 (0.4 to 0.6)",
        "d": "total index 0.1 (-0.1 to 0.3); not told from 0",
        "USA north star strength": "the share falls through 11.0% at 1.05 (0.76 to beyond the "
        "range)",
        "Highest box": "CART 2, x > 1: 40.0% of its runs (30.0\N{EN DASH}50.0%), the highest "
        "share of 1 box surely above the rest; its interval is not adjusted for that choice",
    }


def test_a_crossing_that_is_not_excluded_is_not_called_none():
    """A stretch without a crossing, at which the level is not refused, is told with the runs."""
    curve = pd.DataFrame({"value": [0.0, 1.0], "share": [0.0, 0.0], "of": [2, 2]})
    open_ = TIPPED.assign(value=np.nan, low=np.nan, high=0.5, rising=None)

    assert dict(sensitivity_findings({"tipping": open_, "curve": curve})) == {
        "USA north star strength": "no crossing of 11.0% found; with 2 runs one cannot be "
        "excluded (between 0 and 0.5)"
    }


def test_boxes_none_of_which_is_told_are_said_to_be_none():
    """A folder whose search found nothing has a page, and the page says so."""
    none = BOXED.iloc[:0].astype(object)

    assert dict(sensitivity_findings({"boxes": none})) == {
        "": "No box is told from the points outside it by more than chance."
    }


def test_what_a_change_carries_leaves_out_zero():
    """The largest difference first, and none whose interval holds zero."""
    ((name, text),) = comparison_findings({"comparison": FLIPPED})

    assert name == "b"
    assert text == ("frozen -30.0 (-40.0 to -20.0 points); "
                    "reaching clash +20.0 (+10.0 to +30.0 points)")  # fmt: skip


def test_a_page_of_an_analysis_cuts_no_interval_off(tmp_path, monkeypatch):
    """Each measure of a screening stands on the page with both ends of its interval."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)

    page = asked(tmp_path, "sensitivity", "small.yaml", "--parameters", f"{WARN}:0:1",
                 "--method", "morris", "--points", "2", "--runs", "20")  # fmt: skip

    heads = re.findall(r"<th[^>]*>([^<]*)</th>", page)
    assert {"Mean effect", "from", "to", "Told from chance"} <= set(heads)
    order = [page.index(f'id="{name}"') for name in ("question", "results", "causes", "limits")]
    assert order == sorted(order)
