"""A page that follows the room: its state as JSON, as a stream, and as the piece of HTML drawn from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, render_template
from sqlalchemy.orm import Session

from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.showing.room import MeetingShown
from voting.storage.registry import Meeting
from voting.views.access import the_house
from voting.views.push import Picture, State, state_or_unchanged, stream

PAUSE = 1.0  # seconds between two pictures, so that a burst of ballots is one
Draw = Callable[[House, Session, Meeting], dict[str, Any]]


class Board:
    """One audience's view of a meeting, drawn once for every ring of the room's bell however many look at it."""

    def __init__(self, name: str, template: str, draw: Draw) -> None:
        self.name = name
        self.template = template
        self.draw = draw

    def state(self, meeting_id: int) -> State:
        """The state as it stands; raises NotFound."""
        picture: Picture = current_app.extensions.setdefault(f"{self.name} picture", Picture("room"))
        return picture.of(meeting_id, lambda: self._drawn(meeting_id))

    def as_json(self, meeting_id: int) -> Response:
        """The state for a page whose stream is broken, or 304."""
        return state_or_unchanged(self.state(meeting_id))

    def as_stream(self, meeting_id: int) -> Response:
        """The state, pushed whenever anything in the room changes; raises NotFound before the stream begins."""
        self.state(meeting_id)
        return stream("room", meeting_id, lambda: self.state(meeting_id), PAUSE)

    def as_html(self, meeting_id: int, **more: Any) -> str:
        """The piece of the page that is drawn from the state."""
        state = self.state(meeting_id)
        return render_template(self.template, meeting=MeetingShown(**state["meeting"]), room=state, **more)

    def _drawn(self, meeting_id: int) -> State:
        house = the_house()
        with house.reading() as session:
            return self.draw(house, session, find_meeting(session, meeting_id))
