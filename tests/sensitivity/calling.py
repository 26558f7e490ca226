"""What the tests of sensitivity share: the command, called for its JSON."""

import json

from tests.sweep.small_sweeps import called


def answered(*words):
    """JSON of a command that must succeed, without figures."""
    answer = called("sensitivity", *words, "--no-figures", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)["parts"]
