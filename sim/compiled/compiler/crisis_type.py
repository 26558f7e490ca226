"""How Numba sees a crisis: a pointer to its addresses, whose attributes are views of arrays.

Passing thirty arrays from call to call would take most of the time. One pointer is passed
instead, and an array is looked up where it is used. The views are not counted: the engine that
made the arrays holds them and outlives every call.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    infer_getattr,
    intrinsic,
    lower_getattr_generic,
    register_model,
)
from numba.np import numpy_support
from numba.np.arrayobj import populate_array

from brinkmanship.sim.compiled.memory import ADDRESSES
from brinkmanship.sim.crisis.state.layout import CELLS

WORD = ir.IntType(64)


class CrisisType(types.Type):  # type: ignore[misc]
    """The type of a crisis in compiled code."""

    def __init__(self) -> None:
        super().__init__(name="Crisis")


CRISIS = CrisisType()
register_model(CrisisType)(models.OpaqueModel)


@intrinsic
def crisis_at(typingctx, address):
    """The crisis whose addresses stand at an address."""

    def generate(context, builder, signature, args):
        return builder.inttoptr(args[0], context.get_value_type(CRISIS))

    return CRISIS(types.int64), generate


def attribute_type(name: str) -> Any:
    """The type of an attribute: a record, or an array of numbers or records."""
    cell = CELLS[name]
    kind = numpy_support.from_dtype(cell.dtype)
    return types.Array(kind, cell.axes, "C") if cell.axes else kind


@infer_getattr
class CrisisAttributes(AttributeTemplate):  # type: ignore[misc]
    """The types of all attributes."""

    key = CrisisType

    def generic_resolve(self, crisis: CrisisType, name: str) -> Any:
        """The type of one attribute; None if there is no such array."""
        return attribute_type(name) if name in CELLS else None


@lower_getattr_generic(CrisisType)
def load_attribute(context, builder, crisis, pointer, name):
    """The view of one array, from its address and the lengths of its axes."""
    table = builder.bitcast(pointer, WORD.as_pointer())

    def load(field: str) -> Any:
        place = ir.Constant(WORD, ADDRESSES.fields[field][1] // 8)  # type: ignore[index]
        return builder.load(builder.gep(table, [place]))

    cell, kind = CELLS[name], attribute_type(name)
    address = load(f"{name}_at")
    if cell.axes == 0:
        return builder.inttoptr(address, context.get_value_type(kind))
    view = context.make_array(kind)(context, builder)
    step = ir.Constant(WORD, cell.dtype.itemsize)
    shape, strides = [load(f"{name}_{axis}") for axis in range(cell.axes)], [step]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    populate_array(
        view,
        data=builder.inttoptr(address, context.get_data_type(kind.dtype).as_pointer()),
        shape=cgutils.pack_array(builder, shape),
        strides=cgutils.pack_array(builder, strides),
        itemsize=step,
        meminfo=None,
    )
    return view._getvalue()  # noqa: SLF001 - the proxy's own way out


FIXED = tuple(
    numpy_support.from_dtype(CELLS[name].dtype)
    for name in ("frame", "statures", "stretches", "red_lines", "rules", "treaties")
)
"""Records that no run changes."""
ACTOR = numpy_support.from_dtype(CELLS["actors"].dtype)
LEAST = {
    "place": 0, "rung": 0, "aid": 0, "next_rung": 0, "next_aid": 0, "shown_rung": 0,
    "face_rung": 0, "side": -1, "alliance": -1,
}  # fmt: skip
"""The least number that each of these fields of an actor can hold."""
MOST = 2**31


@lower_getattr_generic(types.Record)
def load_field(context, builder, record, pointer, name):
    """A field of a record; LLVM is told what never changes and what is not negative.

    It then loads a field once that stays as it is, and leaves out what Python's indices from the
    end would take.
    """
    kind = record.typeof(name)
    place = cgutils.get_record_member(
        builder, pointer, record.offset(name), context.get_data_type(kind)
    )
    word = builder.load(place)
    if record == ACTOR and name in LEAST:
        least, most = (ir.Constant(WORD, number) for number in (LEAST[name], MOST))
        word.set_metadata("range", builder.module.add_metadata([least, most]))
    if record in FIXED or (record == ACTOR and name == "place"):
        word.set_metadata("invariant.load", builder.module.add_metadata([]))
    return word
