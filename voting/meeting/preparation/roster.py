"""The roster: who is evaluated, and which seats are in the room with which ballot class."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count

from sqlalchemy.orm import Session

from voting.errors import BadInput
from voting.meeting.audit import note
from voting.meeting.finding import scheme_of
from voting.meeting.preparation.recording import forget_strays
from voting.meeting.states import require_state
from voting.meeting.typed import one_line
from voting.states import MeetingState
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

    def __post_init__(self) -> None:
        _put_on_one_line(self)


@dataclass(frozen=True)
class SeatRow:
    """One seat with the class of who sits there. No name is needed: the card belongs to the seat."""

    label: str
    ballot_class: str

    def __post_init__(self) -> None:
        _put_on_one_line(self)


def _put_on_one_line(row: AppraiseeRow | SeatRow) -> None:
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str):
            object.__setattr__(row, field.name, one_line(value))


def save_appraisees(session: Session, who: Officer, meeting: Meeting, rows: Sequence[AppraiseeRow]) -> None:
    """Replace the list of appraisees, in this order; raises BadInput with each faulty row, and keeps the old list.

    `fields` of the refusal names the rows at fault, counted from 1.
    """
    require_state(meeting, MeetingState.DRAFT)
    faults = appraisee_faults(rows)
    if faults:
        raise BadInput("被评议人名单没有保存，请改正标出的各行。", _by_row(faults), _in_words(faults))
    meeting.appraisees.clear()
    session.flush()
    meeting.appraisees.extend(Appraisee(position=position, **vars(row)) for position, row in enumerate(rows, 1))
    session.flush()
    forget_strays(session, who, meeting)
    note(session, who.name, "保存被评议人名单", meeting.id, number=len(rows))


def save_seats(session: Session, who: Officer, meeting: Meeting, rows: Sequence[SeatRow]) -> None:
    """Replace the seats, in this order; raises BadInput with each faulty row, and keeps the old ones."""
    require_state(meeting, MeetingState.DRAFT)
    faults = seat_faults(rows, scheme_of(meeting).class_ids)
    if faults:
        raise BadInput("座位名单没有保存，请改正标出的各行。", _by_row(faults), _in_words(faults))
    meeting.seats.clear()
    session.flush()
    meeting.seats.extend(
        Seat(position=position, label=row.label, ballot_class=row.ballot_class) for position, row in enumerate(rows, 1)
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
    taken = {row.code for row in rows}
    found = []
    for number, row in enumerate(rows, 1):
        code = row.code
        if not code and row.name:
            code = next(free for free in (f"{one:02d}" for one in count(number)) if free not in taken)
            taken.add(code)
        found.append(replace(row, code=code))
    return found


def appraisee_faults(rows: Sequence[AppraiseeRow], places: Sequence[int] = ()) -> list[Fault]:
    """What is wrong with the rows: the place of a row in the list, counted from 1, and a sentence.

    `places` are the row numbers that a person sees beside them, where those are others.
    """
    shown = places or range(1, len(rows) + 1)
    codes = _first_places([row.code for row in rows])
    people = _first_places([(row.name, row.unit, row.post) for row in rows])
    return [
        (number, sentence)
        for number, (row, code, person) in enumerate(zip(rows, codes, people, strict=True), 1)
        for sentence in _faults_of(row, number, code, person, shown)
    ]


def _faults_of(row: AppraiseeRow, number: int, code: int, person: int, shown: Sequence[int]) -> Iterator[str]:
    """The faults of one row; `code` and `person` are the first places of its number and of its name, unit and post."""
    if not row.name:
        yield "请填写姓名（或单位）。"
    elif not row.code:
        yield "请填写编号。"
    too_long = [title for title, text, most in _lengths(row) if len(text) > most]
    if too_long:
        yield f"{'、'.join(too_long)}太长。"
    if row.code and code < number:
        yield f"编号“{row.code}”与第{shown[code - 1]}行重复。"
    if row.name and person < number:
        yield f"姓名、单位、职务与第{shown[person - 1]}行完全相同：重复的请删去，同名的请写明单位或职务加以区分。"


def seat_faults(rows: Sequence[SeatRow], classes: Sequence[str], places: Sequence[int] = ()) -> list[Fault]:
    """The same of seats."""
    shown = places or range(1, len(rows) + 1)
    faults = []
    for number, (row, first) in enumerate(zip(rows, _first_places([row.label for row in rows]), strict=True), 1):
        if not row.label or len(row.label) > LONGEST_LABEL:
            faults.append((number, f"请填写座位或岗位，{LONGEST_LABEL}字以内。"))
        elif first < number:
            faults.append((number, f"座位“{row.label}”与第{shown[first - 1]}行重复，请加以区分。"))
        if row.ballot_class not in classes:
            faults.append((number, f"没有“{row.ballot_class}”这个票类，本方案的票类是{'、'.join(classes)}。"))
    return faults


def class_named(text: str, classes: Sequence[str]) -> str:
    """The class that is meant by A票, Ａ or a; the text as it stands where that is none or not sure."""
    meant = unicodedata.normalize("NFKC", text).strip().removesuffix("票").removesuffix("类").casefold()
    found = [name for name in classes if name.casefold() == meant]
    return found[0] if len(found) == 1 and text not in classes else text


def _first_places(keys: Sequence[Hashable]) -> list[int]:
    """For each key where it first stands, counted from 1."""
    first: dict[Hashable, int] = {}
    return [first.setdefault(key, number) for number, key in enumerate(keys, 1)]


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
