"""A real server in a process of its own, the chair at its pages, and phones that reach it each from its own address."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.voting.meetings import DETAILS, PASSWORD, Room, make_room
from tests.voting.python_phone import Answered
from voting.meeting.session.opening import open_house

HOST = "127.0.0.1"
LOG = "server.log"
PATIENCE = 120.0  # seconds that a phone goes on trying, and that a start may take


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A house with one frozen meeting, and the process that serves it; what it prints goes into a log beside it."""

    instance: Path
    port: int
    room: Room
    database: str = ""
    under: tuple[str, ...] = ()  # a command that runs the server, such as a shell with limits of its own
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """Where it is reached."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> str:
        """Everything it has printed."""
        return (self.instance / LOG).read_text(encoding="utf-8", errors="replace")

    def start(self, dies_at: str = "") -> None:
        """Serve until stopped or killed; `dies_at` names a function that kills it instead of running."""
        program = ["tests.voting.secrecy.dying", dies_at] if dies_at else ["voting"]
        place = ["--instance", str(self.instance), "--host", HOST, "--port", str(self.port), "--address", self.base]
        place += ["--database", self.database] if self.database else []
        with (self.instance / LOG).open("ab") as log:
            command = [*self.under, sys.executable, "-m", *program, "serve", *place]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=Path(__file__).parents[3])
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start:\n{self.log}")
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL: it can do nothing more, not even notice."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as the clerk does, with Ctrl+C."""
        self._end(signal.SIGINT)

    def wait(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        assert self.process
        return self.process.wait(PATIENCE)

    def _end(self, sign: int) -> None:
        if self.process and self.process.poll() is None:
            os.kill(self.process.pid, sign)
            self.process.wait(PATIENCE)

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1):
                return True
        except OSError:
            return False


def served_room(instance: Path, people: int, seats: dict[str, int], database: str = "") -> Served:
    """A frozen meeting in a house whose server is not started yet."""
    port = free_port()
    house = open_house(instance, database)
    room = make_room(house, people, seats, replace(DETAILS, address=f"http://{HOST}:{port}"))
    house.close()
    return Served(instance, port, room, database)


@dataclass
class Chair:
    """The chair's browser: logs in and presses the buttons of /chair."""

    served: Served
    browser: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def log_in(self) -> None:
        """Log in with name and password."""
        with self.browser.open(f"{self.served.base}/", timeout=PATIENCE) as answer:
            path = str(answer.url).removeprefix(self.served.base)
        self._post(path, {"login": "zhuchi", "password": PASSWORD})

    def begin(self) -> None:
        """Open the session."""
        self._act("begin")

    def open(self, number: int) -> None:
        """Open a round, and consent where few have joined."""
        self._act(f"rounds/{number}/open", consent="1")

    def close(self, number: int) -> None:
        """Close a round."""
        self._act(f"rounds/{number}/close", sure="1")

    def state(self, number: int) -> str:
        """The state of a round, as the chair's page has it."""
        with self.browser.open(f"{self.served.base}/chair/{self.served.room.meeting_id}/state") as answer:
            agenda = json.load(answer)["agenda"]
        return str(next(one["state"] for one in agenda if one["number"] == number))

    def _act(self, act: str, **fields: str) -> None:
        self._post(f"/chair/{self.served.room.meeting_id}/{act}", fields, f"/chair/{self.served.room.meeting_id}")

    def _post(self, path: str, fields: Mapping[str, str], page: str = "") -> None:
        base = self.served.base
        with self.browser.open(f"{base}{page or path}", timeout=PATIENCE) as answer:
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
        assert found, f"no form on {page or path}"
        body = urlencode({**fields, "csrf_token": found[1]}).encode()
        with self.browser.open(Request(f"{base}{path}", body), timeout=PATIENCE) as answer:
            assert answer.status == 200, answer.read().decode()


@dataclass
class Line:
    """A phone's way to the server over a bad network: some answers are lost on the way, and asked for again.

    It speaks from an address of its own, 127.77.x.y, that no file must ever hold.
    """

    port: int
    number: int
    lost: float = 0.0
    rng: random.Random = field(default_factory=random.Random)
    drops: int = 0

    @property
    def address(self) -> str:
        """This phone's address."""
        return f"127.77.{self.number // 250}.{self.number % 250 + 1}"

    def get(self, path: str, fingerprint: str) -> Any:
        """A public page's JSON."""
        return self._until_answered("GET", f"{path}?k={fingerprint}", None)

    def post(self, path: str, message: Mapping[str, Any]) -> Any:
        """The answer to a message; raises Answered where it is refused."""
        return self._until_answered("POST", path, json.dumps(message, ensure_ascii=False).encode())

    def _until_answered(self, method: str, path: str, body: bytes | None) -> Any:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._once(method, path, body)
            except (OSError, HTTPException, TimeoutError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def _once(self, method: str, path: str, body: bytes | None) -> Any:
        line = HTTPConnection(HOST, self.port, timeout=PATIENCE, source_address=(self.address, 0))
        try:
            line.request(method, path, body, {"Content-Type": "application/json", "Connection": "close"})
            if body and self.rng.random() < self.lost:
                self.drops += 1
                raise OSError("the answer was lost")
            answer = line.getresponse()
            content = json.loads(answer.read())
        finally:
            line.close()
        if answer.status != 200:
            raise Answered(answer.status, content)
        return content
