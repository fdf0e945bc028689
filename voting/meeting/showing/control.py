"""The chair's state: the agenda, turnout, and the one act that comes next."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voting.errors import NeedsConsent, WrongState
from voting.meeting.acts import CLOSE_ROUND, SIGN_RELEASE, require_role
from voting.meeting.agenda import used_rounds, waiting_rounds
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.outcome.releasing import is_released
from voting.meeting.session.rounds import close_round, current_round, next_round, small_classes
from voting.meeting.session.turnout import turnout
from voting.meeting.showing.room import (
    State,
    class_titles,
    identity,
    latest_round,
    numbers,
    proof,
    round_line,
    rounds_to_rerun,
    versioned,
)
from voting.meeting.signatures import signatures
from voting.roles import Role
from voting.states import WITH_CARDS, CardState, MeetingState, RoundState
from voting.storage.registry import AgendaRound, Card, Meeting, Officer


def chair_state(house: House, session: Session, meeting: Meeting, address: str) -> State:
    """Everything on the chair's page; `act` is the one big act, `others` what else may be done now.

    `address` is where this server is reached, to be held against the cards'.
    """
    structure: State = {"meeting": identity(meeting)}
    structure["agenda"] = [round_line(meeting, one) for one in used_rounds(meeting)]
    structure["act"] = _next_act(house, session, meeting)
    structure["signed"] = signatures(session, meeting, SIGN_RELEASE)
    structure["checks"] = _checks(session, meeting, address) if meeting.state == MeetingState.READY else []
    structure["announced"] = house.announced.get(meeting.id)
    structure["to_rerun"] = [one.number for one in rounds_to_rerun(meeting)]
    structure["spares"] = len(_spares(meeting))
    opened, due, latest = current_round(meeting), next_round(meeting), latest_round(meeting)
    structure["next"] = round_line(meeting, due) if due else None
    structure["movable"] = _movable(meeting)
    if latest and latest.state == RoundState.CLOSED:
        structure["latest"] = {**round_line(meeting, latest), "proof": proof(house, session, meeting, latest)}
    watched = opened or due or latest
    if meeting.state not in WITH_CARDS or watched is None:
        return versioned(structure, {})
    return _with_turnout(house, session, meeting, watched, structure)


def close_when_sure(house: House, who: Officer, meeting_id: int, number: int, sure: bool) -> str:
    """Close a round; where somebody has joined and not voted yet, only if the chair is `sure` (NeedsConsent)."""
    require_role(CLOSE_ROUND, who.role)
    with house.reading() as session:
        meeting = find_meeting(session, meeting_id)
        opened = current_round(meeting)
        if opened is not None and opened.number == number and not sure:
            missing = numbers(turnout(house, session, meeting, opened))["missing"]
            if missing:
                raise NeedsConsent("some_not_voted", missing=missing)
    return close_round(house, who, meeting_id, number)


def _with_turnout(house: House, session: Session, meeting: Meeting, watched: AgendaRound, structure: State) -> State:
    counted = turnout(house, session, meeting, watched)
    small = small_classes(session, meeting, watched) if watched.state == RoundState.WAITING else []
    structure["classes"] = class_titles(counted)
    structure["watched"] = watched.number
    return versioned(structure, {"turnout": numbers(counted), "small": "、".join(small)})


def _next_act(house: House, session: Session, meeting: Meeting) -> State:
    """The kind of the next act, and the round it is about."""
    if meeting.state == MeetingState.DRAFT:
        return {"kind": "drafting"}
    if meeting.state == MeetingState.READY:
        return {"kind": "begin"}
    if meeting.state == MeetingState.IN_SESSION:
        return _act_in_session(meeting)
    return _act_after_count(house, session, meeting)


def _act_in_session(meeting: Meeting) -> State:
    opened, due, again = current_round(meeting), next_round(meeting), rounds_to_rerun(meeting)
    if opened:
        return {"kind": "close", "round": round_line(meeting, opened)}
    if again and _spares(meeting):
        return {"kind": "rerun", "round": round_line(meeting, again[0])}
    if due:
        return {"kind": "open", "round": round_line(meeting, due)}
    if again:
        return {"kind": "stuck", "round": round_line(meeting, again[0])}
    return {"kind": "count"}


def _act_after_count(house: House, session: Session, meeting: Meeting) -> State:
    if not is_released(session, meeting):
        signed = Role.CHAIR in signatures(session, meeting, SIGN_RELEASE)
        return {"kind": "await_scrutineer" if signed else "sign"}
    try:
        released_figures(house, session, meeting)
    except WrongState as refusal:
        return {"kind": "allow_small", "why": refusal.message}
    return {"kind": "released"}


def _movable(meeting: Meeting) -> list[int]:
    """The numbers of the rounds whose order may still be changed, the next first; none where there is no choice."""
    waiting = waiting_rounds(meeting) if meeting.state == MeetingState.IN_SESSION else []
    return [one.number for one in waiting] if len(waiting) > 1 else []


def _spares(meeting: Meeting) -> list[AgendaRound]:
    return [one for one in meeting.rounds if one.spare and not one.codes]


def _checks(session: Session, meeting: Meeting, address: str) -> list[State]:
    """What the chair should see before announcing the session: each with whether it is well."""
    if not scheme_of(meeting).sheets:
        return []
    cards = select(func.count()).select_from(Card).where(Card.meeting_id == meeting.id, Card.state != CardState.VOID)
    printed = session.scalar(cards) or 0
    roles = select(Officer).where(Officer.role == Role.SCRUTINEER, Officer.active)
    scrutineer = session.scalar(roles.limit(1))
    return [
        {"name": "cards", "well": printed > 0, "number": printed},
        {"name": "address", "well": address == meeting.address, "cards": meeting.address, "server": address},
        {"name": Role.SCRUTINEER, "well": scrutineer is not None},
    ]
