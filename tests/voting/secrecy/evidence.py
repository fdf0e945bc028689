"""Everything the program leaves on a disk: its folder at the end, and a backup of it after every step of the meeting.

Backups hold every file but those of the keys folder, whose contents are in no backup (secrecy.md 5). On PostgreSQL
the whole data directory with its write-ahead log and the server's own log belongs to them. Of each backup only the
pieces are kept that are not as they were in the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, text

from voting.meeting.house import House

PIECE = 8192
OVERLAP = 1024  # of each piece into the next: nothing that is searched for falls between two
PART = 32  # bytes of a secret that are no chance


class Piece(NamedTuple):
    """Some bytes of a file as they stood at a backup."""

    backup: int
    name: str
    offset: int
    data: bytes


@dataclass
class Evidence:
    """What lies in some folders, backup after backup: each a copy of everything in them, made while the server runs.

    `keys` is the folder of private keys, which no copy of the others has in it.
    """

    folders: tuple[Path, ...]
    keys: Path | None = None
    pieces: list[Piece] = field(default_factory=list)
    backups: int = 0
    _files: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _seen: dict[tuple[Path, int], bytes] = field(default_factory=dict)

    def back_up(self, keys_too: bool = False) -> None:
        """Take a backup; with `keys_too` it is the disk itself that is searched, at the end."""
        self.backups += 1
        for path in self._changed((*self.folders, self.keys) if keys_too and self.keys else self.folders):
            try:
                content = path.read_bytes()
            except OSError:  # a server removes files while they are listed
                continue
            self._keep(path, content)

    def finds(self, needle: bytes, until: int | None = None) -> set[str]:
        """Where some bytes stand: in backups up to number `until`, or in all and at the end."""
        found = (piece for piece in self.pieces if until is None or piece.backup <= until)
        return {f"{piece.backup}: {piece.name}" for piece in found if needle in piece.data}

    def finds_secret(self, secret: bytes) -> set[str]:
        """Where a part of a secret stands, as it is or in hex: a database may cut a long value between two pages."""
        spellings = (secret, secret.hex().encode(), secret.hex().upper().encode(), secret[::-1])
        parts = {one[start : start + PART] for one in spellings for start in range(0, len(one), PART)}
        return set().union(*(self.finds(part) for part in parts if len(part) >= PART // 2))

    def places(self, needles: dict[bytes, str]) -> Iterator[tuple[str, int, str, int]]:
        """Every place in which one of the needles stands: whose it is, backup, file, offset."""
        for piece in self.pieces:
            for needle, owner in needles.items():
                place = piece.data.find(needle)
                while place >= 0:
                    yield owner, piece.backup, piece.name, piece.offset + place
                    place = piece.data.find(needle, place + 1)

    def _changed(self, folders: Sequence[Path]) -> Iterator[Path]:
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                try:
                    if not path.is_file():
                        continue
                    status = path.stat()
                except OSError:
                    continue
                state = (status.st_mtime_ns, status.st_size)
                if self._files.get(path) != state:
                    self._files[path] = state
                    yield path

    def _keep(self, path: Path, content: bytes) -> None:
        for offset in range(0, len(content), PIECE):
            data = content[offset : offset + PIECE + OVERLAP]
            if self._seen.get((path, offset)) != data:
                self._seen[path, offset] = data
                self.pieces.append(Piece(self.backups, path.name, offset, data))


def evidence_of(house: House) -> Evidence:
    """The evidence of a house: its folder, and PostgreSQL's data directory where it has one."""
    folders = [house.instance]
    if house.stores.ballot_box.dialect.name == "postgresql":
        engine = create_engine(house.stores.ballot_box.url)
        with engine.connect() as connection:
            folders.append(Path(str(connection.scalar(text("SHOW data_directory")))))
        engine.dispose()
    return Evidence(tuple(folders), keys=house.keys.folder)
