"""书面意见: what attendees wrote about an appraisee, for the secretary's eyes alone."""

from __future__ import annotations

from voting.errors import NotAllowed
from voting.meeting.house import House
from voting.papers.facts import MeetingFigures
from voting.roles import Role
from voting.storage.registry import Officer


def remarks_about(house: House, who: Officer, meeting: int, figures: MeetingFigures, code: str) -> list[str]:
    """The remarks about one appraisee in the order of their random leaves, which says nothing of their writers.

    `figures` are the released figures of the meeting: whoever has none has no remarks either. Raises NotAllowed.
    """
    if who.role != Role.SECRETARY:
        raise NotAllowed("remarks_for_secretary")
    known = {person.id for person in figures.appraisees}
    return house.box.remarks(meeting, code) if code in known else []
