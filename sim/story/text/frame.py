"""What stands before and after the turns: who is where at the start, how it ended, how it went."""

from textwrap import wrap

from brinkmanship.sim.story.routes import MEANING
from brinkmanship.sim.story.text.words import WIDTH, Words, capitalised, joined_names
from brinkmanship.sim.story.trace.records import Trace

CLASHES = {
    "nuclear_use": "Nuclear weapons are used",
    "war": "A war between {parties}",
    "direct_clash": "A direct clash between {parties}",
}
PEACEFUL = {
    "agreement": "The crisis ends in an agreement",
    "unilateral": "The crisis ends because {yielded}",
    "faded": "The crisis fades: {all} have come down and stayed down",
    "imposed": "The war ends with a peace that is imposed",
    "still": "A stalemate: nobody moves any more",
}
"""By how the crisis ended."""
FROZEN = "Nothing is decided when time is up; the crisis is frozen"
OPEN = "When time is up, no end of it is in sight"
ROUTE_TEXTS = {
    "line_honoured": "{who} used force because a line it had drawn was crossed: its public word"
    " outweighed its fear.",
    "accident_answered": "It came of an accident: force of {who}, meant by nobody, was taken for"
    " an attack and answered.",
    "troops_hit": "It came of troops in the contested area, hit by {who}.",
    "misperception": "{who} used force after it had misread an opponent.",
    "salami": "{who} used force after lines of its opponents had proved empty one by one.",
    "scripted": "The scenario let {who} use force, and it was answered.",
    "choice": "{who} chose to use force, and was answered.",
}
NUCLEAR = "Nobody chose that this week: it is the chance taken while nuclear powers fight."
PAIR = 2
LABEL = 16
MOST_WORDS = 3  # actors whose credibility is told
LINED = 10**6  # a red line counts for more than any number of warnings


def opening_lines(words: Words) -> list[str]:
    """Title, question, which run, and who stands where at the start."""
    trace = words.trace
    title, summary = wrap(trace.title, WIDTH), wrap(trace.summary, WIDTH)
    which = (
        f"Seed {trace.seed}, run {trace.run}. A turn is {trace.unit}; "
        f"at most {trace.horizon} turns."
    )
    lines = [
        *title,
        "=" * min(len(trace.title), WIDTH),
        *summary,
        *([""] if summary else []),
        which,
    ]
    rungs = f"Rungs of the ladder, from the lowest: {', '.join(trace.ladder)}."
    lines += wrap(f"{rungs} Who stays on {words.rung_name(0)} gives in.", WIDTH)
    return [*lines, "", "At the start", *_posture_lines(words)]


def _posture_lines(words: Words) -> list[str]:
    """Each side's actors by where they stand, highest first."""
    lines = []
    for side in dict.fromkeys(p.side for p in words.trace.actors.values() if p.side):
        groups: dict[tuple[int, int], list[str]] = {}
        for person in words.trace.actors.values():
            if person.side == side and not person.joined:
                groups.setdefault((person.rung, person.aid), []).append(person.name)
        parts = [
            f"{words.posture_name(*place)}: {', '.join(groups[place])}"
            for place in sorted(groups, reverse=True)
        ]
        lines += entry_lines(side, "; ".join(parts) + ".")
    return lines


def entry_lines(label: str, text: str) -> list[str]:
    """A labelled entry, wrapped under itself."""
    start = f"  {label:<{LABEL - 2}}" if len(label) < LABEL - 2 else f"  {label} "
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=" " * LABEL)


def ending_lines(words: Words) -> list[str]:
    """What it came to and by which road, and how the crisis ended."""
    trace, record = words.trace, words.trace.record
    if record.outcome not in CLASHES:
        ended = FROZEN if record.outcome == "frozen" else _peace_text(words)
        return _end_lines(f"{ended} ({words.turn_text(record.outcome_turn)}).")
    came_to = CLASHES[record.outcome].format(parties=_parties_text(words))
    text = f"{came_to} ({words.turn_text(record.outcome_turn)})."
    if record.route in ROUTE_TEXTS and record.initiator:
        road = ROUTE_TEXTS[record.route].format(who=words.name(record.initiator))
        text = f"{text} {capitalised(road)}"
    if record.cause == "nuclear_chance":
        text = f"{text} {NUCLEAR}"
    if trace.goes_on and record.outcome != "nuclear_use":
        after = OPEN if record.ending == "going_on" else _peace_text(words)
        text = f"{text} {after} ({words.turn_text(record.turns)})."
    return _end_lines(text)


def _end_lines(text: str) -> list[str]:
    """The end, wrapped under its heading."""
    return ["The end", *wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")]


def _peace_text(words: Words) -> str:
    """How the crisis ended, by the ending of its record."""
    record = words.trace.record
    if record.outcome == "stalemate":
        return PEACEFUL["still"]
    everybody = "both sides" if len(words.sides()) == PAIR else "all"
    return PEACEFUL[record.ending].format(yielded=_yielded_text(words), all=everybody)


def _yielded_text(words: Words) -> str:
    """Who gave in, and on which rung it stands."""
    last = words.trace.turns[-1].moments if words.trace.turns else ()
    gave = [moment.actor for moment in last if moment.rung == 0 and words.opponents(moment.actor)]
    if not gave:
        return "somebody gives in"
    many = len(gave) > 1 or words.is_plural(gave[0])
    stays = words.verb_form("stay", many=many)
    return f"{words.joint_clause(gave, 'give')} in and {stays} on {words.rung_name(0)}"


def _parties_text(words: Words) -> str:
    """Between whom it was: those who fight a war when it has become one, or the first to clash."""
    trace, record = words.trace, words.trace.record
    if record.outcome == "war":
        if len(words.sides()) == PAIR:
            return "the two sides"
        last = trace.turns[record.outcome_turn - 1].moments
        return words.names([one.actor for one in last if one.rung >= trace.roles["clash"]])
    clashes = (e for turn in words.trace.turns for e in turn.events if e.kind == "clash")
    first = next(clashes, None)
    return words.names([first.actor, first.other]) if first is not None else "opponents"


def overview_lines(words: Words) -> list[str]:
    """The run at a glance."""
    trace = words.trace
    made, tested, kept, _, accidents, absorbed, vetoed = trace.record.counts
    lines = [
        "How it went",
        *entry_lines("ending", _ended_text(trace)),
        *entry_lines("highest", _highest_text(words)),
    ]
    lines += entry_lines("first reached", _thresholds_text(words))
    lines += entry_lines("routes seen", _routes_text(trace))
    lines += entry_lines(
        "lines",
        f"{made} drawn by warnings and threats; of these and of the "
        f"red lines {tested} crossed, {kept} kept.",
    )
    lines += entry_lines("accidents", _accidents_text(accidents, absorbed))
    if vetoed:
        lines += entry_lines(
            "vetoed",
            f"{vetoed} {'proposal' if vetoed == 1 else 'proposals'} for a collective step.",
        )
    lines += entry_lines("credibility", _credibility_text(words))
    for name, start in trace.cohesion.items():
        end = trace.turns[-1].cohesion.get(name, start) if trace.turns else start
        lines += entry_lines("cohesion", f"{name} {start:.2f} at the start, {end:.2f} at the end.")
    return lines


def _accidents_text(count: int, absorbed: int) -> str:
    return f"{count}, of which {absorbed} absorbed by consultation." if count else "none."


def _ended_text(trace: Trace) -> str:
    record = trace.record
    text = f"{record.outcome} in turn {record.outcome_turn}"
    if record.ending == "going_on":
        return f"{text}."
    if record.outcome not in CLASHES:
        return f"{text} ({record.ending})."
    return f"{text}; then {record.ending} in turn {record.turns}." if trace.goes_on else f"{text}."


def _highest_text(words: Words) -> str:
    """The highest rung displayed, by whom first and when."""
    top, who, when, seemed = -1, "", 0, False
    for turn in words.trace.turns:
        for moment in turn.moments:
            rung = max(moment.displayed, moment.rung)
            if rung > top:
                top, who, when = rung, moment.actor, turn.turn
                seemed = moment.displayed > moment.rung
    how = ", as others saw it" if seemed else ""
    return (
        f"{words.rung_name(top)} ({words.name(who)}, turn {when}{how})." if who else "nobody moved."
    )


def _thresholds_text(words: Words) -> str:
    first = words.trace.record.first
    reached = [
        f"{words.rung_name(r)} {_since_text(first[r])}"
        for r in words.trace.thresholds
        if first[r] >= 0
    ]
    never = [words.rung_name(r) for r in words.trace.thresholds if first[r] < 0]
    parts = [", ".join(reached)] if reached else []
    parts += [f"never {joined_names(never, len(never))}"] if never else []
    return "; ".join(parts) + "."


def _since_text(turn: int) -> str:
    return f"turn {turn}" if turn else "from the start"


def _routes_text(trace: Trace) -> str:
    if not trace.routes:
        return "none of the named ones."
    parts = [f"{name} (turn {turn}: {MEANING[name]})" for name, turn in trace.routes.items()]
    return "; ".join(parts) + "."


def _credibility_text(words: Words) -> str:
    """Start and end for those with red lines, else for those who warned most."""
    trace = words.trace
    warned = {code: LINED * person.lines for code, person in trace.actors.items() if person.side}
    for turn in trace.turns:
        for moment in turn.moments:
            if moment.signal is not None and moment.signal.line is not None:
                warned[moment.actor] = warned.get(moment.actor, 0) + 1
    least = LINED if max(warned.values(), default=0) >= LINED else 1
    speakers = [code for code in warned if warned[code] >= least]
    speakers.sort(key=lambda code: -warned[code])
    last = {m.actor: m.credibility for m in trace.turns[-1].moments} if trace.turns else {}
    parts = [
        f"{words.name(code)} {trace.actors[code].credibility:.2f} at the start, {last[code]:.2f}"
        " at the end"
        for code in speakers[:MOST_WORDS]
        if code in last
    ]
    return capitalised("; ".join(parts)) + "." if parts else "nobody warned."
