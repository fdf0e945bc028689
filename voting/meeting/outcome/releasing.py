"""公布: nobody sees a result before the scrutineer and the chair have released it, each logged in as himself."""

from __future__ import annotations

from sqlalchemy.orm import Session

from voting.errors import WrongState
from voting.meeting.acts import SHOW_SMALL, SIGN_RELEASE
from voting.meeting.house import House
from voting.meeting.signatures import is_signed, sign
from voting.storage.registry import Meeting, Officer

SIGNERS = SIGN_RELEASE.roles


def sign_release(house: House, who: Officer, meeting_id: int) -> bool:
    """Put one's name under the release; return whether both have signed now. Raises NotAllowed, WrongState."""
    with house.act(SIGN_RELEASE, who, meeting_id) as act:
        return sign(act)


def is_released(session: Session, meeting: Meeting) -> bool:
    """Whether scrutineer and chair have both released the results."""
    return is_signed(session, meeting, SIGN_RELEASE)


def allow_small(house: House, who: Officer, meeting_id: int) -> None:
    """The chair's decision to show figures although there are fewer than k ballots in all (secrecy.md 7).

    Raises NotAllowed, WrongState.
    """
    with house.act(SHOW_SMALL, who, meeting_id) as act:
        act.meeting.show_small = True


def require_released(session: Session, meeting: Meeting) -> None:
    """Raise WrongState unless the results are released."""
    if not is_released(session, meeting):
        raise WrongState("not_released")
