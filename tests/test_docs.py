"""The documents keep their word: links lead somewhere, sources resolve, nothing is stale."""

import re
from pathlib import Path

import pytest

from sim.scenario.mechanisms import Mechanisms

ROOT = Path(__file__).parent.parent
SKIP = {".venv", "out", "node_modules", ".git", ".pytest_cache", ".hypothesis"}
PAGES = sorted(path for path in ROOT.rglob("*.md") if not SKIP & set(path.relative_to(ROOT).parts))
BIB = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
ENTRIES = re.findall(r"@\w+\{(\w+),(.*?)\n\}", BIB, flags=re.DOTALL)
KEY = re.compile(r"\b[a-z]+(?:18|19|20)\d\d[a-z]?\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    """A relative link or picture in a page is a file of the project."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


def test_every_source_of_the_code_is_in_the_bibliography():
    """A citation key in a docstring, a scenario or the ODD resolves to an entry."""
    known = {key for key, _ in ENTRIES}
    files = [*ROOT.glob("sim/**/*.py"), *ROOT.glob("analysis/**/*.py"), ROOT / "docs" / "ODD.md"]
    cited = {key for file in files for key in KEY.findall(file.read_text(encoding="utf-8"))}

    assert cited - known == set()


def test_every_reference_says_whether_it_was_checked():
    """Each entry is marked verified or unverified, and keys are unique."""
    keys = [key for key, _ in ENTRIES]

    assert len(keys) == len(set(keys)) > 30
    assert all(re.search(r"note = \{(un)?verified\}", body) for _, body in ENTRIES)


def test_the_odd_names_every_mechanism():
    """No mechanism that a file can switch is missing from the description of the model."""
    text = (ROOT / "docs" / "ODD.md").read_text(encoding="utf-8")

    assert [name for name in Mechanisms.model_fields if f"`{name}`" not in text] == []


def test_decisions_are_numbered_without_gaps():
    """Architecture decisions count from 0001, each number once."""
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_no_page_claims_what_the_model_cannot():
    """Results are shares of simulated runs; the forbidden phrase occurs only to forbid it."""
    phrase = "probability of " + "war"
    claims = [
        str(page.relative_to(ROOT))
        for page in PAGES
        for line in page.read_text(encoding="utf-8").splitlines()
        if phrase in line.lower() and not re.search(r"never|not |no ", line.lower())
    ]

    assert claims == []
