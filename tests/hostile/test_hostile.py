"""What strangers send runs nothing, writes nothing elsewhere, and prints only printable text."""

import os
from pathlib import Path

import pytest

from tests.hostile.playing import play_case
from tests.hostile.worlds import good_folders

CASES = 40 * int(os.environ.get("BRINK_EXAMPLES", "1"))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A folder of each kind, as the commands write it."""
    root, before = tmp_path_factory.mktemp("good"), Path.cwd()
    good = good_folders(root)
    os.chdir(before)
    return good


@pytest.mark.filterwarnings("default")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_hostile_folder_or_file_breaks_no_law(good):
    """Exit code 0, 1 or 2 and no traceback; nothing but ``--out`` written; nothing else read."""
    verdicts = [play_case(0, case, good) for case in range(CASES)]

    assert [(one.case, one.what, one.broken) for one in verdicts if one.broken] == []
    assert any(one.played for one in verdicts)
