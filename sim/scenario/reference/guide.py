"""The text before and after the tables of the reference."""

BEFORE = """\
# The scenario format

This page is generated from the models that check a file (`sim/scenario/`): what it says is what
is enforced. `brink new NAME` writes a commented starter file, `brink check FILE` says what is
wrong with one, `brink schema` prints the JSON Schema for editors. A first line

```yaml
# yaml-language-server: $schema=../docs/reference/scenario.schema.json
```

gives completion in editors that know the YAML language server.

## A small scenario

```yaml
title: A quarrel over an island
extends: ladders/sixteen-rungs.yaml      # the rungs; a path from this file, or a shipped name
sides: {north: [AAA, BBB], south: [CCC]}

actors:
  AAA:
    name: Alphaland
    start: warn
    policy:
      north_star: {stay_below: tripwire, hard: true}   # never own troops in the area
      style: {assure: 0.3}
  BBB: {name: Betaland, resolve: {normal: {mean: 1.2, sd: 0.2}}}
  CCC:
    name: Gammaland
    policy:
      red_lines: [{at: tripwire, promise: limited_force, public: 0.9}]
      style: {warn: 0.4}

alliances:
  PACT: {members: [AAA, BBB], consensus_for: tripwire}
```

## How a file is read

- **YAML 1.2.** `NO` is Norway; `yes`, `no`, `on` and `off` are text: write `true` or `false`.
  `12:30` and `1_000` are text too. A key given twice, a tag (`!!…`), a merge key (`<<`), a number
  that is not finite, and a key with nothing after it are errors. Anchors and aliases work. A key
  is a name however it is written: `375:` is the code `375`, which a list has as `"375"`.
- **Limits.** 2 MB, 64 levels, 200,000 values (aliases counted in full), one document, UTF-8.
- **Nothing is converted, clamped or guessed.** An unknown key or name is an error that says which
  one was perhaps meant. All problems of a file are reported at once, each as
  `file:line:column: path: what is wrong; what would be right`. Where one edit is the cure,
  `brink check --json` has it as `fix`: line, column, how many characters, and the text instead.
- **A text that is not YAML** is looked through for the usual slip: a comma or `#` in text without
  quotes, a missing colon, an open quote or bracket, a tab. What a message names was tried: with
  that edit the file can be read, or at least read further.
- **Paths** may have the backslashes of Windows anywhere; in double quotes these are escapes.
- **Rungs are named, never numbered**, by the `id` they have in the ladder. Actors are named by
  their code.

## Numbers that are drawn

Where a table says *or a distribution*, one of the following may stand. It is drawn once a run;
`inputs.parquet` of a run folder has what each run drew.

```yaml
resolve: {normal: {mean: 1.1, sd: 0.25}}                      # low: and high: may be added
resolve: {uniform: {low: 0.8, high: 1.4}}
resolve: {triangular: {low: 0.8, mode: 1.0, high: 1.4}}
resolve: {choice: [0.8, 1.0, 1.2]}
```

Uniform, triangular and choice must lie within the range of the field as a whole. Of a normal the
mean (and `low` and `high`, where written) must; a draw outside `low` and `high`, or outside the
range of the field, is set to that edge.

## Where a number comes from

Every mapping may carry `source:` and `note:`, and any value may be written in long form:

```yaml
bluffs: {value: 1, source: memoirs, note: Tangier 1905}
north_star: {stay_below: tripwire, hard: true, source: news-2024-02-27}
```

A source is a key of `sources:` (here or in a file this one extends) or the word `assumption`.

## Files that build on files

`extends:` names one file or a list of them, each laid over the ones before it, this file last.
A path counts from the file that names it, and stays below the folder of the file that was given to
the command ([why](../docs/explanation/trust.md)); what is not found is looked up among the shipped
files. `--set PATH=VALUE` lays one more value on top, by the same rules; items of a list are
counted from 0 (`actors.RUS.policy.red_lines[0].at=show`).

- Mappings merge key by key; a scalar or a list replaces what was there.
- A number in long form or another distribution replaces the number; the same distribution merges,
  so `resolve: {normal: {sd: 0.5}}` keeps the mean.
- `stay_below` takes away an `avoid` of the base, and the other way round.
- `null` takes a key of the base away: `north_star: null`.

## All keys
"""

AFTER = """\
## Checked between the parts

- Names: every rung, actor, side, alliance, aid step, signal and source must exist.
- Ladder: names differ; intensities rise from 0; roles rise in the order of their table. None is
  needed, but clash needs force, and war and nuclear need clash. What speaks of a role that no rung
  has is an error: `avoid`, an incident, a reminder of nuclear weapons, a client war without `rung`.
- Sides: at least two, each with an actor; nobody is on two. A mediator is on none. Pairs of
  `opponents` and `borders` have two different members, and no pair stands there twice.
- Facts: whoever triggered the crisis, and whoever had to answer, is an actor, and they differ; a
  war has a party; a guarantor is another actor and has nuclear weapons; whoever has facts is on a
  side or in a relation. Relations make each actor a side of its own where `sides` is left out.
- Start: a rung that `needs: nuclear` takes `nuclear: true`; `start_aid` goes with a start at the
  role `aid`; no start at or above an own hard north star.
- Policy: `stay_below` or `avoid`, not both; `hard` without `strength`; a red line promises at
  least the rung that crosses it; the six outward signals of a style add up to at most 1.
- Rules: a condition that can hold; exactly one of `prefer`, `require`, `forbid`, with a rung or a
  signal; nothing required where another rule, or a hard north star, forbids it; no two different
  requirements under the same condition; some rung left in every situation.
- Alliances: members are on a side, or join one by an inject; on several sides and in several
  alliances they may be. Voices and vetoes belong to members.
- Injects: one trigger, at least one effect; only a bystander joins a side.

## The digest

A scenario has a digest: SHA-256 over what it means after `extends:` and `--set`. Titles, names,
labels, notes and sources do not count, nor facts beside what follows from them, nor the order in
which actors are listed (unless they act in that order), nor whether a default is written or left
out.
"""
