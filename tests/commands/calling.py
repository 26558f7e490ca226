"""The command called in this process."""

from click.testing import CliRunner, Result

from brinkmanship.cli import brink


def invoke(*words: object) -> Result:
    """Answer of the command to these words."""
    return CliRunner().invoke(brink, [str(word) for word in words])


def run(*words: object) -> Result:
    """Answer of ``brink run`` on the small scenario, without figures and in one process."""
    return invoke("run", "small.yaml", "--workers", 1, "--no-figures", *words)
