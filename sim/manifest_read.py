"""A manifest that is read back: as much of it as is needed to play its folder again."""

from typing import Annotated

from pydantic import ConfigDict, Field

from sim.chance import LAST_RUN, LAST_SEED
from sim.checking import From0, From1, Stored


class Manifest(Stored):
    """Of any folder; attributes as in the file."""

    model_config = ConfigDict(extra="ignore")

    format: int
    versions: dict[str, str]
    files: dict[str, str]


class RunManifest(Manifest):
    """Of a run folder; attributes as in the file."""

    scenario: str
    digest: str
    document: str
    overrides: list[str]
    engine: str
    seed: Annotated[From0, Field(le=LAST_SEED)]
    first_run: Annotated[From0, Field(le=LAST_RUN)]
    asked: From1
