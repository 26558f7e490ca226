"""The first run of a scenario that takes a route."""

import click

from brinkmanship.commands.shared.printing import say_line
from brinkmanship.commands.shared.progress import with_count_bar
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.story.routes import check_route, routes_of_runs


class NotFoundError(click.ClickException):
    """No run took the route; the answer is no, and the exit code 1."""

    exit_code = 1


def first_run_taking(route: str, premise: Premise, *, seed: int, first: int, count: int) -> int:
    """Number of the first run that takes a route, which is also printed on stderr.

    Args:
        route: Name of a route.
        premise: What is played.
        seed: Of all chance.
        first: Number of the first run looked at.
        count: How many runs are looked at.

    Raises:
        RouteError: There is no such route.
        NotFoundError: None of the runs takes it.
    """
    check_route(route)
    runs = routes_of_runs(premise, seed=seed, first=first, count=count)
    for run, routes in with_count_bar(runs, count, "looking"):
        if route in routes:
            say_line(f"Run {run} is the first from run {first} on that takes {route}.", err=True)
            return run
    raise NotFoundError(
        f"none of runs {first} to {first + count - 1} takes {route}; look further with --search"
    )
