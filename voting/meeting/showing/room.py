"""What the screens of the room are drawn from: plain dicts, whole, made only of turnout and disclosure.

A state has two halves. Its structure is what a page is built of (who speaks, which act is next); its figures
only move inside that page. `version` is the digest of the structure: a page is built again when it changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from voting.meeting.agenda import people_of, standing_rounds, used_rounds
from voting.meeting.house import House
from voting.meeting.session.turnout import ClassTurnout, Turnout, turnout
from voting.states import MeetingState, RoundState
from voting.storage.registry import AgendaRound, Meeting

State = dict[str, Any]


def versioned(structure: Mapping[str, Any], figures: Mapping[str, Any]) -> State:
    """One state of both halves, with the digest of the structure as its `version`."""
    body = json.dumps(structure, ensure_ascii=False, sort_keys=True)
    return {**structure, **figures, "version": sha256(body.encode()).hexdigest()[:16]}


@dataclass(frozen=True)
class MeetingShown:
    """The meeting as every page of it has it: what its head says, and what its addresses are made of.

    Whatever else a page shows it is given by a name of its own.
    """

    id: int
    title: str
    organisation: str
    state: MeetingState
    fingerprint: str
    k: int


def shown_meeting(meeting: Meeting) -> MeetingShown:
    """The meeting for a page."""
    return MeetingShown(**{part.name: getattr(meeting, part.name) for part in fields(MeetingShown)})


def identity(meeting: Meeting) -> State:
    """The same within the state of a screen, which is sent as JSON."""
    return asdict(shown_meeting(meeting))


def round_line(meeting: Meeting, held: AgendaRound) -> State:
    """A round of the agenda: its number, state, people, and its turn among the rounds that count."""
    standing = standing_rounds(meeting)
    people = people_of(meeting, held)
    return {
        "number": held.number,
        "title": held.title,
        "state": held.state,
        "reruns": held.reruns,
        "turn": standing.index(held) + 1 if held in standing else None,
        "turns": len(standing),
        "single": all(len(other.codes) == 1 for other in standing),
        "people": [
            {
                "at": at,
                "code": person.code,
                "name": person.name,
                "place": place_of(person.name, person.unit, person.post),
            }
            for at, person in enumerate(people)
        ],
    }


def place_of(name: str, unit: str, post: str) -> str:
    """Unit and post in one line, without what the name says already."""
    parts = [part for part in (unit, post) if part and part not in name]
    return " ".join(parts)


def numbers(counted: Turnout) -> State:
    """Turnout as figures: of each class and in all; `missing` have joined and not voted yet."""
    return {
        "classes": [_numbers_of_class(one) for one in counted.classes],
        "cards": counted.cards,
        "claims": counted.claims,
        "tokens": counted.tokens,
        "missing": max(0, counted.claims - counted.tokens),
        "holds": counted.holds,
    }


def _numbers_of_class(voters: ClassTurnout) -> State:
    return {
        "id": voters.ballot_class,
        "cards": voters.cards,
        "claims": voters.claims,
        "tokens": voters.tokens,
        "holds": voters.cards >= voters.claims >= voters.tokens,
    }


def class_titles(counted: Turnout) -> list[dict[str, str]]:
    """The rows that turnout is shown in: id and title of each class."""
    return [{"id": one.ballot_class, "title": one.title} for one in counted.classes]


def proof(house: House, session: Session, meeting: Meeting, held: AgendaRound) -> State:
    """The four numbers of a closed round and its root (secrecy.md 8).

    `slips` are those of each appraisee: as many as tokens, or None where appraisees differ among themselves.
    """
    counted = turnout(house, session, meeting, held)
    by_appraisee = slips_of_each(house, meeting, held)
    slips = by_appraisee.pop() if len(by_appraisee) == 1 else None
    holds = counted.holds and slips == counted.tokens
    return {
        "cards": counted.cards,
        "claims": counted.claims,
        "tokens": counted.tokens,
        "slips": slips,
        "holds": holds,
        "root": house.box.root((meeting.id, held.number)) or "",
    }


def slips_of_each(house: House, meeting: Meeting, held: AgendaRound) -> set[int]:
    """The different numbers of slips that the appraisees of a round have: a single one, if all is well."""
    counted = house.box.slips_by_class((meeting.id, held.number))
    return {sum(number for (_, code), number in counted.items() if code == wanted) for wanted in held.codes}


def latest_round(meeting: Meeting) -> AgendaRound | None:
    """The round that was held last, in the order of the agenda."""
    held = [one for one in used_rounds(meeting) if one.state != RoundState.WAITING]
    return held[-1] if held else None


def rounds_to_rerun(meeting: Meeting) -> Sequence[AgendaRound]:
    """The void rounds that no spare has replaced yet."""
    replaced = {one.reruns for one in meeting.rounds}
    return [one for one in used_rounds(meeting) if one.state == RoundState.VOID and one.number not in replaced]
