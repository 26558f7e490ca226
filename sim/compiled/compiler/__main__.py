"""Makes the shipped modules again from the text as it stands; run this package with ``-m``.

With ``--print`` the module goes to standard output, and nothing is written.
"""

import os
import sys
from subprocess import run

BUILD = "brinkmanship.sim.compiled.compiler"
GENERIC = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}


def main() -> int:
    """Write the modules, in a process of its own in which Numba knows of no processor."""
    if any(os.environ.get(name) != value for name, value in GENERIC.items()):
        command = [sys.executable, "-m", BUILD, *sys.argv[1:]]
        return run(command, env={**os.environ, **GENERIC}, check=False).returncode  # noqa: S603
    from brinkmanship.sim.compiled.compiler import write  # noqa: PLC0415 - Numba reads the environment

    if "--print" in sys.argv[1:]:
        sys.stdout.buffer.write(write.packed(write.shipped_bitcode()))
    else:
        write.write_modules()
    return 0


if __name__ == "__main__":
    sys.exit(main())
