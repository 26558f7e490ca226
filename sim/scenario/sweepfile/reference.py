"""``docs/reference/sweep-file.md``: the reference of sweep files, made from their models."""

from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.reference.tables import section_table
from brinkmanship.sim.scenario.sweepfile.format import Parameter, SweepFile, Until

SECTIONS: tuple[tuple[str, type[Model]], ...] = (
    ("", SweepFile),
    ("parameters[…]", Parameter),
    ("until", Until),
)
BEFORE = """\
# The sweep file

This page is generated from the models that check a file (`sim/scenario/sweepfile/`): what it says
is what is enforced. `brink sweep FILE --dry-run` says what is wrong with one, or what it will cost;
`brink schema --sweep` prints the JSON Schema for editors. A first line

```yaml
# yaml-language-server: $schema=../../docs/reference/sweep.schema.json
```

gives completion in editors that know the YAML language server. [The how-to](../how-to/sweep.md) is
about making sweeps, [the sweep folder](sweep-folder.md) about what they leave on disk.

```yaml
scenario: nato-ground-troops-2024
parameters:
  - {path: actors.RUS.policy.style.warn, values: [0, 0.3, 0.6]}
  - {path: actors.FRA.resolve, low: 0.6, high: 1.6, points: 5}
runs: 1000
```

The YAML is that of [scenario files](../../scenarios/README.md): `NO` is Norway, a key given twice
or unknown is an error, all errors of a file are reported at once with line and column.

## Keys
"""
AFTER = """\
## Designs

- `grid`: every combination; the last parameter changes fastest.
- `list`: the first values of all parameters together, then the second ones, and so on.
- `one_at_a_time`: the base, then each parameter alone through its values, while the others stay
  at their base; a value that is the base is not played twice.
- `latin_hypercube`: each range is cut into `points` equal slices, with one point in each slice.
- `sobol`: the first `points` of a scrambled Sobol sequence; balanced best at a power of two.
- `morris`: `points` trajectories that change one parameter at a time on four levels, for
  elementary effects (morris1991): `points` times one more than there are parameters.
- `saltelli`: for first-order and total Sobol indices: `points`, a power of two, times two more
  than there are parameters.

A design has at most 1,000,000 points; they are counted before one is made.

The last four are drawn, by SciPy and SALib, from `seed`. In these a parameter with `values` takes
each in equal shares, and `points` of a parameter are ignored. Equal points of a drawn design
are kept, because the analysis of indices needs their number.

## Paths and values

- A path is that of `--set`: `actors.FRA.policy.red_lines[0].public`. It may name any value of the
  scenario, a whole mapping too; then each value is a mapping.
- `set` holds at every point and is applied before the parameters, in its order.
- A range of `points` values has both its ends; `scale: log` needs `low` above 0. Values of a range
  are rounded to twelve digits, so that a point has the same bits on every machine.
- `base` is for `one_at_a_time` alone: it is needed where the scenario has no value at a path, and
  where it draws one that is varied between `low` and `high`.
- A scenario that lies beside the sweep file, or in a folder below it, comes before a shipped one of
  the same name. None is looked for elsewhere ([why](../explanation/trust.md)).

Before anything is played, the scenario is loaded at every point; of more than 200 points, at those
where a parameter takes its lowest or highest value, or any word.

## Checked between the parts

- A parameter has `values`, or `low` below `high`; `whole` needs whole ends.
- `list` needs `values`, the same number for each parameter.
- Drawn designs need `points`; the others have none.
- No path is varied twice, or both varied and `set`.
- `until.at_most` is at least `runs`.

## Runs

Run numbers begin at 0 at each point and `seed` is the same, so run 17 meets the same luck at every
point: what differs between points is the parameters. With `until`, points whose interval is still
too wide get half as many runs again, round after round, up to `at_most`.

Left out, `block` is a 32nd of all runs, at least 1,000 and at most 100,000. It decides how the work
is cut and how much work a killed worker loses, but never a result.

`trace: true` keeps the turns, signals, events and beliefs of every run as well, in
[files beside the runs](sweep-folder.md#traces). The runs are the same with it and without; but it
takes many times as long, and many times as much disk.

## What may change in a sweep that was played

Give the changed file with the same `--out`. Only what is new is played.

| change | |
|---|---|
| more `runs` | yes; not with `until` |
| more values in a `grid` or `one_at_a_time` | yes, at any place |
| more values at the end of a `list` | yes |
| more `points` of `sobol`, `morris`, `saltelli` | yes: these begin alike |
| more `points` of `latin_hypercube` | no: all its points would move |
| titles, names, notes and sources | yes: a line says so, and the folder keeps the first |
| anything else in the scenario | no: refused, with the path and both values |
| anything else, or fewer of anything | no: refused, with what differs |
| another version of Brink, its model, NumPy or pyarrow | no: refused, with what differs |
"""


def sweep_reference() -> str:
    """The whole text of the reference."""
    tables = "\n".join(section_table(path, model) for path, model in SECTIONS)
    return f"{BEFORE}\n{tables}\n{AFTER}"
