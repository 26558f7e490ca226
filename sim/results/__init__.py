"""What runs leave behind: tables of numbers, their columns and words, and folders with a manifest.

It plays nothing; machines, runs and sweeps write through it, and ``analysis`` reads what it wrote.
"""
