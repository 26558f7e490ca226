"""What is installed: Brink's version, and how its reader adds the packages of an extra."""

import os
import sys

VERSION = "0.1.0"
EXTRAS = {"dask": "distributed", "fit": "cma", "s3": "s3fs", "video": "imageio-ffmpeg"}
"""The package behind each extra of pyproject.toml that a message may ask for."""


def install_hint(extra: str) -> str:
    """The command that adds the package of an extra to the Python that is running.

    It installs that package and not Brink, which may come from a checkout or from a file. It
    uses the installer there is: an environment that ``go.py`` or uv made may have no pip.

    >>> install_hint("video").endswith(" imageio-ffmpeg")
    True
    """
    import shlex  # noqa: PLC0415 - and all below: only where something is missing
    import subprocess  # noqa: PLC0415
    from importlib.util import find_spec  # noqa: PLC0415
    from shutil import which  # noqa: PLC0415

    python = sys.executable
    if find_spec("pip"):
        words = [python, "-m", "pip", "install"]
    elif which("uv"):
        words = ["uv", "pip", "install", "--python", python]
    else:  # the pip of the Python that made this environment
        base = getattr(sys, "_base_executable", "") or python
        words = [base, "-m", "pip", "--python", python, "install"]
    join = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return join([*words, EXTRAS[extra]])
