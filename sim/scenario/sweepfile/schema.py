"""The JSON Schema of a sweep file, for completion and red underlines in editors.

It is more generous than ``read_sweep``: paths and values are not tried on the scenario.
"""

import json
from typing import Any

from brinkmanship.sim.scenario.sweepfile.format import RANDOM, SweepFile

Schema = dict[str, Any]
NUMBER: Schema = {"type": "number"}
LIST: Schema = {"type": "array"}


def sweep_schema() -> Schema:
    """The schema of a sweep file, draft 2020-12."""
    whole = SweepFile.model_json_schema()
    parts = {name: _tidy(part) for name, part in whole.pop("$defs").items()}
    parts["Parameter"] |= {"anyOf": [_has(values=LIST), _has(low=NUMBER, high=NUMBER)]}
    parts["Parameter"]["not"] = {
        "anyOf": [_has(values=LIST, low=NUMBER), _has(values=LIST, high=NUMBER)]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_tidy(whole),
        "title": "A Brink sweep",
        "description": "A declared experiment: a scenario, what is varied, and how often.",
        "allOf": [
            {
                "if": _has(design={"enum": list(RANDOM)}),
                "then": _has(points=NUMBER),
                "else": {"properties": {"points": {"type": "null"}}},
            },
            {
                "if": _has(design={"const": "list"}),
                "then": {"properties": {"parameters": {"items": _has(values=LIST)}}},
            },
        ],
        "$defs": parts,
    }


def sweep_schema_text() -> str:
    """The schema as the text of ``docs/reference/sweep.schema.json``."""
    return json.dumps(sweep_schema(), indent=1, ensure_ascii=False) + "\n"


def _has(**keys: Schema) -> Schema:
    """Objects that have these keys, with values like these."""
    return {"required": list(keys), "properties": keys}


def _tidy(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Without pydantic's titles, which repeat the keys, and without empty defaults."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    named = part.get("properties")
    kept = {
        key: _tidy(value)
        for key, value in part.items()
        if key not in {"title", "properties"} and not (key == "default" and value in (None, "", {}))
    }
    if isinstance(named, dict):
        kept["properties"] = {name: _tidy(one) for name, one in named.items()}
    return kept
