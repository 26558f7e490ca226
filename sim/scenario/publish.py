"""Writes what is generated from the models; run it after any change of them.

    python -m brinkmanship.sim.scenario.publish

``scenarios/README.md`` and ``docs/reference/sweep-file.md`` are the references of the formats,
``docs/reference/scenario.schema.json`` and ``sweep.schema.json`` their JSON Schemas;
``docs/ODD.md`` has a table of all mechanisms.
"""

from pathlib import Path

from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.scenario.reference.json_schema import schema_text
from brinkmanship.sim.scenario.reference.mechanism_table import with_mechanism_table
from brinkmanship.sim.scenario.reference.tables import format_reference
from brinkmanship.sim.scenario.sweepfile.reference import sweep_reference
from brinkmanship.sim.scenario.sweepfile.schema import sweep_schema_text

DOCS = SCENARIOS.parent / "docs"
ODD = DOCS / "ODD.md"


def generated() -> dict[Path, str]:
    """Each generated file of a checkout, and the text it must have."""
    return {
        SCENARIOS / "README.md": format_reference(),
        DOCS / "reference" / "scenario.schema.json": schema_text(),
        DOCS / "reference" / "sweep-file.md": sweep_reference(),
        DOCS / "reference" / "sweep.schema.json": sweep_schema_text(),
        ODD: with_mechanism_table(ODD.read_text(encoding="utf-8")),
    }


def publish() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    publish()
