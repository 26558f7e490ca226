"""The report of a run folder: one scenario played many times."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from brinkmanship.analysis.report.exhibits.exhibit import Exhibit, exhibit_figure
from brinkmanship.analysis.report.exhibits.ranges import range_tables
from brinkmanship.analysis.report.exhibits.run import CLIMBERS, INCIDENCE, OUTCOMES, ROUTES, RUNGS
from brinkmanship.analysis.report.exhibits.trace import (
    COHESION,
    CREDIBILITY,
    LADDER,
    SENDERS,
    SIGNALS,
)
from brinkmanship.analysis.report.limits import SHORT, command, limits, reproduce
from brinkmanship.analysis.report.page import (
    Block,
    Card,
    Cards,
    Heading,
    Page,
    Section,
    Table,
    Text,
)
from brinkmanship.analysis.report.scenario.sections import (
    assumptions_section,
    scenario_section,
)
from brinkmanship.analysis.report.scenario.values import value_text
from brinkmanship.analysis.report.text_tables import (
    COUNTS,
    SHARE,
    Column,
    interval_text,
    number_text,
    share_text,
    text_table,
    with_names,
)
from brinkmanship.analysis.statistics.attribution import attribution
from brinkmanship.analysis.statistics.escalation import outcome_shares
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import (
    CAUSE_NAMES,
    CLASH_OR_WORSE,
    OUTCOME_NAMES,
    as_words,
)
from brinkmanship.analysis.statistics.signals import threats_kept
from brinkmanship.analysis.tables import open_run
from brinkmanship.analysis.tables.runs import RunFolder

TRACED = (LADDER, SIGNALS, SENDERS, CREDIBILITY, COHESION)
"""Exhibits that need a traced folder."""
RESULTS: Sequence[tuple[str, Sequence[Exhibit[RunFolder]]]] = (
    ("", (OUTCOMES, RUNGS)),
    ("When", (INCIDENCE, LADDER)),
    ("Who", (CLIMBERS,)),
    ("What was said, and believed", (SIGNALS, SENDERS, CREDIBILITY, COHESION)),
)
"""Exhibits of the results, by heading."""
THREATS = [f"threats_{fate}" for fate in ("made", "tested", "kept", "broken")]
FATES = {
    "kept": "tested and kept",
    "bluff": "tested and broken",
    "undecided": "tested, never due",
    "untested": "never tested",
}


def run_page(path: Path) -> Page:
    """The report of what ``brink run`` wrote.

    Raises:
        AnalysisError: The folder is not complete, or a file is not as it was written.
    """
    folder = open_run(path)
    folder.sealed.verify()
    document = folder.document
    return Page(
        what="Report of simulated runs",
        title=folder.title,
        lede=str(document.get("summary", "")),
        facts=[
            ("runs", f"{folder.n:,}"),
            ("horizon", f"{folder.horizon} turns"),
            ("actors", str(len(folder.sides))),
            ("seed", str(folder.seed)),
            ("digest", str(folder.manifest.get("digest", ""))[:SHORT]),
            ("tables", folder.sealed.verdict),
        ],
        sections=[
            _question(folder),
            scenario_section(document),
            _results(folder),
            _causes(folder),
            limits(folder.n, honesty=folder.manifest.get("honesty")),
            assumptions_section(document),
            _reproduce(folder),
        ],
    )


def _question(folder: RunFolder) -> Section:
    """The question, and a few numbers that answer it."""
    changed = [str(one) for one in folder.manifest.get("overrides", ())]
    text = (
        f"How does this crisis end, how high does it climb, and by which road? Brink played it "
        f"{folder.n:,} times, each time with other luck, for at most {folder.horizon} turns."
    )
    if changed:
        text += f" Changed from the file: {'; '.join(value_text(one) for one in changed)}."
    return Section(
        id="question",
        heading="The question, and the answer in short",
        blocks=[
            Text(text),
            Cards(_answers(folder)),
            Text(
                "All numbers are shares of simulated runs under the assumptions below, "
                "with 95% intervals. They are not a forecast."
            ),
        ],
    )


def _answers(folder: RunFolder) -> list[Card]:
    """Cards of the clash, the most frequent outcome and two thresholds."""
    runs = folder.runs(["outcome", "route", "peak_rung_direct"])
    ends = outcome_shares(runs).set_index("outcome")
    clash = int(runs["outcome"].isin(CLASH_OR_WORSE).sum())
    usual = str(ends["n"].idxmax())
    counts = [
        (clash, "of runs ended in a direct clash or worse"),
        (int(ends["n"][usual]), f"ended in the most frequent way: {OUTCOME_NAMES[usual]}"),
    ]
    ids = [rung.id for rung in folder.ladder]
    middle = [name for name in folder.thresholds if name not in ("clash", "war")]
    for name in middle[:1] + middle[2:3]:
        reached = int((runs["peak_rung_direct"] >= ids.index(name)).sum())
        counts.append((reached, f"reached {as_words(name)} or higher"))
    return [_card(n, folder.n, text) for n, text in counts]


def _card(n: int, of: int, text: str) -> Card:
    low, high = (float(end) for end in share_interval(n, of))
    return Card(
        number=share_text(n / of), text=text, small=(interval_text(low, high), f"({n:,} runs)")
    )


def _results(folder: RunFolder) -> Section:
    """The exhibits that the folder has the tables for, under their headings."""
    blocks: list[Block] = []
    for heading, exhibits in RESULTS:
        figures = [
            exhibit_figure(one, folder) for one in exhibits if folder.traced or one not in TRACED
        ]
        blocks += [Heading(heading)] if heading and figures else []
        blocks += figures
    blocks += range_tables(folder.sealed, folder.thresholds)
    return Section(id="results", heading="Results", blocks=blocks)


def _causes(folder: RunFolder) -> Section:
    """Routes and causes of the clashes, threats and accidents."""
    runs = folder.runs()
    clashes = int(runs["outcome"].isin(CLASH_OR_WORSE).sum())
    blocks: list[Block] = [
        Text(
            "A run that clashed is followed back to its cause, and to how the crisis had got there "
            "(the route)."
        ),
        exhibit_figure(ROUTES, folder),
    ]
    if clashes:
        causes = with_names(attribution(runs, column="cause"), "cause", CAUSE_NAMES)
        blocks.append(
            text_table(
                causes,
                (Column("cause", "Cause of the clash"), *COUNTS),
                f"Causes of the {clashes:,} clashes",
            )
        )
        blocks.append(_initiators(folder, runs))
    blocks += [_threats(folder), _incidents(runs)]
    return Section(id="causes", heading="What carries the result", blocks=blocks)


def _initiators(folder: RunFolder, runs: pd.DataFrame) -> Table:
    by = runs["initiator"].dropna().astype(object).value_counts()
    frame = pd.DataFrame({"initiator": by.index, "n": by.to_numpy()})
    rows = with_names(frame, "initiator", folder.names)
    return text_table(
        rows,
        (Column("initiator", "Initiator"), Column("n", "Runs")),
        "Initiators: whose step it was, or whose forces, by accident",
    )


def _threats(folder: RunFolder) -> Table:
    rows = with_names(threats_kept(folder.runs(THREATS)), "fate", FATES)
    columns = (Column("fate", "Threats"), Column("n", "Count"), *SHARE)
    note = "Kept and not kept are shares of the tested ones; never tested is a share of those made."
    return text_table(rows, columns, "What became of threats and red lines", note=note)


def _incidents(runs: pd.DataFrame) -> Table:
    names = {
        "accidents": "accidents",
        "absorbed": "incidents absorbed by consultation",
        "vetoed": "collective steps the alliance stopped",
    }
    frame = pd.DataFrame(
        [(text, runs[name].mean(), (runs[name] > 0).mean()) for name, text in names.items()],
        columns=["what", "mean", "some"],
    )
    columns = (
        Column("what", "What"),
        Column("mean", "Mean a run", number_text),
        Column("some", "Runs with at least one", share_text),
    )
    return text_table(frame, columns, "What happened on the way")


def _reproduce(folder: RunFolder) -> Section:
    manifest, name = folder.manifest, folder.path.resolve().name
    first = int(manifest.get("first_run", 0))
    words = ["brink", "run", folder.scenario, "--runs", str(folder.n), "--seed", str(folder.seed)]
    words += ["--first-run", str(first)] if first else []
    words += ["--trace"] if folder.has("turns") else []
    for one in manifest.get("overrides", ()):
        words += ["--set", str(one)]
    return reproduce(
        manifest,
        [
            command("brink", "reproduce", name),
            command(*words),
            command(
                "brink", "story", folder.scenario, "--seed", str(folder.seed), "--run", str(first)
            ),
            command("brink", "report", name),
        ],
        note="The first command plays the folder again and compares every byte; the second makes "
        "it again; the third tells its first run turn by turn; the last writes this page.",
    )
