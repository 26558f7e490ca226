"""Write all transcripts again: ``python -m tests.transcripts``."""

import sys

from tests.transcripts import HERE, stored, transcript, wanted

kept = set()
for name, run in wanted():
    path = stored(name, run)
    path.parent.mkdir(exist_ok=True)
    path.write_text(transcript(name, run), encoding="utf-8", newline="\n")
    kept.add(path)
for path in sorted(HERE.glob("*/*.txt")):
    if path not in kept:
        path.unlink()  # a scenario that is shipped no more
sys.stdout.write(f"{len(kept)} transcripts written; read what changed with git diff\n")
