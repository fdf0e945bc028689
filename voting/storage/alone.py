"""One server to an instance: a lock of the system, taken before anything is opened and held for life (secrecy.md 7).

With two servers on one folder the second would answer 已计入 to ballots after the close that never count. The system
lets go of the lock when the process ends, however it ends.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from sqlalchemy import Connection, create_engine, make_url, text

FILE = "server.lock"
LOCK = 7_203_141  # any number, the same ever after; the schemas' own locks are 1 and 2
FIRST = 1 << 20  # the byte that is locked: past what is written, so that Windows lets others read who holds it


class SecondServer(Exception):
    """Another server has this instance; the message names it and says what to do, in Chinese."""

    def __init__(self, first: str) -> None:
        super().__init__(
            f"另一个服务正在使用同一份数据（{_in_words(first)}），本服务没有启动。"
            "一份数据只能由一个服务使用：请用已经打开的那一个，或先把它关掉。"
        )


class Hold(Protocol):
    """A lock that is held."""

    def release(self) -> None:
        """Let go of it."""


class FileHold:
    """The lock of an instance folder."""

    def __init__(self, instance: Path) -> None:
        instance.mkdir(parents=True, exist_ok=True)
        path = instance / FILE
        self._file = path.open("r+b" if path.exists() else "w+b", buffering=0)
        try:
            _lock(self._file)
        except OSError:
            first = _said(self._file)
            self._file.close()
            raise SecondServer(first) from None
        self._file.truncate(0)
        self._file.seek(0)
        self._file.write(_who().encode())

    def release(self) -> None:
        """Let go; closing the file is what does it."""
        self._file.close()


class DatabaseHold:
    """The advisory lock of a PostgreSQL database, on a connection of its own that says who holds it."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(address, connect_args={"application_name": _who()[:60]}, pool_size=1)
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not self._connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}):
            first = _holder(self._connection)
            self.release()
            raise SecondServer(first)

    def release(self) -> None:
        """Let go; ending the connection is what does it."""
        self._connection.close()
        self._engine.dispose()


def hold(instance: Path, url: str = "") -> Hold:
    """Take the instance for this process; raises SecondServer where another has it."""
    return DatabaseHold(url) if url else FileHold(instance)


def _lock(file: BinaryIO) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - Windows alone has it

        file.seek(FIRST)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    import fcntl  # noqa: PLC0415 - Windows has it not

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _said(file: BinaryIO) -> str:
    file.seek(0)
    return file.read(200).decode(errors="replace").strip()


def _holder(connection: Connection) -> str:
    query = text(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE locktype = 'advisory' AND objid = :lock AND granted AND pid <> pg_backend_pid()"
    )
    return str(connection.scalar(query, {"lock": LOCK}) or "")


def _who() -> str:
    """What a refusal names: process, machine, since when; no address and no account. PostgreSQL takes ASCII alone."""
    machine = ""
    with suppress(OSError):
        machine = socket.gethostname().encode("ascii", "replace").decode()[:30]
    return "|".join((str(os.getpid()), machine, f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"))


def _in_words(first: str) -> str:
    number, _, rest = first.partition("|")
    machine, _, since = rest.rpartition("|")
    return f"进程 {number}，电脑 {machine}，{since} 启动" if since else "不明"
