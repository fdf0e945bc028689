"""A meeting's states and who may move it from one to the next: the only table that says so.

The README shows the same table; a test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from voting.errors import NotAllowed, WrongState
from voting.storage.registry import Meeting, Officer

TITLES = {
    "draft": "起草",
    "ready": "就绪",
    "in_session": "会议中",
    "counted": "已计票",
    "confirmed": "已确认",
    "sealed": "已封存",
}


@dataclass(frozen=True)
class Move:
    """One way from state to state: the act, its Chinese name, and the roles that may do it."""

    act: str
    title: str
    origin: str
    target: str
    roles: tuple[str, ...]


MOVES = (
    Move("freeze", "冻结方案、制作票卡", "draft", "ready", ("secretary",)),
    Move("thaw", "退回起草（作废全部票卡）", "ready", "draft", ("secretary",)),
    Move("begin", "宣布开会", "ready", "in_session", ("chair",)),
    Move("count", "计票", "in_session", "counted", ("chair", "secretary")),
    Move("confirm", "确认等次", "counted", "confirmed", ("secretary",)),
    Move("reconsider", "退回复议", "confirmed", "counted", ("secretary",)),
    Move("seal", "封存", "confirmed", "sealed", ("secretary",)),
)
MOVE = {move.act: move for move in MOVES}


def require_move(meeting: Meeting, act: str, officer: Officer) -> Move:
    """Return the move `act` if the meeting stands where it begins and the officer's role may do it.

    Raises WrongState or NotAllowed, in Chinese.
    """
    move = MOVE[act]
    if meeting.state != move.origin:
        raise WrongState(
            f"会议现处于“{TITLES[meeting.state]}”，只有在“{TITLES[move.origin]}”时才能{move.title}。请刷新页面查看最新状态。"
        )
    if officer.role not in move.roles:
        raise NotAllowed(f"{move.title}须由{'或'.join(ROLE_TITLES[role] for role in move.roles)}登录后操作。")
    return move


def require_state(meeting: Meeting, *states: str) -> None:
    """Raise WrongState unless the meeting is in one of the states."""
    if meeting.state not in states:
        wanted = "、".join(f"“{TITLES[state]}”" for state in states)
        raise WrongState(f"会议现处于“{TITLES[meeting.state]}”，此操作只能在{wanted}时进行。")


ROLE_TITLES = {"secretary": "秘书（工作人员）", "chair": "主持人", "scrutineer": "监票人"}
