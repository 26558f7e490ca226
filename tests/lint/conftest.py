"""The working folder of the command tests, here too."""

from tests.commands.conftest import desk, home

__all__ = ["desk", "home"]
