import json

from brinkmanship.sim.scenario import json_schema
from brinkmanship.sim.scenario.sweepfile.schema import sweep_schema_text
from tests.commands.calling import invoke


def test_schema_prints_the_schema():
    """What is printed is JSON, and the schema of the format."""
    answer = invoke("schema")

    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == json.loads(json.dumps(json_schema()))


def test_schema_prints_that_of_sweeps_too():
    """With --sweep it is the schema of sweep files, as it is published."""
    answer = invoke("schema", "--sweep")

    assert answer.exit_code == 0
    assert answer.stdout == sweep_schema_text()
