"""What the scrutineer looks at while a meeting is held, and his signature under its release."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.meeting.finding import all_meetings
from voting.meeting.outcome.releasing import sign_release
from voting.meeting.showing.room import MeetingShown, identity
from voting.meeting.showing.watching import watch_state
from voting.states import MeetingState
from voting.views.access import officer, the_house
from voting.views.acts import do, fault_shown
from voting.views.board import Board

views = Blueprint("pages", __name__)
board = Board("watch", "watch/panel.html", watch_state)


@views.get("/")
@serves("watch")
def meetings() -> str:
    """Every meeting that has cards or more, the one in session first."""
    with the_house().reading() as session:
        shown = [{**identity(one), "held_on": one.held_on} for one in all_meetings(session)]
    shown.sort(key=lambda one: one["state"] != MeetingState.IN_SESSION)
    return render_template("watch/meetings.html", meetings=shown)


@views.get("/<int:meeting_id>")
@serves("watch")
def show(meeting_id: int) -> str:
    """The scrutineer's page of one meeting."""
    state = board.state(meeting_id)
    return render_template("watch/show.html", meeting=MeetingShown(**state["meeting"]), room=state, fault=fault_shown())


@views.get("/<int:meeting_id>/panel")
@serves("watch")
def panel(meeting_id: int) -> str:
    """The part of it that follows the room."""
    return board.as_html(meeting_id)


@views.get("/<int:meeting_id>/state")
@serves("watch")
def state(meeting_id: int) -> Response:
    """The state as JSON."""
    return board.as_json(meeting_id)


@views.get("/<int:meeting_id>/stream")
@serves("watch")
def follow(meeting_id: int) -> Response:
    """The state as it changes."""
    return board.as_stream(meeting_id)


@views.post("/<int:meeting_id>/release")
@serves("watch")
def release(meeting_id: int) -> AnyResponse:
    """The scrutineer's own signature under the release."""
    return do(
        partial(sign_release, the_house(), officer(), meeting_id), url_for("watch.pages.show", meeting_id=meeting_id)
    )
