"""The sealed archive of a meeting: which files it holds, and the one way its zip is written.

secrecy.md 9. The zip is written without compression, in one order and with one date, so that the same files
give the same bytes: `tally verify` writes it again and compares, and a flipped byte has nowhere to hide.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise

SUMS = "SHA256SUMS"
SCHEME, APPRAISEES, RECORDS, RESULT = "scheme.toml", "appraisees.csv", "records.csv", "result.json"
ARGUMENTS, MANIFEST, ROUNDS, LOG = "arguments.json", "manifest.json", "rounds.json", "log.jsonl"
DECISIONS = "decisions.json"
NEEDED = (SCHEME, APPRAISEES, RECORDS, RESULT, ARGUMENTS, MANIFEST, ROUNDS, LOG, DECISIONS, SUMS)
COUNTED = (SCHEME, APPRAISEES, RECORDS, RESULT)
PAPERS, VOTED = "papers/", "rounds/"
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the archive tells no hour


class NotAnArchive(Exception):
    """The bytes are no zip, or not one that can be read."""


def ballots_name(round_number: int) -> str:
    """Where the slips of a round are."""
    return f"{VOTED}{round_number:03}/ballots.csv"


def tokens_name(round_number: int) -> str:
    """Where the spent tokens of a round are."""
    return f"{VOTED}{round_number:03}/tokens.csv"


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """The zip of these files and the list of their hashes, the same bytes for the same files."""
    return _write({**files, SUMS: sums_of(files)})


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """A line for each file, `sha256  name`, sorted by name: the form that `sha256sum -c` reads."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files) if name != SUMS)
    return "".join(lines).encode()


def count_digest(files: Mapping[str, bytes]) -> str:
    """结果校验值, the SHA-256 in hex that stands for a count on paper: over the hash lines of all that was counted.

    That is scheme, appraisees, records, result, and every round's ballots and tokens; other files are passed over.
    The result's own hash would not do: with the figures that are shown beside it, it could be tried until the counts
    of a class too small to be shown fit. The ballots hold salts, which nobody can try.
    """
    counted = {name: files[name] for name in files if name in COUNTED or name.startswith(VOTED)}
    return hashlib.sha256(sums_of(counted)).hexdigest()


def read_archive(data: bytes) -> dict[str, bytes]:
    """The files of an archive by name; raises NotAnArchive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_plain(archive.infolist(), len(data))
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, OSError) as fault:
        raise NotAnArchive(str(fault)) from fault


def _require_plain(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raise NotAnArchive where the zip is not one that the writer could have written, before any of it is read."""
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise NotAnArchive("有压缩过的文件")  # the writer compresses nothing, and a bomb would fill the memory
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotAnArchive("有两个文件同名")
    ends = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    if any(end > start for (_, end), (start, _) in pairwise([*ends, (size, size)])):
        raise NotAnArchive("有文件在压缩包里互相重叠")
    for entry in entries:
        if _leads_outside(entry.orig_filename):
            raise NotAnArchive(f"有文件的名称指向归档之外：{entry.filename!r}")


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\\" in name or ":" in parts[0] or any(part in ("", ".", "..") for part in parts) or not name.isprintable()


def is_canonical(data: bytes, files: Mapping[str, bytes]) -> bool:
    """Whether writing these files anew gives exactly these bytes."""
    return _write(files) == data


def _write(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()
