"""What is different between two scenarios, in plain words.

It compares documents and plays no runs; only ``brink compare`` comes in.
"""
