"""The science: each mechanism is one small pure function on scalars.

One text serves both engines: the Mesa actor calls these functions as plain Python, the
ensemble compiles the very same functions with Numba. They hold no state, draw no random
numbers (uniforms come in as arguments) and use only :mod:`sim.mechanisms.numeric` for exp and log, so
both engines agree in every bit. Each docstring gives the equation, units, default, off value
and source; the numbers M0 to M17 are those of ``docs/ODD.md``.
"""
