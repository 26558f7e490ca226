"""From the text in LLVM's bitcode to machine code of the processor at hand.

Never fast-math, never contraction: LLVM then changes no bit, however it orders the work.
"""

import llvmlite.binding as llvm


def processor() -> tuple[str, str]:
    """The processor at hand and what it can do, in LLVM's words."""
    return llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


def optimise(module: llvm.ModuleRef, target: llvm.TargetMachine, level: int, *, wide: bool) -> None:
    """Run LLVM's own pipeline over a module.

    Args:
        module: Changed in place.
        target: What it is optimised for.
        level: 0 to 3.
        wide: Whether loops may do several turns side by side.
    """
    options = llvm.create_pipeline_tuning_options(speed_level=level)
    options.loop_vectorization = options.loop_unrolling = wide
    options.slp_vectorization = False  # as tried: it makes the text no faster
    builder = llvm.create_pass_builder(target, options)
    builder.getModulePassManager().run(module, builder)


def machine_code(bitcode: bytes) -> bytes:
    """An object file for this processor; takes one to three seconds of it."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    name, features = processor()
    target = llvm.Target.from_default_triple().create_target_machine(
        cpu=name, features=features, opt=3, jit=True, reloc="default", codemodel="jitdefault"
    )
    module = llvm.parse_bitcode(bitcode)
    optimise(module, target, 3, wide=True)
    return bytes(target.emit_object(module))
