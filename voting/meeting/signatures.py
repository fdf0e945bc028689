"""Acts that need two people: each signs with his own log-in, in any order, and only both together do it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.meeting.acting import Doing
from voting.meeting.acts import Act
from voting.roles import Role
from voting.storage.registry import Meeting, PendingAct


def sign(doing: Doing, subject: str = "") -> bool:
    """Put the officer's name under the act, about `subject`; whether everyone has signed now."""
    session, meeting, who = doing.session, doing.meeting, doing.who
    session.merge(
        PendingAct(meeting_id=meeting.id, act=doing.act.signed_as, subject=subject, role=who.role, officer=who.name)
    )
    session.flush()
    return is_signed(session, meeting, doing.act, subject)


def signatures(session: Session, meeting: Meeting, act: Act, subject: str = "") -> dict[Role, str]:
    """Who has signed: role → name."""
    query = select(PendingAct).where(
        PendingAct.meeting_id == meeting.id, PendingAct.act == act.signed_as, PendingAct.subject == subject
    )
    return {signed.role: signed.officer for signed in session.scalars(query)}


def is_signed(session: Session, meeting: Meeting, act: Act, subject: str = "") -> bool:
    """Whether every role that must has signed."""
    return set(signatures(session, meeting, act, subject)) == set(act.roles)
