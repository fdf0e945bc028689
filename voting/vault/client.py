"""The web process's side of the vault: started when it is needed, watched, started anew when it has ended.

Written against threads; under gevent they are greenlets, and the pipes yield to the loop.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock, RLock, Thread
from typing import Any, BinaryIO, cast

from voting.vault.frames import BrokenFrame, Frame, read_frame

PATIENCE = 60.0  # seconds for one answer; the longest is a close of a thousand ballots on three hundred people
HANDED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "TZ")  # of the environment: what a Python needs to start


class VaultGone(Exception):
    """The vault ended while it was asked, or could not be started; asked again, a new one answers."""


class VaultRefused(Exception):
    """The vault's code for why not; `kind` names a fault of its own, and no more."""

    def __init__(self, code: str, kind: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind


class VaultProcess:
    """One run of the vault, from its start to its end."""

    def __init__(self, home: Path) -> None:
        environment = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-I", "-m", "voting.vault", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            env=environment,
            cwd=str(home),
        )
        self._writing = Lock()
        self._numbers = count(1)
        self._asked: dict[int, Future[Frame]] = {}
        self._listener = Thread(target=self._listen, name="vault", daemon=True)
        self._listener.start()

    @property
    def number(self) -> int:
        """The process's number, for tests and for who watches."""
        return int(self._process.pid)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ask(self, name: str, header: dict[str, Any], blobs: Sequence[bytes] = ()) -> Frame:
        """Ask and wait for the answer; raises VaultRefused, VaultGone."""
        number, answer = next(self._numbers), Future[Frame]()
        self._asked[number] = answer
        try:
            with self._writing:
                asking = cast(BinaryIO, self._process.stdin)
                asking.write(Frame({**header, "ask": name, "id": number}, blobs).to_bytes())
                asking.flush()
            if not self.is_alive:
                raise VaultGone
            found = answer.result(timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError):  # the pipe broke, or was closed
            raise VaultGone from None
        finally:
            self._asked.pop(number, None)
        if found.header["code"] != "ok":
            raise VaultRefused(found.header["code"], found.header.get("kind", ""))
        return found

    def end(self) -> None:
        """Close its pipe, which ends it, and wait until the system has taken its memory back."""
        with suppress(OSError, ValueError):
            cast(BinaryIO, self._process.stdin).close()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join(timeout=PATIENCE)
        cast(BinaryIO, self._process.stdout).close()

    def _listen(self) -> None:
        with suppress(BrokenFrame, OSError, ValueError):
            while (frame := read_frame(cast(BinaryIO, self._process.stdout))) is not None:
                answer = self._asked.get(frame.header.get("id", 0))
                if answer is not None and not answer.done():
                    answer.set_result(frame)
        for answer in list(self._asked.values()):
            if not answer.done():
                answer.set_exception(VaultGone())


class Vault:
    """The vault of a house. `prepare` tells a new run what the last one knew: its meetings and their open rounds."""

    def __init__(self, home: Path, prepare: Callable[[VaultProcess], None]) -> None:
        self.home = home
        self._prepare = prepare
        self._changing = RLock()
        self._process: VaultProcess | None = None

    def ask(self, name: str, header: dict[str, Any], blobs: Sequence[bytes] = ()) -> Frame:
        """Ask the vault, which is started if it does not run; raises VaultRefused, VaultGone."""
        return self._running().ask(name, header, blobs)

    def renew(self) -> None:
        """End this run and start another: after every closing, so that the system wipes what it held."""
        with self._changing:
            self.stop()
            self._running()

    def stop(self) -> None:
        """End the run there is, if any."""
        with self._changing:
            if self._process is not None:
                self._process.end()
                self._process = None

    @property
    def number(self) -> int:
        """The process's number; 0 where none runs."""
        return self._process.number if self._process and self._process.is_alive else 0

    def _running(self) -> VaultProcess:
        with self._changing:
            if self._process is None or not self._process.is_alive:
                self.stop()
                self._process = self._started()
            return self._process

    def _started(self) -> VaultProcess:
        try:
            process = VaultProcess(self.home)
        except OSError as fault:
            raise VaultGone from fault
        try:
            self._prepare(process)
        except BaseException:
            process.end()
            raise
        return process
