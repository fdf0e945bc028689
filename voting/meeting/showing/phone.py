"""What a phone may know: the form, the rounds, and after the close the lists that prove the count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import NotFound, WrongState
from voting.meeting.agenda import people_of, used_rounds
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.sealed_box.casting import REMARK_LENGTH
from voting.meeting.session.rounds import small_classes
from voting.states import WITH_CARDS, RoundState
from voting.storage.registry import AgendaRound, Meeting
from voting.vault.papers import shortest


def meeting_of(session: Session, fingerprint: str) -> Meeting:
    """The meeting whose cards carry this fingerprint; without one, for a code typed by hand, the only one held now.

    Raises NotFound where there is none, or without a fingerprint more than one.
    """
    query = select(Meeting).where(Meeting.fingerprint == fingerprint)
    if not fingerprint:
        query = select(Meeting).where(Meeting.state.in_(WITH_CARDS), Meeting.fingerprint != "")
    found = session.scalars(query.limit(2)).all()
    meeting = found[0] if len(found) == 1 else None
    if meeting is None:
        raise NotFound("unknown_meeting")
    return meeting


def form(meeting: Meeting) -> dict[str, Any]:
    """Everything a phone needs to fill in a ballot; the same for every phone."""
    scheme = scheme_of(meeting)
    return {
        "title": meeting.title,
        "organisation": meeting.organisation,
        "held_on": meeting.held_on.isoformat() if meeting.held_on else "",
        "classes": {one.id: one.title for one in scheme.classes},
        "remarks": meeting.remarks,
        "remark_length": REMARK_LENGTH,
        "k": meeting.k,
        "scheme": {
            "name": scheme.name,
            "marks": list(scheme.marks),
            "sheets": [
                {
                    "id": sheet.id,
                    "title": sheet.title or sheet.id,
                    "items": [
                        {
                            "id": item.id,
                            "section": item.section,
                            "title": item.title,
                            "max": shortest(item.max),
                            "step": shortest(item.step),
                        }
                        for item in sheet.items
                    ],
                }
                for sheet in scheme.sheets
            ],
        },
    }


def state(house: House, session: Session, meeting: Meeting) -> dict[str, Any]:
    """The rounds of the agenda as they stand; nothing of turnout, nothing of marks."""
    return {
        "meeting": meeting.state,
        "rounds": [_round(house, session, meeting, one) for one in used_rounds(meeting)],
    }


def lists(house: House, meeting: Meeting, number: int) -> dict[str, Any]:
    """Leaves, tokens and root of a closed round (secrecy.md 8); raises WrongState before the close."""
    where = (meeting.id, number)
    root = house.box.root(where)
    if root is None:
        raise WrongState("not_closed")
    leaves, tokens = house.box.lists(where)
    return {
        "round": number,
        "leaves": [leaf.hex() for leaf in leaves],
        "tokens": [token.hex() for token in tokens],
        "root": root,
    }


def _round(house: House, session: Session, meeting: Meeting, held: AgendaRound) -> dict[str, Any]:
    root = house.box.root((meeting.id, held.number)) if held.state == RoundState.CLOSED else None
    return {
        "round": held.number,
        "title": held.title,
        "state": held.state,
        "small": small_classes(session, meeting, held) if held.state in (RoundState.WAITING, RoundState.OPEN) else [],
        "root": root,
        "appraisees": [
            {
                "id": person.code,
                "name": person.name,
                "unit": person.unit,
                "post": person.post,
                "in_writing": person.in_writing,
            }
            for person in people_of(meeting, held)
        ],
    }
