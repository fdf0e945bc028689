"""The attendee's own phone, /v: a page, the public lists, and the two messages /claim and /cast.

No cookie is set or read, nothing is logged, no address is kept (secrecy.md 10). /claim and /cast carry
their own proof in place of a CSRF token.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request

from voting.audience import serves
from voting.meeting.house import House
from voting.meeting.seats.joining import claim
from voting.meeting.seats.voting import cast
from voting.meeting.showing import phone
from voting.views.access import csrf, the_house
from voting.views.message import message
from voting.views.push import Picture, State, state_or_unchanged, stream

views = Blueprint("attendee", __name__)


def register(app: Flask) -> None:
    """Put the phone's pages into the app."""
    csrf.exempt(views)
    app.register_blueprint(views)


@views.get("/v")
@serves("attendee")
def page() -> str:
    """The shell of the phone's page: the same for everyone, so that it tells nothing."""
    return render_template("attendee/vote.html")


@views.get("/v/manifest")
@serves("attendee")
def manifest() -> Response:
    """The very bytes the fingerprint was taken of."""
    with the_house().reading() as session:
        meeting = phone.meeting_of(session, request.args.get("k", ""))
        return Response(meeting.manifest.encode(), mimetype="application/json")


@views.get("/v/form")
@serves("attendee")
def form() -> Response:
    """What is to be marked: it is on the phone before any round opens."""
    with the_house().reading() as session:
        return jsonify(phone.form(phone.meeting_of(session, request.args.get("k", ""))))


@views.get("/v/state")
@serves("attendee")
def state() -> Response:
    """The rounds as they stand, for phones whose stream is broken."""
    return state_or_unchanged(_state(request.args.get("k", "")))


@views.get("/v/stream")
@serves("attendee")
def follow() -> Response:
    """The same, pushed whenever a round changes."""
    mark = request.args.get("k", "")
    with the_house().reading() as session:
        meeting = phone.meeting_of(session, mark).id
    return stream("phones", meeting, lambda: _state(mark))


@views.get("/v/lists/<int:number>")
@serves("attendee")
def lists(number: int) -> Response:
    """All leaves and tokens of a closed round, whole, so that asking tells nothing."""
    house = the_house()
    with house.reading() as session:
        meeting = phone.meeting_of(session, request.args.get("k", ""))
        return jsonify(phone.lists(house, meeting, number))


@views.post("/claim")
@serves("attendee")
def join() -> Response:
    """Sign a card's blinded values."""
    return jsonify(signatures=claim(the_house(), message()))


@views.post("/cast")
@serves("attendee")
def vote() -> Response:
    """Record a ballot; the answer comes after the commit."""
    cast(the_house(), message())
    return jsonify(recorded=True)


def _state(mark: str) -> State:
    house = the_house()
    with house.reading() as session:
        meeting = phone.meeting_of(session, mark).id
    return _picture().of(meeting, lambda: _draw(house, mark))


def _draw(house: House, mark: str) -> State:
    with house.reading() as session:
        return phone.state(house, session, phone.meeting_of(session, mark))


def _picture() -> Picture:
    """The phones' picture of the rounds, one for each application."""
    kept: Picture = current_app.extensions.setdefault("phones' picture", Picture("phones"))
    return kept
