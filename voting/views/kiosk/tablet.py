"""Starting a tablet, its page for the attendees, and what that page asks of a card.

Whoever starts the tablet is logged out of it: a voter who finds his way to another page finds the log-in.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, jsonify, redirect, render_template, session, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.meeting.showing.kiosk import card_class, start_tablet
from voting.meeting.showing.room import identity, shown_meeting
from voting.states import WITH_CARDS
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.message import message

STARTED = "kiosk"  # in the session of a tablet: the meeting it was started for

views = Blueprint("tablet", __name__)


@views.get("/")
@serves("kiosk")
def meetings() -> str:
    """The meetings a tablet can be started for."""
    with the_house().reading() as registry:
        query = select(Meeting).where(Meeting.state.in_(WITH_CARDS)).order_by(Meeting.id.desc())
        shown = [{**identity(one), "held_on": one.held_on} for one in registry.scalars(query)]
    return render_template("kiosk/meetings.html", meetings=shown)


@views.post("/<int:meeting_id>/start")
@serves("kiosk")
def start(meeting_id: int) -> AnyResponse:
    """Log the officer out and turn this browser into the attendees' tablet."""
    start_tablet(the_house(), officer(), meeting_id)
    session.clear()
    session[STARTED], session.permanent = meeting_id, True  # a tablet whose battery died goes on
    return redirect(url_for(".booth"), 303)


@views.get("/booth")
@serves("anyone")
def booth() -> AnyResponse | str:
    """The attendees' page, in a browser that an officer started; it does nothing a phone could not."""
    meeting_id = session.get(STARTED)
    if meeting_id is None:
        return redirect(url_for(".meetings"))
    g.officer = None
    with the_house().reading() as registry:
        meeting = registry.get(Meeting, meeting_id)
        shown = shown_meeting(meeting) if meeting and meeting.fingerprint else None
    if shown is None:
        return redirect(url_for(".meetings"))
    return render_template("kiosk/booth.html", meeting=shown)


@views.post("/card")
@serves("anyone")
def card() -> Response:
    """The class of a card that may vote at the kiosk now; refused with the reason otherwise."""
    asked = message()
    with the_house().reading() as registry:
        return jsonify({"class": card_class(registry, asked)})
