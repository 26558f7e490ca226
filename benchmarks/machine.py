"""On what the figures were measured, in words that name no machine."""

import os
import platform
import subprocess
from pathlib import Path

import mesa
import numba
import numpy as np


def processor() -> str:
    """The processor's family as the system names it."""
    table = Path("/proc/cpuinfo")
    if not table.exists():
        return platform.processor() or platform.machine()
    lines = table.read_text(encoding="utf-8").splitlines()
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def compiler_version() -> str:
    """The C compiler's version."""
    command = ["gcc", "-dumpfullversion"]
    # Whichever gcc the user has, asked for its version only.
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return told.stdout.strip()


def described() -> str:
    """One line: processor, cores, system and versions."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, NumPy {np.__version__}, Numba {numba.__version__}, "
        f"Mesa {mesa.__version__}, gcc {compiler_version()}"
    )


def load() -> str:
    """Processes that wanted a core, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
