"""Scenario files: read, checked to the last name, and handed on as one frozen ``Scenario``.

Everybody may import the four names below; the rooms say who else comes in. Of ``sim`` only the
errors and the words of ``brinkmanship.sim.mechanisms`` are known here.
"""

from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.loading import load_scenario, scenario_of
from brinkmanship.sim.scenario.reference.json_schema import json_schema

__all__ = ["Scenario", "json_schema", "load_scenario", "scenario_of"]
