"""The JSON Schema of the format, for completion and red underlines in editors.

It is more generous than the loader: a file that extends another may leave out what the other
says, so keys are required only inside lists, and names are not looked up.
"""

import json
from collections.abc import Mapping
from typing import Any

from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.walk import sections

Schema = dict[str, Any]
NUMBER: Schema = {"type": "number"}
EDGES = {"low": NUMBER, "high": NUMBER}
NULL: Schema = {"type": "null"}
SOURCE: Schema = {"type": "string", "description": "A key of sources, or assumption."}
NOTE: Schema = {"type": "string", "description": "A remark for readers of the file."}
SAID: Schema = {"source": SOURCE, "note": NOTE}
EXTENDS: Schema = {
    "description": "Files this one builds on, by a path from here or a shipped name.",
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}
LEAVES = ("type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum",
          "exclusiveMinimum", "exclusiveMaximum")  # fmt: skip


def json_schema() -> Schema:
    """The schema of a scenario file, draft 2020-12."""
    whole = Scenario.model_json_schema()
    listed = {model.__name__ for path, model in sections() if "[…]" in path}
    parts = {name: _object(part, name in listed) for name, part in whole.pop("$defs").items()}
    root = _object(whole, required=False)
    root["properties"]["extends"] = EXTENDS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Brink scenario",
        **root,
        "$defs": {**parts, "Distribution": _distribution()},
    }


def schema_text() -> str:
    """The schema as the text of ``docs/reference/scenario.schema.json``."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _object(part: Mapping[str, Any], required: bool) -> Schema:  # noqa: FBT001 - private
    properties = {name: _any(one) for name, one in part["properties"].items()}
    found: Schema = {
        "type": "object",
        "description": part["description"],
        "properties": {**SAID, **properties},
        "additionalProperties": False,
    }
    if required and "required" in part:
        found["required"] = part["required"]
    return found


def _any(part: Mapping[str, Any]) -> Schema:
    """A value, its long form with ``source:``, or null to take it away."""
    told = {key: part[key] for key in ("description", "default") if _worth(part.get(key))}
    return {**told, **_bare(part)}


def _worth(value: object) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, str) and value != "")


def _bare(part: Mapping[str, Any]) -> Schema:
    ways = part.get("anyOf") or part.get("oneOf") or [part]
    found: list[Schema] = []
    for way in ways:
        found.extend(_ways(way))
    return {"anyOf": [*found, NULL]}


def _ways(part: Mapping[str, Any]) -> list[Schema]:
    if "$ref" in part:
        return [{"$ref": part["$ref"]}]
    if part.get("type") == "null":
        return []
    if part.get("type") == "array":
        sizes = {key: part[key] for key in ("minItems", "maxItems") if key in part}
        return [_long({"type": "array", "items": _bare(part["items"]), **sizes})]
    if part.get("type") == "object":
        return [_map(part)]
    leaf = {key: part[key] for key in LEAVES if key in part}
    ways = [leaf, *([{"$ref": "#/$defs/Distribution"}] if part.get("x-value") else [])]
    return [*ways, _long(leaf)["anyOf"][1]]


def _long(short: Schema) -> Schema:
    """The short form, or ``{value: …, source: …}``."""
    form = {
        "type": "object",
        "properties": {"value": short, **SAID},
        "required": ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [short, form]}


def _map(part: Mapping[str, Any]) -> Schema:
    """A mapping whose keys are names of the file's own."""
    named = part.get("patternProperties")
    found: Schema = {"type": "object", "properties": SAID}
    if named:
        found["patternProperties"] = {pattern: _bare(one) for pattern, one in named.items()}
        return {**found, "additionalProperties": False}
    return {**found, "additionalProperties": _bare(part["additionalProperties"])}


def _distribution() -> Schema:
    triangle = {"low": NUMBER, "mode": NUMBER, "high": NUMBER}
    kinds = {
        "normal": _numbers({"mean": NUMBER, "sd": {"type": "number", "minimum": 0}, **EDGES}),
        "uniform": _numbers(EDGES),
        "triangular": _numbers(triangle),
        "choice": {"type": "array", "items": NUMBER, "minItems": 1},
    }
    return {
        "type": "object",
        "description": "A distribution, drawn once a run.",
        "properties": {**kinds, **SAID},
        "additionalProperties": False,
    }


def _numbers(keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "additionalProperties": False}
