"""Small scenarios with something planted in them."""

from pathlib import Path

from brinkmanship.sim.lint.document import Document, open_document

PLANTED = """\
title: A quarrel with dead wood
extends: ladders/sixteen-rungs.yaml
clock: {horizon: 8}
sides: {north: [AAA, BBB], south: [CCC]}
actors:
  AAA:
    name: Alphaland
    resolve: {normal: {mean: 1.5, sd: 0.5}, source: assumption}
    policy:
      goals: {survival: 0.6}
      red_lines: [{at: tripwire, promise: limited_force, public: 0.9}]
      rules:
        - when: {turn_at_least: 900}
          forbid: {rung: show}
        - when: {turn_at_least: 2}
          prefer: {rung: show, weight: 0.7}
  BBB:
    name: Betaland
    policy: {style: {activity: 0.0}}
  CCC:
    name: Gammaland
    resolve: 2
    policy:
      goals: {survival: 0.6}
      style: {warn: 0.4, hint: clash}
  DDD: {name: Deltaland, exposure: 7}
injects:
  - {at: 900, resolve_shift: {AAA: 1}}
  - {at: 2, resolve_shift: {CCC: 2}}
"""


def open_planted(folder: Path, text: str = PLANTED) -> Document:
    """The scenario opened for a closer look."""
    file = folder / "planted.yaml"
    file.write_text(text, encoding="utf-8")
    return open_document(str(file))
