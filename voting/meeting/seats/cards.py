"""票卡: made for every seat, printed, handed out, voided, re-issued. The server keeps only the hash of a secret.

secrecy.md 2. A secret is 80 bits in Crockford's base 32; the code to type is class, the 16 characters in
fours, and a check character.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from voting.errors import BadInput, NotFound, WrongState
from voting.meeting.acting import Doing
from voting.meeting.acts import PRINT_CARDS, REISSUE, SIGN_REISSUE, VOID_UNISSUED
from voting.meeting.classes import look_of, titles_of
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.signatures import sign, signatures
from voting.papers.cards import PrintedCard
from voting.states import CardState, RoundState
from voting.storage.registry import Card, Claim, Meeting, Officer, PendingAct, Seat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_ALPHABET = ALPHABET[:31]
LENGTH = 16
LOOKALIKES = str.maketrans("OIL", "011")


def print_cards(house: House, who: Officer, meeting_id: int) -> list[PrintedCard]:
    """Make a card for every seat and return what is printed on them; it is kept nowhere.

    Printing again replaces all cards, as long as nobody has joined with one: raises WrongState then. NotAllowed.
    """
    with house.act(PRINT_CARDS, who, meeting_id) as act:
        session, meeting = act.session, act.meeting
        if joined_cards(session, meeting):
            raise WrongState("cards_joined")
        session.execute(delete(Card).where(Card.meeting_id == meeting.id))
        signed = PendingAct.act == SIGN_REISSUE.signed_as
        session.execute(delete(PendingAct).where(PendingAct.meeting_id == meeting.id, signed))
        printed = [_make(session, meeting, seat) for seat in meeting.seats]
        act.log(number=len(printed))
        return printed


def cards_of(session: Session, meeting: Meeting) -> list[Card]:
    """All cards of a meeting in the order of the seats."""
    query = select(Card).join(Seat).where(Card.meeting_id == meeting.id).order_by(Seat.position, Card.id)
    return list(session.scalars(query))


def current_cards(session: Session, meeting: Meeting) -> list[Card]:
    """The cards that have not been replaced, one for each seat, in the order of the seats."""
    cards = cards_of(session, meeting)
    replaced = {card.replaces for card in cards}
    return [card for card in cards if card.id not in replaced]


def void_unissued(house: House, who: Officer, meeting_id: int, seats: Collection[int]) -> None:
    """Void the cards of the seats that stay empty, before the first round; all others stay printed.

    `seats` are seat ids. A card that has joined is not voided: raises WrongState naming its seat. NotAllowed.
    """
    with house.act(VOID_UNISSUED, who, meeting_id) as act:
        session, meeting = act.session, act.meeting
        if has_begun(meeting):
            raise WrongState("cards_handed_out")
        cards = [card for card in current_cards(session, meeting) if card.state != CardState.HANDED_OUT]
        joined = joined_cards(session, meeting)
        wrong = tuple(card.seat.label for card in cards if card.seat_id in seats and card.id in joined)
        if wrong:
            raise WrongState("seats_joined", seats=wrong)
        for card in cards:
            card.state = CardState.VOID if card.seat_id in seats else CardState.PRINTED
        act.log(number=len(seats))


def hand_out(session: Session, meeting: Meeting) -> None:
    """When the first round opens every card that is not void counts as handed out (发出)."""
    session.execute(
        update(Card)
        .where(Card.meeting_id == meeting.id, Card.state == CardState.PRINTED)
        .values(state=CardState.HANDED_OUT)
    )


def take_back(session: Session, meeting: Meeting) -> None:
    """When the opening of the first round is withdrawn, cards can be noted as not handed out again."""
    session.execute(
        update(Card)
        .where(Card.meeting_id == meeting.id, Card.state == CardState.HANDED_OUT)
        .values(state=CardState.PRINTED)
    )


def reissue(
    house: House, who: Officer, meeting_id: int, seat_id: int, shown_card: int | None = None
) -> PrintedCard | None:
    """Give a seat a new card in place of its own: needs the scrutineer's and the chair's signature, in any order.

    Returns None after the first signature, the new card after the second. The old card is void for joining;
    what it has joined already may still be cast, so the report says how many were re-issued. `shown_card` is the card
    that was asked about, where a page showed one: another by now is not replaced, and WrongState says so. NotAllowed.
    """
    with house.act(SIGN_REISSUE, who, meeting_id) as act:
        old = current_card(act.session, act.meeting, seat_id)
        if shown_card not in (None, old.id):
            raise WrongState("reissued_just_now")
        is_signed_by_all = sign(act, str(old.id))
        act.log(seat=old.seat.label)
        return _replaced(act, old) if is_signed_by_all else None


def _replaced(act: Doing, old: Card) -> PrintedCard:
    signed = signatures(act.session, act.meeting, SIGN_REISSUE, str(old.id))
    old.state = CardState.VOID
    state = CardState.HANDED_OUT if has_begun(act.meeting) else CardState.PRINTED
    card = _make(act.session, act.meeting, old.seat, old.id, state)
    act.log(REISSUE, seat=old.seat.label, signed=signed)
    return card


def current_card(session: Session, meeting: Meeting, seat_id: int) -> Card:
    """The card of a seat that has not been replaced; raises NotFound."""
    later = Card.__table__.alias()
    query = select(Card).where(
        Card.meeting_id == meeting.id, Card.seat_id == seat_id, ~exists().where(later.c.replaces == Card.id)
    )
    card = session.scalar(query)
    if card is None:
        raise NotFound("no_card_at_seat")
    return card


def issued_by_class(session: Session, meeting: Meeting) -> dict[str, int]:
    """发出 by the class printed on the card: handed out, and those replaced that may still vote."""
    query = (
        select(Card.ballot_class, func.count())
        .where(Card.meeting_id == meeting.id)
        .where((Card.state == CardState.HANDED_OUT) | void_but_joined())
        .group_by(Card.ballot_class)
    )
    return {name: number for name, number in session.execute(query)}


def void_but_joined() -> ColumnElement[bool]:
    """The condition that a card was replaced after it had joined: it may still vote, beside the new one."""
    return (Card.state == CardState.VOID) & Card.id.in_(select(Claim.card_id))


def reissues(session: Session, meeting: Meeting) -> int:
    """How many cards were re-issued; each may be a second vote."""
    query = select(func.count()).select_from(Card)
    return session.scalar(query.where(Card.meeting_id == meeting.id, Card.replaces.is_not(None))) or 0


def has_begun(meeting: Meeting) -> bool:
    """Whether the first round was opened."""
    return any(held.state != RoundState.WAITING for held in meeting.rounds)


def short_code(ballot_class: str, secret: str) -> str:
    """The code to type by hand: "C-7K3M-9QXA-2B4D-8EFG-X"."""
    groups = [secret[start : start + 4] for start in range(0, LENGTH, 4)]
    return "-".join([ballot_class, *groups, check_character(secret)])


def check_character(secret: str) -> str:
    """The character that catches a slip of the finger: Σ (i+1)·value mod 31."""
    total = sum(nth * ALPHABET.index(sign) for nth, sign in enumerate(secret, 1))
    return CHECK_ALPHABET[total % 31]


def read_secret(typed: str) -> str:
    """Normalise a secret as typed: upper case, O → 0, I and L → 1, no dashes; raises BadInput."""
    secret = typed.upper().translate(LOOKALIKES).replace("-", "").replace(" ", "")
    if len(secret) != LENGTH or set(secret) - set(ALPHABET):
        raise BadInput("code_mistyped")
    return secret


def hash_of(secret: str) -> str:
    """What the server keeps of a secret; 80 random bits need no salt."""
    return sha256(b"card" + secret.encode()).hexdigest()


def joined_cards(session: Session, meeting: Meeting) -> set[int]:
    """The ids of the cards that have joined."""
    query = select(Claim.card_id).join(Card).where(Card.meeting_id == meeting.id).distinct()
    return set(session.scalars(query))


def _make(
    session: Session, meeting: Meeting, seat: Seat, replaces: int | None = None, state: CardState = CardState.PRINTED
) -> PrintedCard:
    secret = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    session.add(
        Card(
            meeting_id=meeting.id,
            seat_id=seat.id,
            ballot_class=seat.ballot_class,
            secret_hash=hash_of(secret),
            state=state,
            replaces=replaces,
        )
    )
    session.flush()
    scheme = scheme_of(meeting)
    return PrintedCard(
        seat=seat.label,
        ballot_class=seat.ballot_class,
        class_title=titles_of(scheme)[seat.ballot_class],
        url=f"{meeting.address}/v#c={secret}&g={seat.ballot_class}&k={meeting.fingerprint}",
        short_code=short_code(seat.ballot_class, secret),
        look=look_of(scheme, seat.ballot_class),
    )
