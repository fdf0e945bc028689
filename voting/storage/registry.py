"""The registry: meetings, seats, cards, claims, decisions, the audit log. Nothing here knows a mark.

What may be known beside what is the table in secrecy.md; claims carry no time and no order.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from voting.roles import Role
from voting.states import CardState, MeetingState, RoundState


def _words_of(kind: type[StrEnum]) -> Enum:
    """A column that holds one of these words, as text of at most 20 characters on either database."""
    return Enum(
        kind, native_enum=False, create_constraint=False, length=20, values_callable=lambda words: [*map(str, words)]
    )


class Registry(DeclarativeBase):
    """All tables of the registry."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        dict[str, list[str]]: JSON,
        list[str]: JSON,
        **{kind: _words_of(kind) for kind in (Role, MeetingState, RoundState, CardState)},
    }


class Instance(Registry):
    """This house itself, one row: the random number that its folder of private keys is named by."""

    __tablename__ = "instance"
    number: Mapped[str] = mapped_column(String(32), primary_key=True)


class Officer(Registry):
    """A person who runs meetings: secretary, chair or scrutineer; never an attendee."""

    __tablename__ = "officer"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[Role]
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class Meeting(Registry):
    """One review meeting, from draft to sealed; its scheme's text is its own copy."""

    __tablename__ = "meeting"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a deleted draft's number, and its log, are never taken again
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(120), default="")
    held_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(120), default="")
    chair_name: Mapped[str] = mapped_column(String(60), default="")
    expected: Mapped[int] = mapped_column(default=0)
    scheme_name: Mapped[str] = mapped_column(String(120), default="")
    scheme_text: Mapped[str] = mapped_column(Text, default="")
    settings: Mapped[dict[str, str]] = mapped_column(default=dict)
    live: Mapped[bool] = mapped_column(default=True)
    remarks: Mapped[bool] = mapped_column(default=True)
    k: Mapped[int] = mapped_column(default=5)
    round_plan: Mapped[str] = mapped_column(String(20), default="speakers")
    address: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)
    manifest: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = mapped_column(String(64), default="", index=True)
    show_small: Mapped[bool] = mapped_column(default=False)
    appraisees: Mapped[list[Appraisee]] = relationship(
        order_by="Appraisee.position", back_populates="meeting", cascade="all, delete-orphan"
    )
    seats: Mapped[list[Seat]] = relationship(
        order_by="Seat.position", back_populates="meeting", cascade="all, delete-orphan"
    )
    rounds: Mapped[list[AgendaRound]] = relationship(
        order_by="AgendaRound.number", back_populates="meeting", cascade="all, delete-orphan"
    )


class Appraisee(Registry):
    """A person or unit being evaluated (被评议人); `code` is the tally's id."""

    __tablename__ = "appraisee"
    __table_args__ = (UniqueConstraint("meeting_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(120), default="")
    post: Mapped[str] = mapped_column(String(120), default="")
    group: Mapped[str] = mapped_column("grp", String(60), default="")
    in_writing: Mapped[bool] = mapped_column(default=False)
    meeting: Mapped[Meeting] = relationship(back_populates="appraisees")


class Seat(Registry):
    """A place in the room and the class of who sits there; one card is made for it."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("meeting_id", "label"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(60))
    ballot_class: Mapped[str] = mapped_column(String(60))
    meeting: Mapped[Meeting] = relationship(back_populates="seats")


class AgendaRound(Registry):
    """One round of voting on one or more appraisees; a spare has none until it is used for a rerun.

    `state` follows the ballot box: waiting, open, closed or void.
    """

    __tablename__ = "agenda_round"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(120), default="")
    spare: Mapped[bool] = mapped_column(default=False)
    state: Mapped[RoundState] = mapped_column(default=RoundState.WAITING)
    codes: Mapped[list[str]] = mapped_column(default=list)
    reruns: Mapped[int | None]
    meeting: Mapped[Meeting] = relationship(back_populates="rounds")


class RoundKey(Registry):
    """The public half of the signing key of one round and class; the private half dies at close."""

    __tablename__ = "round_key"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    ballot_class: Mapped[str] = mapped_column(String(60), primary_key=True)
    modulus: Mapped[str] = mapped_column(Text)


class Card(Registry):
    """A 票卡: seat, class, hash of its secret; printed → handed_out, or void. Never a token, never a mark."""

    __tablename__ = "card"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    ballot_class: Mapped[str] = mapped_column(String(60))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[CardState] = mapped_column(default=CardState.PRINTED)
    replaces: Mapped[int | None] = mapped_column(ForeignKey("card.id"), unique=True)
    for_paper: Mapped[bool] = mapped_column(default=False)
    seat: Mapped[Seat] = relationship()


class Claim(Registry):
    """What a card was given for a round: blinded value and blind signature; no time, no order."""

    __tablename__ = "claim"
    __table_args__ = ({"sqlite_with_rowid": False},)
    card_id: Mapped[int] = mapped_column(ForeignKey("card.id"), primary_key=True, autoincrement=False)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    blinded: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(Text)


class PendingAct(Registry):
    """The first of two signatures under an act that needs two people (re-issue, release)."""

    __tablename__ = "pending_act"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    act: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(String(60))


class RecordValue(Registry):
    """A 记录项 entered for an appraisee, as written."""

    __tablename__ = "record_value"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    appraisee: Mapped[str] = mapped_column(String(40), primary_key=True)
    record: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(60))


class FrozenResult(Registry):
    """The counted result, once: the very bytes of RESULT.json; `sha256` is what `count_digest` makes of it."""

    __tablename__ = "frozen_result"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    result: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    explanations: Mapped[dict[str, list[str]]] = mapped_column(default=dict)


class Decision(Registry):
    """确定等次 of one appraisee: who decided, why, on which document."""

    __tablename__ = "decision"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    appraisee: Mapped[str] = mapped_column(String(40), primary_key=True)
    final_grade: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[str] = mapped_column(String(200), default="")
    decided_by: Mapped[str] = mapped_column(String(120), default="")


class OpinionText(Registry):
    """The secretary's own words in the 综合评价意见 of one appraisee."""

    __tablename__ = "opinion_text"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    appraisee: Mapped[str] = mapped_column(String(40), primary_key=True)
    strengths: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")
    demands: Mapped[str] = mapped_column(Text, default="")
    deadline: Mapped[str] = mapped_column(String(60), default="")


class AuditEntry(Registry):
    """One act of an officer, chained to the one before by its hash. Nothing about casting is in it."""

    __tablename__ = "audit_entry"
    meeting_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0: the house itself
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    officer: Mapped[str] = mapped_column(String(60))
    act: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
