"""A parameter is declared once: the world of numbers follows from the format."""

import ast
import pickle
from pathlib import Path

from brinkmanship.sim.premise.parameters import WORLD, Traits, World
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.stage import ClientWar, Dispute
from brinkmanship.sim.scenario.format.values import Fixed

SOURCES = sorted(Path("sim").rglob("*.py"))
OWN = {"tobytes", "_replace", "_fields", "_asdict"}  # of the record itself


def world_fields(tree):
    """Names that are read of anything called world."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in OWN:
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if name == "world":
                yield node.attr


def test_every_number_of_a_mechanism_is_a_field_of_the_world():
    """Whatever may be a distribution in a file reaches a run, under mechanism and parameter."""
    parts = [(name, field.annotation) for name, field in Mechanisms.model_fields.items()]
    declared = [
        f"{part}_{name}"
        for part, model in [*parts, ("war", ClientWar), ("dispute", Dispute)]
        for name, one in model.model_fields.items()  # type: ignore[union-attr]
        if isinstance(one.default, Fixed)
    ]

    assert list(World._fields) == declared
    assert [one.field for one in WORLD] == list(World._fields)


def test_the_model_reads_only_fields_that_the_world_has():
    """A misspelt parameter is found without playing a run, in compiled code too."""
    read = {name for path in SOURCES for name in world_fields(ast.parse(path.read_text("utf-8")))}

    assert read - set(World._fields) == set()


def test_every_parameter_is_read_somewhere():
    """No number of the world is declared in vain; the chance to act is a trait of each actor."""
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)

    assert [name for name in World._fields if name not in text] == ["activity_chance"]


def test_a_world_goes_to_worker_processes():
    """The record is pickled whole."""
    world = World(*map(float, range(len(World._fields))))

    assert pickle.loads(pickle.dumps(world)) == world  # noqa: S301 - our own bytes
    assert not set(World._fields) & set(Traits._fields)
