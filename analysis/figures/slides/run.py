"""Each figure that the runs of a folder give, as a finished slide."""

from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from analysis.figures.charts import bars, ladder, lines, stack
from analysis.figures.style import Caption, empty_slide, footer, share_with_interval
from analysis.statistics.actors import actor_peaks
from analysis.statistics.attribution import attribution
from analysis.statistics.escalation import outcome_shares, threshold_shares
from analysis.statistics.intervals import share_interval
from analysis.statistics.names import CLASH, ENDS
from analysis.statistics.timing import cumulative_incidence
from analysis.tables.runs import RunFolder

LONGEST_NAME = 18
ROWS = 16


def caption(folder: RunFolder) -> Caption:
    """Scenario, runs and seed of a folder."""
    return Caption(folder.title, footer([folder.n], [folder.seed]))


def short_names(folder: RunFolder) -> dict[str, str]:
    """Name to print for each actor; the code where the name is too long for a row."""
    names = folder.names.items()
    return {code: name if len(name) <= LONGEST_NAME else code for code, name in names}


def outcomes(folder: RunFolder) -> Figure:
    """Share of runs that ended in each outcome."""
    figure = empty_slide("How the runs end", caption(folder))
    bars.draw_outcomes(figure.subplots(), outcome_shares(folder.runs(["outcome"])))
    return figure


def rungs_reached(folder: RunFolder) -> Figure:
    """How often each rung of the ladder is reached."""
    note = "highest rung between the two sides' own members; the client war does not count"
    figure = empty_slide("How often each rung is reached", caption(folder), note=note)
    ids = [rung.id for rung in folder.ladder]
    ax = figure.subplots()
    bars.draw_rungs(ax, threshold_shares(folder.runs(["peak_rung_direct"]), ids), folder.ladder)
    for label, rung in zip(ax.get_yticklabels(), ids, strict=True):
        label.set_fontweight("bold" if rung in folder.thresholds else "normal")
    return figure


def incidence(folder: RunFolder) -> Figure:
    """When runs end, by competing end; the clash once more, enlarged."""
    note = "each run counts once, by what came first; in brackets and shaded: 95% interval"
    figure = empty_slide("What has ended the runs by each turn", caption(folder), note=note)
    wide, near = figure.subplots(1, 2, width_ratios=[1.25, 1.0])
    table = cumulative_incidence(folder.runs())
    lines.draw_incidence(wide, table, events=ENDS)
    wide.set_ylabel("share of runs")
    lines.draw_incidence(near, table, events=[CLASH], bands=True)
    near.set_title("clash or worse, enlarged", loc="left")
    return figure


def fates(folder: RunFolder) -> Figure:
    """All runs at every turn, by what had become of them."""
    note = "each run counts once, by what came first; in brackets: 95% interval"
    figure = empty_slide("What has become of the runs by each turn", caption(folder), note=note)
    stack.draw_stack(figure.subplots(), cumulative_incidence(folder.runs()))
    return figure


def climbers(folder: RunFolder) -> Figure:
    """How high each actor goes, the highest climbers first."""
    note = "each actor's highest rung in a run: mean, middle half (thick), 8 runs in 10 (thin)"
    figure = empty_slide("Who climbs how high", caption(folder), note=note)
    table = actor_peaks(folder.runs(), folder.sides)
    sides = list(dict.fromkeys(folder.sides.values()))
    names = [rung.name for rung in folder.ladder]
    half = len(table) if len(table) <= ROWS else (len(table) + 1) // 2
    axes = figure.subplots(1, 1 if half == len(table) else 2, squeeze=False)[0]
    for ax, start in zip(axes, range(0, len(table), half), strict=True):
        part = table.iloc[start : start + half]
        part.attrs["sides"] = sides
        ladder.draw_climbers(ax, part, names, label=short_names(folder))
    figure.legend(handles=ladder.climber_legend(sides), loc="upper right", ncols=len(sides) + 1)
    return figure


def routes(folder: RunFolder) -> Figure:
    """How the clashes came about; says so in words when there was none."""
    figure = empty_slide("How the clashes came about", caption(folder))
    table = attribution(folder.runs(["outcome", "route"]))
    ax = figure.subplots()
    clashes = int(table["of"].iloc[0])
    if clashes:
        bars.draw_routes(ax, table, column="route")
        ax.set_title(f"{clashes:,} of {folder.n:,} runs clashed", loc="left")
        return figure
    low, high = share_interval(0, folder.n)
    text = f"no run of {folder.n:,} clashed\n{share_with_interval(0.0, float(low), float(high))}"
    ax.text(0.5, 0.5, text, ha="center", va="center", size=22, linespacing=1.6)
    ax.axis("off")
    return figure


RUN_SLIDES: Mapping[str, Callable[[RunFolder], Figure]] = {
    "outcomes": outcomes,
    "rungs-reached": rungs_reached,
    "cumulative-incidence": incidence,
    "runs-by-turn": fates,
    "who-climbed": climbers,
    "routes-to-clash": routes,
}
"""Figures that ``runs.parquet`` alone gives, by file name."""
