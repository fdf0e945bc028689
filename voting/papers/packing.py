"""File names that every system takes, and zip packages that say nothing of when or by whom they were made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from voting.papers import wording

EPOCH = (1980, 1, 1, 0, 0, 0)  # papers carry no time of their making: same figures, same bytes
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def safe_name(name: str) -> str:
    """The name as a part of a file name that Windows, macOS and Linux all take."""
    return UNSAFE.sub("_", wording.plain(name)).strip(". ")[:60] or "未命名"


def numbered_name(number: int, name: str, ending: str) -> str:
    """The file name of a paper on one appraisee among those of the others: 02-张建国.docx."""
    return f"{number:02d}-{safe_name(name)}.{ending}"


def packed(files: Mapping[str, bytes]) -> bytes:
    """These files in one zip, in their order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(dated(name), content)
    return written.getvalue()


def without_times(package: bytes) -> bytes:
    """The same zip package with every entry dated 1980, so that equal papers are equal bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            new.writestr(dated(entry.filename), old.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return written.getvalue()


def dated(filename: str) -> zipfile.ZipInfo:
    """An entry of a zip file that says nothing of when, where or by whom it was made."""
    entry = zipfile.ZipInfo(filename, EPOCH)
    entry.create_system = 0  # the same on Windows, macOS and Linux
    entry.external_attr = 0o600 << 16
    return entry
