"""The draws of one run, looked up by address; a week's draws are made in one sweep."""

from collections.abc import Sequence

import numpy as np

from sim.chance import ACT, COMMON, SENSE, SHOCK, WORD, philox, place, uniform
from sim.numeric import gumbel

Four = tuple[float, float, float, float]
Row = Sequence[float]


class Dice:
    """Uniform draws in (0, 1) of one run, each a function of its address alone.

    The two blocks that every actor needs every week are made for all turns at once: the
    same Philox text on arrays, so the same words.

    Args:
        seed, run: The run.
        horizon: Turns at most.
        keys: Addresses of the actors.
        later: Turn after which the dice are those of another run, and that run; see
            ``sim.fork``. Draws of turn 0 are always the run's own.
    """

    def __init__(
        self,
        seed: int,
        run: int,
        horizon: int,
        keys: Sequence[int],
        later: tuple[int, int] | None = None,
    ) -> None:
        self.run = run
        self.until, self.later = later or (horizon, run)
        self.k0, self.k1 = seed & WORD, (seed >> 32) & WORD
        self._acts = self._sweep(ACT, horizon, keys)
        self._senses = self._sweep(SENSE, horizon, keys)

    def block(self, turn: int, purpose: int, key: int, slot: int = 0) -> Four:
        """The four uniforms at one address."""
        run = self.run if turn <= self.until else self.later
        a, b, c, d = philox(run & WORD, place(run, turn, purpose, slot), key, 0, self.k0, self.k1)
        return uniform(a), uniform(b), uniform(c), uniform(d)

    def act(self, turn: int, actor: int) -> Row:
        """Words of ACT for the actor at this position: acts, renews, signals, consults."""
        return self._acts[turn - 1][actor]

    def sense(self, turn: int, actor: int) -> Row:
        """Words of SENSE: misread, noise, aid release, order."""
        return self._senses[turn - 1][actor]

    def shocks(self, turn: int, key: int, rungs: int) -> list[float]:
        """Fresh standard Gumbel shocks, one a rung."""
        slots = (rungs + 3) // 4
        words = [u for slot in range(slots) for u in self.block(turn, SHOCK, key, slot)]
        return [gumbel(u) for u in words[:rungs]]

    def common(self, side: int) -> float:
        """The uniform behind the resolve shock that a side shares."""
        return self.block(0, COMMON, side)[0]

    def _sweep(self, purpose: int, horizon: int, keys: Sequence[int]) -> list[list[Row]]:
        turns = np.arange(1, horizon + 1, dtype=np.int64)[:, None]
        runs = np.where(turns <= self.until, self.run, self.later)
        places = turns + place(0, 0, purpose, 0) + ((runs >> 32) << 24)
        who = np.asarray(keys, dtype=np.int64)[None, :]
        start = (runs & WORD) + 0 * who
        words = philox(start, places + 0 * who, who + 0 * turns, 0, self.k0, self.k1)  # type: ignore[arg-type]
        swept: list[list[Row]] = uniform(np.stack(words, axis=-1)).tolist()  # type: ignore[arg-type, attr-defined]
        return swept
