"""Makes the shipped modules: Numba turns the text into LLVM's language, for every processor.

Run as ``python -m brinkmanship.sim.compiled.compiler`` after a change of the text; only this room and its tests
import Numba, and nothing that plays runs imports this room unless the text has changed.
"""
