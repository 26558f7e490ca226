"""The table of all mechanisms, made from their models, so that the ODD cannot go stale."""

from pydantic.fields import FieldInfo

from brinkmanship.sim.scenario.format.base import BY_ROLE, Model
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from brinkmanship.sim.scenario.format.values import Fixed

BEGIN = "<!-- mechanisms: written by python -m brinkmanship.sim.scenario.publish -->"
END = "<!-- end of mechanisms -->"
HEAD = (
    "| mechanism | needs the role | parameter | default | range | off | meaning |\n"
    "|---|---|---|---|---|---|---|"
)


def mechanism_table() -> str:
    """One row a parameter, in the order of the file format."""
    rows = [HEAD]
    for part, field in Mechanisms.model_fields.items():
        model = field.annotation
        if not isinstance(model, type) or not issubclass(model, Model):
            continue
        off, needs = (model.off, model.needs) if issubclass(model, Mechanism) else ({}, ())
        for name, parameter in model.model_fields.items():
            if name != "enabled":
                first = f"`{part}`", ", ".join(needs)
                rows.append(_row(first, name, parameter, off.get(name)))
    return "\n".join(rows)


def with_mechanism_table(text: str) -> str:
    """A page with the table between its marks made again.

    Raises:
        ValueError: The page has no such marks.
    """
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{mechanism_table()}\n\n{END}{after}"


def _row(first: tuple[str, str], name: str, field: FieldInfo, off: float | None) -> str:
    default = field.default
    if isinstance(default, Fixed):
        shown = f"{default.value:g}"
    else:
        shown = "by role" if default == BY_ROLE else str(default)
    kind = next((one for one in field.metadata if isinstance(one, Between | Whole)), None)
    limits = f"{kind.low:g} to {kind.high:g}" if kind else "a rung"
    cells = (*first, f"`{name}`", shown, limits, "" if off is None else f"{off:g}")
    return f"| {' | '.join(cells)} | {field.description} |"
