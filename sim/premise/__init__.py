"""A scenario made ready to run: names become positions, values become a vector of numbers.

Only this room reads a scenario for the engines; they, the commands and all who play runs take
its premise, and nothing in ``brinkmanship.sim.scenario`` knows it.
"""

from brinkmanship.sim.premise.premise import Premise
from brinkmanship.sim.premise.preparation import prepare

__all__ = ["Premise", "prepare"]
