"""What is read: a file on disk or bytes in hand, and the name its faults are reported under."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tally.reading.faults import Fault, Faults

WHY = (
    (FileNotFoundError, "找不到这个文件，请核对文件名和所在的文件夹"),
    (IsADirectoryError, "这是文件夹，不是文件"),
    (NotADirectoryError, "路径中间有一段不是文件夹"),
    (PermissionError, "文件打不开：没有读它的权限，或者别的程序正在用它"),
    (ValueError, "文件名里有不能用的字符"),
)


def why_not(reason: OSError | ValueError, known: Iterable[tuple[type[Exception], str]]) -> str:
    """What is in the way of a file, in words; of what is rare the system's number, which says it to an engineer."""
    said = next((words for kind, words in known if isinstance(reason, kind)), None)
    return said or f"系统不让读写这个文件（错误号 {getattr(reason, 'errno', None)}）"


@dataclass(frozen=True)
class Source:
    """Something to read; `name` is how it was given and stands before every fault found in it."""

    name: str
    data: bytes | Path

    def open(self) -> BinaryIO:
        """A binary stream from the start; `Faults` where the file cannot be opened."""
        if isinstance(self.data, bytes):
            return io.BytesIO(self.data)
        try:
            return self.data.open("rb")
        except (OSError, ValueError) as reason:
            raise Faults([Fault(self.name, None, why_not(reason, WHY))]) from None

    def read(self) -> bytes:
        """All its bytes; `Faults` where they cannot be read."""
        with self.open() as stream:
            return stream.read()
