"""Postures on the finer scale of grades, and how high the sides stand."""

from brinkmanship.sim.crisis.state.records import ActorState, Crisis


def grade_of(crisis: Crisis, actor: ActorState) -> int:
    """Grade of an actor's posture; released aid counts on the rung of aid only."""
    if actor.rung == crisis.frame.aid:
        return actor.rung * crisis.frame.steps + actor.aid
    return actor.rung * crisis.frame.steps


def level_of(crisis: Crisis, actor: ActorState) -> float:
    """Intensity of an actor's posture, in [0, 1]."""
    return crisis.grades[grade_of(crisis, actor)].level


def show_posture(crisis: Crisis, actor: ActorState) -> None:
    """Let others see an actor on the rung it stands on."""
    actor.shown_rung, actor.shown_level = actor.rung, level_of(crisis, actor)


def tops_of(crisis: Crisis) -> tuple[int, int, int, int]:
    """Highest grade and highest rung of side 0, then of side 1; -1 for a side without members."""
    grade0 = grade1 = rung0 = rung1 = -1
    for actor in crisis.actors:
        if actor.side == 0:
            grade0, rung0 = max(grade0, grade_of(crisis, actor)), max(rung0, actor.rung)
        elif actor.side == 1:
            grade1, rung1 = max(grade1, grade_of(crisis, actor)), max(rung1, actor.rung)
    return grade0, rung0, grade1, rung1
