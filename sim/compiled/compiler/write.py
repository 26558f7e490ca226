"""Writes what is shipped: the modules, and what they were made of and with."""

import json
import lzma
import platform
from hashlib import sha256
from pathlib import Path

import llvmlite
import llvmlite.binding as llvm
import numba

from brinkmanship.sim.compiled.compiler.emit import llvm_text
from brinkmanship.sim.compiled.compiler.webassembly import wasm_module
from brinkmanship.sim.compiled.lower import optimise
from brinkmanship.sim.compiled.module import BITCODE, FACTS, WASM, source_digest

HERE = Path(__file__).parent.parent


def shipped_bitcode(text: str | None = None) -> bytes:
    """The text as bitcode, optimised as far as no processor matters.

    The same text, the same bytes, with the same versions of Python, Numba and llvmlite.

    Args:
        text: In LLVM's own words; by default that of the text as it stands.
    """
    llvm.initialize_native_target()
    module = llvm.parse_assembly(text or llvm_text())
    module.name = "brink"
    generic = llvm.Target.from_default_triple().create_target_machine(cpu="generic", features="")
    optimise(module, generic, 1, wide=False)
    return bytes(module.as_bitcode())


def packed(bitcode: bytes) -> bytes:
    """The module as it is shipped."""
    return lzma.compress(bitcode, preset=9)


def write_modules() -> None:
    """Write the shipped modules and their facts."""
    text = llvm_text()
    bitcode, wasm = shipped_bitcode(text), wasm_module(text)
    small = packed(bitcode)
    (HERE / BITCODE).write_bytes(small)
    (HERE / "wasm" / WASM).write_bytes(wasm)
    facts = {
        "source": source_digest(),
        "python": platform.python_version(),
        "numba": numba.__version__,
        "llvmlite": llvmlite.__version__,
        "bitcode": {"bytes": len(bitcode), "packed": len(small),
                    "sha256": sha256(bitcode).hexdigest()},
        "wasm": {"bytes": len(wasm), "sha256": sha256(wasm).hexdigest()},
    }  # fmt: skip
    (HERE / FACTS).write_text(json.dumps(facts, indent=2) + "\n", encoding="ascii")
