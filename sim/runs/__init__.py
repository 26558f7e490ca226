"""Many runs: blocks on any machine, spread over workers, and pairs of scenarios on the same dice.

Commands, sweeps, lint and explanations play through it; it imports Mesa or a compiled machine
only where runs are played.
"""
