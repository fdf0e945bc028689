"""An app on a port of its own for as long as a test wants it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

NAME = "meeting.test"  # what the browsers of the tests take for this machine: over plain http no secure context


class Quiet(WSGIRequestHandler):
    """As in use: no request is logged."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(app: Flask, name: str = NAME) -> Iterator[str]:
    """Serve an app; gives the address, by the name that is no secure context unless another is given."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined] # of ThreadingMixIn: streams end with the process
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{name}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def from_here(address: str) -> str:
    """The same address for this process, which does not know the name that the browsers know."""
    return address.replace(NAME, "127.0.0.1")
