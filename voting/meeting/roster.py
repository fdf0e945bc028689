"""The roster: who is evaluated, and which seats are in the room with which ballot class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy.orm import Session

from voting.errors import BadInput
from voting.meeting.audit import note
from voting.meeting.drafting import scheme_of
from voting.meeting.recording import forget_strays
from voting.meeting.states import require_state
from voting.storage.registry import Appraisee, Meeting, Officer, Seat

LONGEST_LABEL = 60
Fault = tuple[int, str]  # the row, counted from 1, and what is wrong with it


@dataclass(frozen=True)
class AppraiseeRow:
    """One 被评议人 as typed or imported; `code` is the id in every file of the tally."""

    code: str
    name: str
    unit: str = ""
    post: str = ""
    group: str = ""
    in_writing: bool = False


@dataclass(frozen=True)
class SeatRow:
    """One seat with the class of who sits there. No name is needed: the card belongs to the seat."""

    label: str
    ballot_class: str


def save_appraisees(session: Session, who: Officer, meeting: Meeting, rows: Sequence[AppraiseeRow]) -> None:
    """Replace the list of appraisees, in this order; raises BadInput with each faulty row, and keeps the old list.

    `fields` of the refusal names the rows at fault, counted from 1.
    """
    require_state(meeting, "draft")
    faults = appraisee_faults(rows)
    if faults:
        raise BadInput("被评议人名单没有保存，请改正标出的各行。", _by_row(faults), _in_words(faults))
    meeting.appraisees.clear()
    session.flush()
    meeting.appraisees.extend(
        Appraisee(position=position, **{name: _clean(value) for name, value in vars(row).items()})
        for position, row in enumerate(rows, 1)
    )
    session.flush()
    forget_strays(session, who, meeting)
    note(session, who.name, "保存被评议人名单", meeting.id, number=len(rows))


def save_seats(session: Session, who: Officer, meeting: Meeting, rows: Sequence[SeatRow]) -> None:
    """Replace the seats, in this order; raises BadInput with each faulty row, and keeps the old ones."""
    require_state(meeting, "draft")
    faults = seat_faults(rows, scheme_of(meeting).class_ids)
    if faults:
        raise BadInput("座位名单没有保存，请改正标出的各行。", _by_row(faults), _in_words(faults))
    meeting.seats.clear()
    session.flush()
    meeting.seats.extend(
        Seat(position=position, label=row.label.strip(), ballot_class=row.ballot_class)
        for position, row in enumerate(rows, 1)
    )
    session.flush()
    note(session, who.name, "保存座位名单", meeting.id, number=len(rows))


def make_seats(session: Session, who: Officer, meeting: Meeting, numbers: dict[str, int]) -> None:
    """Make seats by numbers alone: so many of each class, labelled A01, A02 …"""
    rows = [
        SeatRow(f"{ballot_class}{index:0{max(2, len(str(number)))}d}", ballot_class)
        for ballot_class, number in numbers.items()
        for index in range(1, number + 1)
    ]
    save_seats(session, who, meeting, rows)


def seats_by_class(meeting: Meeting) -> dict[str, int]:
    """How many seats each class has."""
    return dict(Counter(seat.ballot_class for seat in meeting.seats))


def numbered(rows: Sequence[AppraiseeRow]) -> list[AppraiseeRow]:
    """The rows with a number in their order, 01, 02 …, where no 编号 was typed."""
    taken = {row.code.strip() for row in rows}
    found = []
    for number, row in enumerate(rows, 1):
        code = row.code.strip()
        if not code and row.name.strip():
            code = next(free for free in (f"{one:02d}" for one in count(number)) if free not in taken)
            taken.add(code)
        found.append(replace(row, code=code))
    return found


def appraisee_faults(rows: Sequence[AppraiseeRow]) -> list[Fault]:
    """What is wrong with the rows: the place of a row in the list, counted from 1, and a sentence."""
    faults = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        code = row.code.strip()
        if not code or not row.name.strip():
            faults.append((number, "编号和姓名都要填写。"))
        too_long = [title for title, text, most in _lengths(row) if len(text.strip()) > most]
        if too_long:
            faults.append((number, f"{'、'.join(too_long)}太长。"))
        if code and code in seen:
            faults.append((number, f"编号“{code}”与第{seen[code]}人重复。"))
        seen.setdefault(code, number)
    return faults


def seat_faults(rows: Sequence[SeatRow], classes: Sequence[str]) -> list[Fault]:
    """The same of seats."""
    faults = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        label = row.label.strip()
        if not label or len(label) > LONGEST_LABEL:
            faults.append((number, f"请填写座位或岗位，{LONGEST_LABEL}字以内。"))
        elif label in seen:
            faults.append((number, f"座位“{label}”与第{seen[label]}个座位重复，请加以区分。"))
        if row.ballot_class not in classes:
            faults.append((number, f"没有“{row.ballot_class}”这个票类，本方案的票类是{'、'.join(classes)}。"))
        seen.setdefault(label, number)
    return faults


def _by_row(faults: Sequence[Fault]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, sentence in faults:
        found[str(number)] = found.get(str(number), "") + sentence
    return found


def _in_words(faults: Sequence[Fault]) -> list[str]:
    return [f"第{number}行：{sentence}" for number, sentence in faults]


def _lengths(row: AppraiseeRow) -> list[tuple[str, str, int]]:
    return [
        ("编号（40字）", row.code, 40),
        ("姓名（60字）", row.name, 60),
        ("单位（120字）", row.unit, 120),
        ("职务（120字）", row.post, 120),
        ("组别（60字）", row.group, 60),
    ]


def _clean(value: str | bool) -> str | bool:
    return value.strip() if isinstance(value, str) else value
