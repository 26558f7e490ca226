"""Builds the package ``brinkmanship`` from folders that lie beside it in a checkout.

All that is not computed stands in pyproject.toml; why: docs/adr/0039-one-import-name.md.
"""

from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

PACKAGE = "brinkmanship"
ROOMS = ("analysis", "commands", "scenarios", "sim")


class BuildWithCli(build_py):
    """Puts the checkout's cli.py into the package; a mapping of folders cannot place one file."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Package, module and file of each module in a package."""
        modules: list[tuple[str, str, str]] = super().find_package_modules(package, package_dir)
        return [*modules, (PACKAGE, "cli", "cli.py")] if package == PACKAGE else modules


setup(
    packages=[
        folder if folder.split(".")[0] == PACKAGE else f"{PACKAGE}.{folder}"
        for folder in find_namespace_packages(exclude=["*.__pycache__"])
        if folder.split(".")[0] in (PACKAGE, *ROOMS)  # scenarios holds data and no __init__.py
    ],
    package_dir={f"{PACKAGE}.{room}": room for room in ROOMS},
    cmdclass={"build_py": BuildWithCli},
)
