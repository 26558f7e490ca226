"""Statistics of simulated runs: tables in, tables out, each share with its interval.

Nothing here reads a file or draws; every room may import it, and it imports only ``errors``.
"""
