"""The server among a hall's phones: many of them, broken lines, and lines that say nothing."""

from __future__ import annotations

import json
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.voting.python_phone import Phone
from tests.voting.secrecy.serving import HOST, Line, Served, served_room

FEW_FILES = ("sh", "-c", 'ulimit -Sn 128; exec "$0" "$@"')
CONNECTIONS = 400
BROKEN = {
    "nonsense": b"GARBAGE\r\n\r\n",
    "half a head": b"GET /v HTTP/1.1\r\nHost: x\r\nFoo",
    "half a ballot": b'POST /cast HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{"ro',
    "a chunk that is none": b"POST /claim HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "an answer nobody waits for": b"GET /static/built/phone/phone.js HTTP/1.1\r\nHost: x\r\n\r\n" * 20,
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = served_room(tmp_path, 1, {"A": 5})
    yield one
    one.kill()


def test_more_phones_than_a_process_may_have_files_at_first_are_all_served(served: Served) -> None:
    """Debian gives a process 1,024 files, macOS 256: a full hall's streams need more. Here it is 128."""
    served.under = FEW_FILES
    served.start()
    with ExitStack() as held:
        for _ in range(CONNECTIONS):
            held.enter_context(socket.create_connection((HOST, served.port), timeout=30))
        phone = Phone(Line(served.port, 1), served.room.cards[0].url)
        phone.join()
        assert all(one.signature for one in phone.rounds.values())


def test_a_line_that_breaks_leaves_no_trace_no_time_and_no_address(served: Served) -> None:
    served.start()
    stream = f"GET /v/stream?k={served.room.cards[0].url[-64:]} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for number, said in enumerate([*BROKEN.values(), stream] * 12):
        with socket.create_connection((HOST, served.port), source_address=(f"127.77.3.{number + 1}", 0)) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing is a reset
            line.sendall(said)
    phone = Phone(Line(served.port, 1), served.room.cards[0].url)
    phone.join()
    served.stop()
    lines = served.log.splitlines()[1:]
    assert lines
    assert {line for line in lines if line != "WARNING voting: a request could not be read"} == set()
    assert not re.search(r"127\.77|\d\d:\d\d:\d\d", served.log.replace(served.base, ""))


IMPATIENT = """
from gevent import monkey; monkey.patch_all()
import json, socket, sys
from gevent import sleep, spawn
from gevent.pywsgi import WSGIServer
import voting.server

def app(environ, start):
    start("200 OK", [])
    environ["wsgi.input"].read()
    return [b"whole"]

voting.server.PATIENCE = 0.3
server = WSGIServer(("127.0.0.1", 0), app, log=None, handler_class=voting.server.Discreet)
server.start()

def dribble(line):
    try:
        while True:
            line.sendall(b"x")
            sleep(0.05)
    except OSError:
        pass

for said, then in json.loads(sys.argv[1]):
    line = socket.create_connection(("127.0.0.1", server.server_port))
    line.sendall(said.encode())
    if then:
        spawn(dribble, line)
    try:
        while line.recv(1000):
            pass
    except ConnectionError:
        pass
    print("let go")
"""
SILENT = {
    "nothing": ("", False),
    "an address byte by byte": ("GET /", True),
    "a head byte by byte": ("GET / HTTP/1.1\r\nFoo: ", True),
    "half a body": ("POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\n{", False),
}


def test_a_line_that_says_nothing_whole_is_let_go() -> None:
    command = [sys.executable, "-c", IMPATIENT, json.dumps(list(SILENT.values()))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout == "let go\n" * len(SILENT)
    assert "Traceback" not in done.stderr
