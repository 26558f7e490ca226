"""Speed and memory as ratios measured in one run; no test depends on the clock."""
