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

from voting.errors import BadInput, NotAllowed, NotFound, WrongState
from voting.meeting.audit import note
from voting.meeting.classes import look_of, titles_of
from voting.meeting.finding import scheme_of
from voting.meeting.states import require_state
from voting.papers.cards import PrintedCard
from voting.roles import Role
from voting.states import CardState, MeetingState, RoundState
from voting.storage.registry import Card, Claim, Meeting, Officer, PendingAct, Seat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_ALPHABET = ALPHABET[:31]
LENGTH = 16
LOOKALIKES = str.maketrans("OIL", "011")


def print_cards(session: Session, who: Officer, meeting: Meeting) -> list[PrintedCard]:
    """Make a card for every seat and return what is printed on them; it is kept nowhere.

    Printing again replaces all cards, as long as nobody has joined with one: raises WrongState then.
    """
    require_state(meeting, MeetingState.READY)
    if session.scalar(select(func.count()).select_from(Claim).join(Card).where(Card.meeting_id == meeting.id)):
        raise WrongState("已有人用票卡入场，不能整体重印。个别票卡丢失请用“补发票卡”。")
    session.execute(delete(Card).where(Card.meeting_id == meeting.id))
    session.execute(delete(PendingAct).where(PendingAct.meeting_id == meeting.id, PendingAct.act == "reissue"))
    printed = [_make(session, meeting, seat) for seat in meeting.seats]
    note(session, who.name, "制作票卡", meeting.id, number=len(printed))
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


def void_unissued(session: Session, who: Officer, meeting: Meeting, seats: Collection[int]) -> None:
    """Void the cards of the seats that stay empty, before the first round; all others stay printed.

    `seats` are seat ids. A card that has joined is not voided: raises WrongState naming its seat.
    """
    require_state(meeting, MeetingState.READY, MeetingState.IN_SESSION)
    if has_begun(meeting):
        raise WrongState("第一轮已经开启，票卡已全部视为发出。迟到或丢失请用“补发票卡”。")
    cards = [card for card in current_cards(session, meeting) if card.state in (CardState.PRINTED, CardState.VOID)]
    joined = joined_cards(session, meeting)
    wrong = [card.seat.label for card in cards if card.seat_id in seats and card.id in joined]
    if wrong:
        raise WrongState(f"这些座位的票卡已入场，不能作废：{'、'.join(wrong)}。")
    for card in cards:
        card.state = CardState.VOID if card.seat_id in seats else CardState.PRINTED
    note(session, who.name, "登记未发出的票卡", meeting.id, number=len(seats))


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


def reissue(session: Session, who: Officer, meeting: Meeting, seat_id: int) -> PrintedCard | None:
    """Give a seat a new card in place of its own: needs the scrutineer's and the chair's signature, in any order.

    Returns None after the first signature, the new card after the second. The old card is void for joining;
    what it has joined already may still be cast, so the report says how many were re-issued.
    """
    require_state(meeting, MeetingState.READY, MeetingState.IN_SESSION)
    if who.role not in (Role.SCRUTINEER, Role.CHAIR):
        raise NotAllowed("补发票卡须监票人和主持人分别登录确认。")
    old = current_card(session, meeting, seat_id)
    session.merge(
        PendingAct(meeting_id=meeting.id, act="reissue", subject=str(old.id), role=who.role, officer=who.name)
    )
    session.flush()
    signed = signatures(session, meeting, "reissue", str(old.id))
    note(session, who.name, "补发票卡签字", meeting.id, seat=old.seat.label)
    if set(signed) != {Role.SCRUTINEER, Role.CHAIR}:
        return None
    old.state = CardState.VOID
    card = _make(session, meeting, old.seat, old.id, "handed_out" if has_begun(meeting) else "printed")
    note(session, who.name, "补发票卡", meeting.id, seat=old.seat.label, signed=signed)
    return card


def signatures(session: Session, meeting: Meeting, act: str, subject: str) -> dict[str, str]:
    """Who has signed an act that needs two people: role → name."""
    query = select(PendingAct).where(
        PendingAct.meeting_id == meeting.id, PendingAct.act == act, PendingAct.subject == subject
    )
    return {one.role: one.officer for one in session.scalars(query)}


def current_card(session: Session, meeting: Meeting, seat_id: int) -> Card:
    """The card of a seat that has not been replaced; raises NotFound."""
    later = Card.__table__.alias()
    query = select(Card).where(
        Card.meeting_id == meeting.id, Card.seat_id == seat_id, ~exists().where(later.c.replaces == Card.id)
    )
    card = session.scalar(query)
    if card is None:
        raise NotFound("这个座位没有票卡。")
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
    return any(one.state != RoundState.WAITING for one in meeting.rounds)


def short_code(ballot_class: str, secret: str) -> str:
    """The code to type by hand: "C-7K3M-9QXA-2B4D-8EFG-X"."""
    groups = [secret[start : start + 4] for start in range(0, LENGTH, 4)]
    return "-".join([ballot_class, *groups, check_character(secret)])


def check_character(secret: str) -> str:
    """The character that catches a slip of the finger: Σ (i+1)·value mod 31."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(secret, 1))
    return CHECK_ALPHABET[total % 31]


def read_secret(typed: str) -> str:
    """Normalise a secret as typed: upper case, O → 0, I and L → 1, no dashes; raises BadInput."""
    secret = typed.upper().translate(LOOKALIKES).replace("-", "").replace(" ", "")
    if len(secret) != LENGTH or set(secret) - set(ALPHABET):
        raise BadInput("票号不对，请核对后重新输入。", code="unknown_card")
    return secret


def hash_of(secret: str) -> str:
    """What the server keeps of a secret; 80 random bits need no salt."""
    return sha256(b"card" + secret.encode()).hexdigest()


def joined_cards(session: Session, meeting: Meeting) -> set[int]:
    """The ids of the cards that have joined."""
    query = select(Claim.card_id).join(Card).where(Card.meeting_id == meeting.id).distinct()
    return set(session.scalars(query))


def _make(
    session: Session, meeting: Meeting, seat: Seat, replaces: int | None = None, state: str = CardState.PRINTED
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
