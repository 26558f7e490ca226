"""Brink simulates how an international crisis climbs, or leaves, an escalation ladder.

This package is the one name that an installation claims; anyone may import it. ``sim`` (model
and engines), ``analysis``, ``commands``, ``scenarios`` and ``cli`` lie in it once installed. In a
checkout they lie beside it, at the top, and its search path leads there.
"""

from pathlib import Path

from brinkmanship.installed import VERSION

__version__ = VERSION

_HERE = Path(__file__).parent
if not (_HERE / "sim").is_dir():  # a checkout: docs/adr/0039-one-import-name.md
    __path__.append(str(_HERE.parent))
