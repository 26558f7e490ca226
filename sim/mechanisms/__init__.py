"""The science: each mechanism is one small pure function on scalars.

One text serves all machines: Mesa calls these functions as plain Python, and the compiled machines
play the very same functions. They hold no state, draw no random numbers (uniforms come in as
arguments) and use only :mod:`.numeric` for exp and log, so all machines agree in every bit. Each
docstring gives the equation, units, default, off value and source; the numbers M0 to M17 are those
of ``docs/ODD.md``. Addresses of chance stand in :mod:`.chance`.
"""
