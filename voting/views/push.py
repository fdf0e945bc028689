"""Pushing whole states to screens and phones: server-sent events, and a poll with an ETag when they break."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from flask import Response, request, stream_with_context

from voting.errors import NotFound
from voting.views.access import the_house

HEARTBEAT = 15.0  # seconds; proxies and phones give up on silent connections later than this
State = Mapping[str, Any]


def stream(topic: str, meeting: int, state: Callable[[], State], pause: float = 0.0) -> Response:
    """An endless stream of `state` events, the first at once; each carries the whole state, its digest as `id`.

    `pause` seconds are left between two events, so that a burst of ballots is one picture on a screen.
    No connection to the database is held while waiting.
    """
    news = the_house().news

    def events() -> Iterator[str]:
        told = ""
        while True:
            seen = news.version(topic, meeting)
            try:
                body, digest = _body(state())
            except NotFound:  # a draft again, or deleted: nobody is left to listen to
                return
            yield f"id: {digest}\nevent: state\ndata: {body}\n\n" if digest != told else ": heartbeat\n\n"
            told = digest
            if pause:
                time.sleep(pause)
            news.wait(topic, meeting, seen, HEARTBEAT)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(stream_with_context(events()), mimetype="text/event-stream", headers=headers)


class Picture:
    """A state that is drawn once for each ring of its bell, however many wait for it.

    A thousand phones hear of an opened round together; the first of them asks the database, the others
    are given what it found.
    """

    def __init__(self, topic: str) -> None:
        self.topic = topic
        self._drawn: dict[int, tuple[int, State]] = {}

    def of(self, meeting: int, draw: Callable[[], State]) -> State:
        """The state of `meeting` as it was drawn since the last ring, or drawn now."""
        version = the_house().news.version(self.topic, meeting)
        drawn = self._drawn.get(meeting)
        if drawn is None or drawn[0] != version:
            drawn = self._drawn[meeting] = (version, draw())
        return drawn[1]


def state_or_unchanged(state: State) -> Response:
    """The state as JSON with an ETag, or 304 where the asker has it already."""
    body, digest = _body(state)
    if request.if_none_match.contains_weak(digest):
        return Response(status=304)
    response = Response(body, mimetype="application/json")
    response.set_etag(digest, weak=True)
    return response


def _body(state: State) -> tuple[str, str]:
    body = json.dumps(state, ensure_ascii=False, sort_keys=True)
    return body, sha256(body.encode()).hexdigest()[:16]
