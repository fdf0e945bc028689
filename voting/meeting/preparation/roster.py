"""The roster: who is evaluated, and which seats are in the room with which ballot class."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count

from voting.errors import BadInput
from voting.meeting.acting import Doing, Unchanged
from voting.meeting.acts import SAVE_APPRAISEES, SAVE_SEATS
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.preparation.recording import forget_strays
from voting.meeting.typed import one_line
from voting.refusals.sentence import Sentence, one_after_another
from voting.storage.registry import Appraisee, Meeting, Officer, Seat
from voting.words import Word, word

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


def save_appraisees(
    house: House, who: Officer, meeting_id: int, rows: Sequence[AppraiseeRow], unchanged: Unchanged | None = None
) -> None:
    """Replace the list of appraisees, in this order; raises BadInput with each faulty row, and keeps the old list.

    `fields` of the refusal names the rows at fault, counted from 1.
    """
    with house.act(SAVE_APPRAISEES, who, meeting_id, unchanged) as act:
        put_appraisees(act, rows)


def put_appraisees(act: Doing, rows: Sequence[AppraiseeRow]) -> None:
    """The same within an act, and its line in the log."""
    faults = appraisee_faults(rows)
    if faults:
        raise BadInput("appraisees_faulty", _by_row(faults), _in_words(faults))
    act.meeting.appraisees.clear()
    act.session.flush()
    act.meeting.appraisees.extend(Appraisee(position=number, **vars(row)) for number, row in enumerate(rows, 1))
    act.session.flush()
    forget_strays(act)
    act.log(SAVE_APPRAISEES, number=len(rows))


def save_seats(
    house: House, who: Officer, meeting_id: int, rows: Sequence[SeatRow], unchanged: Unchanged | None = None
) -> None:
    """Replace the seats, in this order; raises BadInput with each faulty row, and keeps the old ones."""
    with house.act(SAVE_SEATS, who, meeting_id, unchanged) as act:
        put_seats(act, rows)


def put_seats(act: Doing, rows: Sequence[SeatRow]) -> None:
    """The same within an act, and its line in the log."""
    faults = seat_faults(rows, scheme_of(act.meeting).class_ids)
    if faults:
        raise BadInput("seats_faulty", _by_row(faults), _in_words(faults))
    act.meeting.seats.clear()
    act.session.flush()
    act.meeting.seats.extend(
        Seat(position=number, label=row.label, ballot_class=row.ballot_class) for number, row in enumerate(rows, 1)
    )
    act.session.flush()
    act.log(SAVE_SEATS, number=len(rows))


def make_seats(house: House, who: Officer, meeting_id: int, numbers: dict[str, int]) -> None:
    """Make seats by numbers alone: so many of each class, labelled A01, A02 …"""
    rows = [
        SeatRow(f"{ballot_class}{index:0{max(2, len(str(number)))}d}", ballot_class)
        for ballot_class, number in numbers.items()
        for index in range(1, number + 1)
    ]
    save_seats(house, who, meeting_id, rows)


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
            code = next(free for free in (f"{tried:02d}" for tried in count(number)) if free not in taken)
            taken.add(code)
        found.append(replace(row, code=code))
    return found


def appraisee_faults(rows: Sequence[AppraiseeRow], numbers: Sequence[int] = ()) -> list[Fault]:
    """What is wrong with the rows: the number of a row in the list, counted from 1, and a sentence.

    `numbers` are the row numbers that a person sees beside them, where those are others.
    """
    shown = numbers or range(1, len(rows) + 1)
    codes = _first_rows([row.code for row in rows])
    people = _first_rows([(row.name, row.unit, row.post) for row in rows])
    return [
        (number, sentence)
        for number, (row, code, person) in enumerate(zip(rows, codes, people, strict=True), 1)
        for sentence in _faults_of(row, number, code, person, shown)
    ]


def _faults_of(row: AppraiseeRow, number: int, code: int, person: int, shown: Sequence[int]) -> Iterator[str]:
    """The faults of one row; `code` and `person`: the first rows with its number, and with its name, unit and post."""
    if not row.name:
        yield Sentence("appraisee_unnamed")
    elif not row.code:
        yield Sentence("number_missing")
    too_long = tuple(title for title, text, most in _lengths(row) if len(text) > most)
    if too_long:
        yield Sentence("texts_too_long", titles=too_long)
    if row.code and code < number:
        yield Sentence("number_twice", code=row.code, row=shown[code - 1])
    if row.name and person < number:
        yield Sentence("person_twice", row=shown[person - 1])


def seat_faults(rows: Sequence[SeatRow], classes: Sequence[str], numbers: Sequence[int] = ()) -> list[Fault]:
    """The same of seats."""
    shown = numbers or range(1, len(rows) + 1)
    faults: list[Fault] = []
    for number, (row, first) in enumerate(zip(rows, _first_rows([row.label for row in rows]), strict=True), 1):
        if not row.label or len(row.label) > LONGEST_LABEL:
            faults.append((number, Sentence("seat_unlabelled", most=LONGEST_LABEL)))
        elif first < number:
            faults.append((number, Sentence("seat_twice", label=row.label, row=shown[first - 1])))
        if row.ballot_class not in classes:
            faults.append((number, Sentence("no_such_class", name=row.ballot_class, classes=tuple(classes))))
    return faults


def class_named(text: str, classes: Sequence[str]) -> str:
    """The class that is meant by A票, Ａ or a; the text as it stands where that is none or not sure."""
    meant = unicodedata.normalize("NFKC", text).strip().removesuffix("票").removesuffix("类").casefold()
    found = [name for name in classes if name.casefold() == meant]
    return found[0] if len(found) == 1 and text not in classes else text


def _first_rows(keys: Sequence[Hashable]) -> list[int]:
    """For each key where it first stands, counted from 1."""
    first: dict[Hashable, int] = {}
    return [first.setdefault(key, number) for number, key in enumerate(keys, 1)]


def _by_row(faults: Sequence[Fault]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, sentence in faults:
        found[str(number)] = one_after_another(found.get(str(number), ""), sentence)
    return found


def _in_words(faults: Sequence[Fault]) -> list[str]:
    return [Sentence("at_row", row=number, fault=sentence) for number, sentence in faults]


def _lengths(row: AppraiseeRow) -> list[tuple[Word, str, int]]:
    return [
        (word("编号（40字）"), row.code, 40),
        (word("姓名（60字）"), row.name, 60),
        (word("单位（120字）"), row.unit, 120),
        (word("职务（120字）"), row.post, 120),
        (word("组别（60字）"), row.group, 60),
    ]
