"""The text lowered to a WebAssembly module, without a linker.

It starts from the text as it was written: what LLVM folds for addresses of eight bytes would be
wrong in WebAssembly, where an address has four.
"""

import re

import llvmlite.binding as llvm

from brinkmanship.sim.compiled.lower import optimise
from brinkmanship.sim.compiled.module import ENTRIES
from brinkmanship.sim.compiled.wasm.binary import as_module

TRIPLE = "wasm32-unknown-unknown"
LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
FEATURES = "+bulk-memory,+mutable-globals,+nontrapping-fptoint,+sign-ext"  # in browsers since 2021
SPEED = 2
HEADER = re.compile(r"^(target (triple|datalayout)|source_filename) = .*\n", re.MULTILINE)
EXPORTED = """
define i64 @{name}({parameters}) {{
  %result = alloca i64
  %raised = alloca ptr
  %status = call i32 @brink_{name}(ptr %result, ptr %raised{arguments})
  %failed = icmp ne i32 %status, 0
  br i1 %failed, label %trap, label %done
trap:
  call void @llvm.trap()
  unreachable
done:
  %value = load i64, ptr %result
  ret i64 %value
}}
"""


def wasm_module(text: str) -> bytes:
    """The module of the text in LLVM's own words; the same text, the same bytes.

    Every entry is exported under its name and takes and gives 64-bit integers; where the text
    raises, it traps. The only import is the memory.

    Raises:
        UnlinkedError: The text calls what a module does not have.
    """
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple(TRIPLE).create_target_machine(
        cpu="mvp", features=FEATURES, opt=SPEED
    )
    text = re.sub(
        r"^(target (triple|datalayout)|source_filename) = .*\n", "", text, flags=re.MULTILINE
    )
    exported = "".join(_exported(name, count) for name, count in ENTRIES.items())
    head = f'target triple = "{TRIPLE}"\ntarget datalayout = "{LAYOUT}"\n'
    declared = "" if "@llvm.trap()" in text else "declare void @llvm.trap()\n"
    module = llvm.parse_assembly(head + declared + text + exported)
    for function in module.functions:
        if not function.is_declaration and function.name not in ENTRIES:
            function.linkage = "internal"
    module.verify()
    optimise(module, target, SPEED, wide=False)
    return as_module(bytes(target.emit_object(module)), list(ENTRIES))


def _exported(name: str, count: int) -> str:
    """A function of plain integers that calls an entry and traps if it raises."""
    numbered = [f"i64 %a{place}" for place in range(count)]
    arguments = "".join(f", {one}" for one in numbered)
    return EXPORTED.format(name=name, parameters=", ".join(numbered), arguments=arguments)
