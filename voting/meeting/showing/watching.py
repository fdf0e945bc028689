"""The scrutineer's state: the four numbers of every round by class, roots, keys, signatures. Nothing that links."""

from __future__ import annotations

from sqlalchemy.orm import Session

from voting.meeting.acts import SIGN_RELEASE
from voting.meeting.agenda import used_rounds
from voting.meeting.audit import entries, faults_in
from voting.meeting.house import House
from voting.meeting.seats.cards import reissues
from voting.meeting.session.turnout import Turnout, turnout
from voting.meeting.showing.room import State, identity, numbers, round_line, slips_of_each, versioned
from voting.meeting.signatures import signatures
from voting.states import MeetingState, RoundState
from voting.storage.registry import AgendaRound, Meeting


def watch_state(house: House, session: Session, meeting: Meeting) -> State:
    """Everything on the scrutineer's page; `alarm` is true where any of the numbers does not hold."""
    structure: State = {"meeting": identity(meeting), "signed": signatures(session, meeting, SIGN_RELEASE)}
    structure["reissues"] = reissues(session, meeting)
    structure["key_count"] = _keys(house, meeting)
    lines, figures = [], []
    for held in used_rounds(meeting) if meeting.state != MeetingState.DRAFT else []:
        counted = turnout(house, session, meeting, held)
        lines.append(_line(house, meeting, held, counted))
        figures.append(_figures(house, meeting, held, counted))
    structure["rounds"] = lines
    structure["log_faults"] = faults_in(entries(session))
    alarm = bool(structure["log_faults"]) or not all(one["holds"] for one in figures)
    return versioned({**structure, "alarm": alarm}, {"figures": figures})


def _line(house: House, meeting: Meeting, held: AgendaRound, counted: Turnout) -> State:
    return {
        **round_line(meeting, held),
        "classes": [{"id": each.ballot_class, "title": each.title} for each in counted.classes],
        "root": house.box.root((meeting.id, held.number)) if held.state == RoundState.CLOSED else None,
        "has_keys": house.keys.holds(meeting.id, held.number),
    }


def _figures(house: House, meeting: Meeting, held: AgendaRound, counted: Turnout) -> State:
    """The figures of a round; on a closed one also slips by class, which must be its tokens."""
    shown = numbers(counted)
    if held.state != RoundState.CLOSED:
        return shown
    slips = house.box.slips_by_class((meeting.id, held.number))
    for each in shown["classes"]:
        found = {slips.get((each["id"], code), 0) for code in held.codes}
        each["slips"] = found.pop() if len(found) == 1 else None
        each["holds"] = each["holds"] and each["slips"] == each["tokens"]
    in_all = slips_of_each(house, meeting, held)
    shown["slips"] = in_all.pop() if len(in_all) == 1 else None
    shown["holds"] = shown["holds"] and shown["slips"] == shown["tokens"] and all(e["holds"] for e in shown["classes"])
    return shown


def _keys(house: House, meeting: Meeting) -> State:
    """Of how many rounds the keys still exist, spares included."""
    held = [one.number for one in meeting.rounds if house.keys.holds(meeting.id, one.number)]
    return {"held": len(held), "of": len(meeting.rounds)}
