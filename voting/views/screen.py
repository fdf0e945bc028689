"""The projector: what the room may see, open to anyone in it."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.meeting.finding import all_meetings
from voting.meeting.showing.projector import screen_state
from voting.meeting.showing.room import MeetingShown, identity
from voting.states import MeetingState
from voting.views.access import the_house
from voting.views.board import Board

views = Blueprint("screen", __name__, url_prefix="/screen")
board = Board("screen", "screen/picture.html", screen_state)


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)


@views.get("/")
@serves("screen")
def choose() -> str | AnyResponse:
    """Which meeting to project; straight to the one in session where there is but one."""
    with the_house().reading() as session:
        meetings = [identity(one) for one in all_meetings(session) if one.state != MeetingState.DRAFT]
    in_session = [one for one in meetings if one["state"] == MeetingState.IN_SESSION]
    if len(in_session) == 1:
        return redirect(url_for("screen.show", meeting_id=in_session[0]["id"]))
    return render_template("screen/choose.html", meetings=meetings)


@views.get("/<int:meeting_id>")
@serves("screen")
def show(meeting_id: int) -> str:
    """The projector's page: it follows the meeting by itself."""
    state = board.state(meeting_id)
    return render_template("screen/show.html", meeting=MeetingShown(**state["meeting"]), room=state)


@views.get("/<int:meeting_id>/picture")
@serves("screen")
def picture(meeting_id: int) -> str:
    """The picture alone."""
    return board.as_html(meeting_id)


@views.get("/<int:meeting_id>/state")
@serves("screen")
def state(meeting_id: int) -> Response:
    """The state as JSON."""
    return board.as_json(meeting_id)


@views.get("/<int:meeting_id>/stream")
@serves("screen")
def follow(meeting_id: int) -> Response:
    """The state as it changes."""
    return board.as_stream(meeting_id)
