"""All that a run has come to, as arrays with the same names from either engine.

``compiled_state`` is the one place in the tests that knows how the compiled engine lays out
its memory.
"""

import numpy as np

from sim.dice import Dice
from sim.ensemble import state as places
from sim.ensemble.engine import Engine
from sim.mechanisms.alliance import support
from sim.model import CrisisModel
from sim.premise.parameters import World

State = dict[str, np.ndarray]

OF_ACTORS = (
    "side", "alliance", "rung", "aid", "attacked_weeks", "by_accident", "misread_weeks", "near",
    "near_promise", "near_age", "near_tested", "hint", "hint_commitment", "hint_age", "told",
    "shown_rung", "acts", "signal", "peaks", "sums", "resolve", "stake", "attacked",
    "hint_weight", "shown_level", "seen", "shown",
)  # fmt: skip
OF_DYADS = ("hostility", "reference", "kept", "broken")
OF_SIDES = ("last", "accidental", "route", "by", "empty")
OF_DONE = {
    "peak": places.PEAK, "peak_direct": places.DIRECT, "clash": places.CLASH,
    "cause": places.CAUSE, "road": places.ROAD, "initiator": places.INITIATOR,
    "party_a": places.PARTY_A, "party_b": places.PARTY_B, "clash_turn": places.CLASH_TURN,
    "fighting": places.FIGHTING, "warring": places.WARRING, "calm": places.CALM,
    "still": places.STILL, "moved": places.MOVED,
}  # fmt: skip
OF_COUNTS = ("made", "tested", "kept", "broken", "accidents", "absorbed", "vetoed", "lapsed")


def compiled_state(engine: Engine, seed: int, run: int) -> State:
    """Where the run that the compiled engine played last stood after its last turn.

    Shocks are filled when an actor comes to choose, utilities stand only where it weighed, and
    backing is reckoned when the alliance is asked: what is not there yet is made of the same text.
    """
    state, crisis = engine.state, engine.crisis
    principals = state.actors["side"] >= 0
    weighed = principals & (state.actors["acts"] == 1)
    met = state.dyads["kept"] >= 0.0
    return {
        **{f"actors.{name}": state.actors[name].copy() for name in OF_ACTORS},
        "actors.consults": state.actors["consults"] * (state.actors["alliance"] >= 0),
        "actors.vetoed": state.actors["vetoed"] * principals,
        **{f"dyads.{name}": np.where(met, state.dyads[name], 0.0) for name in OF_DYADS},
        "actors.backing": _backing(engine),
        "options.shock": _shocks(engine, seed, run),
        "options.utility": np.where(weighed[:, None], state.utility, 0.0),
        "lines.weeks": state.lines["weeks"].copy(),
        "lines.judged": state.lines["judged"].copy(),
        **{f"pacts.{name}": state.pacts[name].copy() for name in ("cohesion", "base", "gate")},
        **{f"grades.{name}": _grades(engine, name) for name in ("level", "rise", "burden")},
        "war": crisis.war.copy(),
        "numbers": state.vector.copy(),
        **{f"sides.{name}": crisis.sides[name].copy() for name in OF_SIDES},
        **{f"crisis.{name}": crisis.done[place : place + 1] for name, place in OF_DONE.items()},
        "counts": crisis.counts[: len(OF_COUNTS)].copy(),
        "first": crisis.first.copy(),
    }


def _backing(engine: Engine) -> np.ndarray:
    """How far each actor would consent now, of what a step would gain it."""
    world = World(*engine.world[0].tolist())
    tolerance, slope = world.consensus_tolerance, world.consensus_slope
    return np.array([support(gain, tolerance, slope) for gain in engine.state.gains.tolist()])


def _shocks(engine: Engine, seed: int, run: int) -> np.ndarray:
    """The shocks of each actor's latest renewal over its rationality, drawn if they were not."""
    state, premise, rungs = engine.state, engine.premise, len(engine.premise.levels)
    dice = Dice(seed, run, 1, premise.keys)
    found = state.shocks[:, :rungs].copy()
    for place, key in enumerate(premise.keys):
        actor, beta = state.actors[place], engine.traits[place]["rationality"]
        if actor["filled"] != actor["renewed"]:
            drawn = dice.shocks(int(actor["renewed"]), key, rungs)
            found[place] = [shock / float(beta) for shock in drawn]
    return found


def _grades(engine: Engine, name: str) -> np.ndarray:
    """One value a rung, and one more for each further step on the rung of arms aid."""
    frame = engine.premise.frame
    table = engine.state.grades[name].reshape(frame.rungs, frame.steps)
    steps = table[frame.aid] if frame.aid >= 0 else table[0, :0]
    return np.concatenate([table[:, 0], steps])


def mesa_state(model: CrisisModel) -> State:
    """The same of a Mesa model after its last step."""
    actors, alliances = model.actors, model.alliances
    lines = [line for actor in actors for line in actor.standing]
    rungs, ladder, frame = model.frame.rungs, model.ladder, model.frame
    firsts = [rung * frame.steps for rung in range(rungs)]
    steps = [frame.aid * frame.steps + step for step in range(frame.steps if frame.aid >= 0 else 0)]
    grades = {"level": ladder.grade_levels, "rise": ladder.rises, "burden": ladder.burdens}
    return {
        **{name: np.array(cells) for name, cells in _of_actors(model).items()},
        **_of_dyads(model),
        "options.shock": np.array(
            [[shock / actor.traits.rationality for shock in actor.shocks] for actor in actors]
        ),
        "options.utility": np.array(
            [
                actor.options.utility if actor.side >= 0 and actor.decision.acted else [0.0] * rungs
                for actor in actors
            ]
        ),
        "lines.weeks": np.array([line.weeks for line in lines], np.int64),
        "lines.judged": np.array([line.judged for line in lines], np.int64),
        "pacts.cohesion": np.array([one.cohesion for one in alliances], float),
        "pacts.base": np.array([one.base for one in alliances], float),
        "pacts.gate": np.array([one.gate for one in alliances], float),
        **{
            f"grades.{name}": np.array([cells[grade] for grade in (*firsts, *steps)])
            for name, cells in grades.items()
        },
        "war": np.array([model.war]),
        "numbers": np.array(model.numbers.vector),
        **_of_crisis(model),
    }


def _of_actors(model: CrisisModel) -> dict[str, list[float]]:
    """One cell an actor, in the order of the premise."""
    end = model.endgame
    rows = {
        actor.place: {
            "side": actor.side,
            "alliance": actor.alliance,
            "rung": actor.rung,
            "aid": actor.aid,
            "attacked_weeks": actor.attacked_weeks,
            "by_accident": actor.by_accident,
            "misread_weeks": actor.misread_weeks,
            "near": actor.near.grade,
            "near_promise": actor.near.promise,
            "near_age": actor.near.age,
            "near_tested": actor.near.tested,
            "hint": actor.hint.rung,
            "hint_commitment": actor.hint.commitment,
            "hint_age": actor.hint.age,
            "told": -1 if actor.told is None else actor.told,
            "shown_rung": model.shown_rung[actor.place],
            "acts": int(actor.decision.acted),
            "signal": actor.decision.signal,
            "vetoed": int(actor.decision.vetoed),
            "peaks": end.peaks[actor.place],
            "sums": end.sums[actor.place],
            "resolve": actor.resolve,
            "stake": actor.stake,
            "attacked": actor.attacked,
            "hint_weight": actor.hint.weight,
            "backing": actor.backing,
            "shown_level": model.shown_level[actor.place],
            "seen": actor.impression.seen,
            "shown": actor.impression.shown,
            "consults": int(actor.decision.consults),
        }
        for actor in model.actors
    }
    return {f"actors.{name}": [row[name] for row in rows.values()] for name in rows[0]}


def _of_dyads(model: CrisisModel) -> State:
    """What each actor holds of each opponent it ever met; 0 of the others."""
    count = len(model.actors)
    found = {name: np.zeros((count, count)) for name in OF_DYADS}
    for actor in model.actors:
        for place, belief in actor.beliefs.items():
            for name in OF_DYADS:
                found[name][actor.place, place] = getattr(belief, name)
    return {f"dyads.{name}": cells for name, cells in found.items()}


def _of_crisis(model: CrisisModel) -> State:
    """How high it went, by what force and by what words."""
    end, force, words = model.endgame, model.incidents, model.ledger
    done = {
        "peak": end.peak,
        "peak_direct": end.peak_direct,
        "clash": force.clash,
        "cause": force.cause,
        "road": force.road,
        "initiator": force.initiator,
        "party_a": force.parties[0],
        "party_b": force.parties[1],
        "clash_turn": end.clash_turn,
        "fighting": end.fighting,
        "warring": end.warring,
        "calm": end.calm,
        "still": end.still,
        "moved": int(end.moved),
    }
    counts = (
        words.made, words.tested, words.kept, words.broken,
        force.accidents, force.absorbed, end.vetoed, words.lapsed,
    )  # fmt: skip
    return {
        **{f"crisis.{name}": np.array([cell]) for name, cell in done.items()},
        "sides.last": np.array(force.last),
        "sides.accidental": np.array(force.accidental),
        "sides.route": np.array(force.route),
        "sides.by": np.array(force.by),
        "sides.empty": np.array(words.empty),
        "counts": np.array(counts),
        "first": np.array(end.first),
    }


def differences(one: State, other: State) -> dict[str, tuple[object, object]]:
    """The cells whose bits differ, by name and position; a number that is not finite as well."""
    assert one.keys() == other.keys()
    found: dict[str, tuple[object, object]] = {}
    for name, cells in one.items():
        others = other[name]
        assert (cells.dtype, cells.shape) == (others.dtype, others.shape), name
        wrong = bits(cells) != bits(others)
        if cells.dtype == np.float64:
            wrong |= ~np.isfinite(cells)
        for place in np.argwhere(wrong):
            at = tuple(int(step) for step in place)
            found[f"{name}{list(at)}"] = (cells[at].item(), others[at].item())
    return found


def bits(cells: np.ndarray) -> np.ndarray:
    """The 64 bits of each number as an integer, so that 0.0 and -0.0 differ."""
    return np.ascontiguousarray(cells).view(np.int64)
