"""`voting demo` as its own process, and what it printed: who logs in how, and the cards of its sheet."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.actors.officer import Officer
from tests.voting.paper_reading import pdf_pictures, scan
from tests.voting.secrecy.serving import free_port


@dataclass(frozen=True)
class Demo:
    """A running demo: its port, each role's name and password, the addresses in the QR codes of its card sheet."""

    port: int
    logins: dict[str, tuple[str, str]]
    cards: tuple[str, ...]

    @property
    def base(self) -> str:
        """The address as the cards name it: no secure context, as on a LAN."""
        return f"http://meeting.test:{self.port}"

    def officer(self, browser: Browser, role: str, size: tuple[int, int] = (1440, 900)) -> Officer:
        """The 秘书, 主持人 or 监票人, logged in at a browser of his own."""
        return Officer(browser, self.base, *self.logins[role], size)

    def cards_of(self, ballot_class: str) -> list[str]:
        """The addresses of one class, in the order of the seats."""
        return [card for card in self.cards if f"&g={ballot_class}&" in card]


@contextlib.contextmanager
def demo_server(folder: Path, port: int = 0) -> Iterator[Demo]:
    """Start the demo in a folder, wait until it has said everything, and stop it in the end; 0 is any free port."""
    port = port or free_port()
    command = [sys.executable, "-m", "voting", "demo", "--instance", str(folder), "--port", str(port)]
    command += ["--host", "127.0.0.1", "--address", f"http://meeting.test:{port}"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            said = _until_ready(server)
            yield Demo(port, _logins(said), _cards(said))
        finally:
            server.terminate()


def _until_ready(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    said = ""
    while "Ctrl+C" not in said:
        line = server.stdout.readline()
        assert line, f"the demo ended after saying: {said}"
        said += line
    return said


def _logins(said: str) -> dict[str, tuple[str, str]]:
    found = re.findall(r"(秘书|主持人|监票人)\t\S+\t用户名 (\S+)\t密码 (\S+)", said)
    return {role: (name, password) for role, name, password in found}


def _cards(said: str) -> tuple[str, ...]:
    sheet = re.search(r"票卡\t(.+?\.pdf)", said)
    assert sheet
    pages = pdf_pictures(Path(sheet.group(1)).read_bytes())
    return tuple(address for page in pages for address in scan(page))
