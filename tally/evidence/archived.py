"""Reading the parts of an archive that several checks look at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from tally.evidence.archive import ARGUMENTS, LOG, MANIFEST, ROUNDS, SCHEME, ballots_name
from tally.evidence.chain import Link
from tally.evidence.slips import ReadSlip, read_slips
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme

Files = Mapping[str, bytes]


def fingerprint_of(files: Files) -> bytes:
    """The SHA-256 of the manifest: the mark on every card."""
    return sha256(files[MANIFEST]).digest()


def rounds_of(files: Files) -> dict[str, Any]:
    """What the archive says of the meeting's rounds."""
    said: dict[str, Any] = json.loads(files[ROUNDS])
    return said


def closed_rounds(files: Files) -> list[dict[str, Any]]:
    """The rounds that count."""
    closed: list[dict[str, Any]] = rounds_of(files)["rounds"]
    return closed


def scheme_of(files: Files) -> Scheme:
    """The scheme with the parameters that were set for the meeting."""
    from tally.regulation.scheme_file import read_scheme  # noqa: PLC0415 - only needed where slips or grades are read

    return read_scheme(Source(SCHEME, files[SCHEME]), json.loads(files[ARGUMENTS])["settings"])


def slips_of(files: Files, number: int) -> list[ReadSlip]:
    """The slips of a round, read back with their leaves."""
    return read_slips(number, files[ballots_name(number)], scheme_of(files))


def log_of(files: Files) -> list[Link]:
    """The log of officers' acts."""
    return [Link(**json.loads(line)) for line in files[LOG].decode().splitlines()]
