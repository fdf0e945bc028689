"""Beginning a meeting from an earlier one: the same people meet every year."""

from __future__ import annotations

from sqlalchemy.orm import Session

from voting.meeting.audit import note
from voting.meeting.preparation.drafting import Details, new_meeting
from voting.storage.registry import Appraisee, Meeting, Officer, Seat

DETAILS = ("organisation", "place", "chair_name", "expected", "live", "remarks", "k", "round_plan", "address")
SCHEME = ("scheme_name", "scheme_text")
PERSON = ("position", "code", "name", "unit", "post", "group", "in_writing")
SEAT = ("position", "label", "ballot_class")


def copy_meeting(session: Session, who: Officer, source: Meeting, title: str) -> Meeting:
    """A new draft with the details, the scheme, its parameters and the roster of `source`.

    The date, the records, the cards and everything that was voted stay behind. Raises BadInput, NotAllowed.
    """
    meeting = new_meeting(session, who, Details(title, **{name: getattr(source, name) for name in DETAILS}))
    for name in SCHEME:
        setattr(meeting, name, getattr(source, name))
    meeting.settings = dict(source.settings)
    meeting.appraisees = [Appraisee(**{name: getattr(one, name) for name in PERSON}) for one in source.appraisees]
    meeting.seats = [Seat(**{name: getattr(one, name) for name in SEAT}) for one in source.seats]
    session.flush()
    note(session, who.name, "沿用以前的会议", meeting.id, source=source.id, title=source.title)
    return meeting
