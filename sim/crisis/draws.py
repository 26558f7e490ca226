"""The draws of a run, each a function of its address alone (``sim.mechanisms.chance``)."""

from brinkmanship.sim.crisis.seeing import stake_now
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.crisis.state.tables import Draw
from brinkmanship.sim.mechanisms.chance import (
    ACT,
    COMMON,
    SENSE,
    SHOCK,
    TYPE,
    VALUE,
    WORD,
    philox,
    place,
    uniform,
)
from brinkmanship.sim.mechanisms.numeric import far_normal, gumbel, is_near, near_normal
from brinkmanship.sim.mechanisms.values import CHOICE, drawn_number, in_a_turn


def uniforms(
    seed: int, run: int, turn: int, purpose: int, slot: int, key: int
) -> tuple[float, float, float, float]:
    """The four uniforms in (0, 1) at one address."""
    a, b, c, d = philox(
        run & WORD, place(run, turn, purpose, slot), key, 0, seed & WORD, (seed >> 32) & WORD
    )
    return uniform(a), uniform(b), uniform(c), uniform(d)


def nobodys_uniforms(crisis: Crisis, purpose: int) -> tuple[float, float, float, float]:
    """The uniforms of this turn that no actor owns, for one purpose."""
    course = crisis.course
    return uniforms(course.seed, course.luck, course.turn, purpose, 0, 0)


def common_uniform(crisis: Crisis) -> float:
    """The uniform behind the part of all stakes that everybody shares in this run."""
    return uniforms(crisis.course.seed, crisis.course.run, 0, COMMON, 0, 0)[0]


def type_uniforms(
    crisis: Crisis, actor: ActorState, attempt: int
) -> tuple[float, float, float, float]:
    """The uniforms behind an actor's own stake and the stake of its public word, by attempt."""
    key = crisis.keys[actor.place]
    return uniforms(crisis.course.seed, crisis.course.run, 0, TYPE, attempt, key)


def draw_turn(crisis: Crisis) -> None:
    """Draw the uniforms of a turn for all actors, and the deviates of their reading errors.

    In loops of their own, without a branch, so that a processor does several side by side.
    """
    seed, run, turn = crisis.course.seed, crisis.course.luck, crisis.course.turn
    keys, dice, noises = crisis.keys, crisis.dice, crisis.noises
    for i in range(len(keys)):
        mine = dice[i]
        mine.acts, mine.spare, mine.said, mine.called = uniforms(seed, run, turn, ACT, 0, keys[i])
    for i in range(len(keys)):
        mine = dice[i]
        mine.misread, mine.noise, mine.released, mine.order = uniforms(
            seed, run, turn, SENSE, 0, keys[i]
        )
    for i in range(len(keys)):
        noises[i] = near_normal(dice[i].noise)
    for i in range(len(keys)):
        if not is_near(dice[i].noise):
            noises[i] = far_normal(dice[i].noise)


def draw_shocks(crisis: Crisis, actor: ActorState) -> None:
    """Draw the shocks of an actor's choice this turn, one a rung, unless they are drawn.

    They scale with its stake: who has little to win or lose is not more erratic for that.
    Uniforms first and Gumbel deviates after, so that a processor can do several at once.
    """
    if actor.filled == crisis.course.turn:
        return
    actor.filled = crisis.course.turn
    shocks, key = crisis.shocks[actor.place], crisis.keys[actor.place]
    for slot in range(len(shocks) // 4):
        first, second, third, fourth = uniforms(
            crisis.course.seed, crisis.course.luck, actor.filled, SHOCK, slot, key
        )
        shocks[4 * slot] = first
        shocks[4 * slot + 1] = second
        shocks[4 * slot + 2] = third
        shocks[4 * slot + 3] = fourth
    scale = stake_now(crisis, actor) / crisis.traits[actor.place].rationality
    for rung in range(len(shocks)):
        shocks[rung] = gumbel(shocks[rung]) * scale


def draw_numbers(crisis: Crisis) -> None:
    """Fill the vector of a run: fixed numbers as they are, distributions drawn, rates rescaled."""
    vector, base, course = crisis.vector, crisis.base, crisis.course
    for i in range(len(base)):
        vector[i] = base[i]
    for draw in crisis.draws:
        vector[draw.place] = number_of(crisis, draw)
    if course.weeks != 1.0:
        for at in crisis.weekly:
            vector[at] = in_a_turn(vector[at], course.weeks)


def number_of(crisis: Crisis, draw: Draw) -> float:
    """The number drawn for this run from a distribution, in the unit of the file."""
    u = uniforms(crisis.course.seed, crisis.course.run, 0, VALUE, 0, draw.key)[0]
    shape = (draw.first, draw.second, draw.third)
    number = drawn_number(draw.kind, shape, draw.low, draw.high, u)
    return crisis.options[draw.options + int(number)] if draw.kind == CHOICE else number
