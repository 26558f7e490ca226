"""Checks of a document: pydantic's errors in our words, and problems between its parts.

Only loading and the reading of sweep files come in; the engines rely on what was checked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from brinkmanship.sim.scenario.checks.actors import check_actors
from brinkmanship.sim.scenario.checks.alliances import check_alliances
from brinkmanship.sim.scenario.checks.facts import check_facts, lacks_party, path_of_fact
from brinkmanship.sim.scenario.checks.finding import Finding
from brinkmanship.sim.scenario.checks.injects import check_injects
from brinkmanship.sim.scenario.checks.ladder import check_ladder
from brinkmanship.sim.scenario.checks.names import check_names
from brinkmanship.sim.scenario.checks.policy import check_policies
from brinkmanship.sim.scenario.checks.rules import check_rules
from brinkmanship.sim.scenario.checks.stage import check_stage
from brinkmanship.sim.scenario.facts.derive import fill_from_facts
from brinkmanship.sim.scenario.format.scenario import Scenario

__all__ = ["Finding", "cross_check"]


def cross_check(
    scenario: Scenario, data: Mapping[str, object], *, whole_ladder: bool
) -> Iterator[Finding]:
    """Every problem between the parts of a document.

    Args:
        scenario: The document, as far as it could be validated.
        data: The document as it was written, for the names it declares.
        whole_ladder: Whether the ladder is valid; without it only names are checked.
    """
    unknown = list(check_names(scenario, data))
    yield from unknown
    if not whole_ladder:
        return
    flawed = list(check_facts(scenario))
    yield from flawed
    doubtful = unknown or flawed or lacks_party(scenario)
    complete = scenario if doubtful else fill_from_facts(scenario)
    for check in (
        check_ladder,
        check_stage,
        check_actors,
        check_policies,
        check_rules,
        check_alliances,
        check_injects,
    ):
        for found in check(complete):
            yield replace(found, path=path_of_fact(scenario, found.path))
