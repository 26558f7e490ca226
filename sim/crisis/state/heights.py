"""Postures on the finer scale of grades, and how high opponents stand."""

from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.crisis.state.tables import Grade
from brinkmanship.sim.mechanisms.weighing import Act


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


def act_of(kind: int, grade: Grade) -> Act:
    """What standing on a grade is and does."""
    return Act(kind, grade.level, grade.harm, grade.price, grade.relief)


def due_rung(crisis: Crisis, promised: int) -> int:
    """The rung that keeps a promise: a clash takes two, so its promise is kept by force."""
    if promised == crisis.frame.clash:
        return crisis.frame.force
    return min(promised, crisis.frame.top)


def tops_of(crisis: Crisis, actor: ActorState) -> tuple[int, int]:
    """Highest grade and highest rung of an actor's opponents; -1 without any."""
    grade = rung = -1
    for k in range(actor.foes):
        foe = crisis.actors[crisis.roster[actor.place][k]]
        grade, rung = max(grade, grade_of(crisis, foe)), max(rung, foe.rung)
    return grade, rung
