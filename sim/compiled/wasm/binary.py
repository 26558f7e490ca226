"""An object file of LLVM's WebAssembly back end made into a module, without a linker.

An object is nearly a module: the code, types and data are final, and numbers of functions and
globals are right as they stand. What a linker would add is little: exports by name, and a place
for the stack. Format: https://webassembly.github.io/spec and the conventions of WebAssembly's
tools (``Linking.md``).
"""

from collections.abc import Sequence

PAGE = 65_536
BASE = 2 * PAGE  # constants lie below the first page's end, the stack below this, data from here on
LAST_BYTE, LAST_SIGNED = 127, 63  # what one byte of LEB128 holds
MEMORY = ("env", "memory")  # the one import

CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORIES, GLOBAL, EXPORT = range(8)
ORDER = (TYPE, IMPORT, FUNCTION, TABLE, MEMORIES, 13, GLOBAL, EXPORT, 8, 9, 12, 10, 11)
A_FUNCTION, A_TABLE, A_MEMORY, A_GLOBAL = range(4)  # kinds of imports and exports
SYMBOL_TABLE = 8
SYMBOL_FUNCTION, SYMBOL_DATA, SYMBOL_SECTION = 0, 1, 3
UNDEFINED, NAMED = 0x10, 0x40  # flags of symbols


class UnlinkedError(Exception):
    """The object needs something of its surroundings that a module without a linker has not."""


class Reader:
    """Reads numbers and names one after another."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    @property
    def more(self) -> bool:
        """Whether anything is left."""
        return self.at < len(self.data)

    def number(self) -> int:
        """An unsigned number of LEB128."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte <= LAST_BYTE:
                return value

    def bytes(self) -> bytes:
        """Bytes that follow their number."""
        size = self.number()
        self.at += size
        return self.data[self.at - size : self.at]

    def name(self) -> str:
        """The same as text."""
        return self.bytes().decode()


def number(value: int) -> bytes:
    """An unsigned number as LEB128.

    >>> number(300).hex()
    'ac02'
    """
    found = bytearray()
    while value > LAST_BYTE:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def signed(value: int) -> bytes:
    """A number of at least 0 as signed LEB128.

    >>> signed(64).hex()
    'c000'
    """
    found = bytearray()
    while value > LAST_SIGNED:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def counted(data: bytes) -> bytes:
    """Bytes after their number."""
    return number(len(data)) + data


def as_module(data: bytes, exports: Sequence[str]) -> bytes:
    """The module of an object: exports these functions and imports the memory alone.

    Raises:
        UnlinkedError: The object calls functions it does not hold, or holds too much data.
    """
    sections, symbols = _sections(data)
    stack = _check_imports(sections[IMPORT])
    sections[IMPORT] = number(1) + _import_of_memory()
    if stack:  # the only global: its number stays 0 when it is no import any more
        sections[GLOBAL] = number(1) + b"\x7f\1\x41" + signed(BASE) + b"\x0b"
    rows = [
        counted(name.encode()) + bytes([A_FUNCTION]) + number(symbols[name]) for name in exports
    ]
    sections[EXPORT] = number(len(rows)) + b"".join(rows)
    kept = [bytes([kind]) + counted(sections[kind]) for kind in ORDER if kind in sections]
    return data[:8] + b"".join(kept)


def _sections(data: bytes) -> tuple[dict[int, bytes], dict[str, int]]:
    """The object's sections but for custom ones, and the numbers of its functions by name."""
    sections, symbols = dict[int, bytes](), dict[str, int]()
    reader = Reader(data, 8)
    while reader.more:
        kind = reader.data[reader.at]
        reader.at += 1
        body = reader.bytes()
        if kind != CUSTOM:
            sections[kind] = body
            continue
        custom = Reader(body)
        if custom.name() == "linking":
            symbols = _functions(custom)
    return sections, symbols


def _functions(linking: Reader) -> dict[str, int]:
    """Numbers of the functions that the object defines, from its section on linking."""
    found: dict[str, int] = {}
    linking.number()  # version
    while linking.more:
        kind = linking.number()
        part = Reader(linking.bytes())
        if kind == SYMBOL_TABLE:
            for _ in range(part.number()):
                _read_symbol(part, found)
    return found


def _read_symbol(part: Reader, found: dict[str, int]) -> None:
    kind, flags = part.number(), part.number()
    if kind == SYMBOL_DATA:
        part.name()
        for _ in range(0 if flags & UNDEFINED else 3):
            part.number()
        return
    place = part.number()
    if kind != SYMBOL_SECTION and (not flags & UNDEFINED or flags & NAMED):
        name = part.name()
        if kind == SYMBOL_FUNCTION:
            found[name] = place


def _check_imports(body: bytes) -> bool:
    """Whether the object uses a stack; it may import nothing but that and its memory."""
    reader, stack = Reader(body), False
    for _ in range(reader.number()):
        reader.name()
        name, kind = reader.name(), reader.number()
        if kind == A_MEMORY:
            limited, least = reader.number(), reader.number()
            if least > 1 or limited & 1:
                raise UnlinkedError(f"constants need {least} pages; there is room for one")
        elif kind == A_GLOBAL and name == "__stack_pointer":
            stack = True
            reader.at += 2  # its type, and that it changes
        else:
            raise UnlinkedError(f"the compiled text needs {name}, which no module has")
    return stack


def _import_of_memory() -> bytes:
    room, name = MEMORY
    least = number(BASE // PAGE)
    return counted(room.encode()) + counted(name.encode()) + bytes([A_MEMORY, 0]) + least
