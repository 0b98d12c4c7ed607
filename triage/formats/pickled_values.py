"""Open values that Python or Apple's programs stored (pickle, binary property list) as JSON, without running anything.

A pickle is a program for a small machine. Only its instructions for texts, numbers, lists and dictionaries are followed
here; a class is named and its state is read, but no class is loaded and no function is called.
"""

from __future__ import annotations

import io
import json
import pickletools
import plistlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from triage.core.budget import Spool
from triage.core.errors import EvidenceError
from triage.core.format_info import Claim, Format
from triage.core.model import Evidence
from triage.formats import property_list
from triage.records.stored_frames import CLASS, ITEMS, STATE, VALUES, array, is_attributes, keep_items, loose_rows

FORMAT = Format(
    name="stored_values",
    title="Pickles of Python and binary property lists, as JSON",
    library="pickletools (reads instructions, runs none), plistlib",
    how="whole",
    limits="up to 256 MiB; arrays and tables (numpy, pandas, Arrow) are rows; other classes are arguments and state",
    accounting="the member is the values; of a damaged pickle those before the damage",
)
BEGINS = (b"bplist0", b"\x80", b"]q\x00", b"}q\x00", b"(lp0\n", b"(dp0\n", b"(lp1\n", b"(dp1\n", b"(l.", b"(d.")

_MOST_BYTES = 256 * 1024 * 1024
_PLIST = b"bplist0"
_OLD = (b"]q\x00", b"}q\x00", b"(lp0\n", b"(dp0\n", b"(lp1\n", b"(dp1\n", b"(l.", b"(d.")
_PROTOCOLS = range(2, 6)
_LOOKED_AT = 24
_DICT_AND_SLOTS = 2
_MARK = object()

_EMPTY: dict[str, Callable[[], Any]] = {"EMPTY_LIST": list, "EMPTY_DICT": dict, "EMPTY_TUPLE": list, "EMPTY_SET": list}
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_GET, _PUT = {"GET", "BINGET", "LONG_BINGET"}, {"PUT", "BINPUT", "LONG_BINPUT"}
_NOTHING = {"PROTO", "FRAME", "STOP", "NEXT_BUFFER", "READONLY_BUFFER"}


def opens(head: bytes, name: str) -> Claim:
    """Claim SIGNATURE for a binary property list, CONTENT for the first instructions of a pickle."""
    del name
    if head.startswith(_PLIST):
        return Claim.SIGNATURE
    is_new = head[:1] == b"\x80" and len(head) > 2 and head[1] in _PROTOCOLS
    return Claim.CONTENT.when((is_new or head.startswith(_OLD)) and _are_instructions(head))


def _are_instructions(head: bytes) -> bool:
    try:
        for count, _ in enumerate(pickletools.genops(head)):
            if count == _LOOKED_AT:
                return True
    except ValueError:
        return False
    return True


def members(container: Evidence, spool: Spool) -> Iterator[Evidence]:
    """Yield the values as JSON, one document a line."""
    if container.size_bytes > _MOST_BYTES:
        raise EvidenceError("over_memory")
    data = container.data.read_bytes()
    values = _listed(data) if data.startswith(_PLIST) else _pickled(data)
    for member in spool.take(f"{container.name} (as JSON).json", _written(values)):
        yield replace(member, mtime_ns=container.mtime_ns)


def _written(values: Iterator[Any]) -> Iterator[bytes]:
    """Yield values as JSON; values that contain themselves, or are too deep, are a reason."""
    encoder = json.JSONEncoder(default=_plain, ensure_ascii=False)
    for value in values:
        try:
            for piece in encoder.iterencode(value):
                yield piece.encode("utf-8", "backslashreplace")
        except (ValueError, RecursionError, TypeError) as error:
            raise EvidenceError("damaged_container") from error
        yield b"\n"


def _plain(value: Any) -> Any:
    """Return a value that JSON does not have as text."""
    return _text(value) if isinstance(value, bytes | bytearray) else str(value)


def _text(raw: bytes | bytearray) -> str:
    return bytes(raw).decode("utf-8", "backslashreplace")


def _listed(data: bytes) -> Iterator[Any]:
    try:
        yield property_list.parsed(data)
    except (
        plistlib.InvalidFileException,
        ValueError,
        LookupError,
        RecursionError,
        OverflowError,
        MemoryError,
    ) as error:
        raise EvidenceError("damaged_container") from error


def _pickled(data: bytes) -> Iterator[Any]:
    """Yield the value of each pickle in a file; of a damaged one what was made before the damage."""
    file = io.BytesIO(data)
    while file.tell() < len(data):
        machine = _Machine()
        try:
            for code, argument, _ in pickletools.genops(file):
                machine.follow(code.name, argument)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield from machine.made()
            yield from machine.taken
            raise EvidenceError("damaged_container") from error
        for each in machine.made():
            yield from loose_rows(each)


@dataclass(slots=True)
class _Machine:
    """The stack and the memory of the machine that a pickle is a program for."""

    stack: list[Any] = field(default_factory=list)
    memory: dict[int, Any] = field(default_factory=dict)
    dropped: list[Any] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)

    def made(self) -> list[Any]:
        """Return all values: an intact pickle leaves one, a damaged one several, or drops some."""
        return [each for each in (*self.stack, *self.dropped) if each is not _MARK]

    def follow(self, name: str, argument: Any) -> None:
        """Follow one instruction; one that would run code makes a dictionary of its class and values."""
        if name in _NOTHING:
            return
        if name in _EMPTY:
            self.stack.append(_EMPTY[name]())
        elif name in _CONSTANTS:
            self.stack.append(_CONSTANTS[name])
        elif name in _GET:
            self.stack.append(self.memory[argument])
        elif name in _PUT:
            self.memory[argument] = self.stack[-1]
        elif step := _STEPS.get(name):
            step(self, argument)
        elif argument is not None:
            self.stack.append(argument)
        else:
            raise ValueError(name)

    def _marked(self) -> list[Any]:
        """Return the values above the last mark, taken from the stack."""
        above = next((i for i, each in enumerate(reversed(self.stack)) if each is _MARK), None)
        if above is None:
            raise ValueError("no mark")
        at = len(self.stack) - 1 - above
        taken = self.stack[at + 1 :]
        del self.stack[at:]
        self.taken = taken
        return taken

    def do_mark(self, _: Any) -> None:
        self.stack.append(_MARK)

    def do_memoize(self, _: Any) -> None:
        self.memory[len(self.memory)] = self.stack[-1]

    def do_list(self, _: Any) -> None:
        self.stack.append(self._marked())

    def do_tuple1(self, _: Any) -> None:
        self.stack[-1:] = [self.stack[-1:]]

    def do_tuple2(self, _: Any) -> None:
        self.stack[-2:] = [self.stack[-2:]]

    def do_tuple3(self, _: Any) -> None:
        self.stack[-3:] = [self.stack[-3:]]

    def do_dict(self, _: Any) -> None:
        self.stack.append(_dictionary(self._marked()))

    def do_append(self, _: Any) -> None:
        value = self.stack.pop()
        _items(self.stack[-1]).append(value)

    def do_appends(self, _: Any) -> None:
        values = self._marked()
        _items(self.stack[-1]).extend(values)

    def do_setitem(self, _: Any) -> None:
        pair = self.stack[-2:]
        del self.stack[-2:]
        self.stack[-1].update(_dictionary(pair))

    def do_setitems(self, _: Any) -> None:
        pairs = self._marked()
        self.stack[-1].update(_dictionary(pairs))

    def do_pop(self, _: Any) -> None:
        self.dropped.append(self.stack.pop())

    def do_dup(self, _: Any) -> None:
        self.stack.append(self.stack[-1])

    def do_pop_mark(self, _: Any) -> None:
        self.dropped.extend(self._marked())

    def do_stack_global(self, _: Any) -> None:
        self.stack[-2:] = [f"{self.stack[-2]}.{self.stack[-1]}"]

    def do_reduce(self, _: Any) -> None:
        self.stack[-2:] = [_made(self.stack[-2], self.stack[-1])]

    def do_newobj_ex(self, _: Any) -> None:
        self.stack[-3:] = [_made(self.stack[-3], [self.stack[-2], self.stack[-1]])]

    def do_inst(self, argument: Any) -> None:
        self.stack.append(_made(argument, self._marked()))

    def do_obj(self, _: Any) -> None:
        first, *values = self._marked()
        self.stack.append(_made(first, values))

    def do_build(self, _: Any) -> None:
        state, made = self.stack.pop(), self.stack[-1]
        if is_attributes(state):
            made.update(state or {})
        elif isinstance(state, list) and len(state) == _DICT_AND_SLOTS and all(is_attributes(each) for each in state):
            for each in state:
                made.update(each or {})
        else:
            made[STATE] = state
        keep_items(made)

    def do_binpersid(self, _: Any) -> None:
        self.stack[-1] = str(self.stack[-1])


def _dictionary(flat: list[Any]) -> dict[str, Any]:
    """Return a dictionary of keys and values in turn; a key that is no text is written as one."""
    return {
        key if isinstance(key, str) else str(_plain(key)): value
        for key, value in zip(flat[::2], flat[1::2], strict=True)
    }


def _items(value: Any) -> list[Any]:
    """Return the list to which values are added; of an object of a class its own."""
    found: list[Any] = value.setdefault(ITEMS, []) if isinstance(value, dict) else value
    return found


def _made(name: Any, values: Any) -> Any:
    """Return what an object of a class was made of; of an array its values."""
    given = values if isinstance(values, list) else [values]
    called = str(name).replace(" ", ".")  # as the first protocols write it
    held = array(called, given)
    return {CLASS: called, **({VALUES: given} if given else {})} if held is None else held


_STEPS: dict[str, Callable[[_Machine, Any], None]] = {
    "MARK": _Machine.do_mark,
    "MEMOIZE": _Machine.do_memoize,
    "LIST": _Machine.do_list,
    "TUPLE1": _Machine.do_tuple1,
    "TUPLE2": _Machine.do_tuple2,
    "TUPLE3": _Machine.do_tuple3,
    "DICT": _Machine.do_dict,
    "APPEND": _Machine.do_append,
    "APPENDS": _Machine.do_appends,
    "SETITEM": _Machine.do_setitem,
    "SETITEMS": _Machine.do_setitems,
    "POP": _Machine.do_pop,
    "DUP": _Machine.do_dup,
    "POP_MARK": _Machine.do_pop_mark,
    "STACK_GLOBAL": _Machine.do_stack_global,
    "REDUCE": _Machine.do_reduce,
    "NEWOBJ_EX": _Machine.do_newobj_ex,
    "INST": _Machine.do_inst,
    "OBJ": _Machine.do_obj,
    "BUILD": _Machine.do_build,
    "BINPERSID": _Machine.do_binpersid,
    "TUPLE": _Machine.do_list,
    "FROZENSET": _Machine.do_list,
    "ADDITEMS": _Machine.do_appends,
    "NEWOBJ": _Machine.do_reduce,
}
"""What follows an instruction that changes more than the top of the stack."""
