"""A page is whole, safe and says what the tables say."""

import json
import re
import shutil
from itertools import pairwise

import pandas as pd
import pytest
from click.testing import CliRunner

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.report.svg import inline_svg
from brinkmanship.analysis.report.write import write_report
from brinkmanship.analysis.tables import open_run
from brinkmanship.cli import brink
from tests.analysis.report.page_reader import Reader, commands_on, tiny_svg
from tests.analysis.sealing import seal
from tests.analysis.study_folders import DOCUMENT, run_folder, study_folder, sweep_folder

LARGEST = 1_500_000  # bytes
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_a_page_is_well_formed(page):
    """Every element that opens closes, in order, and no attribute is given twice."""
    read = Reader(page)

    assert page.startswith("<!DOCTYPE html>")
    assert {"html", "head", "body", "main", "h1"} <= set(read.tags())


def test_a_page_needs_nothing_else(page):
    """No script, no style sheet, no picture and no font from elsewhere; only links inside."""
    read = Reader(page)
    places = [value for name in ("src", "href", "data", "action") for value in read.all(name)]

    assert {"script", "link", "iframe", "object", "embed"} & set(read.tags()) == set()
    assert [place for place in places if not place.startswith(("#", "data:image/png;"))] == []
    assert re.findall(r"url\((?!#)|@import|@font-face", page) == []
    assert [name for _, attrs in read.elements for name in attrs if name.startswith("on")] == []


def test_ids_are_unique_and_every_reference_leads_somewhere(page):
    """Drawings made alike keep their own parts: no id twice, no reference into nowhere."""
    read = Reader(page)
    ids = read.all("id")
    wanted = [place[1:] for place in read.all("href") if place.startswith("#")]
    wanted += re.findall(r"url\(#([^)]+)\)", page)
    wanted += [one for names in read.all("aria-labelledby") for one in names.split()]

    assert len(ids) == len(set(ids))
    assert set(wanted) - set(ids) == set()


def test_every_figure_has_words_and_numbers(page):
    """A drawing has a title and a description, and its numbers stand below it as a table."""
    read = Reader(page)
    drawings = [attrs for tag, attrs in read.elements if tag == "svg"]

    assert drawings
    assert len(drawings) >= len(read.figures)
    assert {attrs["role"] for attrs in drawings} == {"img"}
    for tags in read.figures:
        assert {"figcaption", "svg", "title", "desc", "details", "table", "caption"} <= set(tags)
    for text in re.findall(r"<desc[^>]*>(.*?)</desc>", page):
        assert len(text) > 20


def test_headings_descend_one_by_one(page):
    """One first heading, and none that leaves out a level below it."""
    levels = [int(tag[1]) for tag in Reader(page).tags() if re.fullmatch(r"h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_page_says_what_its_shares_are_not(page):
    """Every report says that shares are of simulated runs, and how to play them again."""
    text = Reader(page).text

    assert "simulated runs" in text
    assert "not how likely a war is" in text
    assert "brink report" in text
    assert len(page.encode()) < LARGEST


def test_text_of_a_scenario_cannot_act(tmp_path):
    """Whatever a file says in titles, names and notes is shown, and is never markup."""
    bad = json.loads(json.dumps(DOCUMENT))
    bad["summary"] = bad["actors"]["FRA"]["name"] = bad["injects"][0]["note"] = HOSTILE
    bad["sources"]["news"]["text"] = bad["actors"][HOSTILE] = {"name": HOSTILE}
    bad["sources"]["news"] = {"text": HOSTILE, "url": "javascript:alert(3)"}
    actors = {"FRA": {"name": HOSTILE, "side": "west"}, "RUS": {"name": "Russia", "side": "east"}}
    folder = run_folder(tmp_path / "bad", document=bad, trace=False, title=HOSTILE, actors=actors)

    read = Reader(write_report(folder).read_text(encoding="utf-8"))

    assert {"script", "img"} & set(read.tags()) == set()
    assert read.all("onerror") == []
    assert read.text.count(HOSTILE) >= 5


def test_the_same_folder_gives_the_same_bytes(tmp_path):
    """A report holds nothing of the moment or the place where it was made."""
    run_folder(tmp_path / "one" / "same")
    shutil.copytree(tmp_path / "one" / "same", tmp_path / "two" / "same")

    first = write_report(tmp_path / "one" / "same")
    second = write_report(tmp_path / "two" / "same")

    assert first.read_bytes() == second.read_bytes()
    assert str(tmp_path).encode() not in first.read_bytes()


def test_the_numbers_are_those_of_the_runs(tmp_path):
    """The share of each outcome that occurred stands in the page as the tables have it."""
    folder = run_folder(tmp_path / "run", trace=False, runs=77)
    ends = open_run(folder).runs(["outcome"])["outcome"].value_counts()

    page = write_report(folder).read_text(encoding="utf-8")

    for n in ends:
        assert f'<td class="number">{n}</td><td class="number">{100 * n / 77:.1f}%</td>' in "".join(
            page.split("\n")
        )


def test_an_unknown_kind_is_refused_by_name(tmp_path):
    """A folder of a kind that has no report is one message that names the kinds that have."""
    folder = study_folder(tmp_path / "odd", "hindcast")

    with pytest.raises(AnalysisError, match=r"kind 'hindcast'.*sweep.*sensitivity"):
        write_report(folder)


def test_a_figure_may_bring_its_own_words(tmp_path):
    """What a manifest says of a figure under ``figures`` is its title and its description."""
    told = {
        "paired": {"title": "Mine", "alt": "Two bars that differ by a mile.", "table": "comparison"}
    }
    page = write_report(study_folder(tmp_path / "own", "compare", figures=told)).read_text()

    assert re.search(r"<desc[^>]*>Two bars that differ by a mile.</desc>", page)
    assert '<span class="title">Mine</span>' in page


def test_a_slide_in_a_folder_loses_its_frame(tmp_path):
    """Heading and foot of a slide on disk become the caption, and are not drawn again."""
    page = write_report(study_folder(tmp_path / "framed", "compare")).read_text(encoding="utf-8")

    assert '<span class="title">What the change changes</span>' in page
    assert '<span class="note">a note</span>' in page
    assert not re.search(r'id="[^"]*-heading"[^>]*>\s*<(defs|g)', page)


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image xlink:href="http://there/x.png"/>',
        '<use href="http://there/x.svg#a"/>',
        '<path style="fill: url(http://there/x)"/>',
        "<style>@import 'http://there/x.css';</style>",
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_a_drawing_only_draws(part):
    """Whatever is in a figure on disk, nothing of it runs or reaches out."""
    drawn = inline_svg(tiny_svg(f"<path d='M0 0'/>{part}"), "x", title="t", alt="a")

    assert re.search(r"script|onload|foreign|there|import|alert|animate", drawn) is None
    assert "M0 0" in drawn


def test_a_drawing_points_at_itself():
    """Ids get the name of the figure, and so do the references to them."""
    body = '<defs><path id="m"/></defs><use xlink:href="#m"/><g clip-path="url(#m)"/>'
    drawn = inline_svg(tiny_svg(body), "ends", title="t", alt="a")

    assert 'id="ends-m"' in drawn
    assert 'href="#ends-m"' in drawn
    assert 'clip-path="url(#ends-m)"' in drawn


def test_the_command_prints_the_page_and_keeps_what_is_not_its_own(tmp_path):
    """``brink report`` names its file; it writes a report again, and never over anything else."""
    folder = run_folder(tmp_path / "run", trace=False)
    mine = tmp_path / "mine.html"
    mine.write_text("<p>mine</p>", encoding="utf-8")

    first = CliRunner().invoke(brink, ["report", str(folder)])
    again = CliRunner().invoke(brink, ["report", str(folder)])
    other = CliRunner().invoke(brink, ["report", str(folder), "--out", str(mine)])

    assert (first.exit_code, first.output.strip()) == (0, str(folder / "report.html"))
    assert again.exit_code == 0
    assert other.exit_code == 2
    assert mine.read_text(encoding="utf-8") == "<p>mine</p>"


@pytest.mark.parametrize("broken", ["{", "[]", '{"kind": "sweep"}', '{"document": "no"}'])
def test_a_broken_folder_is_one_message(broken, tmp_path):
    """A folder that is not whole ends in exit code 2 and no traceback."""
    (tmp_path / "manifest.json").write_text(broken, encoding="utf-8")

    done = CliRunner().invoke(brink, ["report", str(tmp_path)])

    assert done.exit_code == 2
    assert str(tmp_path) in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("gone", ["indices.parquet", "figures/indices.svg"])
def test_half_a_study_is_refused(gone, tmp_path):
    """A page never passes over a table or figure that the folder had."""
    study_folder(tmp_path / "s", "sensitivity", files={gone: "00ff"})

    with pytest.raises(AnalysisError, match=rf"{gone}: is missing"):
        write_report(tmp_path / "s")


def test_a_folder_of_before_a_column_is_one_message(tmp_path):
    """Runs that an older version wrote lack what the page tells; it says which column."""
    folder = run_folder(tmp_path / "r", trace=False)
    runs = pd.read_parquet(folder / "runs.parquet").drop(columns="threats_broken")
    runs.to_parquet(folder / "runs.parquet")
    seal(folder)

    with pytest.raises(AnalysisError, match=r'no column "threats_broken"'):
        write_report(folder)


def test_a_study_without_figures_says_so(tmp_path):
    """What --no-figures left out is told, and the tables stand alone."""
    folder = study_folder(tmp_path / "s", "compare")
    shutil.rmtree(folder / "figures")

    assert "The folder holds no figure" in write_report(folder).read_text(encoding="utf-8")


@pytest.mark.parametrize(("same", "told"), [(True, ", so the"), (False, " except as noted, so")])
def test_a_comparison_says_whose_dice_are_the_same(same, told, tmp_path):
    """Where a name changed, and so the dice under it, the page does not call them the same."""
    folder = study_folder(tmp_path / "s", "compare")
    summary = {"variants": [{"name": "b", "same_dice": same, "changes": []}]}
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")

    assert f"on the same dice{told}" in write_report(seal(folder)).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x.pdf", "x", "html"])
def test_a_page_has_the_name_of_a_page(name, tmp_path):
    """A file that a viewer of another kind would open is not written."""
    with pytest.raises(AnalysisError, match=r"choose a name that ends in \.html"):
        write_report(run_folder(tmp_path / "r"), tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("trace", "told"), [(True, 1), (False, 0)])
def test_a_traced_folder_is_made_again_with_its_trace(trace, told, tmp_path):
    """The command that makes a folder again makes all of its tables."""
    page = write_report(run_folder(tmp_path / "r", trace=trace)).read_text(encoding="utf-8")

    assert sum("--seed 0 --trace" in one for one in commands_on(page)) == told


def test_points_with_shared_luck_are_no_more_runs(tmp_path):
    """What the interval allows where no run did hangs on run numbers, not on rows."""
    page = write_report(sweep_folder(tmp_path / "s", runs=50)).read_text(encoding="utf-8")
    study = study_folder(tmp_path / "t", "sensitivity", parts=[{"part": "sobol", "runs": 50}])

    for text in (page, write_report(study).read_text(encoding="utf-8")):
        assert "0 of 50 still allows 0\N{EN DASH}7.1%, at one point or over all of them" in text


def test_bars_have_a_narrow_form(pages):
    """On a phone bars are drawn again, and each form has words of its own."""
    drawn = re.findall(r'<svg[^>]*id="([a-z-]+)-phone-drawing"', pages["run"])

    assert drawn == ["outcomes", "rungs-reached", "routes-to-clash"]
    for name in drawn:
        assert f'id="{name}-phone-alt"' in pages["run"]
