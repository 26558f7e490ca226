"""Play many attacks: ``nice python -m tests.hostile --count 20000 --seed 1``.

Prints each attack that breaks a law with its number, which ``--case`` plays again, and how many
were played in all. Exit code 1 if any broke a law.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.playing import play_case
from tests.hostile.worlds import good_folders


def main() -> int:
    """Play the attacks that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="attacks (default: 1000)")
    parser.add_argument("--seed", type=int, default=0, help="of all attacks (default: 0)")
    parser.add_argument("--first", type=int, default=0, help="number of the first attack")
    parser.add_argument("--case", type=int, help="play this attack alone")
    given = parser.parse_args()
    cases = range(given.first, given.first + given.count) if given.case is None else [given.case]
    count: Counter[str] = Counter()
    with TemporaryDirectory(prefix="hostile-good-") as place:
        good = good_folders(Path(place))
        for case in cases:
            verdict = play_case(given.seed, case, good)
            kind = verdict.what.partition(":")[0]
            count.update({f"{kind}": 1, f"{kind}, played": verdict.played})
            count.update(attacks=1, played=verdict.played, broken=bool(verdict.broken))
            for law in verdict.broken:
                _say(f"seed {given.seed}, case {case}, {verdict.what!a}\n  {law}")
            if count["attacks"] % 500 == 0:
                _say(f"{count['attacks']} attacks, {count['played']} played")
    for name, number in sorted(count.items()):
        _say(f"{name:<24}{number:>8}")
    return int(count["broken"] > 0)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
