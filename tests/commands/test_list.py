import json

from brinkmanship.sim.scenario.reading.library import shipped
from tests.commands.calling import invoke


def test_list_names_everything_shipped():
    """Each shipped file has a line with kind, name and title; the JSON has the same."""
    plain, machine = invoke("list"), invoke("list", "--json")

    entries = [(one.name, one.kind, one.title) for one in shipped()]
    found = json.loads(machine.stdout)["files"]
    assert [(row["name"], row["kind"], row["title"]) for row in found] == entries
    lines = plain.stdout.splitlines()
    assert len(lines) == len(entries)
    for line, (name, kind, title) in zip(lines, entries, strict=True):
        assert line.split()[:2] == [kind, name]
        assert line.endswith(title)
