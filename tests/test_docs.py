"""The documents keep their word: links lead somewhere, sources resolve, nothing is stale."""

import re
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

from brinkmanship.cli import COMMANDS, brink
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.reference.mechanism_table import BEGIN, END, with_mechanism_table

ROOT = Path(__file__).parent.parent
SKIP = {".venv", "out", "node_modules", ".git", ".pytest_cache", ".hypothesis", ".mypy_cache"}


def superseded(page):
    """Whether a page is a decision that no longer holds."""
    return "\nSuperseded by [ADR" in page.read_text(encoding="utf-8")


PAGES = sorted(path for path in ROOT.rglob("*.md") if not SKIP & set(path.relative_to(ROOT).parts))
CODE = [
    ROOT / "cli.py",
    *(
        path
        for part in ("brinkmanship", "sim", "analysis", "commands")
        for path in (ROOT / part).rglob("*.py")
    ),
]
SCENARIOS = sorted((ROOT / "scenarios").rglob("*.yaml"))
ODD = (ROOT / "docs" / "ODD.md").read_text(encoding="utf-8")
BIB = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
ENTRIES = re.findall(r"@\w+\{(\w+),(.*?)\n\}", BIB, flags=re.DOTALL)
KEY = re.compile(r"\b[a-z]+(?:18|19|20)\d\d[a-z]?\b")
FILE = re.compile(r"`((?:sim|analysis|commands|tests|benchmarks|brinkmanship)/[\w./-]*)`")
LEVER = re.compile(r"\bmechanisms\.(\w+)(?:\.(\w+))?")
LEVERS = {
    (name, parameter) for name, part in Mechanisms() for parameter in ("", *type(part).model_fields)
}
MODULE = re.compile(r"\bbrinkmanship(?:\.\w+)+(?!-)\b")
COMMAND = re.compile(r"(?:^|[`$] ?)(?:brink|python3 go\.py) ([a-z]+)\b([^`#\n]*)", re.MULTILINE)
PRESENT = [page for page in PAGES if not (page.name == "CHANGELOG.md" or superseded(page))]


def load_tree(path):
    """A YAML file as it is written."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    """A relative link or picture in a page is a file of the project."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


def test_every_source_of_the_code_is_in_the_bibliography():
    """A citation key in the code or in a page resolves to an entry, or to a source of a scenario.

    A scenario brings its own sources, as the codebook asks: a history has some twenty.
    """
    known = {key for key, _ in ENTRIES} | {key for path in SCENARIOS for key in sources_of(path)}
    texts = [path.read_text(encoding="utf-8") for path in (*CODE, *PAGES)]
    cited = {key for text in texts for key in KEY.findall(text)}
    cited |= {key for text in texts for key in re.findall(r"Source: ([a-z]+\d+)", text)}
    code = {key for path in CODE for key in KEY.findall(path.read_text(encoding="utf-8"))}

    assert cited - known == set()
    assert code - {key for key, _ in ENTRIES} == set()


def sources_of(path):
    """The sources that a scenario brings, by key."""
    return load_tree(path).get("sources") or {}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_source_of_a_scenario_says_what_it_is(path):
    """A number's source is one of the bibliography, of the file or of one it extends."""
    text, own = path.read_text(encoding="utf-8"), sources_of(path)
    named = set(re.findall(r"\bsource: *([a-z]+\d{4})\b", text))

    assert named - set(own) - {key for key, _ in ENTRIES} == set()
    assert all(isinstance(one, str) or one["text"] for one in own.values())


def test_every_reference_says_whether_it_was_checked():
    """Each entry is marked verified or unverified, and keys are unique."""
    keys = [key for key, _ in ENTRIES]

    assert len(keys) == len(set(keys)) > 30
    assert all(re.search(r"note = \{(un)?verified\}", body) for _, body in ENTRIES)


def test_the_odd_explains_every_mechanism():
    """Each mechanism that a file can switch is named in the text, not in the table alone."""
    before, rest = ODD.split(BEGIN)
    text = before + rest.split(END)[1]

    assert [name for name in Mechanisms.model_fields if f"`{name}`" not in text] == []


def test_the_odd_numbers_mechanisms_without_gaps():
    """M0 to M17 are all described among the submodels."""
    submodels = ODD.split("## 7. Submodels")[1].split(BEGIN)[0]
    described = {int(number) for number in re.findall(r"\bM(\d+)\b", submodels)}

    assert described == set(range(18))


@pytest.mark.parametrize("page", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_mechanism_that_is_named_exists(page):
    """A page names mechanisms and parameters of today, but for the example of how to add one."""
    named = LEVER.findall(page.read_text(encoding="utf-8"))

    assert [one for one in named if one not in LEVERS and "weariness" not in one] == []


def test_the_table_of_mechanisms_is_fresh():
    """The table in the ODD is what the models say now; ``sim.scenario.publish`` writes it."""
    assert with_mechanism_table(ODD) == ODD


def test_decisions_are_numbered_without_gaps():
    """Architecture decisions count from 0001, each number once."""
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_claims_what_the_model_cannot():
    """Results are shares of simulated runs; the forbidden phrase occurs only to forbid it."""
    phrase = "probability of " + "war"
    claims = [
        str(path.relative_to(ROOT))
        for path in (*PAGES, *CODE, *SCENARIOS)
        for line in path.read_text(encoding="utf-8").splitlines()
        if phrase in line.lower() and not re.search(r"never|not |no ", line.lower())
    ]

    assert claims == []


@pytest.mark.parametrize("page", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page):
    """A file or folder of ours in code type is there; pages of the past are left out."""
    named = FILE.findall(page.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_name_stands_in_the_file_that_is_given_for_it(page):
    """Where a page says that a name is in a file of ours, the file has it."""
    pairs = re.findall(r"`(\w+)`\s+(?:in|of)\s+`([\w./]+\.py)`", page.read_text(encoding="utf-8"))
    ours = [(name, ROOT / file) for name, file in pairs if (ROOT / file).is_file()]

    lost = [name for name, file in ours if not re.search(rf"\b{name}\b", file.read_text("utf-8"))]

    assert lost == []


def is_there(name):
    """Whether a dotted name is a module or package of ours, or a name that stands in one."""
    place, rest = ROOT, name.split(".")[1:]
    while rest and (place / rest[0]).is_dir():
        place, rest = place / rest[0], rest[1:]
    if not rest:
        return True
    module = place / f"{rest[0]}.py"
    file, names = (module, rest[1:]) if module.exists() else (place / "__init__.py", rest)
    if place == ROOT and not module.exists():
        file = ROOT / "brinkmanship" / "__init__.py"
    return not names or names[0] in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_that_is_named_exists(page):
    """A name below brinkmanship can be imported from where the page says."""
    named = MODULE.findall(page.read_text(encoding="utf-8"))

    assert [name for name in named if not is_there(name)] == []


@cache
def options(name):
    """The long options of a command."""
    with click.Context(brink) as context:
        command = brink.get_command(context, name)
    known = {"--help"}
    return known.union(*((*one.opts, *one.secondary_opts) for one in command.params))


@pytest.mark.parametrize("page", PRESENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_shown_exists(page):
    """A command of a page is one of ours, with options that it has."""
    unknown = []
    for name, words in COMMAND.findall(page.read_text(encoding="utf-8").replace("\\\n", " ")):
        known = options(name) if name in COMMANDS else set()
        unknown += [word for word in re.findall(r"--[a-z-]+", words) if word not in known]

    assert unknown == []
