"""What is different between two scenarios, in plain words.

It compares documents and plays no runs; ``brink compare``, sweeps that go on, and shell completion
come in.
"""
