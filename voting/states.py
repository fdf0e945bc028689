"""Where a meeting, a round and a card stand: the words that are stored, compared and shown, each in one place.

What moves a meeting from one state to the next is in the table of acts, `voting.meeting.acts`.
"""

from __future__ import annotations

from enum import StrEnum

from voting.words import word


class MeetingState(StrEnum):
    """A meeting, in the order in which it goes through them."""

    DRAFT = "draft"
    READY = "ready"
    IN_SESSION = "in_session"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    SEALED = "sealed"


class RoundState(StrEnum):
    """A round: in the ballot box once it was opened; before that it waits."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


class CardState(StrEnum):
    """A 票卡: printed, handed out with the first round, or void."""

    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    VOID = "void"


STATE_TITLES = {
    MeetingState.DRAFT: word("起草"),
    MeetingState.READY: word("就绪"),
    MeetingState.IN_SESSION: word("会议中"),
    MeetingState.COUNTED: word("已计票"),
    MeetingState.CONFIRMED: word("已确认"),
    MeetingState.SEALED: word("已封存"),
}
ROUND_TITLES = {
    RoundState.WAITING: word("未开始"),
    RoundState.OPEN: word("投票中"),
    RoundState.CLOSED: word("已截止"),
    RoundState.VOID: word("已作废"),
}
WITH_CARDS = (MeetingState.READY, MeetingState.IN_SESSION)  # frozen, and not counted yet
BEFORE_THE_COUNT = (MeetingState.DRAFT, *WITH_CARDS)
AFTER_CONFIRMING = (MeetingState.CONFIRMED, MeetingState.SEALED)
AFTER_THE_COUNT = (MeetingState.COUNTED, *AFTER_CONFIRMING)
