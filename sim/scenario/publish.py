"""Writes what is generated from the models: ``python -m sim.scenario.publish`` after any change.

``scenarios/README.md`` is the reference of the format, ``docs/reference/scenario.schema.json``
its JSON Schema; ``docs/ODD.md`` has a table of all mechanisms.
"""

from pathlib import Path

from sim.scenario.library import ROOT
from sim.scenario.mechanism_table import with_table
from sim.scenario.reference import reference
from sim.scenario.schema import schema_text

SCHEMA = Path("docs") / "reference" / "scenario.schema.json"
ODD = ROOT.parent / "docs" / "ODD.md"


def generated() -> dict[Path, str]:
    """Each generated file of a checkout, and the text it must have."""
    return {
        ROOT / "README.md": reference(),
        ROOT.parent / SCHEMA: schema_text(),
        ODD: with_table(ODD.read_text(encoding="utf-8")),
    }


def publish() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    publish()
