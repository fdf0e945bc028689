"""A result written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from tally.reading.faults import Fault, Faults
from tally.reading.sources import why_not

WHY = (
    (FileNotFoundError, "没有这个文件夹，请先建好"),
    (NotADirectoryError, "路径中间有一段不是文件夹"),
    (IsADirectoryError, "这是文件夹，请写明文件名"),
    (PermissionError, "没有写到这里的权限，请换一个文件夹"),
    (ValueError, "文件名里有不能用的字符"),
)


def write_whole(name: str, data: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there in one step.

    A link is followed. A pipe or a device, `/dev/stdout` or `/dev/null`, is written to where it stands: it holds
    nothing that could be lost, and a file moved there would take its place. `Faults` where it cannot be written.
    """
    try:
        if _is_pipe_or_device(name):
            with open(name, "wb") as stream:
                stream.write(data)
        else:
            _replace(Path(os.path.realpath(name)), data)
    except (OSError, ValueError) as reason:
        raise Faults([Fault(name, None, f"写不进去：{why_not(reason, WHY)}")]) from None


def _is_pipe_or_device(name: str) -> bool:
    try:
        mode = os.stat(name).st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _replace(target: Path, data: bytes) -> None:
    """Put the file in its place in one step; nothing is left beside it where that fails."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
