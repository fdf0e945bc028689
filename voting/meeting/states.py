"""A meeting's states and who may move it from one to the next: the only table that says so.

The README shows the same table; a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from voting.errors import NotAllowed, WrongState
from voting.roles import ROLE_TITLES, Role
from voting.states import STATE_TITLES, MeetingState
from voting.storage.registry import Meeting, Officer


@dataclass(frozen=True)
class Move:
    """One way from state to state: the act, its Chinese name, and the roles that may do it."""

    act: str
    title: str
    origin: MeetingState
    target: MeetingState
    roles: tuple[Role, ...]


MOVES = (
    Move("freeze", "冻结方案、制作票卡", MeetingState.DRAFT, MeetingState.READY, (Role.SECRETARY,)),
    Move("thaw", "退回起草（作废全部票卡）", MeetingState.READY, MeetingState.DRAFT, (Role.SECRETARY,)),
    Move("begin", "宣布开会", MeetingState.READY, MeetingState.IN_SESSION, (Role.CHAIR,)),
    Move("count", "计票", MeetingState.IN_SESSION, MeetingState.COUNTED, (Role.CHAIR, Role.SECRETARY)),
    Move("confirm", "确认等次", MeetingState.COUNTED, MeetingState.CONFIRMED, (Role.SECRETARY,)),
    Move("reconsider", "退回复议", MeetingState.CONFIRMED, MeetingState.COUNTED, (Role.SECRETARY,)),
    Move("seal", "封存", MeetingState.CONFIRMED, MeetingState.SEALED, (Role.SECRETARY,)),
)
MOVE = {move.act: move for move in MOVES}


def require_move(meeting: Meeting, act: str, officer: Officer) -> Move:
    """Return the move `act` if the meeting stands where it begins and the officer's role may do it.

    Raises WrongState or NotAllowed, in Chinese.
    """
    move = MOVE[act]
    if meeting.state != move.origin:
        raise WrongState(
            f"会议现处于“{STATE_TITLES[meeting.state]}”，只有在“{STATE_TITLES[move.origin]}”时才能{move.title}。请刷新页面查看最新状态。"
        )
    if officer.role not in move.roles:
        raise NotAllowed(f"{move.title}须由{'或'.join(ROLE_TITLES[role] for role in move.roles)}登录后操作。")
    return move


def require_state(meeting: Meeting, *states: MeetingState) -> None:
    """Raise WrongState unless the meeting is in one of the states."""
    if meeting.state not in states:
        wanted = "、".join(f"“{STATE_TITLES[state]}”" for state in states)
        raise WrongState(f"会议现处于“{STATE_TITLES[meeting.state]}”，此操作只能在{wanted}时进行。")
