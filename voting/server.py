"""Serving a house: gevent's pywsgi, one process, no access log (secrecy.md 10)."""

from __future__ import annotations

import argparse
import logging
import signal
import socket

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer

from voting.app import make_app
from voting.meeting.house import House
from voting.meeting.opening import open_house

BACKLOG = 2048


class Discreet(WSGIHandler):
    """pywsgi's handler, but its lines on broken requests name no address and quote nothing (secrecy.md 10)."""

    def log_error(self, _message: str, *_arguments: object) -> None:
        """Say that a request was broken, and no more."""
        logging.getLogger("voting").warning("a request could not be read")

    def _log_error(self, kind: type[BaseException], _fault: BaseException, _trace: object) -> None:
        """Say what kind of fault broke a stream: pywsgi's own line has the address and the time."""
        if not issubclass(kind, gevent.GreenletExit):
            logging.getLogger("voting").error("a stream broke: %s", kind.__name__)


def serve(chosen: argparse.Namespace) -> int:
    """Serve the house until a signal ends it; return the exit code."""
    house = open_house(chosen.instance, chosen.database)
    print(
        f"服务已启动。本机打开：http://127.0.0.1:{chosen.port}/  手机和其他电脑打开：{address_of(chosen)}/", flush=True
    )
    return run(house, chosen)


def run(house: House, chosen: argparse.Namespace) -> int:
    """Run the web server on this house; ballots queued at the end are still committed."""
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
