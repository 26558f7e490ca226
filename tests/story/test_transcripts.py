"""Whole stories, kept word for word."""

import pytest

from tests.transcripts import HERE, RUNS, names, stored, transcript, wanted


@pytest.mark.parametrize(("name", "run"), wanted())
def test_a_stored_run_is_told_in_the_same_words(name, run):
    """The same seed and run give the same bytes; if not, README.md here says what to do."""
    told = transcript(name, run)

    assert told.encode() == stored(name, run).read_bytes()


def test_every_shipped_scenario_has_its_transcripts_and_nothing_else_has():
    """Files and shipped scenarios correspond one to one."""
    files = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.txt")}

    assert files == {f"{name}/run-{run}.txt" for name in names() for run in RUNS}
