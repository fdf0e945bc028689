"""公布: nobody sees a result before the scrutineer and the chair have released it, each logged in as himself."""

from __future__ import annotations

from sqlalchemy.orm import Session

from voting.errors import NotAllowed, WrongState
from voting.meeting.audit import note
from voting.meeting.seats.cards import signatures
from voting.meeting.states import require_state
from voting.roles import Role
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer, PendingAct

SIGNERS = (Role.SCRUTINEER, Role.CHAIR)


def sign_release(session: Session, who: Officer, meeting: Meeting) -> bool:
    """Put one's name under the release; return whether both have signed now."""
    require_state(meeting, MeetingState.COUNTED)
    if who.role not in SIGNERS:
        raise NotAllowed("公布结果须监票人和主持人分别登录同意。")
    session.merge(PendingAct(meeting_id=meeting.id, act="release", subject="", role=who.role, officer=who.name))
    session.flush()
    note(session, who.name, "同意公布结果", meeting.id)
    return is_released(session, meeting)


def is_released(session: Session, meeting: Meeting) -> bool:
    """Whether scrutineer and chair have both released the results."""
    return set(signatures(session, meeting, "release", "")) == set(SIGNERS)


def allow_small(session: Session, who: Officer, meeting: Meeting) -> None:
    """The chair's decision to show figures although there are fewer than k ballots in all (secrecy.md 7)."""
    if who.role != Role.CHAIR:
        raise NotAllowed("票数不足最少合并人数时，是否公布由主持人决定。")
    require_state(meeting, MeetingState.COUNTED, MeetingState.CONFIRMED, MeetingState.SEALED)
    meeting.show_small = True
    note(session, who.name, "票数不足仍予公布", meeting.id)


def require_released(session: Session, meeting: Meeting) -> None:
    """Raise WrongState unless the results are released."""
    if not is_released(session, meeting):
        raise WrongState("结果还没有公布：须监票人和主持人分别登录，点“同意公布”。")
