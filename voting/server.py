"""Serving a house: gevent's pywsgi, one process, no access log (secrecy.md 10)."""

from __future__ import annotations

import argparse
import logging
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer

from voting.app import make_app
from voting.meeting.house import House
from voting.meeting.session.opening import open_house
from voting.storage.alone import SecondServer, hold
from voting.vault.places import BadKeyPlace

BACKLOG = 2048
PATIENCE = 60.0  # seconds; longer than a phone keeps a silent line it still wants, and four heartbeats of a stream
MANY_FILES = (65536, 10240, 4096)  # as many as may be, the first that the system grants


class Discreet(WSGIHandler):
    """pywsgi's handler, but its lines on broken requests name no address and quote nothing (secrecy.md 10).

    A line that breaks off or says nothing for PATIENCE seconds is let go without a word: phones leave the Wi-Fi.
    """

    def handle(self) -> None:
        """Serve one connection until it ends."""
        self.socket.settimeout(PATIENCE)
        with suppress(OSError):  # else gevent would print a trace, with the time and the other end
            super().handle()

    def read_requestline(self) -> str:
        """Wait for the next request; one that is dribbled in byte by byte is not waited for."""
        with gevent.Timeout(PATIENCE, TimeoutError()):
            line: str = super().read_requestline()
            return line

    def read_request(self, raw_requestline: str) -> Any:
        """Read the head of a request, all of it in one time."""
        with gevent.Timeout(PATIENCE, TimeoutError()):
            return super().read_request(raw_requestline)

    def log_error(self, _message: str, *_arguments: object) -> None:
        """Say that a request was broken, and no more."""
        logging.getLogger("voting").warning("a request could not be read")

    def _handle_client_error(self, fault: Exception) -> tuple[str, bytes] | None:
        """Answer a request that is none; where the line itself broke there is nobody to answer."""
        if isinstance(fault, TimeoutError) or getattr(fault, "errno", None):
            return None
        answer: tuple[str, bytes] = super()._handle_client_error(fault)  # type: ignore[misc] # the stubs lack it
        return answer

    def _log_error(self, kind: type[BaseException], _fault: BaseException, _trace: object) -> None:
        """Say what kind of fault broke a stream: pywsgi's own line has the address and the time."""
        if not issubclass(kind, gevent.GreenletExit):
            logging.getLogger("voting").error("a stream broke: %s", kind.__name__)


def serve(chosen: argparse.Namespace) -> int:
    """Serve the house until a signal ends it; return the exit code."""
    house = open_alone(chosen)
    if house is None:
        return 1
    print(
        f"服务已启动。本机打开：http://127.0.0.1:{chosen.port}/  手机和其他电脑打开：{address_of(chosen)}/", flush=True
    )
    return run(house, chosen)


def open_alone(chosen: argparse.Namespace) -> House | None:
    """Open the house for this server and no other, for as long as it runs.

    None, and why on the error stream, where another server has it or its keys cannot lie where they should.
    """
    try:
        alone = hold(chosen.instance, chosen.database)
        return open_house(chosen.instance, chosen.database, chosen.keys, alone)
    except (SecondServer, BadKeyPlace) as reason:
        print(reason, file=sys.stderr)
        return None


def run(house: House, chosen: argparse.Namespace) -> int:
    """Run the web server on this house; ballots queued at the end are still committed."""
    allow_many_connections()
    # Without a handler of the root Flask would log into the server's error log, and that into Flask's, for ever.
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    app = make_app(house)
    app.config["ADDRESS"] = address_of(chosen)
    place = (chosen.host, chosen.port)
    server = WSGIServer(place, app, backlog=BACKLOG, log=None, error_log=app.logger, handler_class=Discreet)
    for sign in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(sign, server.stop)
    try:
        server.serve_forever()
    finally:
        house.close()
    return 0


def allow_many_connections() -> None:
    """Let this process hold as many connections as the system allows it.

    Linux begins with 1,024 files, and macOS with 256: fewer than the phones of a full hall.
    """
    if sys.platform == "win32":  # it has no such limit
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in MANY_FILES:  # macOS says "no limit" and refuses more than its kernel's own number
        if soft < wanted and soft != resource.RLIM_INFINITY and (wanted <= hard or hard == resource.RLIM_INFINITY):
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                return


def address_of(chosen: argparse.Namespace) -> str:
    """The HOST:PORT that cards name, as a URL without a slash at the end."""
    return (chosen.address or f"http://{lan_address()}:{chosen.port}").rstrip("/")


def lan_address() -> str:
    """This machine's address on the local network, or 127.0.0.1 where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: only the route is looked up
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
