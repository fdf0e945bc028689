"""Turnout: who took a ballot is known, as on paper. Cards − voided ≥ claims ≥ tokens, by class, at any time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from voting.meeting.classes import voting_class, voting_titles
from voting.meeting.house import House
from voting.meeting.seats.cards import has_begun, issued_by_class, void_but_joined
from voting.meeting.seats.joining import claims_by_class
from voting.states import CardState
from voting.storage.registry import AgendaRound, Card, Meeting


@dataclass(frozen=True)
class ClassTurnout:
    """The numbers of one class in one round; `cards` are those that may vote in it."""

    ballot_class: str
    title: str
    cards: int
    claims: int
    tokens: int


@dataclass(frozen=True)
class Turnout:
    """The numbers of one round, by class and in all."""

    classes: tuple[ClassTurnout, ...]

    @property
    def cards(self) -> int:
        """Cards that may vote."""
        return sum(one.cards for one in self.classes)

    @property
    def claims(self) -> int:
        """Cards that have joined."""
        return sum(one.claims for one in self.classes)

    @property
    def tokens(self) -> int:
        """Ballots recorded."""
        return sum(one.tokens for one in self.classes)

    @property
    def holds(self) -> bool:
        """Whether cards ≥ claims ≥ tokens in every class; anything else is an alarm."""
        return all(one.cards >= one.claims >= one.tokens for one in self.classes)


def turnout(house: House, session: Session, meeting: Meeting, held: AgendaRound) -> Turnout:
    """Count cards, claims and tokens of a round by the classes that vote."""
    cards = issued(session, meeting) if has_begun(meeting) else _not_void(session, meeting)
    claims = claims_by_class(session, meeting, held.number)
    tokens = house.box.turnout((meeting.id, held.number))
    return Turnout(
        tuple(
            ClassTurnout(name, title, cards.get(name, 0), claims.get(name, 0), tokens.get(name, 0))
            for name, title in voting_titles(meeting).items()
            if cards.get(name) or claims.get(name) or tokens.get(name)
        )
    )


def issued(session: Session, meeting: Meeting) -> dict[str, int]:
    """发出 by the class that votes; empty before the first round."""
    sums: Counter[str] = Counter()
    for name, number in issued_by_class(session, meeting).items():
        sums[voting_class(meeting, name)] += number
    return dict(sums)


def _not_void(session: Session, meeting: Meeting) -> dict[str, int]:
    """The cards that will count as handed out, as in `issued`."""
    query = (
        select(Card.ballot_class, func.count())
        .where(Card.meeting_id == meeting.id)
        .where((Card.state != CardState.VOID) | void_but_joined())
        .group_by(Card.ballot_class)
    )
    sums: Counter[str] = Counter()
    for name, number in session.execute(query):
        sums[voting_class(meeting, name)] += number
    return dict(sums)
