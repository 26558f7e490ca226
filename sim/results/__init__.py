"""What a folder of results says of itself: its manifest, and the versions that made it.

Commands and ``sim.sweep`` write and read manifests through it; no engine knows of it.
"""
