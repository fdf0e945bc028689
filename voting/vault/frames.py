"""What goes through the vault's pipes: a header as JSON and its byte strings, each with its length before it.

A frame that is not whole ends the conversation: there is nobody on the other side who could mean another one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LENGTH = 4
MOST_BYTES = 1 << 30  # a round of 2,000 ballots on 300 people, twice over


class BrokenFrame(Exception):
    """The other side spoke in no frame, or stopped in the middle of one."""


@dataclass(frozen=True)
class Frame:
    """A header, and byte strings that would be dear to spell as JSON."""

    header: dict[str, Any]
    blobs: Sequence[bytes] = field(default=())

    def to_bytes(self) -> bytes:
        """The frame as it goes through a pipe."""
        text = json.dumps({**self.header, "blobs": len(self.blobs)}, ensure_ascii=False).encode()
        parts = [_length(text), text]
        for blob in self.blobs:
            parts += [_length(blob), blob]
        return b"".join(parts)


def read_frame(stream: BinaryIO) -> Frame | None:
    """The next frame; None where the stream has ended between two. Raises BrokenFrame."""
    first = stream.read(LENGTH)
    if not first:
        return None
    header = _header(_exactly(stream, _number(first)))
    blobs = [_exactly(stream, _number(_exactly(stream, LENGTH))) for _ in range(header.pop("blobs", 0))]
    return Frame(header, blobs)


def _header(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except ValueError:
        raise BrokenFrame("no header") from None  # without the text: it may hold anything
    if not isinstance(header, dict) or not isinstance(header.get("blobs", 0), int):
        raise BrokenFrame("no header")
    return header


def _exactly(stream: BinaryIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise BrokenFrame("cut short")
    return found


def _number(length: bytes) -> int:
    number = int.from_bytes(length, "big")
    if len(length) != LENGTH or number > MOST_BYTES:
        raise BrokenFrame("no length")
    return number


def _length(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH, "big")
