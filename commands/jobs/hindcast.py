"""The work of ``brink hindcast``: forecasts, and their scores where outcomes are known."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from brinkmanship.analysis.statistics.forecasts import (
    Floats,
    Score,
    brier_losses,
    climatology,
    log_losses,
    logit,
    reliability,
    score,
    skill,
    stacked,
    table_by,
)
from brinkmanship.sim.icb.eras import FITTED_BEFORE, may_be_fitted
from brinkmanship.sim.icb.facts import CrisisFacts
from brinkmanship.sim.icb.forecasting import Forecast, forecasts
from brinkmanship.sim.icb.reading import Crises, read_crises

EVENTS = {"any": 2, "serious": 3, "war": 4}
"""ICB's code of violence from which each event has happened."""
LEAST_SCORED = 10  # crises with outcomes, below which rivals cannot be fitted


class Hindcast:
    """Forecasts for the crises of two ICB files.

    Args:
        system, actors: The files.
        seed: Of all chance.
        runs: How many of each crisis.
        only: ``fitted`` for crises that may be fitted, ``unfitted`` for the others; None for all.

    Raises:
        BrinkError: A file cannot be read, or lacks a column that is needed.
    """

    def __init__(
        self, system: Path, actors: Path, *, seed: int, runs: int, only: str | None = None
    ) -> None:
        self.files, self.seed, self.runs = (system, actors), seed, runs
        found = read_crises(system, actors)
        kept = [one for one in found.facts if only in (None, _era_of(one))]
        self.crises: Crises = replace(found, facts=tuple(kept))
        self.forecasts: list[Forecast] = list(forecasts(self.crises.facts, seed, runs))

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What was forecast of how many crises, and the scores of those with outcomes."""
        found: dict[str, Any] = {
            "crises": len(self.forecasts), "runs": self.runs, "seed": self.seed,
            "ignored_columns": {name: list(one) for name, one in self.crises.ignored.items()},
            "absent_columns": {name: list(one) for name, one in self.crises.absent.items()},
            "mean": {name: float(np.mean([getattr(one, name) for one in self.forecasts]))
                     for name in EVENTS} if self.forecasts else {},
        }  # fmt: skip
        eras = {
            f"to {FITTED_BEFORE - 1}, the era that was fitted": True,
            f"from {FITTED_BEFORE}, never fitted": False,
        }
        found["scores"] = {
            era: scored for era, fitted in eras.items() if (scored := self._scores(fitted=fitted))
        }
        return found

    def _scores(self, *, fitted: bool) -> dict[str, Any]:
        violence = self.crises.violence
        chosen = [
            (facts, forecast)
            for facts, forecast in zip(self.crises.facts, self.forecasts, strict=True)
            if facts.number in violence and (facts.year < FITTED_BEFORE) == fitted
        ]
        if len(chosen) < LEAST_SCORED:
            return {}
        facts = [one for one, _ in chosen]
        codes = np.array([violence[one.number] for one in facts])
        covariates = np.array([covariates_of(one) for one in facts])
        return {
            "n": len(chosen),
            **{
                name: self._of_event(
                    np.array([getattr(one, name) for _, one in chosen]),
                    (codes >= least).astype(float),
                    [one.trigger for one in facts],
                    covariates,
                )
                for name, least in EVENTS.items()
            },
        }

    def _of_event(
        self, forecast: Floats, happened: Floats, triggers: list[int], covariates: Floats
    ) -> Mapping[str, Any]:
        logits = logit(covariates, happened)
        rivals = {
            "climatology": climatology(happened),
            "trigger_table": table_by(triggers, happened),
            "logit": logits,
            "stacked": stacked([forecast, logits], happened),
        }
        losses = brier_losses(forecast, happened)
        return {
            "share": float(happened.mean()),
            "mean_forecast": float(forecast.mean()),
            "brier": score(losses, self.seed)._asdict(),
            "log_loss": score(log_losses(forecast, happened), self.seed)._asdict(),
            "rivals": {
                name: {
                    "brier": score(brier_losses(one, happened), self.seed)._asdict(),
                    "skill": _plain(skill(losses, brier_losses(one, happened), self.seed)),
                }
                for name, one in rivals.items()
            },
            "reliability": [one._asdict() for one in reliability(forecast, happened)],
        }


def _plain(one: Score | None) -> dict[str, float] | None:
    return None if one is None else one._asdict()


def _era_of(crisis: CrisisFacts) -> str:
    return "fitted" if may_be_fitted(crisis) else "unfitted"


def covariates_of(crisis: CrisisFacts) -> list[float]:
    """What the logit knows of a crisis: the facts that the model reads, as numbers."""
    gravity = -1 if crisis.gravity is None else crisis.gravity
    return [
        *(float(crisis.trigger == kind) for kind in (7, 8, 9)),
        *(float(gravity == code) for code in (0, 1, 2, 4, 5, 6)),
        float(crisis.protracted == 2), float(crisis.protracted == 3),  # noqa: PLR2004 - ICB's codes
        float(crisis.ethnic), crisis.power_gap or 0.0, float(any(crisis.armed)),
    ]  # fmt: skip
