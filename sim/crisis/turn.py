"""The order of a turn: look, weigh, consult, choose and act; then words, chance, ending.

Simultaneous turns: all look at last week's faces and all acts land together, so the order of
the actors decides nothing. Sequential turns: each sees what those before it did this week;
allies meet before the first of them moves.
"""

from brinkmanship.sim.crisis.alliances import (
    begin_alliances,
    consult_alliances,
    end_alliances,
)
from brinkmanship.sim.crisis.choosing import act, choose
from brinkmanship.sim.crisis.clash.force import use_force
from brinkmanship.sim.crisis.clash.incidents import risk_accident, risk_troops
from brinkmanship.sim.crisis.draws import draw_shocks, draw_turn, nobodys_uniforms
from brinkmanship.sim.crisis.ending import end_turn, fight_on
from brinkmanship.sim.crisis.injects import fire_injects
from brinkmanship.sim.crisis.learning import learn
from brinkmanship.sim.crisis.listening.notes import note_turn
from brinkmanship.sim.crisis.opening import weigh_aid
from brinkmanship.sim.crisis.seeing import observe, show_face, show_faces
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.crisis.weighing import assess
from brinkmanship.sim.crisis.words.lines import judge
from brinkmanship.sim.crisis.words.speaking import enter, speak
from brinkmanship.sim.mechanisms.chance import WORLD
from brinkmanship.sim.mechanisms.perception import next_client_war


def play_turn(crisis: Crisis) -> bool:
    """Play one turn; True when the run is over."""
    open_turn(crisis)
    if crisis.frame.sequential == 1:
        act_in_sequence(crisis)
    else:
        act_together(crisis)
    for actor in crisis.actors:
        if actor.side >= 0:
            enter(crisis, actor)
    use_force(crisis)
    risk_accident(crisis)
    risk_troops(crisis)
    fight_on(crisis)
    for actor in crisis.actors:
        if actor.side >= 0:
            judge(crisis, actor)
    learn(crisis)
    return close_turn(crisis)


def act_together(crisis: Crisis) -> None:
    """All look and weigh, alliances consult, all choose, all act."""
    for actor in crisis.actors:
        if actor.side >= 0:
            observe(crisis, actor)
    for actor in crisis.actors:
        if actor.side >= 0:
            assess(crisis, actor)
    consult_alliances(crisis)
    for actor in crisis.actors:
        if actor.side >= 0:
            choose(crisis, actor)
            speak(crisis, actor)
    for actor in crisis.actors:
        if actor.side >= 0:
            act(crisis, actor)


def act_in_sequence(crisis: Crisis) -> None:
    """Alliances consult, then one after another looks, weighs, chooses and acts."""
    consult_alliances(crisis)
    for k in range(order_actors(crisis)):
        actor = crisis.actors[crisis.actors[k].order]
        observe(crisis, actor)
        assess(crisis, actor)
        choose(crisis, actor)
        speak(crisis, actor)
        act(crisis, actor)
        show_face(actor)


def open_turn(crisis: Crisis) -> None:
    """A new turn: its draws, the client war, what comes from outside, and what all can see."""
    course, world = crisis.course, crisis.world
    course.turn += 1
    course.luck = course.run if course.turn <= crisis.fork.turn else course.later
    draw_turn(crisis)
    imposed, settlement, nuclear, war = nobodys_uniforms(crisis, WORLD)
    course.imposed_draw, course.settlement_draw = imposed, settlement
    course.nuclear_draw = nuclear
    course.war = next_client_war(
        course.war, world.war_intensity, world.war_reversion, world.war_volatility, war
    )
    weigh_aid(crisis)
    fire_injects(crisis)
    begin_alliances(crisis)
    show_faces(crisis)


def close_turn(crisis: Crisis) -> bool:
    """Cohesion after the turn, the listeners' record of it, and the ending; True when over."""
    course, fork = crisis.course, crisis.fork
    end_alliances(crisis)
    if course.turn == fork.turn and course.run != course.later:
        for actor in crisis.actors:  # from here on the dice are another run's
            draw_shocks(crisis, actor)
    note_turn(crisis)
    return end_turn(crisis)


def order_actors(crisis: Crisis) -> int:
    """Put the principals in the order in which they move, place by place; how many they are.

    As listed in the file, or by a draw of each actor's own.
    """
    count, actors, dice = 0, crisis.actors, crisis.dice
    for k in range(len(actors)):
        if crisis.frame.random_sequence == 1:
            place, at = k, count
            while at > 0 and dice[actors[at - 1].order].order > dice[place].order:
                at -= 1
        else:
            place, at = crisis.listed[k], count
        if actors[place].side < 0:
            continue
        for later in range(count, at, -1):
            actors[later].order = actors[later - 1].order
        actors[at].order = place
        count += 1
    return count
