"""Beginning a meeting from an earlier one: the same people meet every year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from voting.meeting.acts import COPY_MEETING
from voting.meeting.house import House
from voting.meeting.preparation.drafting import begin_draft, details_of
from voting.storage.registry import Appraisee, Meeting, Officer, Seat

SCHEME = ("scheme_name", "scheme_text")
PERSON = ("position", "code", "name", "unit", "post", "group", "in_writing")
SEAT = ("position", "label", "ballot_class")


def copy_meeting(house: House, who: Officer, source_id: int, title: str) -> Meeting:
    """A new draft with the details, the scheme, its parameters and the roster of the meeting `source_id`.

    The date, the records, the cards and everything that was voted stay behind. Raises BadInput, NotAllowed, NotFound.
    """
    with house.act(COPY_MEETING, who, source_id) as act:
        source = act.meeting
        meeting = begin_draft(act, replace(details_of(source), title=title, held_on=None))
        for name, value in _values(source, SCHEME).items():
            setattr(meeting, name, value)
        meeting.settings = dict(source.settings)
        meeting.appraisees = [Appraisee(**_values(person, PERSON)) for person in source.appraisees]
        meeting.seats = [Seat(**_values(seat, SEAT)) for seat in source.seats]
        act.session.flush()
        act.log(source=source.id, title=source.title)
        return meeting


def _values(thing: Meeting | Appraisee | Seat, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
