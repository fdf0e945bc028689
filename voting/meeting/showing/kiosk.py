"""What a card may do at the kiosk now: asked before anything is filled in, so that nobody marks a ballot in vain.

Nothing is changed and nothing kept by asking. Who holds a secret may know how its card stands; 80 bits cannot be tried.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import BadInput, CardRefused, WrongState
from voting.meeting.audit import note
from voting.meeting.seats.cards import hash_of, read_secret
from voting.meeting.session.rounds import current_round
from voting.meeting.states import require_state
from voting.states import CardState, MeetingState, RoundState
from voting.storage.registry import AgendaRound, Card, Claim, Meeting, Officer


def start_tablet(session: Session, who: Officer, meeting: Meeting) -> None:
    """Take down that a tablet was started for the attendees of a meeting; raises WrongState before cards and after."""
    require_state(meeting, MeetingState.READY, MeetingState.IN_SESSION)
    note(session, who.name, "启动投票平板", meeting.id)


def card_class(session: Session, message: Any) -> str:
    """The class printed on a card that may vote at the kiosk in the round now open.

    `message` is {"card": secret, "k": fingerprint, "paper": whether a paper ballot is to be cast with it}.
    Raises CardRefused (unknown_card, other_meeting, void_card, for_paper, not_for_paper, on_phone, used),
    WrongState (not_open), BadInput.
    """
    secret, fingerprint, paper = _read(message)
    card = session.scalar(select(Card).where(Card.secret_hash == hash_of(secret)))
    if card is None:
        raise CardRefused("没有这张票卡。请对照票卡检查票号；还是不行，请找工作人员。")
    meeting = session.get_one(Meeting, card.meeting_id)
    if meeting.fingerprint != fingerprint:
        raise CardRefused("这张票卡不是本次会议的。请找工作人员。", code="other_meeting")
    if card.state == CardState.VOID:
        raise CardRefused("这张票卡已经作废。请找工作人员领补发的票卡。", code="void_card")
    _require_kind(card, paper)
    now = current_round(meeting)
    if meeting.state != MeetingState.IN_SESSION or now is None:
        raise WrongState("现在没有开启的投票。请等主持人开启后再来。", code="not_open")
    _require_unused(session, meeting, card, now)
    return card.ballot_class


def _read(message: Any) -> tuple[str, str, bool]:
    try:
        secret, fingerprint = read_secret(message["card"]), message["k"]
        paper = message.get("paper", False)
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadInput("请求不完整，请刷新页面后再试。", code="bad_request") from fault
    if not isinstance(fingerprint, str) or not isinstance(paper, bool):
        raise BadInput("请求不完整，请刷新页面后再试。", code="bad_request")
    return secret, fingerprint, paper


def _require_kind(card: Card, paper: bool) -> None:
    if card.for_paper and not paper:
        raise CardRefused("这张票卡留作投纸质票用，不能在这里投。请找监票人。", code="for_paper")
    if paper and not card.for_paper:
        raise CardRefused("这张票卡没有留作纸质票，不能用来录纸质票。请先在“纸质票”页登记。", code="not_for_paper")


def _require_unused(session: Session, meeting: Meeting, card: Card, now: AgendaRound) -> None:
    """A phone claims every round at once, spares included; the kiosk claims the one that is open."""
    claimed = set(session.scalars(select(Claim.round).where(Claim.card_id == card.id)))
    waiting = {one.number for one in meeting.rounds if one.state == RoundState.WAITING}
    if claimed & waiting:
        raise CardRefused(
            "这张票卡已在一部手机上入场，请用那部手机投票。手机坏了、丢了，请找监票人补发票卡。", code="on_phone"
        )
    if now.number in claimed:
        raise CardRefused("这张票卡本轮已经在平板上投过了，谢谢您！下一轮开启后请再来。", code="used")
