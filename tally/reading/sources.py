"""What is read: a file on disk or bytes in hand, and the name its faults are reported under."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tally.reading.faults import Fault, Faults


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
        except FileNotFoundError:
            raise Faults([Fault(self.name, None, "找不到这个文件")]) from None
        except IsADirectoryError:
            raise Faults([Fault(self.name, None, "这是文件夹，不是文件")]) from None
        except (OSError, ValueError) as reason:
            raise Faults([Fault(self.name, None, f"文件打不开（{reason}）")]) from None

    def read(self) -> bytes:
        """All its bytes; `Faults` where they cannot be read."""
        with self.open() as stream:
            return stream.read()
