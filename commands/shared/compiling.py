"""Native code before work that needs it at once: sweeps, comparisons, explanations, lint."""

import sys

from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.runs.workers import interrupts_held

NOTICE = "Making native code for this machine: once, a few seconds."
NO_CACHE = (
    "Native code cannot be kept, so every start makes it again: name a folder in BRINK_CACHE that "
    "only you can write to."
)


def compile_engine() -> None:
    """Load native code, or make it; if that takes long, say so.

    An interrupt while it is loaded could crash the process, so it is held back until the end.
    """
    from brinkmanship.sim.compiled.cache import cache_folder
    from brinkmanship.sim.compiled.native import is_kept, native

    if is_kept():
        with interrupts_held():
            native()
        return
    say(NOTICE, err=True)
    if cache_folder() is None:
        say(NO_CACHE, err=True)
    native()
    sys.stderr.flush()
