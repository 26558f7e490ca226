"""The words around what was computed: heads of pages, the first page, what must not be claimed."""

from collections.abc import Sequence
from pathlib import Path

from brinkmanship.analysis.validity.looks import LOG, Look

COMMAND = "python -m brinkmanship.commands.jobs.validity"
KEPT = "Pages on crises that were never fitted stay as the last look wrote them; another look is"
UNMET = """\
A crisis told in days comes to fewer clashes than the same crisis told in weeks, and its length \
differs: deeds wake an actor every turn, however long that is.
The sign of the goal `survival` is mixed over scenarios it was not made for.
What is believed of Russia does not fall over a year of empty warnings: deeds outweigh words.
A war is left as lightly as it is begun: a state may go to war one week and step down the next.
Nuclear fear, accidents and the record of threats are assumptions: no crisis that was fitted \
tells much of them.\
""".splitlines()
CLAIMS = """\
That a share is the probability of a war. It is a count of simulated runs under stated assumptions.
That the shares of a crisis from 1970 on, or of one with more than two states, were fitted. The \
fit has seen crises of 1918 to 1969 between two states, and nothing else.
That anything here is known of nuclear use. Nothing of it is in the data.
That a lever works in the world as it does in the model. Levers were not fitted, and no history \
says what would have happened otherwise.
That an interval of chance is all that is unknown. The range over the set of parameters \
(`--parameters fitted`) adds what the data leave open, and what the model leaves out is in neither.
That a crisis of the library was explained because its highest rung lies in the range of the runs.\
""".splitlines()
PAGES = {
    "fit.md": "What was fitted",
    "library.md": "The library to 1969, less what is held out",
    "library-unfitted.md": "The library, held out and from 1970 on",
    "hindcast.md": "Forecasts for the crises that were fitted",
    "hindcast-unfitted.md": "Forecasts for crises that were never fitted",
    "coding.md": "How far two coders agree",
    "february-2024.md": "February 2024, from facts",
}
"""Titles by the name of the page, in the order of the list."""


def page_text(name: str, lines: Sequence[str], look: Look | None = None) -> str:
    """A page with its title, and of an unfitted one the look that wrote it."""
    head = [f"# {PAGES[name]}", ""]
    if look is not None:
        head += [f"Written by the look of {look.date} at {look.commit}: {look.why}.", ""]
    return "\n".join([*head, *lines, ""])


def first_page(
    folder: Path, looks: Sequence[Look], missed: Sequence[str], misses: Sequence[str]
) -> str:
    """The page that leads to the others.

    Args:
        folder: Where they are.
        looks: All looks so far.
        missed: Targets of the fit that are missed.
        misses: Crises to 1969 outside the range of the runs.
    """
    there = [f"- [{title}]({name})" for name, title in PAGES.items() if (folder / name).exists()]
    count = "1 look" if len(looks) == 1 else f"{len(looks)} looks"
    failing = ", ".join(misses) or "none"
    return "\n".join([
        "# What holds, what fails, what must not be claimed",
        "",
        f"Written by `{COMMAND}`; nothing here is changed by hand.",
        "",
        *there,
        f"- [{count} at crises that are never fitted]({LOG}); each is logged before it is taken",
        "",
        f'{KEPT}: `{COMMAND} --look "REASON"`.',
        "",
        "## Where it fails",
        "",
        f"- Targets of the fit that no vector meets: {', '.join(missed) or 'none'}.",
        f"- Crises to 1969 with a highest rung outside that of four fifths of the runs: {failing}.",
        *(f"- {one}" for one in UNMET),
        "",
        "## What must not be claimed",
        "",
        *(f"- {one}" for one in CLAIMS),
        "",
    ])  # fmt: skip
