"""On what the figures were measured, in words that name no machine."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "llvmlite", "wasmtime", "mesa", "pyarrow")


def processor() -> str:
    """The processor's family as the system names it."""
    table = Path("/proc/cpuinfo")
    if not table.exists():
        return platform.processor() or platform.machine()
    lines = table.read_text(encoding="utf-8").splitlines()
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def described() -> str:
    """One line: processor, cores, system and versions."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, "
        + ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    )


def load() -> str:
    """Processes that wanted a core, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
