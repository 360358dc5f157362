"""The file of a segment's postings: the arrays of every field as they lie in memory, and at the end where they are.

Read by mapping: nothing is copied, and what is not looked at is not loaded. Numbers are little-endian.
"""

import json
import mmap
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.postings import FieldPostings

EXTENSION = ".places"

_MAGIC = b"AJPLACE1"
_ALIGNED = 8
_TYPES = {"text": "<u1", "ends": "<u4", "starts": "<i8", "having": "<u4", "occurrences": "<i8"}

Fields = Mapping[str, FieldPostings]
Buffer = bytes | mmap.mmap


class BrokenSegment(ValueError):
    """A segment's file is not whole."""


def write_fields(file: BinaryIO, postings: Fields) -> None:
    """Write the postings of all fields from the file's beginning on."""
    at = file.write(_MAGIC)
    directory: dict[str, dict[str, tuple[int, int]]] = {}
    for name, one in postings.items():
        places = directory[name] = {}
        for part in fields(one):
            values = np.ascontiguousarray(getattr(one, part.name), _TYPES[part.name])
            places[part.name] = (at, len(values))
            at += file.write(values.data.cast("B") if len(values) else b"")
            at += file.write(b"\0" * (-at % _ALIGNED))
    listed = json.dumps(directory).encode()
    file.write(listed)
    file.write(len(listed).to_bytes(_ALIGNED, "little") + _MAGIC)


def read_fields(data: Buffer) -> Fields:
    """The postings of all fields as views of a file's content; raises ``BrokenSegment``."""
    end = len(data) - len(_MAGIC) - _ALIGNED
    if end < len(_MAGIC) or data[: len(_MAGIC)] != _MAGIC or data[-len(_MAGIC) :] != _MAGIC:
        raise BrokenSegment("The file of a segment is not whole.")
    length = int.from_bytes(data[end : end + _ALIGNED], "little")
    try:
        directory: dict[str, dict[str, tuple[int, int]]] = json.loads(data[end - length : end])
        return {name: FieldPostings(**_views(data, places)) for name, places in directory.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # no JSON, no such parts, beyond the end
        raise BrokenSegment("The list of a segment's parts is damaged.") from error


def _views(data: Buffer, places: Mapping[str, tuple[int, int]]) -> dict[str, npt.NDArray[Any]]:
    return {part: np.frombuffer(data, _TYPES[part], count, at) for part, (at, count) in places.items()}
