"""Where ``brink sensitivity`` keeps an answer: a folder that tells what was asked."""

import json
from itertools import count
from pathlib import Path
from typing import Any

from commands.sensing_job import Job
from commands.sensing_plans import stem_of
from sim.errors import BrinkError
from sim.sweep.storage.folder import SweepFolder

REQUEST = "request.json"


def place_of(job: Job) -> Path:
    """Make the folder of an answer, or find the one that holds an answer to the same question.

    Raises:
        BrinkError: The folder that was asked for holds something else, or cannot be written.
    """
    wanted = job.out or Path("out") / f"{stem_of(job.file)}-sensitivity"
    for number in count(1):
        place = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        if _request(place) in (None, job.request):
            break
        if job.out is not None:
            what = "holds something else than the answer to this question"
            raise BrinkError(f"{wanted}: {what}; choose another --out")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise BrinkError(f"{place}: cannot be written ({why}); choose another --out") from error
    SweepFolder(place).write_json(REQUEST, job.request)
    return place


def _request(place: Path) -> dict[str, Any] | None:
    """The request that a folder holds; None where nothing is, an empty one where others work."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    try:
        found = json.loads((place / REQUEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
