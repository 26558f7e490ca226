"""The scenario format: a YAML document, checked to the last name, as one frozen object."""

from sim.scenario.loader import load_scenario, scenario_of
from sim.scenario.scenario import Scenario
from sim.scenario.schema import json_schema

__all__ = ["Scenario", "json_schema", "load_scenario", "scenario_of"]
