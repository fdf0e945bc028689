"""Rounds as the chair holds them: opened and closed in the order of the agenda, voided and rerun when they must be.

The box is asked between the two steps of an act, never inside one: waiting for its writer with the
registry's lock held would stop everyone who joins. The registry follows the box, at start-up too.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import NeedsConsent, WrongState
from voting.meeting.acts import BEGIN, CLOSE_ROUND, OPEN_ROUND, RERUN_ROUND, VOID_ROUND
from voting.meeting.agenda import arrange, waiting_rounds
from voting.meeting.classes import voting_class
from voting.meeting.finding import scheme_of
from voting.meeting.house import House, Poll
from voting.meeting.sealed_box.casting import ballot_size
from voting.meeting.seats.cards import hand_out
from voting.meeting.seats.joining import claims_by_class
from voting.states import CardState, RoundState
from voting.storage.registry import AgendaRound, Card, Meeting, Officer, RoundKey


def begin(house: House, who: Officer, meeting_id: int, address: str) -> None:
    """Open the session; refused at another HOST:PORT than the cards name (secrecy.md 2)."""
    with house.act(BEGIN, who, meeting_id) as act:
        meeting = act.meeting
        if meeting.manifest and scheme_of(meeting).sheets:
            if address != meeting.address:
                raise WrongState("address_differs", cards=meeting.address, server=address)
            if act.session.scalar(select(Card).where(Card.meeting_id == meeting.id).limit(1)) is None:
                raise WrongState("no_cards_yet")


def open_round(house: House, who: Officer, meeting_id: int, number: int, consent: bool = False) -> None:
    """Open the next round; with fewer than k phones of a class joined only with the chair's `consent`.

    Raises NotAllowed, WrongState (another is open, not in order, was opened before), NeedsConsent.
    """
    with house.act_in_steps(OPEN_ROUND, who, meeting_id) as steps:
        with steps.checking() as act:
            meeting, due = act.meeting, act.round(number)
            _require_next(meeting, due)
            small = small_classes(act.session, meeting, due)
            _require_consent(meeting, small, consent)
            poll, size, k = poll_of(act.session, meeting, due), size_of(meeting, due), meeting.k
        house.box.open_round((meeting_id, number), size, k)
        house.polls[meeting_id, number] = poll
        house.announced.pop(meeting_id, None)
        with steps.recording() as act:
            opened = act.round(number)
            hand_out(act.session, act.meeting)
            opened.state = RoundState.OPEN
            act.log(round=number, title=opened.title, small=small)


def close_round(house: House, who: Officer, meeting_id: int, number: int) -> str:
    """Close an open round for good; return its root. What was recorded before counts, nothing after."""
    with house.act_in_steps(CLOSE_ROUND, who, meeting_id) as steps:
        with steps.checking() as act:
            if act.round(number).state != RoundState.OPEN:
                raise WrongState("round_not_closable")
        root = house.box.close_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with steps.recording() as act:
            closed = act.round(number)
            closed.state = RoundState.CLOSED
            act.log(round=number, title=closed.title, root=root)
    return root


def void_round(house: House, who: Officer, meeting_id: int, number: int, reason: str) -> None:
    """Declare an open or closed round void, with the reason; its ballots are destroyed and never counted."""
    with house.act_in_steps(VOID_ROUND, who, meeting_id) as steps:
        with steps.checking() as act:
            if not reason.strip():
                raise WrongState("void_without_reason")
            if act.round(number).state not in (RoundState.OPEN, RoundState.CLOSED):
                raise WrongState("round_not_voidable")
        house.box.void_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with steps.recording() as act:
            void = act.round(number)
            void.state = RoundState.VOID
            act.log(round=number, title=void.title, reason=reason.strip())


def rerun_round(house: House, who: Officer, meeting_id: int, number: int) -> int:
    """Put a spare round on the agenda for a void one, to be held next; return the spare's number."""
    with house.act(RERUN_ROUND, who, meeting_id) as act:
        meeting, void = act.meeting, act.round(number)
        if void.state != RoundState.VOID:
            raise WrongState("round_not_void")
        if any(other.reruns == number for other in meeting.rounds):
            raise WrongState("round_rerun_already")
        spare = next((other for other in meeting.rounds if other.spare and not other.codes), None)
        if spare is None:
            raise WrongState("no_spare_left")
        due = waiting_rounds(meeting)
        spare.codes, spare.title, spare.reruns = list(void.codes), f"{void.title}（重投）", number
        arrange(meeting, [spare, *due])
        act.log(round=number, spare=spare.number)
        return spare.number


def next_round(meeting: Meeting) -> AgendaRound | None:
    """The round to be opened next, in the order of the agenda; None when all are done."""
    return next(iter(waiting_rounds(meeting)), None)


def current_round(meeting: Meeting) -> AgendaRound | None:
    """The round that is open now."""
    return next((held for held in meeting.rounds if held.state == RoundState.OPEN), None)


def small_classes(session: Session, meeting: Meeting, held: AgendaRound) -> list[str]:
    """The classes in which fewer than k phones have joined, though someone holds a card of them."""
    joined = claims_by_class(session, meeting, held.number)
    query = select(Card.ballot_class).where(Card.meeting_id == meeting.id, Card.state != CardState.VOID).distinct()
    classes = sorted({voting_class(meeting, name) for name in session.scalars(query)})
    return [name for name in classes if joined.get(name, 0) < meeting.k]


def size_of(meeting: Meeting, held: AgendaRound) -> int:
    """The size every sealed ballot of this round is padded to, in bytes."""
    return ballot_size(held.codes, scheme_of(meeting), meeting.remarks)


def poll_of(session: Session, meeting: Meeting, held: AgendaRound) -> Poll:
    """The round as a cast ballot meets it."""
    query = select(RoundKey.ballot_class, RoundKey.modulus).where(
        RoundKey.meeting_id == meeting.id, RoundKey.round == held.number
    )
    moduli = {name: int(modulus, 16) for name, modulus in session.execute(query)}
    scheme, fingerprint = scheme_of(meeting), bytes.fromhex(meeting.fingerprint)
    return Poll(meeting.id, held.number, fingerprint, tuple(held.codes), scheme, meeting.remarks, moduli)


def _require_consent(meeting: Meeting, small: list[str], consent: bool) -> None:
    if small and not consent:
        raise NeedsConsent("classes_small", classes=tuple(small), k=meeting.k)


def _require_next(meeting: Meeting, wanted: AgendaRound) -> None:
    now, due = current_round(meeting), next_round(meeting)
    if now is not None:
        raise WrongState("round_still_open", title=now.title)
    if wanted.state != RoundState.WAITING:
        raise WrongState("round_was_open")
    if due is not None and due.number != wanted.number:
        raise WrongState("round_not_due", title=due.title)
