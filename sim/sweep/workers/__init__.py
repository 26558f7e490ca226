"""Who plays the blocks of a sweep: this process, worker processes, or a Dask cluster.

The runner hands blocks in and takes finished ones; ``cluster`` is loaded for ``--dask`` alone.
"""
