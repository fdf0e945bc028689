"""What the chair looks at: the meetings, and the page from which one is held."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from sqlalchemy.orm import Session

from voting.audience import serves
from voting.meeting.agenda import used_rounds
from voting.meeting.finding import all_meetings
from voting.meeting.house import House
from voting.meeting.showing.control import chair_state
from voting.meeting.showing.room import MeetingShown, State, identity
from voting.states import MeetingState
from voting.storage.registry import Meeting
from voting.views.access import the_house
from voting.views.acts import fault_shown
from voting.views.board import Board

views = Blueprint("pages", __name__)


def address() -> str:
    """Where this server is reached, as its cards must name it."""
    return str(current_app.config.get("ADDRESS", ""))


def _draw(house: House, session: Session, meeting: Meeting) -> State:
    return chair_state(house, session, meeting, address())


board = Board("chair", "chair/panel.html", _draw)


@views.get("/")
@serves("chair")
def meetings() -> str:
    """Every meeting, the one in session first."""
    with the_house().reading() as session:
        shown = [
            {**identity(one), "held_on": one.held_on, "people": len(one.appraisees), "rounds": len(used_rounds(one))}
            for one in all_meetings(session)
        ]
    shown.sort(key=lambda one: one["state"] != MeetingState.IN_SESSION)
    return render_template("chair/meetings.html", meetings=shown)


@views.get("/<int:meeting_id>")
@serves("chair")
def control(meeting_id: int) -> str:
    """The page from which a meeting is held."""
    state = board.state(meeting_id)
    return render_template(
        "chair/control.html", meeting=MeetingShown(**state["meeting"]), room=state, fault=fault_shown()
    )


@views.get("/<int:meeting_id>/panel")
@serves("chair")
def panel(meeting_id: int) -> str:
    """The part of it that follows the room."""
    return board.as_html(meeting_id)


@views.get("/<int:meeting_id>/state")
@serves("chair")
def state(meeting_id: int) -> Response:
    """The state as JSON."""
    return board.as_json(meeting_id)


@views.get("/<int:meeting_id>/stream")
@serves("chair")
def follow(meeting_id: int) -> Response:
    """The state as it changes."""
    return board.as_stream(meeting_id)
