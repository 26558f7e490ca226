"""Starts a command and prints what it took, as JSON.

A process of its own, and a small one: the system counts what the starting process held as
the started one's, so a large one would measure itself.
"""

import json
import os
import subprocess
import sys
import time

started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)  # noqa: S603 - our own words
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
took = {
    "seconds": time.perf_counter() - started,
    "processor": used.ru_utime + used.ru_stime,
    "memory": used.ru_maxrss / 1024,
}
sys.stdout.write(json.dumps(took))
raise SystemExit(process.returncode != 0)
