"""What the tests of ``brink sensitivity`` share."""

import json

from tests.sweep.house import called


def answered(*words):
    """JSON of a command that must succeed, without figures."""
    answer = called("sensitivity", *words, "--no-figures", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)["parts"]
