"""An object file becomes a module without a linker, or is refused."""

import llvmlite.binding as llvm
import pytest
import wasmtime
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.compiled.wasm.binary import (
    PAGE,
    Reader,
    UnlinkedError,
    as_module,
    number,
    signed,
)

HEAD = 'target triple = "wasm32-unknown-unknown"\n'
SPILL = """
define internal i64 @deep(ptr %at) noinline {
  store volatile i64 42, ptr %at
  %value = load volatile i64, ptr %at
  ret i64 %value
}
define i64 @first() {
  ret i64 1
}
define i64 @stacked() {
  %room = alloca [32 x i64]
  %value = call i64 @deep(ptr %room)
  ret i64 %value
}
"""
OUTSIDE = """
declare i32 @elsewhere()
define i32 @f() {
  %value = call i32 @elsewhere()
  ret i32 %value
}
"""
LARGE = f"""
@much = global [{PAGE + 1} x i8] c"{"x" * (PAGE + 1)}"
define ptr @f() {{
  ret ptr @much
}}
"""
SIGNED = st.integers(0, 2**31 - 1)


def object_of(text):
    """The object that LLVM makes of a text."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    target = llvm.Target.from_triple("wasm32-unknown-unknown")
    return target.create_target_machine().emit_object(llvm.parse_assembly(HEAD + text))


@given(SIGNED)
def test_numbers_are_read_as_they_were_written(value):
    """LEB128 there and back; signed numbers end in a byte whose sign is plus."""
    assert Reader(number(value)).number() == value
    assert Reader(signed(value)).number() == value
    assert not signed(value)[-1] & 0x40


def test_functions_are_exported_by_name():
    """In any order, and only those asked for; the stack is the module's own."""
    module = wasmtime.Module(wasmtime.Engine(), as_module(object_of(SPILL), ["stacked", "first"]))

    assert [one.name for one in module.exports] == ["stacked", "first"]
    assert [one.name for one in module.imports] == ["memory"]


def test_a_module_made_this_way_runs():
    """Exports name the right functions, and what is put on the stack comes back."""
    engine = wasmtime.Engine()
    module = wasmtime.Module(engine, as_module(object_of(SPILL), ["stacked", "first"]))
    store = wasmtime.Store(engine)
    limits = wasmtime.MemoryType(wasmtime.Limits(2, 2))
    instance = wasmtime.Instance(store, module, [wasmtime.Memory(store, limits)])

    first, stacked = (instance.exports(store)[name] for name in ("first", "stacked"))

    assert isinstance(first, wasmtime.Func)
    assert isinstance(stacked, wasmtime.Func)
    assert (first(store), stacked(store)) == (1, 42)


@pytest.mark.parametrize(("text", "named"), [(OUTSIDE, "elsewhere"), (LARGE, "2 pages")])
def test_what_a_module_cannot_have_is_refused(text, named):
    """A call to the outside or too much data is an error of the build, never of a run."""
    with pytest.raises(UnlinkedError, match=named):
        as_module(object_of(text), ["f"])
