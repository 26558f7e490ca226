import json

import pandas as pd
import pytest

from brinkmanship.analysis.figures.charts.pairs import flips, signed
from brinkmanship.analysis.figures.save import fix_layout
from brinkmanship.analysis.figures.slides.paired import comparison_slides, slug
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.statistics.paired import holm
from brinkmanship.analysis.tables.comparison import open_comparison
from tests.commands.calling import invoke
from tests.small import SMALL, tree

HOT = "actors.AAA.resolve=4"


def compare(*words):
    """Answer of ``brink compare`` on the small scenario, without figures."""
    return invoke("compare", "small.yaml", "--runs", 40, "--workers", 1, "--no-figures", *words)


@pytest.mark.usefixtures("desk")
def test_it_says_what_differs_and_what_that_changes():
    """One line tells the change; each outcome, threshold and side has a row."""
    answer = compare("--set-b", HOT)

    assert answer.exit_code == 0, answer.output
    text = answer.stdout
    assert "b, compared with small" in text
    assert "  Alphaland: resolve normal (mean 1, sd 1) -> 4" in text
    assert "of 40 runs differ at all." in text
    for name in ("nuclear use", "frozen", "tripwire", "clash", "north", "south"):
        assert any(line.startswith(f"{name} ") for line in text.splitlines()), name
    assert "Tables: out/compare-small-seed0" in text


def test_two_files_that_mean_the_same(desk):
    """Another title changes no run: the text says so, and no run differs."""
    (desk / "other.yaml").write_text(SMALL.replace("small quarrel", "quarrel"), encoding="utf-8")

    answer = compare("other.yaml")

    assert "Nothing: the two mean the same" in answer.stdout
    assert "Only wording, which changes no run: title" in answer.stdout
    assert "0 of 40 runs differ at all: what is played is the same" in answer.stdout


@pytest.mark.parametrize("change", ["title=x", "thresholds=[clash]"])
def test_what_cannot_differ_has_a_difference_of_exactly_zero(desk, change):
    """Where the same is played under both, no interval is told: every difference is 0 itself."""
    answer = compare("--set-b", change, "--out", "here")

    lines = answer.stdout.splitlines()
    assert "  0 of 40 runs differ at all: what is played is the same, so none can." in lines
    rows = [line for line in lines if line.startswith(("frozen", "clash", "north", "south"))]
    assert len(rows) == 4
    assert all(" 0 (exactly)" in line for line in rows)
    told = open_comparison(desk / "here").table[["difference", "low", "high"]]
    assert (told == 0.0).all(axis=None)


@pytest.mark.usefixtures("desk")
def test_a_mean_of_which_no_pair_differed_has_no_interval():
    """A change no run felt may still be felt by another: shares keep a width, means say so."""
    answer = compare("--set-b", "mechanisms.tripwire.hit=0.9", "--out", "here")  # no client war

    lines = answer.stdout.splitlines()
    assert "  0 of 40 runs differ at all." in lines
    assert any(line.startswith("frozen") and "0 (-8.8 to +8.8)" in line for line in lines)
    means = [line for line in lines if line.startswith(("north", "south"))]
    assert [line.endswith(" 0 (no pair differed)") for line in means] == [True, True]


@pytest.mark.usefixtures("desk")
def test_stars_and_p_values_agree_and_comparisons_are_counted():
    """A star means p < 0.05 and an interval without zero; two withstand the correction."""
    answer = compare("--set-b", HOT, "--json", "--out", "here")
    text = compare("--set-b", HOT).stdout

    summary = json.loads(answer.stdout)
    (variant,) = summary["variants"]
    rows = [row for part in ("outcomes", "thresholds", "means") for row in variant[part].values()]
    tested = [row for row in rows if "p_holm" in row]
    assert summary["comparisons"] == len(tested) > 7
    for row in tested:
        gap = row["difference"]
        assert (row["p"] < 0.05) == (gap["low"] > 0.0 or gap["high"] < 0.0)
    assert [row["p_holm"] for row in tested] == holm([row["p"] for row in tested])
    some, sure = (sum(row[key] < 0.05 for row in tested) for key in ("p", "p_holm"))
    assert f"{len(tested)} comparisons: {some} with *" in text
    assert f"{sure} with **" in text
    assert text.count(")*") == some
    assert text.count(")**") == sure


def test_the_figure_of_what_cannot_differ_is_drawn(desk):
    """Differences without a width are drawn too, on an axis that has one."""
    answer = invoke("compare", "small.yaml", "--runs", 40, "--set-b", "title=x", "--out", "here")

    assert answer.exit_code == 0, answer.output
    assert answer.stderr == ""
    assert (desk / "here" / "figures" / "paired.png").exists()


def test_a_renamed_side_is_not_said_to_meet_the_same_dice(desk):
    """Where a name and so an address is another, the count says so and a note names it."""
    (desk / "other.yaml").write_text(SMALL.replace("north", "upper"), encoding="utf-8")

    renamed, same = compare("other.yaml").stdout, compare("--set-b", HOT).stdout

    assert "n = 40 pairs of simulated runs on the same dice except as noted, seed 0" in renamed
    assert "Note: small and other name their sides differently (north in small," in renamed
    assert "n = 40 pairs of simulated runs on the same dice, seed 0" in same


def test_the_folder_holds_what_is_printed(desk):
    """Summary, table and CSV say the same; the manifest holds both documents."""
    answer = compare("--set-b", HOT, "--json", "--out", "here")

    summary = json.loads(answer.stdout)
    folder = open_comparison(desk / "here")
    assert tree(desk / "here") == [
        "comparison.csv", "comparison.parquet", "manifest.json", "summary.json",
    ]  # fmt: skip
    assert json.loads((desk / "here" / "summary.json").read_text(encoding="utf-8")) == summary
    (variant,) = summary["variants"]
    rows = folder.rows("b", "threshold").set_index("name")
    assert list(rows.index) == list(variant["thresholds"])
    told = variant["thresholds"]["clash"]
    assert rows.loc["clash", "after"] == told["after"]["share"]
    assert rows.loc["clash", "low"] == told["difference"]["low"]
    assert len(pd.read_csv(desk / "here" / "comparison.csv")) == len(folder.table)
    manifest = json.loads((desk / "here" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kind"] == "compare"
    assert [one["name"] for one in manifest["compared"]] == ["small", "b"]
    assert all(json.loads(one["document"])["title"] for one in manifest["compared"])


def test_the_same_comparison_gives_the_same_bytes(desk):
    """Tables and summary do not depend on the hour or on workers."""
    compare("--set-b", HOT, "--out", "one")
    invoke("compare", "small.yaml", "--runs", 40, "--workers", 2, "--no-figures",
           "--set-b", HOT, "--out", "two")  # fmt: skip

    for name in ("comparison.parquet", "comparison.csv", "summary.json"):
        assert (desk / "one" / name).read_bytes() == (desk / "two" / name).read_bytes()


@pytest.mark.usefixtures("desk")
def test_show_gives_a_line_a_variant():
    """With --show each result asked for is a table of the variants, and others are left out."""
    answer = compare("--variant", f"hot: {HOT}", "--variant", "calm: actors.AAA.resolve=0",
                     "--show", "clash", "--show", "north")  # fmt: skip

    lines = answer.stdout.splitlines()
    at = lines.index(next(line for line in lines if line.startswith("a side reaches clash")))
    assert [line.split()[0] for line in lines[at + 1 : at + 3]] == ["hot", "calm"]
    assert sum(line.startswith("mean rung of north") for line in lines) == 1
    assert "the run ends in" not in answer.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "small: there is nothing to compare it with; give a second scenario"),
        (("--variant", "firm"), 'this is not NAME: PATH=VALUE ...; write for example "firm:'),
        (("--variant", "a: resolve"), "this is not PATH=VALUE"),
        (("--variant", f"a: {HOT}", "--variant", f"a: {HOT}"), '"a" is the name of another'),
        (
            ("--set-b", "actors.ZZZ.resolve=1"),
            '--set-b actors.ZZZ.resolve=1: actors: there is no "ZZZ"',
        ),
        (("--set-b", "actors.AAA.resolve=-9"), "--set-b actors.AAA.resolve=-9: actors.AAA.res"),
        (
            ("--set", "actors.ZZZ.resolve=1", "--set-b", HOT),
            "--set actors.ZZZ.resolve=1: actors: t",
        ),
        (("--variant", "a: actors.ZZZ.resolve=1"), '--variant "a" actors.ZZZ.resolve=1: actors:'),
        (("--set-b", HOT, "--show", "clsh"), 'did you mean "clash"?'),
        (("nato-ground-troops-2024",), "has another ladder than small (16 rungs, not 7)"),
        (("nothing.yaml",), "there is no such file"),
    ],
)
def test_wrong_input_is_one_message_and_2(desk, words, says):
    """What cannot be compared is refused on stderr before anything is played or written."""
    answer = compare(*words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert "Traceback" not in answer.output
    assert tree(desk) == ["small.yaml"]


@pytest.mark.usefixtures("desk")
def test_an_existing_folder_is_left_alone():
    """--out names a folder that must not exist; without it the next number is taken."""
    compare("--set-b", HOT)
    again, taken = compare("--set-b", HOT), compare("--set-b", HOT, "--out", "out")

    assert "Tables: out/compare-small-seed0-2" in again.stdout
    assert taken.exit_code == 2
    assert "already exists" in taken.stderr


@pytest.mark.usefixtures("desk")
def test_another_horizon_is_compared_with_a_note():
    """A longer horizon is compared, and the reader is told what that alone does."""
    answer = compare("--set-b", "clock.horizon=9")

    assert answer.exit_code == 0
    assert "the clock: horizon 6 -> 9" in answer.stdout
    assert "Note: small may last 6 turns and b 9" in answer.stdout


def test_figures_are_drawn_and_drawn_again(desk):
    """Each variant has a PNG and an SVG; brink plot draws the same bytes from the folder alone."""
    invoke("compare", "small.yaml", "--runs", 40, "--variant", f"hot one: {HOT}",
           "--variant", "calm: actors.AAA.resolve=0", "--out", "here")  # fmt: skip
    folder = desk / "here" / "figures"
    drawn = {name: (folder / name).read_bytes() for name in tree(folder)}

    answer = invoke("plot", "here", "--out", "again")

    assert sorted(drawn) == ["paired-1-hot-one.png", "paired-1-hot-one.svg",
                             "paired-2-calm.png", "paired-2-calm.svg"]  # fmt: skip
    assert answer.exit_code == 0
    assert {name: (desk / "again" / name).read_bytes() for name in drawn} == drawn


def test_each_of_several_figures_is_titled_by_its_variant(desk):
    """Figures stand in the order of the text by name too, and no title runs into the legend."""
    words = [f"{n} {'and every ally of hers ' * (n // 4)}off: {HOT}" for n in range(1, 12)]
    asked = [word for one in words for word in ("--variant", one)]
    compare(*asked, "--out", "here")

    found = comparison_slides(open_comparison(desk / "here"))

    assert list(found) == sorted(found)
    for (name, build), word in zip(found.items(), words, strict=True):
        with slide_style():
            figure = build()
            fix_layout(figure)
        (heading,) = [text for text in figure.texts if text.get_gid() == "heading"]
        title = f"What changes: {word.partition(':')[0]}"
        assert title.startswith(heading.get_text().removesuffix("…").strip()), name
        (legend,) = figure.legends
        assert heading.get_window_extent().x1 < legend.get_window_extent().x0


def test_plot_refuses_a_broken_comparison(desk):
    """A comparison without its table is one message."""
    compare("--set-b", HOT, "--out", "here")
    (desk / "here" / "comparison.parquet").unlink()

    answer = invoke("plot", "here")

    assert answer.exit_code == 2
    assert "comparison.parquet: is missing; delete the folder and give the command" in answer.stderr


def test_file_names_are_plain():
    """A name of any letters becomes part of a file name; one of none still has one."""
    assert (slug("Firm, France!"), slug("Ü")) == ("firm-france", "variant")


def test_numbers_beside_the_dots():
    """Differences carry their sign, and rare ones more digits."""
    assert [signed(x) for x in (12.34, 0.05, 0.0, -0.21)] == [
        "+12.3",
        "+0.05",
        "0",
        "\N{MINUS SIGN}0.2",
    ]
    assert flips({"gained": 3.0, "lost": 1.0}) == "(+3, \N{MINUS SIGN}1)"
