"""Makes the shipped modules: Numba turns the text into LLVM's language, for every processor.

Run ``python -m brinkmanship.sim.compiled.compiler`` after a change of the text. Only this room
and its tests import Numba, and nothing that plays runs imports this room.
"""
