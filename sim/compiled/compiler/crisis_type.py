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
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, register_model
from numba.np import numpy_support
from numba.np.arrayobj import populate_array

from brinkmanship.sim.compiled.memory import ADDRESSES
from brinkmanship.sim.crisis.state.layout import CELLS

WORD = ir.IntType(64)


class CrisisType(types.Type):
    """The type of a crisis in compiled code."""

    def __init__(self) -> None:
        super().__init__(name="Crisis")


CRISIS = CrisisType()
register_model(CrisisType)(models.OpaqueModel)


@intrinsic
def crisis_at(typingctx, address):  # noqa: ANN001, ANN201, ARG001 - Numba's own signature
    """The crisis whose addresses stand at an address."""

    def generate(context, builder, signature, args):  # noqa: ANN001, ANN202, ARG001
        return builder.inttoptr(args[0], context.get_value_type(CRISIS))

    return CRISIS(types.int64), generate


def attribute_type(name: str) -> Any:  # noqa: ANN401 - Numba's types are not typed
    """The type of an attribute: a record, or an array of numbers or records."""
    cell = CELLS[name]
    kind = numpy_support.from_dtype(cell.dtype)
    return types.Array(kind, cell.axes, "C") if cell.axes else kind


@infer_getattr
class CrisisAttributes(AttributeTemplate):  # type: ignore[misc]
    """The types of all attributes."""

    key = CrisisType

    def generic_resolve(self, crisis: CrisisType, name: str) -> Any:  # noqa: ANN401, ARG002
        """The type of one attribute; None if there is no such array."""
        return attribute_type(name) if name in CELLS else None


@lower_getattr_generic(CrisisType)
def load_attribute(context, builder, crisis, pointer, name):  # noqa: ANN001, ANN201, ARG001
    """The view of one array, from its address and the lengths of its axes."""
    table = builder.bitcast(pointer, WORD.as_pointer())

    def load(field: str) -> Any:  # noqa: ANN401
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
