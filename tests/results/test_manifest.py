import re
from datetime import UTC, datetime
from pathlib import Path

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.columns import setting_of
from brinkmanship.sim.results.manifest import RunAccount, document_text, manifest, settings
from brinkmanship.sim.scenario import load_scenario
from tests.small import small_file, small_premise

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "run-folder.md"


def played():
    """An account of one run."""
    now = datetime.now(UTC)
    return RunAccount(
        scenario="small",
        overrides=(),
        seed=0,
        first_run=0,
        asked=1,
        engine="mesa",
        started=now,
        ended=now,
        finished=1,
        failures=(),
        files={},
        honesty={},
        parameters=None,
    )


def test_the_page_describes_the_manifest(tmp_path):
    """The reference names every key of the manifest, and no other."""
    rows = re.findall(
        r"^\| `(\w+)` \|", PAGE.read_text("utf-8").split("## manifest.json\n")[1], re.MULTILINE
    )

    assert [*manifest(small_premise(tmp_path), played()), "seal"] == rows


def test_the_document_of_a_manifest_is_a_scenario(tmp_path):
    """Saved as a file, the document has the digest of what was run, overrides included."""
    overrides = ["actors.AAA.resolve=1.5", "clock.horizon=9"]
    scenario = load_scenario(small_file(tmp_path), overrides)
    copy = tmp_path / "copy.yaml"

    text = manifest(prepare(scenario), played())["document"]

    assert text == document_text(scenario)
    copy.write_text(text, encoding="utf-8")
    assert load_scenario(copy).digest == scenario.digest


def test_a_setting_is_what_the_document_holds(tmp_path):
    """Each path that was set gives one cell; the last word on it counts."""
    overrides = [
        "actors.AAA.resolve=1.5",
        "actors.AAA.resolve={value: 2, source: assumption}",
        "clock.horizon=9",
        "actors.CCC.nuclear=false",
        "injects[0].at=3",
        "injects.0.once=true",
        "actors.CCC.policy=null",
        "sides.north=[AAA]",
    ]

    found = settings(load_scenario(small_file(tmp_path), overrides), overrides)

    assert found == {
        "actors.AAA.resolve": 2,
        "clock.horizon": 9,
        "actors.CCC.nuclear": False,
        "injects[0].at": 3,
        "injects[0].once": True,
        "actors.CCC.policy": None,
        "sides.north": '["AAA"]',
    }


def test_a_cell_is_never_a_structure():
    """Lists and mappings become JSON text, a long form its value."""
    assert setting_of({"value": {"normal": {"mean": 1}}}) == '{"normal": {"mean": 1}}'
