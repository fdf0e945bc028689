"""纸质票: cards of a class are set aside, and two tellers cast with them what stands on paper (secrecy.md 11).

A paper ballot goes the way of every other: claim, token, cast. So the server cannot tell it from a phone's, and
keeps no time of it; what it knows is which cards are for paper and in which rounds they have been used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from voting.errors import BadInput, WrongState
from voting.meeting.acts import ENTER_PAPER, SET_ASIDE
from voting.meeting.house import House
from voting.meeting.seats.cards import cards_of, joined_cards
from voting.refusals.sentence import Sentence
from voting.states import CardState
from voting.storage.registry import Card, Claim, Meeting, Officer

NAME_LENGTH = 30


@dataclass(frozen=True)
class PaperSeat:
    """A seat with its valid card: whether it is set aside for paper, and whether it has been used in any round."""

    seat_id: int
    label: str
    ballot_class: str
    for_paper: bool
    used: bool


@dataclass(frozen=True)
class PaperCount:
    """How many paper ballots of a class have been entered in a round, of how many cards set aside."""

    round: int
    ballot_class: str
    entered: int
    cards: int


def seats_for_paper(session: Session, meeting: Meeting) -> list[PaperSeat]:
    """Every seat whose card is valid, in the order of the seats."""
    used = joined_cards(session, meeting)
    return [
        PaperSeat(card.seat_id, card.seat.label, card.ballot_class, card.for_paper, card.id in used)
        for card in _valid_cards(session, meeting)
    ]


def set_aside(house: House, who: Officer, meeting_id: int, seats: Collection[int]) -> None:
    """Set the cards of exactly these seats (ids) aside for paper; all other cards are for phone and kiosk.

    A card that has been used in any round stays what it is: raises WrongState naming its seat. BadInput where a
    seat has no valid card. NotAllowed.
    """
    with house.act(SET_ASIDE, who, meeting_id) as act:
        cards = {card.seat_id: card for card in _valid_cards(act.session, act.meeting)}
        if set(seats) - set(cards):
            raise BadInput("seats_without_card")
        changed = [card for seat_id, card in cards.items() if card.for_paper != (seat_id in seats)]
        used = joined_cards(act.session, act.meeting)
        fixed = tuple(card.seat.label for card in changed if card.id in used)
        if fixed:
            raise WrongState("seats_used", seats=fixed)
        for card in changed:
            card.for_paper = not card.for_paper
        by_class = Counter(cards[seat_id].ballot_class for seat_id in seats)
        act.log(**dict(sorted(by_class.items())))


def begin_entry(house: House, who: Officer, meeting_id: int, tellers: Collection[str]) -> tuple[str, str]:
    """Take down the two tellers of the paper ballots, and no time of any ballot; return their names.

    Raises BadInput unless two people are named, NotAllowed, WrongState outside the session and without cards.
    """
    with house.act(ENTER_PAPER, who, meeting_id) as act:
        names = [" ".join(name.split()) for name in tellers]
        fields = {f"teller_{nth}": fault for nth, name in enumerate(names, 1) if (fault := _name_fault(name))}
        if not fields and len(set(names)) != 2:
            fields = {"teller_2": Sentence("tellers_same")}
        if fields:
            raise BadInput("tellers_faulty", fields)
        if not act.session.scalar(select(func.count()).select_from(Card).where(_set_aside(act.meeting))):
            raise WrongState("no_paper_cards")
        act.log(tellers=names)
        return names[0], names[1]


def paper_counts(session: Session, meeting: Meeting) -> list[PaperCount]:
    """Paper ballots entered so far, by round and class; who took a ballot is known, as on paper."""
    of = select(Card.ballot_class, func.count()).where(_set_aside(meeting)).group_by(Card.ballot_class)
    cards = {name: number for name, number in session.execute(of)}
    query = (
        select(Claim.round, Card.ballot_class, func.count())
        .join(Card, Card.id == Claim.card_id)
        .where(_set_aside(meeting))
        .group_by(Claim.round, Card.ballot_class)
        .order_by(Claim.round, Card.ballot_class)
    )
    return [PaperCount(number, name, entered, cards[name]) for number, name, entered in session.execute(query)]


def _name_fault(name: str) -> str:
    if not name:
        return Sentence("teller_unnamed")
    return Sentence("teller_too_long", most=NAME_LENGTH) if len(name) > NAME_LENGTH else ""


def _valid_cards(session: Session, meeting: Meeting) -> list[Card]:
    return [card for card in cards_of(session, meeting) if card.state != CardState.VOID]


def _set_aside(meeting: Meeting) -> ColumnElement[bool]:
    return and_(Card.meeting_id == meeting.id, Card.for_paper, Card.state != CardState.VOID)
