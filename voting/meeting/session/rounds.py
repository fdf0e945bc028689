"""Rounds as the chair holds them: opened and closed in the order of the agenda, voided and rerun when they must be.

The box is asked between two sessions of the registry, never inside one: waiting for its writer with the
registry's lock held would stop everyone who joins. The registry follows the box, at start-up too.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import NeedsConsent, NotAllowed, NotFound, WrongState
from voting.meeting.agenda import arrange, waiting_rounds
from voting.meeting.audit import note
from voting.meeting.classes import voting_class
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House, Poll
from voting.meeting.sealed_box.casting import ballot_size
from voting.meeting.seats.cards import hand_out
from voting.meeting.seats.joining import claims_by_class
from voting.meeting.states import require_move, require_state
from voting.roles import Role
from voting.states import CardState, MeetingState, RoundState
from voting.storage.registry import AgendaRound, Card, Meeting, Officer, RoundKey


def begin(house: House, who: Officer, meeting_id: int, address: str) -> None:
    """Open the session; refused at another HOST:PORT than the cards name (secrecy.md 2)."""
    with house.writing() as session:
        meeting = find_meeting(session, meeting_id)
        require_move(meeting, "begin", who)
        if meeting.manifest and scheme_of(meeting).sheets:
            if address != meeting.address:
                raise WrongState(
                    f"票卡上的地址是 {meeting.address}，现在的地址是 {address}。"
                    "手机会扫不开：请用票卡上的地址启动本机服务，或退回起草、改地址后重印票卡。"
                )
            if session.scalar(select(Card).where(Card.meeting_id == meeting.id).limit(1)) is None:
                raise WrongState("还没有制作票卡，请秘书先打印并发放票卡。")
        meeting.state = MeetingState.IN_SESSION
        note(session, who.name, "宣布开会", meeting.id)
    house.news.rounds_changed(meeting_id)


def open_round(house: House, who: Officer, meeting_id: int, number: int, consent: bool = False) -> None:
    """Open the next round; with fewer than k phones of a class joined only with the chair's `consent`.

    Raises NotAllowed, WrongState (another is open, not in order, was opened before), NeedsConsent.
    """
    with house.one_at_a_time:
        with house.reading() as session:
            meeting, one = round_held_by(session, who, meeting_id, number)
            _require_next(meeting, one)
            small = small_classes(session, meeting, one)
            _require_consent(meeting, small, consent)
            poll, size, k = poll_of(session, meeting, one), size_of(meeting, one), meeting.k
        house.box.open_round((meeting_id, number), size, k)
        house.polls[meeting_id, number] = poll
        house.announced.pop(meeting_id, None)
        with house.writing() as session:
            meeting, one = round_held_by(session, who, meeting_id, number)
            hand_out(session, meeting)
            one.state = RoundState.OPEN
            note(session, who.name, "开启投票", meeting.id, round=number, title=one.title, small=small)
    house.news.rounds_changed(meeting_id)


def close_round(house: House, who: Officer, meeting_id: int, number: int) -> str:
    """Close an open round for good; return its root. What was recorded before counts, nothing after."""
    with house.one_at_a_time:
        with house.reading() as session:
            _, one = round_held_by(session, who, meeting_id, number)
            if one.state != RoundState.OPEN:
                raise WrongState("这一轮没有开启，不能结束。请刷新页面查看最新状态。")
        root = house.box.close_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with house.writing() as session:
            meeting, one = round_held_by(session, who, meeting_id, number)
            one.state = RoundState.CLOSED
            note(session, who.name, "结束投票", meeting.id, round=number, title=one.title, root=root)
    house.news.rounds_changed(meeting_id)
    return root


def void_round(house: House, who: Officer, meeting_id: int, number: int, reason: str) -> None:
    """Declare an open or closed round void, with the reason; its ballots are destroyed and never counted."""
    if not reason.strip():
        raise WrongState("请写明作废本轮的原因，它会写入会议记录。")
    with house.one_at_a_time:
        with house.reading() as session:
            _, one = round_held_by(session, who, meeting_id, number)
            if one.state not in (RoundState.OPEN, RoundState.CLOSED):
                raise WrongState("只有已开启或已结束的轮次可以作废。")
        house.box.void_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with house.writing() as session:
            meeting, one = round_held_by(session, who, meeting_id, number)
            one.state = RoundState.VOID
            note(session, who.name, "作废轮次", meeting.id, round=number, title=one.title, reason=reason.strip())
    house.news.rounds_changed(meeting_id)


def rerun_round(house: House, who: Officer, meeting_id: int, number: int) -> int:
    """Put a spare round on the agenda for a void one, to be held next; return the spare's number."""
    with house.one_at_a_time, house.writing() as session:
        meeting, one = round_held_by(session, who, meeting_id, number)
        if one.state != RoundState.VOID:
            raise WrongState("只有作废的轮次可以重投。")
        if any(other.reruns == number for other in meeting.rounds):
            raise WrongState("这一轮已经安排了重投。")
        spare = next((other for other in meeting.rounds if other.spare and not other.codes), None)
        if spare is None:
            raise WrongState("备用轮次已用完，本次会议不能再重投，请改用纸质票或另行开会。")
        due = waiting_rounds(meeting)
        spare.codes, spare.title, spare.reruns = list(one.codes), f"{one.title}（重投）", number
        arrange(meeting, [spare, *due])
        note(session, who.name, "安排重投", meeting.id, round=number, spare=spare.number)
        chosen = spare.number
    house.news.rounds_changed(meeting_id)
    return chosen


def next_round(meeting: Meeting) -> AgendaRound | None:
    """The round to be opened next, in the order of the agenda; None when all are done."""
    return next(iter(waiting_rounds(meeting)), None)


def current_round(meeting: Meeting) -> AgendaRound | None:
    """The round that is open now."""
    return next((one for one in meeting.rounds if one.state == RoundState.OPEN), None)


def small_classes(session: Session, meeting: Meeting, one: AgendaRound) -> list[str]:
    """The classes in which fewer than k phones have joined, though someone holds a card of them."""
    joined = claims_by_class(session, meeting, one.number)
    query = select(Card.ballot_class).where(Card.meeting_id == meeting.id, Card.state != CardState.VOID).distinct()
    held = sorted({voting_class(meeting, name) for name in session.scalars(query)})
    return [name for name in held if joined.get(name, 0) < meeting.k]


def size_of(meeting: Meeting, one: AgendaRound) -> int:
    """The size every sealed ballot of this round is padded to, in bytes."""
    return ballot_size(one.codes, scheme_of(meeting), meeting.remarks)


def poll_of(session: Session, meeting: Meeting, one: AgendaRound) -> Poll:
    """The round as a cast ballot meets it."""
    query = select(RoundKey.ballot_class, RoundKey.modulus).where(
        RoundKey.meeting_id == meeting.id, RoundKey.round == one.number
    )
    moduli = {name: int(modulus, 16) for name, modulus in session.execute(query)}
    scheme, fingerprint = scheme_of(meeting), bytes.fromhex(meeting.fingerprint)
    return Poll(meeting.id, one.number, fingerprint, tuple(one.codes), scheme, meeting.remarks, moduli)


def round_held_by(session: Session, who: Officer, meeting_id: int, number: int) -> tuple[Meeting, AgendaRound]:
    """The round that the chair `who` acts on, and its meeting; raises NotAllowed, NotFound, WrongState."""
    if who.role != Role.CHAIR:
        raise NotAllowed("轮次由主持人登录后开启和结束。")
    meeting = find_meeting(session, meeting_id)
    require_state(meeting, MeetingState.IN_SESSION)
    one = session.get(AgendaRound, (meeting_id, number))
    if one is None or not one.codes:
        raise NotFound("议程中没有这一轮。")
    return meeting, one


def _require_consent(meeting: Meeting, small: list[str], consent: bool) -> None:
    if small and not consent:
        raise NeedsConsent(
            f"{'、'.join(small)}类入场不足{meeting.k}人，投票内容可能被猜出。"
            "可再等一等；确要开启，请勾选确认，这些手机上会写明“本票类人数少，不能保密”。"
        )


def _require_next(meeting: Meeting, one: AgendaRound) -> None:
    now, due = current_round(meeting), next_round(meeting)
    if now is not None:
        raise WrongState(f"“{now.title}”一轮还在投票，请先结束。")
    if one.state != RoundState.WAITING:
        raise WrongState("本轮已经开启过，不能再次开启。如需重投，请先作废本轮，再安排重投。")
    if due is not None and due.number != one.number:
        raise WrongState(f"按议程下一轮是“{due.title}”，请按顺序进行。")
