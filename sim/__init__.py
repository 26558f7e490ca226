"""Brink simulates how an international crisis climbs, or leaves, an escalation ladder.

From a scenario to its premise, from the premise through the text of a turn to runs, and from runs
to stories: nothing in it knows of commands, and ``analysis`` reads what it leaves on disk.
"""

from pathlib import Path

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
"""The folder of the files shipped with Brink."""
