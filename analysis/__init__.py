"""Tables, statistics and figures from a folder on disk, without the model.

Imports go one way: ``statistics``, ``tables``, ``figures``, then ``sensitivity``, ``report`` and
``film``. Commands and users import it; it imports nothing of the model.
"""

import os
from importlib.util import find_spec


def _drop_missing_backend() -> None:
    """Forget a backend of Matplotlib that is not installed here; every drawing import passes here.

    Jupyter exports its own to all that it starts, in other environments too, and Matplotlib
    cannot be imported under the name of one that is missing. Our figures need none.
    """
    _, named, module = os.environ.get("MPLBACKEND", "").partition("module://")
    if named and find_spec(module.partition(".")[0]) is None:
        del os.environ["MPLBACKEND"]


_drop_missing_backend()
