"""Sweeps: a declared experiment cut into blocks, each a file that is whole or absent."""
