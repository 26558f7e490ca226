"""The text as one LLVM module for every processor: what Numba makes of it, not yet optimised.

Numba would optimise each function with all it calls, again for each caller; LLVM does it once,
for the processor at hand, where the module is loaded.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import llvmlite.binding as llvm
from numba import njit, types
from numba.core import codegen

from brinkmanship.sim.compiled.compiler import entries
from brinkmanship.sim.compiled.module import ENTRIES

DECREF = re.compile(
    r"define linkonce_odr void @NRT_(decref|incref)\(ptr [^{]*\{.*?\n\}\n", re.DOTALL
)


@contextmanager
def as_written() -> Iterator[None]:
    """Numba leaves every module as it is written, and makes no machine code of it."""

    def leave_functions(library: Any, module: Any) -> None:
        module.data_layout = library._codegen._data_layout  # noqa: SLF001 - as Numba does

    def link_only(library: Any, name: str) -> int:
        library._ensure_finalized()  # noqa: SLF001 - as Numba does
        return 0

    def do_nothing(*_: object) -> None:
        pass

    changes: tuple[tuple[Any, str, Any], ...] = (
        (codegen.CPUCodeLibrary, "_optimize_functions", leave_functions),
        (codegen.CPUCodeLibrary, "_optimize_final_module", do_nothing),
        (codegen.JITCodeLibrary, "_finalize_specific", do_nothing),
        (codegen.JITCodeLibrary, "get_pointer_to_function", link_only),
        (codegen.JITCPUCodegen, "set_env", do_nothing),
    )
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in changes]
    for owner, name, change in changes:
        setattr(owner, name, change)
    try:
        yield
    finally:
        for owner, name, original in before:
            setattr(owner, name, original)


def llvm_text() -> str:
    """All entries and what they call, in LLVM's own words, under their own names."""
    parts = []
    with as_written():
        for name, arguments in ENTRIES.items():
            entry = njit(
                error_model="numpy", nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True
            )(getattr(entries, name))
            signature = types.int64(*([types.int64] * arguments))
            entry.compile(signature)
            found = entry.overloads[signature.args]
            text = found.library.get_llvm_str()
            parts.append(text.replace(found.fndesc.llvm_func_name, f"brink_{name}"))
    module = llvm.parse_assembly(_portable(parts[0]))
    for part in parts[1:]:
        module.link_in(llvm.parse_assembly(_portable(part)))
    for function in module.functions:
        if not function.is_declaration and not function.name.startswith("brink_"):
            function.linkage = "internal"
    module.verify()
    return str(module)


def _portable(text: str) -> str:
    """The same without what only Numba's own process could provide."""
    text = DECREF.sub("", text)
    for name in ("decref", "incref"):  # no array of the text is counted
        text = re.sub(rf"declare void @NRT_{name}\(ptr[^)]*\).*\n", "", text)
        text += f"\ndefine linkonce_odr void @NRT_{name}(ptr %0) {{\n  ret void\n}}\n"
    text = text.replace("declare void @NRT_MemInfo_call_dtor(ptr)", "")
    text = text.replace("@sqrt(", "@llvm.sqrt.f64(")
    text = text.replace("= common ", "= linkonce_odr ")
    return re.sub(r'"(target-cpu|target-features|probe-stack)"="[^"]*"', "", text)
