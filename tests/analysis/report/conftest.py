"""One report of each kind of folder, made once."""

import pytest

from brinkmanship.analysis.report.write import write_report
from tests.analysis.study_folders import explain_folder, run_folder, study_folder, sweep_folder

KINDS = ("run", "traced", "sweep", "compare", "explain", "sensitivity")


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The text of a report of each kind."""
    home = tmp_path_factory.mktemp("reports")
    folders = {
        "run": run_folder(home / "run", trace=False),
        "traced": run_folder(home / "traced"),
        "sweep": sweep_folder(home / "sweep"),
        "explain": explain_folder(home / "explain"),
        **{kind: study_folder(home / kind, kind) for kind in ("compare", "sensitivity")},
    }
    return {
        kind: write_report(folder).read_text(encoding="utf-8") for kind, folder in folders.items()
    }


@pytest.fixture(params=KINDS)
def page(request, pages):
    """Each of the reports in turn."""
    return pages[request.param]
