"""Events fall into seven classes; replies, steps and kept threats are counted from them."""

import csv
import gzip
from pathlib import Path

import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.events import (
    COERCION,
    COOPERATIVE,
    DISPLAY,
    LIMITED,
    THREAT,
    VERBAL,
    WARLIKE,
    Event,
    class_of,
    read_events,
    replies,
    steps,
    threats_followed,
)

BLANK = dict.fromkeys(
    (
        "sayintkind", "do_kind", "do_interact_kind", "interact_escalate", "act_escalate",
        "interact_fatalities", "interact_forces", "say_actor_a", "say_actor_b", "do_actor_a",
        "do_actor_b", "date_earliest_year",
    ), "",
)  # fmt: skip


def row(event_type: str, **cells: str) -> dict[str, str]:
    """A row of the event file."""
    numbered = {"crisno": "1.0", "sentence_number_int_aligned": "1"}
    return {**BLANK, **numbered, "event_type": event_type, **cells}


def event(sender: str, target: str, kind: int, crisis: int = 1) -> Event:
    """An event between two states."""
    return Event(crisis, (sender,), (target,), kind)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (row("speech", sayintkind="accuse;threaten"), THREAT),
        (row("speech", sayintkind="demand;promise"), VERBAL),
        (row("speech", sayintkind="offer"), COOPERATIVE),
        (row("action", interact_escalate="blockade"), LIMITED),
        (row("action", interact_escalate="attack", interact_fatalities="thousands"), WARLIKE),
        (row("action", interact_escalate="deployment to area"), DISPLAY),
        (row("action", act_escalate="mobilization"), DISPLAY),
        (row("action", do_interact_kind="uncooperative"), COERCION),
        (row("action", do_interact_kind="deescalatory;escalatory"), COOPERATIVE),
        (row("thought", sayintkind="threaten"), None),
        (row("action"), None),
    ],
)
def test_the_gravest_part_of_a_row_decides(cells: dict[str, str], kind: int | None):
    """A threat beside an accusation is a threat; a thought is no event."""
    assert class_of(cells) == kind


def test_the_next_thing_back_is_the_answer():
    """Two events wait for one answer; a third party's events answer nobody."""
    story = [
        event("A", "B", VERBAL),
        event("A", "B", LIMITED),
        event("C", "A", WARLIKE),
        event("B", "A", DISPLAY),
        event("B", "A", WARLIKE),
    ]

    counts = replies(story)

    assert counts[VERBAL, DISPLAY] == counts[LIMITED, DISPLAY] == 1
    assert counts.sum() == 2


def test_crises_are_stories_of_their_own():
    """Nothing in one crisis answers or follows anything in another."""
    story = [event("A", "B", VERBAL), event("B", "A", LIMITED, crisis=2)]

    assert replies(story).sum() == steps(story).sum() == 0
    assert steps([*story, event("A", "B", THREAT)])[VERBAL, THREAT] == 1


def test_only_threats_before_force_count():
    """Force before the threat takes it out; force after it keeps it."""
    kept = [event("A", "B", THREAT), event("A", "B", LIMITED)]
    late = [event("A", "C", LIMITED), event("A", "C", THREAT), event("A", "C", WARLIKE)]
    idle = [event("B", "A", THREAT), event("A", "B", WARLIKE)]

    assert threats_followed([*kept, *late, *idle]) == (1, 2)


def test_events_are_read_once_and_without_prehistory(tmp_path: Path):
    """A second coding of a sentence, an event of years before and other crises stay out."""
    said = row("speech", sayintkind="accuse", say_actor_a="A;B", say_actor_b="C")
    rows = [said, said, {**said, "date_earliest_year": "1900.0"}, {**said, "crisno": "9.0"}]
    file = tmp_path / "events.csv.gz"
    with gzip.open(file, "wt", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(said))
        table.writeheader()
        table.writerows(rows)

    assert read_events(file, {1: 1914}) == [Event(1, ("A", "B"), ("C",), VERBAL)]


def test_a_file_that_is_no_table_is_named(tmp_path: Path):
    """One message instead of a traceback."""
    (tmp_path / "events.csv.gz").write_text("no gzip")

    with pytest.raises(BrinkError, match=r"events\.csv\.gz: no table of ICBe events"):
        read_events(tmp_path / "events.csv.gz", {1: 1914})
