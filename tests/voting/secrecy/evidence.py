"""Everything the program leaves on a disk: its folder at the end, and a backup of it after every step of the meeting.

Backups hold every file but those of the keys folder, whose contents are in no backup (secrecy.md 5). On PostgreSQL
the whole data directory with its write-ahead log and the server's own log belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from voting.meeting.house import House

KEYS = "keys"


@dataclass
class Evidence:
    """The files of some folders, as they were at each backup: what changed since the one before."""

    folders: tuple[Path, ...]
    backups: list[dict[str, bytes]] = field(default_factory=list)
    _seen: dict[str, bytes] = field(default_factory=dict)

    def back_up(self) -> None:
        """Take a backup; files that are as they were are not kept twice."""
        now = {name: content for name, content in self._files() if KEYS not in Path(name).parts}
        self.backups.append({name: content for name, content in now.items() if self._seen.get(name) != content})
        self._seen |= now

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """Every file of every backup, and every file as it is now, the keys folder too."""
        for number, backup in enumerate(self.backups, 1):
            for name, content in backup.items():
                yield f"backup {number}: {name}", content
        yield from self._files()

    def finds(self, needle: bytes) -> list[str]:
        """The files in which some bytes stand, in plain, in hex of either case, or in UTF-16."""
        spellings = {needle, needle.hex().encode(), needle.hex().upper().encode()}
        return [name for name, content in self.everything() if any(one in content for one in spellings)]

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                try:
                    content = path.read_bytes() if path.is_file() and not path.is_socket() else b""
                except OSError:  # a server removes files while they are listed
                    continue
                if content:
                    yield str(path), content


def evidence_of(house: House, *more: Path) -> Evidence:
    """The evidence of a house: its folder and what else is named, and PostgreSQL's data directory where it has one."""
    folders = [house.instance, *more]
    if house.stores.ballot_box.dialect.name == "postgresql":
        engine = create_engine(house.stores.ballot_box.url)
        with engine.connect() as connection:
            folders.append(Path(str(connection.scalar(text("SHOW data_directory")))))
        engine.dispose()
    return Evidence(tuple(folders))
