"""Brink simulates how an international crisis climbs, or leaves, an escalation ladder.

The names below are its public Python; they are imported when they are first used, so that
``import brinkmanship`` costs nothing. What they do: docs/reference/python.md.

This package is the one name that an installation claims; anyone may import it. ``sim`` (model
and engines), ``analysis``, ``commands``, ``scenarios`` and ``cli`` lie in it once installed. In a
checkout they lie beside it, at the top, and its search path leads there.

>>> import brinkmanship as bk
>>> crisis = bk.load("nato-ground-troops-2024").set({"actors.FRA.resolve": 1.5})
>>> print(crisis.run(200, seed=0))  # doctest: +ELLIPSIS
NATO ground troops in Ukraine, 26-27 February 2024
n = 200 simulated runs, seed 0
<BLANKLINE>
the run ends in               runs     share   95% interval
...
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from brinkmanship.installed import VERSION

if TYPE_CHECKING:
    from brinkmanship.api.crisis import Crisis, load
    from brinkmanship.api.runs import Runs
    from brinkmanship.sim.agents.actor import Actor
    from brinkmanship.sim.agents.model import CrisisModel
    from brinkmanship.sim.errors import BrinkError, ScenarioError

__version__ = VERSION
__all__ = [
    "Actor",
    "BrinkError",
    "Crisis",
    "CrisisModel",
    "Runs",
    "ScenarioError",
    "__version__",
    "load",
]

_HERE = Path(__file__).parent
_LATER = {
    "Actor": "sim.agents.actor",
    "BrinkError": "sim.errors",
    "Crisis": "api.crisis",
    "CrisisModel": "sim.agents.model",
    "Runs": "api.runs",
    "ScenarioError": "sim.errors",
    "load": "api.crisis",
}
"""The module of each public name that is imported when it is used."""

if not (_HERE / "sim").is_dir():  # a checkout: docs/adr/0039-one-import-name.md
    __path__.append(str(_HERE.parent))


if not TYPE_CHECKING:  # a type checker knows the names above, and no others

    def __getattr__(name: str) -> object:
        """A public name, imported now."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


def __dir__() -> list[str]:
    """What the module has, with the public names that were not used yet."""
    return sorted({*globals(), *__all__})
